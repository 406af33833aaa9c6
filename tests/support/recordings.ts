/** Voices and short films with what phones and programs hang on them: places, names, dates, devices. */
import { readFileSync } from 'node:fs'
import path from 'node:path'

const fixture = (name: string): Buffer => readFileSync(path.join(__dirname, 'media', name))

/** A second of a tone, and of coloured frames with it, as a browser's MediaRecorder wrote them. */
export const browserVoiceWebm = fixture('voice.webm')
export const browserVoiceMp4 = fixture('voice.mp4')
export const browserFilmWebm = fixture('film.webm')
export const browserFilmMp4 = fixture('film.mp4')

const repeat = (one: Buffer, times: number): Buffer => Buffer.concat(Array.from({ length: times }, () => one))
const latin = (words: string): Buffer => Buffer.from(words, 'latin1')
const big = (value: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}
const little = (value: number): Buffer => Buffer.from(big(value)).reverse()
/** Seconds since 1904 of a day in 2026: what stands in a film's headers. */
export const RECORDED_AT = 3_877_000_000

const id3v2 = (text: string): Buffer => {
  const words = Buffer.from(text)
  const frame = Buffer.concat([latin('TIT2'), big(words.length + 1), Buffer.alloc(3), words])
  return Buffer.concat([latin('ID3\x03\0\0'), Buffer.from([0, 0, 0, frame.length]), frame])
}
const id3v1 = (text: string): Buffer =>
  Buffer.concat([latin('TAG'), Buffer.from(text.padEnd(125).slice(0, 125))])
const ape = (text: string): Buffer => {
  const item = Buffer.concat([little(text.length), little(0), latin('Place\0'), latin(text)])
  const end = (flags: number) =>
    Buffer.concat([
      latin('APETAGEX'),
      little(2000),
      little(item.length + 32),
      little(1),
      little(flags),
      Buffer.alloc(8),
    ])
  return Buffer.concat([end(0xa000_0000), item, end(0x8000_0000)])
}
/** A silent frame of 128 kbit/s, 44,100 a second, mono: 1152 samples. */
const mp3Frame = Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0xc4]), Buffer.alloc(413)])
const mp3Info = (text: string): Buffer => {
  const frame = Buffer.from(mp3Frame)
  frame.write(`Info\0\0\0\x01\0\0\0\x28${text}`, 4 + 17, 'latin1')
  return frame
}
const silence = Buffer.from([0x00, 0xc8, 0x00, 0x80, 0x23, 0x80])
/** AAC-LC, 44,100 a second, mono. */
const aacFrame = Buffer.concat([Buffer.from([0xff, 0xf1, 0x50, 0x40, 0x01, 0xbf, 0xfc]), silence])

/** A second of an MP3 with tags of four kinds, and the encoder's page of contents. */
export const mp3Saying = (text: string): Buffer =>
  Buffer.concat([id3v2(text), mp3Info(text), repeat(mp3Frame, 40), ape(text), id3v1(text)])
export const aacSaying = (text: string): Buffer =>
  Buffer.concat([id3v2(text), repeat(aacFrame, 44), id3v1(text)])

const riff = (type: string, body: Buffer): Buffer =>
  Buffer.concat([latin(type), little(body.length), body, Buffer.alloc(body.length % 2)])
const halfASecond = Buffer.from(Array.from({ length: 8_000 }, (_, index) => index % 7))

/** PCM, 8,000 a second, 16 bits, half a second unless told, with names, a recorder's log and an XML sheet. */
export const wavSaying = (text: string, sound = halfASecond): Buffer => {
  const coding = Buffer.alloc(16)
  coding.writeUInt16LE(1, 0)
  coding.writeUInt16LE(1, 2)
  coding.writeUInt32LE(8_000, 4)
  coding.writeUInt32LE(16_000, 8)
  coding.writeUInt16LE(2, 12)
  coding.writeUInt16LE(16, 14)
  const words = Buffer.from(text)
  return riff(
    'RIFF',
    Buffer.concat([
      latin('WAVE'),
      riff('bext', words),
      riff('fmt ', coding),
      riff('LIST', Buffer.concat([latin('INFO'), riff('IART', words)])),
      riff('data', sound),
      riff('iXML', words),
      riff('id3 ', id3v2(text)),
    ]),
  )
}

const oggTable = Array.from({ length: 256 }, (_, index) => {
  let value = index << 24
  for (let bit = 0; bit < 8; bit++) value = value < 0 ? (value << 1) ^ 0x04c1_1db7 : value << 1
  return value >>> 0
})
export const oggChecksum = (page: Buffer): number => {
  const bare = Buffer.from(page)
  bare.writeUInt32LE(0, 22)
  return bare.reduce((sum, byte) => ((sum << 8) ^ oggTable[((sum >>> 24) ^ byte) & 0xff]!) >>> 0, 0)
}
export const oggPage = (flags: number, granule: number, sequence: number, packets: Buffer[]): Buffer => {
  const laces = packets.flatMap((one) => [...Array(Math.floor(one.length / 255)).fill(255), one.length % 255])
  const head = Buffer.alloc(27)
  head.write('OggS', 0, 'latin1')
  head[5] = flags
  head.writeBigUInt64LE(BigInt(granule), 6)
  head.writeUInt32LE(0x5eed, 14)
  head.writeUInt32LE(sequence, 18)
  head[26] = laces.length
  const page = Buffer.concat([head, Buffer.from(laces), ...packets])
  page.writeUInt32LE(oggChecksum(page), 22)
  return page
}
const comments = (text: string): Buffer => {
  const [vendor, comment] = [Buffer.from(`vendor ${text}`), Buffer.from(`LOCATION=${text}`)]
  return Buffer.concat([little(vendor.length), vendor, little(1), little(comment.length), comment])
}
const opusHead = Buffer.concat([
  latin('OpusHead\x01\x01'),
  Buffer.from([0x38, 0x01]),
  little(48_000),
  Buffer.alloc(3),
])
const opusSilence = Buffer.from([0xf8, 0xff, 0xfe])
/** A second of Opus whose comments are long enough to run over two pages. */
export const oggSaying = (text: string): Buffer => {
  const tags = Buffer.concat([latin('OpusTags'), comments(text), Buffer.alloc(66_000, text)])
  const full = 255 * 255
  const first = Buffer.concat([Buffer.alloc(27), Buffer.alloc(255, 255), tags.subarray(0, full)])
  first.write('OggS', 0, 'latin1')
  first.writeUInt32LE(0x5eed, 14)
  first.writeUInt32LE(1, 18)
  first[26] = 255
  first.writeUInt32LE(oggChecksum(first), 22)
  return Buffer.concat([
    oggPage(2, 0, 0, [opusHead]),
    first,
    oggPage(1, 0, 2, [tags.subarray(full)]),
    oggPage(0, 24_312, 3, Array(25).fill(opusSilence)),
    oggPage(4, 48_312, 4, Array(25).fill(opusSilence)),
  ])
}

const ebml = (id: string, body: Buffer): Buffer => {
  const size = Buffer.alloc(8)
  size.writeUInt32BE(0x0100_0000)
  size.writeUInt32BE(body.length, 4)
  return Buffer.concat([Buffer.from(id, 'hex'), size, body])
}
/** A browser's WebM with a title, a date, tags and an attachment put into its open segment. */
export const webmSaying = (text: string, whole = browserVoiceWebm): Buffer => {
  const segment = whole.indexOf(Buffer.from('18538067', 'hex')) + 12
  const words = Buffer.from(text)
  const said = Buffer.concat([
    ebml(
      '1254c367',
      ebml('7373', ebml('67c8', Buffer.concat([ebml('45a3', latin('LOCATION')), ebml('4487', words)]))),
    ),
    ebml('1941a469', ebml('61a7', Buffer.concat([ebml('466e', words), ebml('465c', words)]))),
    ebml('ec', words),
  ])
  return Buffer.concat([whole.subarray(0, segment), said, whole.subarray(segment)])
}

export const box = (type: string, ...body: Buffer[]): Buffer => {
  const content = Buffer.concat(body)
  return Buffer.concat([big(content.length + 8), latin(type), content])
}
const flags = big(0)

type Sample = { at: number; length: number }
const track = (id: number, handler: string, coding: Buffer, samples: Sample, text: string): Buffer => {
  const table = box(
    'stbl',
    box('stsd', flags, big(1), coding),
    box('stts', flags, big(1), big(1), big(1024)),
    box('stsc', flags, big(1), big(1), big(1), big(1)),
    box('stsz', flags, big(samples.length), big(1)),
    box('stco', flags, big(1), big(samples.at)),
  )
  return box(
    'trak',
    box('tkhd', flags, big(RECORDED_AT), big(RECORDED_AT), big(id), Buffer.alloc(68)),
    box('udta', box('name', latin(text))),
    box(
      'mdia',
      box('mdhd', flags, big(RECORDED_AT), big(RECORDED_AT), big(44_100), big(44_100), big(0x15c7_0000)),
      box('hdlr', flags, big(0), latin(handler), Buffer.alloc(12), latin(`${text}\0`)),
      box(
        'minf',
        box('smhd', Buffer.alloc(8)),
        box('dinf', box('dref', flags, big(1), box('url ', big(1)))),
        table,
      ),
    ),
    box('meta', latin(text)),
  )
}

/** Sound as AAC, without a decoder's set-up: what it sounds like is not what is tried here. */
const aacCoding = box(
  'mp4a',
  Buffer.alloc(6),
  Buffer.from([0, 1]),
  Buffer.alloc(4),
  latin('appl'),
  Buffer.alloc(12),
)
const filmCoding = (text: string): Buffer =>
  box(
    'avc1',
    Buffer.alloc(8),
    latin('\0\0\0\0VEND'),
    Buffer.alloc(26),
    latin(text.padEnd(32).slice(0, 32)),
    Buffer.alloc(4),
  )

export const MP4_SOUND = 'THE-SOUND-ITSELF'
/** A phone's film or voice: where it was taken in five places, one of them a track of its own, and the day in each header. */
export const phoneMp4Saying = (text: string, kind: 'voice' | 'film' = 'voice'): Buffer => {
  const brand = box('ftyp', latin(kind === 'film' ? 'qt  \0\0\0\0qt  ' : 'M4A \0\0\0\0M4A mp42'))
  const before = box('uuid', Buffer.alloc(16, 7), latin(text))
  const at = brand.length + before.length + 8
  const data = box('mdat', latin(MP4_SOUND), latin(text), latin(MP4_SOUND))
  const sound = { at, length: MP4_SOUND.length }
  const place = { at: at + MP4_SOUND.length, length: text.length }
  const picture = { at: place.at + place.length, length: MP4_SOUND.length }
  const xyz = latin(text)
  return Buffer.concat([
    brand,
    before,
    data,
    box(
      'moov',
      box('mvhd', flags, big(RECORDED_AT), big(RECORDED_AT), big(1000), big(1000), Buffer.alloc(80)),
      track(1, 'soun', aacCoding, sound, text),
      track(2, 'meta', box('mebx', Buffer.alloc(8), latin(text)), place, text),
      ...(kind === 'film' ? [track(3, 'vide', filmCoding(text), picture, text)] : []),
      box(
        'udta',
        box('\xa9xyz', xyz),
        box('\xa9day', latin(text)),
        box('meta', latin(text)),
        box('loci', latin(text)),
      ),
      box('meta', box('keys', latin(text)), box('ilst', latin(text))),
    ),
    box('free', latin(text)),
  ])
}

/** A unit of H.264 as it is written: a 3 after two noughts, wherever a decoder could take what follows for a start. */
const escaped = (unit: Buffer): Buffer => {
  const out: number[] = []
  let noughts = 0
  for (const byte of unit) {
    if (noughts >= 2 && byte <= 3) {
      out.push(3)
      noughts = 0
    }
    out.push(byte)
    noughts = byte === 0 ? noughts + 1 : 0
  }
  return Buffer.from(out)
}
/** The numbers of a message: as many 255s as fit, and the rest. */
const inBytes = (value: number): Buffer =>
  Buffer.from([...Array<number>(Math.floor(value / 255)).fill(255), value % 255])
export const message = (type: number, content: Buffer): Buffer =>
  Buffer.concat([inBytes(type), inBytes(content.length), content])
/** Supplemental information of a frame. */
export const supplement = (...messages: Buffer[]): Buffer =>
  escaped(Buffer.concat([Buffer.from([6]), ...messages, Buffer.from([0x80])]))

const AVC_LENGTH = Buffer.from([1, 0x42, 0, 30, 0xff, 0xe0, 0])
/** One frame of H.264, each unit with its length in front, in a film as a phone writes it. */
export const avcFilm = (...units: Buffer[]): Buffer => {
  const brand = box('ftyp', latin('isom\0\0\0\0isomavc1'))
  const frame = Buffer.concat(units.flatMap((unit) => [big(unit.length), unit]))
  const coding = box('avc1', Buffer.alloc(7), Buffer.from([1]), Buffer.alloc(70), box('avcC', AVC_LENGTH))
  return Buffer.concat([
    brand,
    box('mdat', frame),
    box(
      'moov',
      box('mvhd', flags, big(0), big(0), big(1000), big(1000), Buffer.alloc(80)),
      track(1, 'vide', coding, { at: brand.length + 8, length: frame.length }, 'x'),
    ),
  ])
}

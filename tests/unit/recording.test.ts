/** What a voice or a short film keeps and what it leaves at the door, and that nothing hostile gets past it or holds it up. */
import fc from 'fast-check'
import { FileRefused } from '../../cloudfunctions/platform/files/file-refusal'
import { cleanEvidence } from '../../cloudfunctions/platform/files/media/evidence'
import { jpegSaying } from '../support/pictures'
import {
  aacSaying,
  avcFilm,
  box,
  browserFilmMp4,
  browserFilmWebm,
  browserVoiceMp4,
  browserVoiceWebm,
  MP4_SOUND,
  message,
  mp3Saying,
  oggChecksum,
  oggSaying,
  phoneMp4Saying,
  RECORDED_AT,
  supplement,
  wavSaying,
  webmSaying,
} from '../support/recordings'

const WORD = '+31.2304+121.4737/Li-Lei-iPhone'
const day = Buffer.alloc(4)
day.writeUInt32BE(RECORDED_AT)
const refused = (bytes: Buffer) => expect(cleanEvidence(bytes)).rejects.toBeInstanceOf(FileRefused)

const saying = {
  mp3: mp3Saying,
  aac: aacSaying,
  wav: wavSaying,
  ogg: oggSaying,
  webm: webmSaying,
  'webm film': (text: string) => webmSaying(text, browserFilmWebm),
  m4a: (text: string) => phoneMp4Saying(text),
  mov: (text: string) => phoneMp4Saying(text, 'film'),
}
const all: Record<string, Buffer> = {
  ...Object.fromEntries(Object.entries(saying).map(([name, make]) => [name, make(WORD)])),
  'browser mp4': browserVoiceMp4,
  'browser film mp4': browserFilmMp4,
}

describe('a recording on its way in', () => {
  it.each(Object.entries(saying))('loses place, names and dates of %s', async (_, make) => {
    const before = make(WORD)
    expect(before.includes(WORD)).toBe(true)
    const { bytes } = await cleanEvidence(before)
    for (const word of [WORD, 'Li-Lei', 'LOCATION', '121.4737', 'Chrome', 'ID3', 'TAG', 'APETAGEX'])
      expect(bytes.includes(word)).toBe(false)
    expect(bytes.includes(day)).toBe(false)
  })

  it('says of each what it is and how long it lasts', async () => {
    const told: Record<string, [string, number]> = {}
    for (const [name, bytes] of Object.entries(all)) {
      const { mime, durationSeconds } = await cleanEvidence(bytes)
      told[name] = [mime, Math.round((durationSeconds ?? -1) * 10) / 10]
    }
    expect(told).toEqual({
      mp3: ['audio/mpeg', 1],
      aac: ['audio/aac', 1],
      wav: ['audio/wav', 0.5],
      ogg: ['audio/ogg', 1],
      webm: ['audio/webm', 1.2],
      'webm film': ['video/webm', 1.2],
      m4a: ['audio/mp4', 1],
      mov: ['video/mp4', 1],
      'browser mp4': ['audio/mp4', 1.1],
      'browser film mp4': ['video/mp4', 1.2],
    })
  })

  it('changes nothing when it is cleaned once more', async () => {
    for (const bytes of Object.values(all)) {
      const once = (await cleanEvidence(bytes)).bytes
      expect((await cleanEvidence(once)).bytes.equals(once)).toBe(true)
    }
  })

  it('keeps every byte that sounds', async () => {
    const mp3 = (await cleanEvidence(mp3Saying(WORD))).bytes
    expect(mp3.length).toBe(41 * 417)
    expect(mp3.includes('Info')).toBe(true)
    const mp4 = (await cleanEvidence(phoneMp4Saying(WORD, 'film'))).bytes
    expect(mp4.length).toBe(phoneMp4Saying(WORD, 'film').length)
    const first = mp4.indexOf(MP4_SOUND)
    expect(mp4.indexOf(MP4_SOUND, first + 1)).toBe(first + MP4_SOUND.length + WORD.length)
    const webm = (await cleanEvidence(browserVoiceWebm)).bytes
    // Blocks of sound: as many, and as long.
    const block = browserVoiceWebm.subarray(browserVoiceWebm.length - 60)
    expect(webm.subarray(webm.length - 60).equals(block)).toBe(true)
    const wav = (await cleanEvidence(wavSaying(WORD))).bytes
    expect(wav.length).toBe(12 + 8 + 16 + 8 + 8_000)
  })

  it('writes Ogg pages whose checksums and numbers are right again', async () => {
    const { bytes } = await cleanEvidence(oggSaying(WORD))
    let sequence = 0
    for (let at = 0; at < bytes.length; sequence++) {
      const laces = bytes.subarray(at + 27, at + 27 + bytes[at + 26]!)
      const page = bytes.subarray(at, at + 27 + laces.length + laces.reduce((sum, lace) => sum + lace, 0))
      expect(page.readUInt32LE(18)).toBe(sequence)
      expect(page.readUInt32LE(22)).toBe(oggChecksum(page))
      at += page.length
    }
    expect(sequence).toBe(4)
  })

  it('still takes a recording whose end was cut off in the middle of a sound', async () => {
    expect((await cleanEvidence(mp3Saying(WORD).subarray(0, 9_000))).mime).toBe('audio/mpeg')
    expect((await cleanEvidence(wavWithOpenEnd())).durationSeconds).toBeGreaterThan(0.4)
  })
})

describe('texts between the pictures of a film', () => {
  const picture = Buffer.from([0x65, 0x88, 0x84, 0, 0x21, 0xa0])
  const timing = message(1, Buffer.from([7, 0, 0, 9]))
  const user = (type: number, text: string) =>
    message(type, Buffer.concat([Buffer.alloc(16, 0xd5), Buffer.from(text)]))

  it('are overwritten, while the pictures and what a decoder needs stay byte for byte', async () => {
    const supplied = supplement(user(5, WORD), timing, user(4, `${WORD} again`))
    const film = avcFilm(supplied, picture)
    const { bytes, mime } = await cleanEvidence(film)
    expect(mime).toBe('video/mp4')
    expect(bytes.length).toBe(film.length)
    expect(bytes.includes(WORD)).toBe(false)
    expect(bytes.includes(Buffer.alloc(8, 0xd5))).toBe(false)
    expect(messagesIn(bytes, supplied.length)).toEqual([
      [5, 16 + WORD.length],
      [1, 4],
      [4, 16 + WORD.length + 6],
    ])
    expect(bytes.includes(Buffer.concat([Buffer.from([0, 0, 0, picture.length]), picture]))).toBe(true)
    expect((await cleanEvidence(bytes)).bytes.equals(bytes)).toBe(true)
  })

  it('leave every length right, whatever noughts stand in them, before and behind them', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.tuple(
            fc.constantFrom(4, 5, 1, 255),
            fc
              .array(fc.constantFrom(0, 0, 0, 1, 3, 0x55), { maxLength: 300 })
              .map((content) => Buffer.from(content)),
          ),
          { minLength: 1, maxLength: 4 },
        ),
        async (contents) => {
          const supplied = supplement(...contents.map(([type, content]) => message(type, content)))
          const { bytes } = await cleanEvidence(avcFilm(supplied, picture))
          expect(messagesIn(bytes, supplied.length)).toEqual(
            contents.map(([type, content]) => [type, content.length]),
          )
          expect(bytes.includes(picture)).toBe(true)
          const unit = unitIn(bytes, supplied.length)
          expect(unit.includes(Buffer.from([0, 0, 1])) || unit.includes(Buffer.from([0, 0, 0]))).toBe(false)
        },
      ),
      { numRuns: 300 },
    ))

  it('stay where the lengths of a film are not right, and nothing is held up', async () => {
    const broken = Buffer.concat([Buffer.from([6, 5, 200]), Buffer.from(WORD)])
    expect((await cleanEvidence(avcFilm(broken, picture))).mime).toBe('video/mp4')
    const cut = Buffer.from(avcFilm(picture, picture))
    cut.writeUInt32BE(0xffff_ffff, cut.indexOf(picture) - 4)
    expect((await cleanEvidence(cut)).mime).toBe('video/mp4')
  })
})

/** The first unit of the film, as long as it was. */
const unitIn = (film: Buffer, length: number): Buffer => {
  const at = film.indexOf('mdat') + 8
  return film.subarray(at, at + length)
}

/** Types and lengths of the messages in the first unit, read as a decoder reads them. */
const messagesIn = (film: Buffer, length: number): [number, number][] => {
  const plain: number[] = []
  let noughts = 0
  for (const byte of unitIn(film, length)) {
    const isEscape = noughts >= 2 && byte === 3
    noughts = byte === 0 ? noughts + 1 : 0
    if (!isEscape) plain.push(byte)
  }
  const found: [number, number][] = []
  let at = 1
  const number = (): number => {
    let sum = 0
    for (;;) {
      const byte = plain[at++] ?? 0
      sum += byte
      if (byte < 255) return sum
    }
  }
  while (at < plain.length - 1) {
    const type = number()
    const size = number()
    found.push([type, size])
    at += size
  }
  return found
}

const wavWithOpenEnd = (): Buffer => {
  const wav = wavSaying('x')
  const data = wav.indexOf('data')
  const open = Buffer.from(wav.subarray(0, data + 8 + 8_000))
  open.writeUInt32LE(0xffff_ffff, data + 4)
  return open
}

describe('a file that is refused', () => {
  it('is none of the kinds that are taken in', async () => {
    for (const bytes of [
      Buffer.alloc(0),
      Buffer.from('<html><script>1</script></html>'),
      Buffer.from('%PDF-1.4 something'),
      Buffer.from('#!AMR\n'.padEnd(400, 'x')),
      Buffer.from('fLaC'.padEnd(400, '\0')),
      Buffer.concat([Buffer.from('MZ'), Buffer.alloc(600)]),
    ])
      await refused(bytes)
  })

  it('is cut off where it cannot be heard any more', async () => {
    for (const name of ['m4a', 'mov', 'ogg', 'webm', 'browser mp4']) {
      const bytes = all[name] as Buffer
      await refused(bytes.subarray(0, Math.floor(bytes.length / 3)))
    }
  })

  it('is two files in one', async () => {
    const page = Buffer.from('<html><script>alert(1)</script></html>'.repeat(300))
    for (const name of ['mp3', 'aac', 'ogg', 'm4a', 'browser mp4'])
      await refused(Buffer.concat([all[name] as Buffer, page]))
    await refused(Buffer.concat([browserVoiceMp4, browserVoiceMp4]))
    await refused(Buffer.concat([oggSaying(WORD), oggSaying(WORD)]))
    // What lies behind a WAV is not carried along, a picture in front of one is a picture.
    expect((await cleanEvidence(Buffer.concat([jpegSaying('x'), wavSaying('x')]))).mime).toBe('image/jpeg')
  })

  it('points outside of itself', async () => {
    const mp4 = phoneMp4Saying(WORD)
    const offsets = mp4.indexOf('stco') + 12
    for (const wrong of [0, 8, mp4.length - 4, 0xffff_fff0]) {
      const bytes = Buffer.from(mp4)
      bytes.writeUInt32BE(wrong, offsets)
      await refused(bytes)
    }
    const elsewhere = Buffer.from(mp4)
    elsewhere.writeUInt32BE(0, elsewhere.indexOf('url ') + 4)
    await refused(elsewhere)
  })

  it('claims more samples, boxes, pages or elements than it could hold, and is refused at once', async () => {
    const began = performance.now()
    const mp4 = phoneMp4Saying(WORD)
    const many = Buffer.from(mp4)
    many.writeUInt32BE(0xffff_ffff, many.indexOf('stsz') + 12)
    await cleanEvidence(many).catch((error) => expect(error).toBeInstanceOf(FileRefused))
    await refused(Buffer.concat([mp4, ...Array.from({ length: 30_000 }, () => box('free'))]))
    const voids = Buffer.alloc(4_000_000, Buffer.from([0xec, 0x80]))
    await refused(webmSaying(WORD, Buffer.concat([browserVoiceWebm, voids])))
    const pages = Buffer.alloc(28 * 200_000, Buffer.concat([Buffer.from('OggS'), Buffer.alloc(24)]))
    await refused(Buffer.concat([oggSaying(WORD), pages]))
    expect(performance.now() - began).toBeLessThan(5_000)
  })
})

describe('hostile bytes', () => {
  it('never crash or hang a cleaner: they are taken in clean, or refused', async () => {
    const files = Object.values(all)
    await fc.assert(
      fc.asyncProperty(
        fc.nat(files.length - 1),
        fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(255)), {
          minLength: 1,
          maxLength: 12,
        }),
        fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
        async (index, changes, cut) => {
          const bytes = Buffer.from(files[index] as Buffer)
          // Changes gather at the front and the back, where the structure is.
          for (const [place, value] of changes) {
            const at = Math.floor(place ** 3 * (bytes.length - 1))
            bytes[value % 2 === 0 ? at : bytes.length - 1 - at] = value
          }
          const given = cut === null ? bytes : bytes.subarray(0, Math.floor(cut * bytes.length))
          const began = performance.now()
          await cleanEvidence(given).catch((error) => expect(error).toBeInstanceOf(FileRefused))
          expect(performance.now() - began).toBeLessThan(2_000)
        },
      ),
      { numRuns: 3_000 },
    )
  }, 60_000)

  it('of 20 MB are dealt with in seconds', async () => {
    const size = 20 * 1024 * 1024
    const frame = mp3Saying('x')
      .subarray(mp3Saying('x').indexOf(Buffer.from([0xff, 0xfb])))
      .subarray(417, 834)
    const large = {
      mp3: Buffer.alloc(size - (size % 417), frame),
      zeros: Buffer.alloc(size),
      ones: Buffer.alloc(size, 0xff),
      mp4: Buffer.concat([phoneMp4Saying(WORD), box('mdat', Buffer.alloc(size - 10_000))]),
      wav: Buffer.concat([wavWithOpenEnd(), Buffer.alloc(size - 10_000)]),
    }
    for (const bytes of Object.values(large)) {
      const began = performance.now()
      await cleanEvidence(bytes).catch((error) => expect(error).toBeInstanceOf(FileRefused))
      expect(performance.now() - began).toBeLessThan(3_000)
    }
  })
})

/** An Ogg recording (Opus, Vorbis) without its comments: the sound is copied, the comment packet is written anew, empty. */
import { FileRefused } from '../file-refusal'
import type { Recording } from './recording'

const HEAD = 27
const FIRST = 0x02
const CONTINUED = 0x01
const MOST_LACES = 255
/** Ours, in place of the number that the recorder drew. */
const SERIAL = 1
/** More of a header than any encoder writes. */
const MOST_HEADER_BYTES = 1_000_000
/** A page holds a fifth of a second or more where a phone wrote it. */
const MOST_PAGES = 100_000

type Page = {
  flags: number
  granule: bigint
  serial: number
  laces: Buffer
  body: Buffer
}

const table = Array.from({ length: 256 }, (_, index) => {
  let value = index << 24
  for (let bit = 0; bit < 8; bit++) value = value & 0x8000_0000 ? (value << 1) ^ 0x04c1_1db7 : value << 1
  return value >>> 0
})
const checksum = (page: Buffer): number => {
  let sum = 0
  for (const byte of page) sum = ((sum << 8) ^ (table[((sum >>> 24) ^ byte) & 0xff] ?? 0)) >>> 0
  return sum
}

const readPage = (bytes: Buffer, at: number): Page & { size: number } => {
  if (at + HEAD > bytes.length || bytes.toString('latin1', at, at + 4) !== 'OggS' || bytes[at + 4] !== 0)
    throw new FileRefused('not a page')
  const count = bytes[at + 26] ?? 0
  const laces = bytes.subarray(at + HEAD, at + HEAD + count)
  const length = laces.reduce((sum, lace) => sum + lace, 0)
  const size = HEAD + count + length
  if (at + size > bytes.length) throw new FileRefused('truncated')
  return {
    flags: bytes[at + 5] ?? 0,
    granule: bytes.readBigUInt64LE(at + 6),
    serial: bytes.readUInt32LE(at + 14),
    laces,
    body: bytes.subarray(at + HEAD + count, at + size),
    size,
  }
}

const writePage = (page: Omit<Page, 'serial'>, sequence: number): Buffer => {
  const head = Buffer.alloc(HEAD)
  head.write('OggS', 0, 'latin1')
  head[5] = page.flags
  head.writeBigUInt64LE(page.granule, 6)
  head.writeUInt32LE(SERIAL, 14)
  head.writeUInt32LE(sequence, 18)
  head[26] = page.laces.length
  const whole = Buffer.concat([head, page.laces, page.body])
  whole.writeUInt32LE(checksum(whole), 22)
  return whole
}

/** Packets as pages of their own. */
const pagesOf = (packets: readonly Buffer[]): Omit<Page, 'serial'>[] => {
  const laces = packets.flatMap((packet) => [
    ...Array<number>(Math.floor(packet.length / 255)).fill(255),
    packet.length % 255,
  ])
  const body = Buffer.concat(packets)
  const pages: Omit<Page, 'serial'>[] = []
  let at = 0
  for (let first = 0; first < laces.length; first += MOST_LACES) {
    const own = Buffer.from(laces.slice(first, first + MOST_LACES))
    const length = own.reduce((sum, lace) => sum + lace, 0)
    const isContinued = first > 0 && laces[first - 1] === 255
    pages.push({
      flags: isContinued ? CONTINUED : 0,
      granule: 0n,
      laces: own,
      body: body.subarray(at, at + length),
    })
    at += length
  }
  return pages
}

const noComments = Buffer.alloc(8)
const opusComments = Buffer.concat([Buffer.from('OpusTags'), noComments])
const vorbisComments = Buffer.concat([Buffer.from('\x03vorbis', 'latin1'), noComments, Buffer.from([1])])

type Coding = { packets: number; rate: number; skipped: number; clean: (headers: Buffer[]) => Buffer[] }

const codingOf = (first: Buffer): Coding => {
  if (first.toString('latin1', 0, 8) === 'OpusHead' && first.length >= 19)
    return { packets: 2, rate: 48_000, skipped: first.readUInt16LE(10), clean: () => [opusComments] }
  if (first.toString('latin1', 0, 7) === '\x01vorbis' && first.length >= 30)
    return {
      packets: 3,
      rate: first.readUInt32LE(12),
      skipped: 0,
      clean: ([, , setup]) => [vorbisComments, setup as Buffer],
    }
  throw new FileRefused('coding')
}

/** Reads the packets before the sound, which must end where a page ends. */
const readHeaders = (bytes: Buffer): { first: Page; coding: Coding; headers: Buffer[]; end: number } => {
  const first = readPage(bytes, 0)
  if ((first.flags & FIRST) === 0) throw new FileRefused('not the first page')
  const coding = codingOf(first.body)
  const headers: Buffer[] = [first.body]
  let open: Buffer[] = []
  let held = 0
  let end = first.size
  while (headers.length < coding.packets) {
    const page = readPage(bytes, end)
    if (page.serial !== first.serial) throw new FileRefused('two recordings in one')
    let at = 0
    for (const lace of page.laces) {
      open.push(page.body.subarray(at, at + lace))
      at += lace
      held += lace
      if (held > MOST_HEADER_BYTES) throw new FileRefused('header')
      if (lace === 255) continue
      headers.push(Buffer.concat(open))
      open = []
    }
    if (page.laces.length === 0) throw new FileRefused('header')
    end += page.size
  }
  if (headers.length !== coding.packets || open.length > 0) throw new FileRefused('header')
  return { first, coding, headers, end }
}

/** @throws FileRefused */
export const cleanOgg = (bytes: Buffer): Recording => {
  const { first, coding, headers, end } = readHeaders(bytes)
  const heads = [first, ...pagesOf(coding.clean(headers))].map(writePage)
  const parts = [...heads]
  let sequence = heads.length
  let last = 0n
  let sounds = 0
  for (let at = end; at < bytes.length; ) {
    if (parts.length > MOST_PAGES) throw new FileRefused('pages')
    const page = readPage(bytes, at)
    if (page.serial !== first.serial || (page.flags & FIRST) !== 0)
      throw new FileRefused('two recordings in one')
    parts.push(writePage(page, sequence))
    sequence += 1
    sounds += page.body.length
    if (page.granule !== 0xffff_ffff_ffff_ffffn) last = page.granule
    at += page.size
  }
  if (sounds === 0 || coding.rate === 0) throw new FileRefused('no sound')
  const durationSeconds = Math.max(0, Number(last) - coding.skipped) / coding.rate
  return { mime: 'audio/ogg', bytes: Buffer.concat(parts), durationSeconds }
}

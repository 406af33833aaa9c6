/** MP3 and AAC as phones record them, a row of frames: the frames are copied, tags before, between and behind them are not. */
import { FileRefused } from '../file-refusal'
import type { Recording } from './recording'

type Frame = { size: number; samples: number; rate: number }
type ReadFrame = (bytes: Buffer, at: number) => Frame | undefined

/** Kilobits a second by index, for layer III of MPEG-1 and of its two slower followers. */
const bitrates = {
  fast: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  slow: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
}
const mp3Rates = [44_100, 48_000, 32_000]
const aacRates = [
  96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350,
]
const MPEG1 = 3
const LAYER3 = 1
/** Longer than any frame of either kind: what is cut off at the end of a recording may be this long. */
const LONGEST_FRAME = 8_192
/** A tenth of a second at the least; less is no recording. */
const LEAST_SECONDS = 0.1

const readMp3Frame: ReadFrame = (bytes, at) => {
  if (at + 4 > bytes.length) return
  const [sync, kind, shape] = [bytes[at] ?? 0, bytes[at + 1] ?? 0, bytes[at + 2] ?? 0]
  const version = (kind >> 3) & 3
  const rate = mp3Rates[(shape >> 2) & 3]
  if (sync !== 0xff || kind < 0xe0 || version === 1 || ((kind >> 1) & 3) !== LAYER3 || !rate) return
  const bitrate = bitrates[version === MPEG1 ? 'fast' : 'slow'][shape >> 4]
  if (!bitrate) return
  const slower = version === MPEG1 ? 1 : version === 2 ? 2 : 4
  const eighths = version === MPEG1 ? 144_000 : 72_000
  return {
    size: Math.floor((eighths * bitrate * slower) / rate) + ((shape >> 1) & 1),
    samples: version === MPEG1 ? 1152 : 576,
    rate: rate / slower,
  }
}

const readAacFrame: ReadFrame = (bytes, at) => {
  if (at + 7 > bytes.length || bytes[at] !== 0xff || ((bytes[at + 1] ?? 0) & 0xf6) !== 0xf0) return
  const rate = aacRates[((bytes[at + 2] ?? 0) >> 2) & 15]
  const size = (bytes.readUIntBE(at + 3, 3) >> 5) & 0x1fff
  if (!rate || size < 8) return
  return { size, samples: 1024 * (((bytes[at + 6] ?? 0) & 3) + 1), rate }
}

const says = (bytes: Buffer, at: number, word: string): boolean =>
  at >= 0 && bytes.toString('latin1', at, at + word.length) === word

/** Where an ID3v2 tag or padding that starts at `at` ends; `at` itself where there is neither. */
const afterTag = (bytes: Buffer, at: number, end: number): number => {
  if (says(bytes, at, 'ID3') && at + 10 <= end) {
    const size = [6, 7, 8, 9].reduce((sum, place) => sum * 128 + ((bytes[at + place] ?? 0) & 0x7f), 0)
    const hasFooter = ((bytes[at + 5] ?? 0) & 0x10) !== 0
    return at + 10 + size + (hasFooter ? 10 : 0)
  }
  if (says(bytes, at, 'APETAGEX') && at + 32 <= end) return at + 32 + bytes.readUInt32LE(at + 12)
  let place = at
  while (place < end && bytes[place] === 0) place += 1
  return place
}

/** Where the frames end: before ID3v1, its enhanced form, APE and Lyrics3. */
const beforeTrailingTags = (bytes: Buffer): number => {
  let end = bytes.length
  for (;;) {
    let next = end
    if (says(bytes, end - 128, 'TAG')) next = end - 128
    else if (says(bytes, end - 227, 'TAG+')) next = end - 227
    else if (end >= 32 && says(bytes, end - 32, 'APETAGEX')) {
      const hasHeader = (bytes.readUInt32LE(end - 12) & 0x8000_0000) !== 0
      next = end - bytes.readUInt32LE(end - 20) - (hasHeader ? 32 : 0)
    } else if (says(bytes, end - 9, 'LYRICS200')) {
      const size = Number(bytes.toString('latin1', Math.max(0, end - 15), end - 9))
      next = Number.isInteger(size) ? end - 15 - size : end
    }
    if (next < 0 || next > end) throw new FileRefused('a tag larger than its file')
    if (next === end) return end
    end = next
  }
}

/** The first frame of many MP3s is no sound but a table of contents; what its encoder wrote behind the numbers is wiped. */
const wipeInfo = (frame: Buffer): boolean => {
  const kind = frame[1] ?? 0
  const isMono = (frame[3] ?? 0) >> 6 === 3
  const isFast = ((kind >> 3) & 3) === MPEG1
  const at = 4 + (isFast ? (isMono ? 17 : 32) : isMono ? 9 : 17)
  if (!says(frame, at, 'Xing') && !says(frame, at, 'Info')) return says(frame, 36, 'VBRI')
  const flags = frame.length >= at + 8 ? frame.readUInt32BE(at + 4) : 0
  const numbers = (flags & 1 ? 4 : 0) + (flags & 2 ? 4 : 0) + (flags & 4 ? 100 : 0) + (flags & 8 ? 4 : 0)
  frame.fill(0, Math.min(frame.length, at + 8 + numbers))
  return true
}

const copyFrames = (bytes: Buffer, read: ReadFrame): { clean: Buffer; samples: number; first: Frame } => {
  const clean = Buffer.allocUnsafe(bytes.length)
  const end = beforeTrailingTags(bytes)
  let filled = 0
  let samples = 0
  let first: Frame | undefined
  let at = afterTag(bytes, 0, end)
  while (at < end) {
    const frame = read(bytes, at)
    if (frame && at + frame.size <= end) {
      first ??= frame
      if (frame.rate !== first.rate) throw new FileRefused('two recordings in one')
      filled += bytes.copy(clean, filled, at, at + frame.size)
      samples += frame.samples
      at += frame.size
      continue
    }
    const next = afterTag(bytes, at, end)
    if (next === at) break
    at = next
  }
  // The last frame of a recording that was cut off is left out; anything longer behind the frames is a trick.
  if (!first || end - at > LONGEST_FRAME) throw new FileRefused('not a row of frames')
  return { clean: clean.subarray(0, filled), samples, first }
}

/** @throws FileRefused */
export const cleanMp3 = (bytes: Buffer): Recording => {
  const { clean, samples, first } = copyFrames(bytes, readMp3Frame)
  const isInfo = wipeInfo(clean.subarray(0, first.size))
  return recording('audio/mpeg', clean, (samples - (isInfo ? first.samples : 0)) / first.rate)
}

/** @throws FileRefused */
export const cleanAac = (bytes: Buffer): Recording => {
  const { clean, samples, first } = copyFrames(bytes, readAacFrame)
  return recording('audio/aac', clean, samples / first.rate)
}

const recording = (mime: Recording['mime'], bytes: Buffer, durationSeconds: number): Recording => {
  if (durationSeconds < LEAST_SECONDS) throw new FileRefused('too short to be heard')
  return { mime, bytes, durationSeconds }
}

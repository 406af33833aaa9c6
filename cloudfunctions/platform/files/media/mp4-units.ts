/** H.264 and H.265 frames inside an MP4: free texts that cameras and programs put between the pictures are overwritten, in place. */
import { type Box, type BoxBudget, boxesIn } from './boxes'
import type { Ranges } from './mp4-samples'

/** How the units of a film are told apart. */
export type UnitCoding = { lengthBytes: number; isHevc: boolean }

/** Supplemental information: of H.264 unit 6, of H.265 units 39 and 40. */
const isSupplement = ({ isHevc }: UnitCoding, first: number): boolean => {
  if (!isHevc) return (first & 0x1f) === 6
  const type = (first >> 1) & 0x3f
  return type === 39 || type === 40
}

/** Messages with free content: registered (4) and unregistered (5) user data. What a decoder needs is in the others. */
const isFree = (messageType: number): boolean => messageType === 4 || messageType === 5

/** Neither a start code nor the end of anything, wherever it stands. */
const FILL = 0xff

/**
 * Overwrites free messages of one unit. Lengths count bytes without the 3 that stands after two noughts; these three stay as they
 * are, so that every length is right again.
 */
const silence = (bytes: Buffer, from: number, to: number): void => {
  let at = from
  let noughts = 0
  const isEscape = () => noughts >= 2 && bytes[at] === 3
  /** @returns undefined at the end of the unit */
  const read = (): number | undefined => {
    if (isEscape()) {
      noughts = 0
      at += 1
    }
    if (at >= to) return
    const value = bytes[at] ?? 0
    noughts = value === 0 ? noughts + 1 : 0
    at += 1
    return value
  }
  const readNumber = (): number | undefined => {
    let sum = 0
    for (;;) {
      const value = read()
      if (value === undefined) return
      sum += value
      if (value < 255) return sum
    }
  }
  // The last byte ends the unit; no message begins there.
  while (at < to - 1) {
    const type = readNumber()
    const size = type === undefined ? undefined : readNumber()
    if (type === undefined || size === undefined) return
    const begin = at
    for (let left = size; left > 0 && read() !== undefined; left -= 1);
    if (isFree(type)) overwrite(bytes, begin, at)
  }
}

/** From the back, so that the noughts before a 3 are still there to be seen; one behind the last byte belongs to its noughts too. */
const overwrite = (bytes: Buffer, from: number, to: number): void => {
  for (let at = to; at >= from; at -= 1) {
    const isEscape = bytes[at] === 3 && bytes[at - 1] === 0 && bytes[at - 2] === 0
    if (isEscape) at -= 2
    else if (at < to) bytes[at] = FILL
  }
}

const HEAD_BYTES = { avcC: 1, hvcC: 2 }

/** @param config the `avcC` or `hvcC` of a film; texts among its own units go too */
const readCoding = (bytes: Buffer, config: Box): UnitCoding | null => {
  const isHevc = config.type === 'hvcC'
  const at = config.from + (isHevc ? 21 : 4)
  if (at >= config.to) return null
  const coding = { lengthBytes: ((bytes[at] ?? 0) & 3) + 1, isHevc }
  if (isHevc) silenceSets(bytes, config, coding)
  return coding
}

/** H.265 keeps units beside the film, in lists by their type. */
const silenceSets = (bytes: Buffer, config: Box, coding: UnitCoding): void => {
  let at = config.from + 23
  for (let list = bytes[config.from + 22] ?? 0; list > 0 && at + 3 <= config.to; list -= 1) {
    let count = bytes.readUInt16BE(at + 1)
    at += 3
    for (; count > 0 && at + 2 <= config.to; count -= 1) {
      const end = at + 2 + bytes.readUInt16BE(at)
      if (end > config.to) return
      silenceUnit(bytes, at + 2, end, coding)
      at = end
    }
  }
}

const silenceUnit = (bytes: Buffer, from: number, to: number, coding: UnitCoding): void => {
  const head = coding.isHevc ? HEAD_BYTES.hvcC : HEAD_BYTES.avcC
  if (to - from > head && isSupplement(coding, bytes[from] ?? 0)) silence(bytes, from + head, to)
}

/**
 * @param from where the boxes of a coding begin, up to `to`
 * @returns null where the film is coded in another way
 */
export const unitCodingIn = (
  bytes: Buffer,
  from: number,
  to: number,
  budget: BoxBudget,
): UnitCoding | null => {
  const config = boxesIn(bytes, from, to, budget).find(({ type }) => type === 'avcC' || type === 'hvcC')
  return config ? readCoding(bytes, config) : null
}

/**
 * Overwrites free messages in a film's samples. Each byte is read once at most, however the samples overlap; where the lengths
 * are not right there is no picture either, and nothing is touched.
 */
export const silenceFilm = (bytes: Buffer, samples: Ranges, coding: UnitCoding): void => {
  let done = 0
  for (const [from, to] of [...samples].sort(([a], [b]) => a - b)) {
    if (from < done) continue
    done = to
    for (let at = from; at + coding.lengthBytes <= to; ) {
      const begin = at + coding.lengthBytes
      const end = begin + bytes.readUIntBE(at, coding.lengthBytes)
      if (end > to) break
      silenceUnit(bytes, begin, end, coding)
      at = end
    }
  }
}

/** How loud an MP3 frame is, read from its header: WeChat hands out coded frames and nothing else. */

const MPEG1 = 3
/** Values of `global_gain` between a quiet room and a voice close by. */
const QUIET = 110
const LOUD = 190

const bitsAt = (bytes: Uint8Array, bit: number, count: number): number => {
  let value = 0
  for (let index = bit; index < bit + count; index += 1)
    value = value * 2 + (((bytes[index >> 3] ?? 0) >> (7 - (index & 7))) & 1)
  return value
}

/** @returns 0–1 by the first frame found; 0 where there is none */
export const loudnessOf = (frames: ArrayBuffer): number => {
  const bytes = new Uint8Array(frames)
  for (let at = 0; at + 12 < bytes.length; at += 1) {
    const kind = bytes[at + 1] ?? 0
    if (bytes[at] !== 0xff || (kind & 0xe6) !== 0xe2) continue
    const isFirst = ((kind >> 3) & 3) === MPEG1
    const isMono = (bytes[at + 3] ?? 0) >> 6 === 3
    const afterCheck = at + 4 + (kind & 1 ? 0 : 2)
    // Before the gain: where the data began, private bits, sharing, the length of the part and its large values.
    const lead = isFirst ? 9 + (isMono ? 5 : 3) + (isMono ? 4 : 8) : 8 + (isMono ? 1 : 2)
    const gain = bitsAt(bytes, afterCheck * 8 + lead + 12 + 9, 8)
    return Math.min(1, Math.max(0, (gain - QUIET) / (LOUD - QUIET)))
  }
  return 0
}

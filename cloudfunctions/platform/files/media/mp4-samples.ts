/** Where the samples of an MP4 lie; whatever else lies between them (a phone's track of places, say) is set to nought. */
import { FileRefused } from '../file-refusal'
import { assertLength, type Box } from './boxes'

/** Bytes from, up to and without. */
export type Ranges = [from: number, to: number][]

/** More runs of samples than a short film has. */
const MOST_RANGES = 400_000

export const addRange = (ranges: Ranges, from: number, length: number): void => {
  if (ranges.length >= MOST_RANGES) throw new FileRefused('samples')
  if (length > 0) ranges.push([from, from + length])
}

/** A table's rows as long as the box really is, however many it says. */
const rowCount = (bytes: Buffer, box: Box, countAt: number, rowBytes: number): number => {
  assertLength(box, countAt + 4)
  const count = bytes.readUInt32BE(box.from + countAt)
  assertLength(box, countAt + 4 + count * rowBytes)
  return count
}

/** Adds where each chunk of a track's samples lies. @param table the boxes of its `stbl` */
export const sampleRanges = (bytes: Buffer, table: readonly Box[], ranges: Ranges): void => {
  const find = (type: string) => table.find((box) => box.type === type)
  const [chunksOf, sizesOf] = [find('stsc'), find('stsz')]
  const offsetsOf = find('stco') ?? find('co64')
  if (!chunksOf || !sizesOf || !offsetsOf) throw new FileRefused('samples')
  const isLong = offsetsOf.type === 'co64'
  const chunks = rowCount(bytes, offsetsOf, 4, isLong ? 8 : 4)
  const runs = rowCount(bytes, chunksOf, 4, 12)
  assertLength(sizesOf, 12)
  const sameSize = bytes.readUInt32BE(sizesOf.from + 4)
  const samples = sameSize === 0 ? rowCount(bytes, sizesOf, 8, 4) : bytes.readUInt32BE(sizesOf.from + 8)

  let run = -1
  let perChunk = 0
  let sample = 0
  for (let chunk = 0; chunk < chunks && sample < samples; chunk++) {
    while (run + 1 < runs && bytes.readUInt32BE(chunksOf.from + 8 + (run + 1) * 12) <= chunk + 1) {
      run += 1
      perChunk = bytes.readUInt32BE(chunksOf.from + 8 + run * 12 + 4)
    }
    const count = Math.min(perChunk, samples - sample)
    let length = count * sameSize
    if (sameSize === 0)
      for (let index = sample; index < sample + count; index++)
        length += bytes.readUInt32BE(sizesOf.from + 12 + index * 4)
    sample += count
    const at = offsetsOf.from + 8 + chunk * (isLong ? 8 : 4)
    addRange(ranges, isLong ? Number(bytes.readBigUInt64BE(at)) : bytes.readUInt32BE(at), length)
  }
}

/**
 * Sets to nought all that lies in the data and belongs to no sample.
 *
 * @throws FileRefused where a sample lies outside the data: the file was cut off, or points where it should not
 */
export const keepOnly = (bytes: Buffer, data: readonly Box[], ranges: Ranges): void => {
  const sorted = [...ranges].sort(([a], [b]) => a - b)
  let next = 0
  for (const box of [...data].sort((a, b) => a.from - b.from)) {
    let clean = box.from
    for (; next < sorted.length; next++) {
      const [from, to] = sorted[next] as Ranges[number]
      if (from >= box.to) break
      if (from < box.from || to > box.to) throw new FileRefused('truncated')
      if (from > clean) bytes.fill(0, clean, from)
      clean = Math.max(clean, to)
    }
    bytes.fill(0, clean, box.to)
  }
  if (next < sorted.length) throw new FileRefused('truncated')
}

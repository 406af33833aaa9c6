/** The fragments of an MP4 that was written while it was recorded, as browsers do: where their samples lie and how long they last. */
import { FileRefused } from '../file-refusal'
import { assertLength, type Box, type BoxBudget, blank, boxesIn } from './boxes'
import { addRange, type Ranges } from './mp4-samples'
import type { Track } from './mp4-tracks'

const kept = new Set(['tfhd', 'tfdt', 'trun', 'sdtp', 'sbgp', 'sgpd'])
const HEAD = { base: 0x1, description: 0x2, duration: 0x8, size: 0x10, baseIsFragment: 0x2_0000 }
const RUN = { offset: 0x1, firstFlags: 0x4, duration: 0x100, size: 0x200, flags: 0x400, shift: 0x800 }

type Part = { base: number; duration: number; size: number; track: Track }

const flagsOf = (bytes: Buffer, box: Box): number => {
  assertLength(box, 8)
  return bytes.readUIntBE(box.from + 1, 3)
}

/** @param before where the data of the part before this one ended */
const readHead = (
  bytes: Buffer,
  box: Box,
  fragment: Box,
  before: number | undefined,
  tracks: readonly Track[],
): Part | undefined => {
  const flags = flagsOf(bytes, box)
  const track = tracks.find(({ id }) => id === bytes.readUInt32BE(box.from + 4))
  if (!track) return
  let at = box.from + 8
  const take = (flag: number, length: number): number | undefined => {
    if ((flags & flag) === 0) return
    if (at + length > box.to) throw new FileRefused('truncated')
    const value = length === 8 ? Number(bytes.readBigUInt64BE(at)) : bytes.readUInt32BE(at)
    at += length
    return value
  }
  const given = take(HEAD.base, 8)
  take(HEAD.description, 4)
  const duration = take(HEAD.duration, 4) ?? track.defaultDuration
  const size = take(HEAD.size, 4) ?? track.defaultSize
  const own = (flags & HEAD.baseIsFragment) !== 0 ? fragment.start : (before ?? fragment.start)
  return { base: given ?? own, duration, size, track }
}

/** @returns where the run's data ends */
const readRun = (bytes: Buffer, box: Box, part: Part, from: number, ranges: Ranges): number => {
  const flags = flagsOf(bytes, box)
  const count = bytes.readUInt32BE(box.from + 4)
  let at = box.from + 8
  let start = from
  if ((flags & RUN.offset) !== 0) {
    assertLength(box, 12)
    start = part.base + bytes.readInt32BE(at)
    at += 4
  }
  if ((flags & RUN.firstFlags) !== 0) at += 4
  const columns = [RUN.duration, RUN.size, RUN.flags, RUN.shift].filter((flag) => (flags & flag) !== 0)
  const row = columns.length * 4
  if (at + count * row > box.to) throw new FileRefused('truncated')
  const sum = (flag: number, otherwise: number): number => {
    const column = columns.indexOf(flag)
    if (column < 0) return count * otherwise
    let total = 0
    for (let index = 0; index < count; index++) total += bytes.readUInt32BE(at + index * row + column * 4)
    return total
  }
  const length = sum(RUN.size, part.size)
  part.track.ticks += sum(RUN.duration, part.duration)
  addRange(ranges, start, length)
  if (part.track.units && length > 0) part.track.samples.push([start, start + length])
  return start + length
}

/** @param fragment a `moof` */
export const readFragment = (
  bytes: Buffer,
  fragment: Box,
  tracks: readonly Track[],
  budget: BoxBudget,
  ranges: Ranges,
): void => {
  let before: number | undefined
  for (const box of boxesIn(bytes, fragment.from, fragment.to, budget)) {
    if (box.type === 'mfhd') continue
    if (box.type !== 'traf') {
      blank(bytes, box)
      continue
    }
    const boxes = boxesIn(bytes, box.from, box.to, budget)
    const head = boxes.find(({ type }) => type === 'tfhd')
    const part = head && readHead(bytes, head, fragment, before, tracks)
    if (!part) {
      blank(bytes, box)
      continue
    }
    let end = part.base
    for (const one of boxes) {
      if (!kept.has(one.type)) blank(bytes, one)
      if (one.type === 'trun') end = readRun(bytes, one, part, end, ranges)
    }
    before = end
  }
}

/** An MP4, M4A or QuickTime film without its metadata, in place: what says who, where, when or with what becomes empty boxes. */
import { FileRefused } from '../file-refusal'
import { assertLength, type Box, type BoxBudget, blank, boxesIn, newBoxBudget } from './boxes'
import { readFragment } from './mp4-fragments'
import { keepOnly, type Ranges, sampleRanges } from './mp4-samples'
import { cleanCodings, type Track } from './mp4-tracks'
import { silenceFilm } from './mp4-units'
import type { Recording } from './recording'

const keptAtTop = new Set(['ftyp', 'styp', 'moov', 'moof', 'mdat', 'sidx', 'mfra'])
const keptOfMovie = new Set(['mvhd', 'trak', 'mvex'])
const keptOfTrack = new Set(['tkhd', 'edts', 'mdia'])
const keptOfMedia = new Set(['mdhd', 'hdlr', 'minf'])
const keptOfInfo = new Set(['vmhd', 'smhd', 'hdlr', 'dinf', 'stbl'])
const keptOfTable = new Set([
  ...['stsd', 'stts', 'ctts', 'cslg', 'stsc', 'stsz', 'stco', 'co64'],
  ...['stss', 'stps', 'sdtp', 'sbgp', 'sgpd'],
])
const kinds: Record<string, Track['kind']> = { soun: 'sound', vide: 'film' }
const UNDETERMINED = 0x55c4

/** Empties the boxes between two places that are not wanted, and answers the rest. */
const keepWanted = (
  bytes: Buffer,
  within: Pick<Box, 'from' | 'to'>,
  wanted: ReadonlySet<string>,
  budget: BoxBudget,
): Box[] => {
  const boxes = boxesIn(bytes, within.from, within.to, budget)
  for (const box of boxes) if (!wanted.has(box.type)) blank(bytes, box)
  return boxes.filter(({ type }) => wanted.has(type))
}

/** @throws FileRefused where there is not exactly one */
const only = (boxes: readonly Box[], type: string): Box => {
  const [found, second] = boxes.filter((box) => box.type === type)
  if (!found || second) throw new FileRefused(type)
  return found
}

/** Sets the two times of a header to nought, and answers where the numbers behind them stand. */
const wipeTimes = (bytes: Buffer, header: Box): { isLong: boolean; after: number } => {
  assertLength(header, 20)
  const isLong = bytes[header.from] === 1
  assertLength(header, isLong ? 32 : 20)
  const after = header.from + (isLong ? 20 : 12)
  bytes.fill(0, header.from + 4, after)
  return { isLong, after }
}

/** @returns ticks a second and how many; undefined where the header leaves it open */
const readDuration = (bytes: Buffer, header: Box): { scale: number; ticks: number | undefined } => {
  const { isLong, after } = wipeTimes(bytes, header)
  const scale = bytes.readUInt32BE(after)
  if (scale === 0) throw new FileRefused('time scale')
  const ticks = isLong ? Number(bytes.readBigUInt64BE(after + 4)) : bytes.readUInt32BE(after + 4)
  return { scale, ticks: ticks === 0 || ticks >= 0xffff_ffff ? undefined : ticks }
}

const kindOf = (bytes: Buffer, handler: Box): Track['kind'] | undefined => {
  assertLength(handler, 20)
  return kinds[bytes.toString('latin1', handler.from + 8, handler.from + 12)]
}

/** The sound must lie in this very file; where else it could lie is not left standing. */
const cleanReferences = (bytes: Buffer, info: Box, budget: BoxBudget): void => {
  for (const list of keepWanted(bytes, info, new Set(['dref']), budget)) {
    assertLength(list, 8)
    for (const entry of boxesIn(bytes, list.from + 8, list.to, budget)) {
      assertLength(entry, 4)
      if ((bytes.readUInt32BE(entry.from) & 1) === 0) throw new FileRefused('lies elsewhere')
      bytes.fill(0, entry.from + 4, entry.to)
    }
  }
}

/** @returns undefined where the track is neither sound nor film, and now says nothing */
const cleanTrack = (bytes: Buffer, trak: Box, budget: BoxBudget, ranges: Ranges): Track | undefined => {
  const parts = boxesIn(bytes, trak.from, trak.to, budget)
  const media = only(parts, 'mdia')
  const header = only(parts, 'tkhd')
  const handler = only(boxesIn(bytes, media.from, media.to, budget), 'hdlr')
  const kind = kindOf(bytes, handler)
  const info = kind && boxesIn(bytes, media.from, media.to, budget).find(({ type }) => type === 'minf')
  const table = info && boxesIn(bytes, info.from, info.to, budget).find(({ type }) => type === 'stbl')
  const coding = table && cleanCodings(bytes, table, kind, budget)
  if (!coding) {
    blank(bytes, trak)
    return
  }
  for (const edit of keepWanted(bytes, trak, keptOfTrack, budget).filter(({ type }) => type === 'edts'))
    keepWanted(bytes, edit, new Set(['elst']), budget)
  const { isLong, after } = wipeTimes(bytes, header)
  assertLength(header, isLong ? 36 : 24)
  const mediaHeader = only(keepWanted(bytes, media, keptOfMedia, budget), 'mdhd')
  const { scale } = readDuration(bytes, mediaHeader)
  const language = mediaHeader.from + (bytes[mediaHeader.from] === 1 ? 32 : 20)
  if (language + 2 <= mediaHeader.to) bytes.writeUInt16BE(UNDETERMINED, language)
  bytes.fill(0, handler.from + 12, handler.to)
  for (const box of keepWanted(bytes, info, keptOfInfo, budget)) {
    if (box.type === 'dinf') cleanReferences(bytes, box, budget)
    if (box.type === 'hdlr') {
      assertLength(box, 12)
      bytes.fill(0, box.from + 12, box.to)
    }
  }
  const before = ranges.length
  sampleRanges(bytes, keepWanted(bytes, table, keptOfTable, budget), ranges)
  return {
    id: bytes.readUInt32BE(after),
    kind,
    scale,
    ticks: 0,
    defaultDuration: 0,
    defaultSize: 0,
    units: coding.units,
    samples: coding.units ? ranges.slice(before) : [],
  }
}

/** What each fragment of a track has where it does not say so itself. */
const readDefaults = (bytes: Buffer, extension: Box, tracks: readonly Track[], budget: BoxBudget): void => {
  for (const box of keepWanted(bytes, extension, new Set(['trex', 'mehd']), budget)) {
    if (box.type !== 'trex') continue
    assertLength(box, 24)
    const track = tracks.find(({ id }) => id === bytes.readUInt32BE(box.from + 4))
    if (!track) continue
    track.defaultDuration = bytes.readUInt32BE(box.from + 12)
    track.defaultSize = bytes.readUInt32BE(box.from + 16)
  }
}

/** @throws FileRefused */
export const cleanMp4 = (original: Buffer): Recording => {
  const bytes = Buffer.from(original)
  const budget = newBoxBudget()
  const top = keepWanted(bytes, { from: 0, to: bytes.length }, keptAtTop, budget)
  if (top[0]?.type !== 'ftyp' || top[0].start !== 0 || top[0].to - top[0].from > 256)
    throw new FileRefused('brands')
  const movie = keepWanted(bytes, only(top, 'moov'), keptOfMovie, budget)
  const ranges: Ranges = []
  const whole = readDuration(bytes, only(movie, 'mvhd'))
  const tracks = movie
    .filter(({ type }) => type === 'trak')
    .flatMap((trak) => cleanTrack(bytes, trak, budget, ranges) ?? [])
  for (const box of movie) if (box.type === 'mvex') readDefaults(bytes, box, tracks, budget)
  for (const box of top) if (box.type === 'moof') readFragment(bytes, box, tracks, budget, ranges)
  keepOnly(
    bytes,
    top.filter(({ type }) => type === 'mdat'),
    ranges,
  )
  for (const { units, samples } of tracks) if (units) silenceFilm(bytes, samples, units)
  if (tracks.length === 0 || ranges.length === 0) throw new FileRefused('no sound and no film')
  const fragments = Math.max(...tracks.map(({ ticks, scale }) => ticks / scale))
  return {
    mime: tracks.some(({ kind }) => kind === 'film') ? 'video/mp4' : 'audio/mp4',
    bytes,
    durationSeconds: whole.ticks === undefined ? fragments || null : whole.ticks / whole.scale,
  }
}

/** A WebM without its metadata: tracks and blocks are copied; titles, programs, dates, tags and attachments are not. */
import { FileRefused } from '../file-refusal'
import {
  type Budget,
  childrenOf,
  type Element,
  element,
  float,
  newBudget,
  readElement,
  readUnsigned,
  unsigned,
} from './ebml'
import type { Recording } from './recording'

const ID = {
  header: 0x1a45dfa3,
  docType: 0x4282,
  segment: 0x18538067,
  info: 0x1549a966,
  scale: 0x2ad7b1,
  duration: 0x4489,
  muxer: 0x4d80,
  writer: 0x5741,
  tracks: 0x1654ae6b,
  track: 0xae,
  trackType: 0x83,
  codec: 0x86,
  encodings: 0x6d80,
  video: 0xe0,
  audio: 0xe1,
  cluster: 0x1f43b675,
  time: 0xe7,
  simpleBlock: 0xa3,
  group: 0xa0,
  block: 0xa1,
} as const

/** What stands directly in a segment: an open cluster ends where one of these begins. */
const topLevel = new Set<number>([
  ID.info,
  ID.tracks,
  ID.cluster,
  0x114d9b74, // seek head
  0x1c53bb6b, // cues
  0x1043a770, // chapters
  0x1941a469, // attachments
  0x1254c367, // tags
])
/** Numbers that a decoder needs: track number and id, type, flags, default duration, delays, the codec and its set-up. */
const keptOfTrack = new Set<number>([
  0xd7, 0x73c5, 0x83, 0xb9, 0x88, 0x9c, 0x23e383, 0x56aa, 0x56bb, 0x86, 0x63a2,
])
/** Sizes of the picture, whether it is interlaced, and its transparency. */
const keptOfVideo = new Set<number>([0xb0, 0xba, 0x54b0, 0x54ba, 0x54b2, 0x9a, 0x53c0])
const keptOfAudio = new Set<number>([0xb5, 0x78b5, 0x9f, 0x6264])
/** The block, how long it lasts, what it builds on, and what to leave out of it. */
const keptOfGroup = new Set<number>([0xa1, 0x9b, 0xfb, 0x75a2])
const videoCodecs = new Set(['V_VP8', 'V_VP9', 'V_AV1', 'V_MPEG4/ISO/AVC'])
const audioCodecs = new Set(['A_OPUS', 'A_VORBIS', 'A_AAC'])
const VIDEO = 1
const AUDIO = 2
const NANOSECONDS = 1_000_000_000
const DEFAULT_SCALE = 1_000_000

const contentOf = (bytes: Buffer, { from, to }: Element): Buffer => bytes.subarray(from, to)
const kept = (bytes: Buffer, children: readonly Element[], wanted: ReadonlySet<number>): Buffer[] =>
  children.filter(({ id }) => wanted.has(id)).flatMap((one) => element(one.id, contentOf(bytes, one)))

/** Vorbis carries its comments in the set-up of its track: three packets, the second of which is theirs. */
const cleanVorbisSetUp = (setUp: Buffer): Buffer => {
  if (setUp[0] !== 2) throw new FileRefused('set-up')
  const sizes: number[] = []
  let at = 1
  while (sizes.length < 2) {
    let size = 0
    while (setUp[at] === 255) {
      size += 255
      at += 1
    }
    if (at >= setUp.length) throw new FileRefused('set-up')
    sizes.push(size + (setUp[at] ?? 0))
    at += 1
  }
  const [first = 0, second = 0] = sizes
  if (at + first + second > setUp.length || first > 254) throw new FileRefused('set-up')
  const comments = Buffer.concat([Buffer.from('\x03vorbis', 'latin1'), Buffer.alloc(8), Buffer.from([1])])
  const head = Buffer.from([2, first, comments.length])
  return Buffer.concat([head, setUp.subarray(at, at + first), comments, setUp.subarray(at + first + second)])
}

type Track = { type: number; parts: Buffer[] }

const cleanTrack = (bytes: Buffer, track: Element, budget: Budget): Track => {
  const children = childrenOf(bytes, track, budget)
  const find = (id: number) => children.find((child) => child.id === id)
  const [typeElement, codecElement] = [find(ID.trackType), find(ID.codec)]
  if (!typeElement || !codecElement || find(ID.encodings)) throw new FileRefused('track')
  const type = readUnsigned(bytes, typeElement)
  const codec = contentOf(bytes, codecElement).toString('latin1').replace(/\0+$/, '')
  const isKnown = type === VIDEO ? videoCodecs.has(codec) : type === AUDIO && audioCodecs.has(codec)
  if (!isKnown) throw new FileRefused('track')
  const shape = find(type === VIDEO ? ID.video : ID.audio)
  const own = children.flatMap((child) => {
    if (!keptOfTrack.has(child.id)) return []
    const content = contentOf(bytes, child)
    const isVorbis = child.id === 0x63a2 && codec === 'A_VORBIS'
    return element(child.id, isVorbis ? cleanVorbisSetUp(content) : content)
  })
  const inside = shape
    ? element(
        shape.id,
        ...kept(bytes, childrenOf(bytes, shape, budget), type === VIDEO ? keptOfVideo : keptOfAudio),
      )
    : []
  return { type, parts: element(ID.track, ...own, ...inside) }
}

/** A block's own time, in ticks after its cluster's. */
const timeOfBlock = (block: Buffer): number => {
  if (block.length < 4) throw new FileRefused('block')
  const trackLength = Math.clz32(block[0] ?? 0) - 23
  return trackLength + 2 <= block.length && trackLength <= 2 ? block.readInt16BE(trackLength) : 0
}

/** @returns the cluster anew, where it ended, and the time of its last block */
const cleanCluster = (
  bytes: Buffer,
  cluster: Element,
  budget: Budget,
): { parts: Buffer[]; end: number; last: number } => {
  const parts: Buffer[] = []
  let start = 0
  let last = 0
  let at = cluster.from
  while (at < cluster.to) {
    const child = readElement(bytes, at, cluster.to, budget)
    if (cluster.isOpen && topLevel.has(child.id)) break
    if (child.isOpen) throw new FileRefused('an open end where none may be')
    if (child.id === ID.time) {
      start = readUnsigned(bytes, child)
      parts.push(...element(ID.time, contentOf(bytes, child)))
    } else if (child.id === ID.simpleBlock) {
      last = Math.max(last, timeOfBlock(contentOf(bytes, child)))
      parts.push(...element(child.id, contentOf(bytes, child)))
    } else if (child.id === ID.group) {
      const children = childrenOf(bytes, child, budget)
      const block = children.find(({ id }) => id === ID.block)
      if (!block) throw new FileRefused('block')
      last = Math.max(last, timeOfBlock(contentOf(bytes, block)))
      parts.push(...element(child.id, ...kept(bytes, children, keptOfGroup)))
    }
    at = child.to
  }
  return { parts: element(ID.cluster, ...parts), end: at, last: start + last }
}

/** The children of the segment, one after another. */
function* segmentsChildren(bytes: Buffer, segment: Element, budget: Budget) {
  let at = segment.from
  while (at < segment.to) {
    const child = readElement(bytes, at, segment.to, budget)
    if (child.isOpen && child.id !== ID.cluster) throw new FileRefused('an open end where none may be')
    const end: { at: number } = { at: child.to }
    yield { child, end }
    at = end.at
  }
}

/** @throws FileRefused */
export const cleanMatroska = (bytes: Buffer): Recording => {
  const budget = newBudget()
  const header = readElement(bytes, 0, bytes.length, budget)
  if (header.id !== ID.header || header.isOpen) throw new FileRefused('header')
  const docType = childrenOf(bytes, header, budget).find(({ id }) => id === ID.docType)
  if (!docType || contentOf(bytes, docType).toString('latin1') !== 'webm') throw new FileRefused('kind')
  const segment = readElement(bytes, header.to, bytes.length, budget)
  if (segment.id !== ID.segment || segment.to !== bytes.length) throw new FileRefused('two files in one')

  let scale = DEFAULT_SCALE
  let tracks: Track[] | undefined
  let last = 0
  const clusters: Buffer[] = []
  for (const { child, end } of segmentsChildren(bytes, segment, budget)) {
    if (child.id === ID.info) {
      const found = childrenOf(bytes, child, budget).find(({ id }) => id === ID.scale)
      if (found) scale = readUnsigned(bytes, found)
    } else if (child.id === ID.tracks) {
      if (tracks) throw new FileRefused('two recordings in one')
      const entries = childrenOf(bytes, child, budget).filter(({ id }) => id === ID.track)
      tracks = entries.map((entry) => cleanTrack(bytes, entry, budget))
    } else if (child.id === ID.cluster) {
      const cluster = cleanCluster(bytes, child, budget)
      clusters.push(...cluster.parts)
      last = Math.max(last, cluster.last)
      end.at = cluster.end
    }
  }
  if (!tracks?.length || clusters.length === 0 || scale === 0) throw new FileRefused('no sound and no film')
  const isFilm = tracks.some(({ type }) => type === VIDEO)
  const info = element(
    ID.info,
    ...element(ID.scale, unsigned(scale)),
    ...element(ID.duration, float(last)),
    ...element(ID.muxer, Buffer.from('-')),
    ...element(ID.writer, Buffer.from('-')),
  )
  const all = element(
    ID.segment,
    ...info,
    ...element(ID.tracks, ...tracks.flatMap(({ parts }) => parts)),
    ...clusters,
  )
  return {
    mime: isFilm ? 'video/webm' : 'audio/webm',
    bytes: Buffer.concat([...webmHeader, ...all]),
    durationSeconds: (last * scale) / NANOSECONDS,
  }
}

const webmHeader: readonly Buffer[] = element(
  ID.header,
  ...element(0x4286, Buffer.from([1])),
  ...element(0x42f7, Buffer.from([1])),
  ...element(0x42f2, Buffer.from([4])),
  ...element(0x42f3, Buffer.from([8])),
  ...element(ID.docType, Buffer.from('webm')),
  ...element(0x4287, Buffer.from([4])),
  ...element(0x4285, Buffer.from([2])),
)

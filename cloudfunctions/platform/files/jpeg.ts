/** A JPEG without its metadata: only the segments that a decoder needs are copied, the image data untouched. */
import { readOrientation, writeOrientation } from './exif'
import { assertDimensions, PictureRefused } from './picture-refusal'

const EXIF = Buffer.from('Exif\0\0', 'latin1')
const SOI = Buffer.from([0xff, 0xd8])
const EOI = Buffer.from([0xff, 0xd9])
/** Says how the colours are coded; without it some pictures turn green. */
const ADOBE = 0xee
const DAC = 0xcc

const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== DAC
/** Quantisation, Huffman and arithmetic tables, restart interval. */
const isTable = (marker: number): boolean =>
  marker === 0xdb || marker === 0xc4 || marker === DAC || marker === 0xdd
const isStandalone = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)

/** Where the entropy-coded data that starts at `at` ends: the next real marker. */
const endOfScan = (bytes: Buffer, at: number): number => {
  let place = at
  for (;;) {
    place = bytes.indexOf(0xff, place)
    if (place < 0 || place + 1 >= bytes.length) throw new PictureRefused('truncated')
    const next = bytes[place + 1] as number
    if (next === 0x00 || (next >= 0xd0 && next <= 0xd7)) place += 2
    else if (next === 0xff) place += 1
    else return place
  }
}

const appSegment = (marker: number, body: Buffer): Buffer => {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(body.length + 2, 2)
  return Buffer.concat([head, body])
}

/** @returns the clean picture and where the original ended. @throws PictureRefused */
export const cleanJpeg = (bytes: Buffer): { clean: Buffer; end: number } => {
  const kept: Buffer[] = []
  let orientation = 1
  let frames = 0
  let scans = 0
  let at = 2
  for (;;) {
    if (at + 2 > bytes.length || bytes[at] !== 0xff) throw new PictureRefused('truncated')
    const marker = bytes[at + 1] as number
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (marker === 0xd9) break
    if (isStandalone(marker)) {
      at += 2
      continue
    }
    if (at + 4 > bytes.length) throw new PictureRefused('truncated')
    const size = bytes.readUInt16BE(at + 2)
    const end = at + 2 + size
    if (size < 2 || end > bytes.length) throw new PictureRefused('truncated')
    const body = bytes.subarray(at + 4, end)
    const segment = bytes.subarray(at, end)
    if (isFrame(marker)) {
      if (body.length < 6 || ++frames > 1) throw new PictureRefused('frames')
      assertDimensions(body.readUInt16BE(3), body.readUInt16BE(1))
      kept.push(segment)
    } else if (isTable(marker)) kept.push(segment)
    else if (marker === ADOBE && body.length === 12 && body.toString('latin1', 0, 5) === 'Adobe')
      kept.push(segment)
    else if (marker === 0xda) {
      if (frames === 0) throw new PictureRefused('a scan before its frame')
      const scanEnd = endOfScan(bytes, end)
      kept.push(bytes.subarray(at, scanEnd))
      scans += 1
      at = scanEnd
      continue
    } else if (marker === 0xe1 && body.subarray(0, 6).equals(EXIF) && orientation === 1)
      orientation = readOrientation(body.subarray(6))
    at = end
  }
  if (scans === 0) throw new PictureRefused('no image data')
  const exif =
    orientation === 1 ? [] : [appSegment(0xe1, Buffer.concat([EXIF, writeOrientation(orientation)]))]
  return { clean: Buffer.concat([SOI, ...exif, ...kept, EOI]), end: at + 2 }
}

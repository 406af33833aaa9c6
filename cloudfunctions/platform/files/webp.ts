/** A WebP without its metadata: the image and its alpha are copied, EXIF, XMP and colour profile are not. */
import { readOrientation, writeOrientation } from './exif'
import { assertDimensions, PictureRefused } from './picture-refusal'

const FLAG = { animation: 0x02, exif: 0x08, alpha: 0x10 }

const chunk = (type: string, data: Buffer): Buffer => {
  const head = Buffer.alloc(8)
  head.write(type, 0, 'latin1')
  head.writeUInt32LE(data.length, 4)
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)])
}

const assertFrame = (type: string, data: Buffer): void => {
  if (type === 'VP8 ') {
    if (data.length < 10 || data.readUIntBE(3, 3) !== 0x9d012a) throw new PictureRefused('frame')
    assertDimensions(data.readUInt16LE(6) & 0x3fff, data.readUInt16LE(8) & 0x3fff)
  } else {
    if (data.length < 5 || data[0] !== 0x2f) throw new PictureRefused('frame')
    const bits = data.readUInt32LE(1)
    assertDimensions((bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1)
  }
}

/** @returns the clean picture and where the original ended. @throws PictureRefused, also for moving pictures */
export const cleanWebp = (bytes: Buffer): { clean: Buffer; end: number } => {
  const end = 8 + bytes.readUInt32LE(4)
  if (end > bytes.length || end < 20) throw new PictureRefused('truncated')
  let canvas: Buffer | undefined
  let alpha: Buffer | undefined
  let image: { type: string; data: Buffer } | undefined
  let orientation = 1
  for (let at = 12; at + 8 <= end; ) {
    const type = bytes.toString('latin1', at, at + 4)
    const length = bytes.readUInt32LE(at + 4)
    if (at + 8 + length > end) throw new PictureRefused('truncated')
    const data = bytes.subarray(at + 8, at + 8 + length)
    if (type === 'ANIM' || type === 'ANMF') throw new PictureRefused('a moving picture')
    if (type === 'VP8X') {
      if (length !== 10 || canvas) throw new PictureRefused('canvas')
      assertDimensions(data.readUIntLE(4, 3) + 1, data.readUIntLE(7, 3) + 1)
      canvas = data
    } else if (type === 'VP8 ' || type === 'VP8L') {
      if (image) throw new PictureRefused('frames')
      assertFrame(type, data)
      image = { type, data }
    } else if (type === 'ALPH') alpha = data
    else if (type === 'EXIF')
      orientation = readOrientation(data.toString('latin1', 0, 4) === 'Exif' ? data.subarray(6) : data)
    at += 8 + length + (length % 2)
  }
  if (!image) throw new PictureRefused('no image data')
  const parts: Buffer[] = []
  if (canvas) {
    const flags = (canvas[0] as number) & FLAG.alpha
    if (((canvas[0] as number) & FLAG.animation) !== 0) throw new PictureRefused('a moving picture')
    const fresh = Buffer.from(canvas)
    fresh[0] = flags | (orientation === 1 ? 0 : FLAG.exif)
    fresh.fill(0, 1, 4)
    parts.push(chunk('VP8X', fresh))
    if (alpha) parts.push(chunk('ALPH', alpha))
  }
  parts.push(chunk(image.type, image.data))
  if (canvas && orientation !== 1) parts.push(chunk('EXIF', writeOrientation(orientation)))
  const body = Buffer.concat([Buffer.from('WEBP', 'latin1'), ...parts])
  const head = Buffer.alloc(8)
  head.write('RIFF', 0, 'latin1')
  head.writeUInt32LE(body.length, 4)
  return { clean: Buffer.concat([head, body]), end }
}

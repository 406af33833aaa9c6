/** A PNG without its metadata: the chunks that make the image are copied, texts, times and EXIF are not. */
import { crc32 } from 'node:zlib'
import { readOrientation, writeOrientation } from './exif'
import { assertDimensions, PictureRefused } from './picture-refusal'

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
/** Image, palette, transparency, and numbers about colour; nothing that carries words. */
const kept = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'sBIT', 'bKGD'])

const chunk = (type: string, data: Buffer): Buffer => {
  const whole = Buffer.alloc(data.length + 12)
  whole.writeUInt32BE(data.length, 0)
  whole.write(type, 4, 'latin1')
  data.copy(whole, 8)
  whole.writeUInt32BE(crc32(whole.subarray(4, data.length + 8)), data.length + 8)
  return whole
}

/** @returns the clean picture and where the original ended. @throws PictureRefused */
export const cleanPng = (bytes: Buffer): { clean: Buffer; end: number } => {
  const parts: Buffer[] = []
  let orientation = 1
  let hasImage = false
  let at = SIGNATURE.length
  for (let index = 0; ; index++) {
    if (at + 12 > bytes.length) throw new PictureRefused('truncated')
    const length = bytes.readUInt32BE(at)
    const end = at + 12 + length
    if (end > bytes.length) throw new PictureRefused('truncated')
    const type = bytes.toString('latin1', at + 4, at + 8)
    const data = bytes.subarray(at + 8, end - 4)
    if (crc32(bytes.subarray(at + 4, end - 4)) !== bytes.readUInt32BE(end - 4))
      throw new PictureRefused('checksum')
    if ((index === 0) !== (type === 'IHDR')) throw new PictureRefused('header')
    if (type === 'IHDR') {
      if (length !== 13) throw new PictureRefused('header')
      assertDimensions(data.readUInt32BE(0), data.readUInt32BE(4))
    }
    if (type === 'IDAT') hasImage = true
    if (type === 'eXIf') orientation = readOrientation(data)
    const isCritical = /^[A-Z]/.test(type)
    if (isCritical && !kept.has(type)) throw new PictureRefused('an unknown critical chunk')
    if (kept.has(type)) parts.push(bytes.subarray(at, end))
    at = end
    if (type === 'IEND') break
  }
  if (!hasImage) throw new PictureRefused('no image data')
  const exif = orientation === 1 ? [] : [chunk('eXIf', writeOrientation(orientation))]
  const [header, ...rest] = parts
  return { clean: Buffer.concat([SIGNATURE, header as Buffer, ...exif, ...rest]), end: at }
}

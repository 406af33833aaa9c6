/** Small real pictures, as a browser drew them, with the metadata that phones and programs hang on them. */
import { crc32, deflateSync } from 'node:zlib'

const read = (parts: string[]): Buffer => Buffer.from(parts.join(''), 'base64')

/** 24 × 16, a green field with a coral square, and a colour profile. */
export const plainJpeg = read([
  '/9j/4AAQSkZJRgABAQAAAQABAAD/4gHYSUNDX1BST0ZJTEUAAQEAAAHIAAAAAAQwAABtbnRyUkdCIFhZWiAH4AABAAEAAAAAAABh',
  'Y3NwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAA9tYAAQAAAADTLQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  'AAAAAAAAAAAAAAAAAAAAAAAAAAlkZXNjAAAA8AAAACRyWFlaAAABFAAAABRnWFlaAAABKAAAABRiWFlaAAABPAAAABR3dHB0AAAB',
  'UAAAABRyVFJDAAABZAAAAChnVFJDAAABZAAAAChiVFJDAAABZAAAAChjcHJ0AAABjAAAADxtbHVjAAAAAAAAAAEAAAAMZW5VUwAA',
  'AAgAAAAcAHMAUgBHAEJYWVogAAAAAAAAb6IAADj1AAADkFhZWiAAAAAAAABimQAAt4UAABjaWFlaIAAAAAAAACSgAAAPhAAAts9Y',
  'WVogAAAAAAAA9tYAAQAAAADTLXBhcmEAAAAAAAQAAAACZmYAAPKnAAANWQAAE9AAAApbAAAAAAAAAABtbHVjAAAAAAAAAAEAAAAM',
  'ZW5VUwAAACAAAAAcAEcAbwBvAGcAbABlACAASQBuAGMALgAgADIAMAAxADb/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0o',
  'OjM9PDkzODdASFxOQERXRTc4UG1RV19iZ2hnPk1xeXBkeFxlZ2P/2wBDARESEhgVGC8aGi9jQjhCY2NjY2NjY2NjY2NjY2NjY2Nj',
  'Y2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2P/wAARCAAQABgDASIAAhEBAxEB/8QAFgABAQEAAAAAAAAAAAAAAAAAAAMF',
  '/8QAGhAAAgIDAAAAAAAAAAAAAAAAAAMREhMiYf/EABYBAQEBAAAAAAAAAAAAAAAAAAQAA//EAB4RAAEBCQAAAAAAAAAAAAAAAAAT',
  'FCMkMVFhY4GR/9oADAMBAAIRAxEAPwDPSnLbaI4HJxV2meBLsVtZnoc7LXWI6TxSwaFZcm68kSABsAP/2Q==',
])
export const plainWebp = read([
  'UklGRkYCAABXRUJQVlA4WAoAAAAgAAAAFwAADwAASUNDUMgBAAAAAAHIAAAAAAQwAABtbnRyUkdCIFhZWiAH4AABAAEAAAAAAABh',
  'Y3NwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAA9tYAAQAAAADTLQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  'AAAAAAAAAAAAAAAAAAAAAAAAAAlkZXNjAAAA8AAAACRyWFlaAAABFAAAABRnWFlaAAABKAAAABRiWFlaAAABPAAAABR3dHB0AAAB',
  'UAAAABRyVFJDAAABZAAAAChnVFJDAAABZAAAAChiVFJDAAABZAAAAChjcHJ0AAABjAAAADxtbHVjAAAAAAAAAAEAAAAMZW5VUwAA',
  'AAgAAAAcAHMAUgBHAEJYWVogAAAAAAAAb6IAADj1AAADkFhZWiAAAAAAAABimQAAt4UAABjaWFlaIAAAAAAAACSgAAAPhAAAts9Y',
  'WVogAAAAAAAA9tYAAQAAAADTLXBhcmEAAAAAAAQAAAACZmYAAPKnAAANWQAAE9AAAApbAAAAAAAAAABtbHVjAAAAAAAAAAEAAAAM',
  'ZW5VUwAAACAAAAAcAEcAbwBvAGcAbABlACAASQBuAGMALgAgADIAMAAxADZWUDggWAAAANADAJ0BKhgAEAA+0VSjS6gkoyGwCAEA',
  'GglmAJ0ygYH/oAHwgAhFAAD+5Bx/znPp9n+dMUfMAb16hTWMuN325gh8yTGK/Zh8TkYnzvKpfEcY2+XRqzNGAAA=',
])
export const plainPng = read([
  'iVBORw0KGgoAAAANSUhEUgAAABgAAAAQCAYAAAAMJL+VAAAAU0lEQVR4AeyQMQoAIAwDgx/wEW5ufszRb7q5+RbdO7QUaYdiIUMh',
  'kORSHv1YKsH4AgasPcFJSzQgIi0Cyf8RSYTgj6iWBk5iZWLwX0AKPL/mCy4AAAD//4hopKMAAAAGSURBVAMAxHhG0UJYIRYAAAAA',
  'SUVORK5CYII=',
])

/** A TIFF block as a phone writes it: orientation, and a text in a description tag. */
const tiffWith = (orientation: number, text: string): Buffer => {
  const words = Buffer.from(`${text}\0`)
  const tiff = Buffer.alloc(38)
  tiff.write('II', 0, 'latin1')
  tiff.writeUInt16LE(42, 2)
  tiff.writeUInt32LE(8, 4)
  tiff.writeUInt16LE(2, 8)
  tiff.writeUInt16LE(0x010e, 10)
  tiff.writeUInt16LE(2, 12)
  tiff.writeUInt32LE(words.length, 14)
  tiff.writeUInt32LE(38, 18)
  tiff.writeUInt16LE(0x0112, 22)
  tiff.writeUInt16LE(3, 24)
  tiff.writeUInt32LE(1, 26)
  tiff.writeUInt16LE(orientation, 30)
  return Buffer.concat([tiff, words])
}

const segment = (marker: number, body: Buffer): Buffer => {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(body.length + 2, 2)
  return Buffer.concat([head, body])
}

/** A JPEG whose EXIF, XMP, IPTC and comment all say `text`, and with a preview behind it that says so too. */
export const jpegSaying = (text: string, orientation = 6): Buffer =>
  Buffer.concat([
    plainJpeg.subarray(0, 2),
    segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), tiffWith(orientation, text)])),
    segment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>${text}</x:xmpmeta>`)),
    segment(0xed, Buffer.from(`Photoshop 3.0\0${text}`)),
    segment(0xfe, Buffer.from(text)),
    plainJpeg.subarray(2),
    plainJpeg.subarray(0, 2),
    segment(0xfe, Buffer.from(text)),
    plainJpeg.subarray(2),
  ])

export const pngChunk = (type: string, data: Buffer): Buffer => {
  const whole = Buffer.alloc(data.length + 12)
  whole.writeUInt32BE(data.length, 0)
  whole.write(type, 4, 'latin1')
  data.copy(whole, 8)
  whole.writeUInt32BE(crc32(whole.subarray(4, data.length + 8)), data.length + 8)
  return whole
}

const PNG_HEADER_END = 33

/** A picture of one colour, as another could be put in a picture's stead. */
export const otherPng = ((): Buffer => {
  const size = Buffer.from([0, 0, 0, 24, 0, 0, 0, 16, 8, 2, 0, 0, 0])
  const line = Buffer.concat([Buffer.alloc(1), Buffer.alloc(24 * 3, Buffer.from([0xb9, 0x1c, 0x1c]))])
  const lines = Buffer.concat(Array.from({ length: 16 }, () => line))
  return Buffer.concat([
    plainPng.subarray(0, 8),
    pngChunk('IHDR', size),
    pngChunk('IDAT', deflateSync(lines)),
    pngChunk('IEND', Buffer.alloc(0)),
  ])
})()

/** A PNG whose texts, EXIF and time say `text`. */
export const pngSaying = (text: string, orientation = 8): Buffer =>
  Buffer.concat([
    plainPng.subarray(0, PNG_HEADER_END),
    pngChunk('tEXt', Buffer.from(`Comment\0${text}`)),
    pngChunk('iTXt', Buffer.from(`XML:com.adobe.xmp\0\0\0\0\0${text}`)),
    pngChunk('eXIf', tiffWith(orientation, text)),
    pngChunk('tIME', Buffer.from([7, 234, 11, 17, 12, 0, 0])),
    plainPng.subarray(PNG_HEADER_END),
  ])

const webpChunk = (type: string, data: Buffer): Buffer => {
  const head = Buffer.alloc(8)
  head.write(type, 0, 'latin1')
  head.writeUInt32LE(data.length, 4)
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)])
}

/** A WebP whose EXIF and XMP say `text`. */
export const webpSaying = (text: string, orientation = 3): Buffer => {
  const body = Buffer.concat([
    plainWebp.subarray(8),
    webpChunk('EXIF', tiffWith(orientation, text)),
    webpChunk('XMP ', Buffer.from(`<x:xmpmeta>${text}</x:xmpmeta>`)),
  ])
  const head = Buffer.from(plainWebp.subarray(0, 8))
  head.writeUInt32LE(body.length, 4)
  const whole = Buffer.concat([head, body])
  whole[20] = (whole[20] as number) | 0x08 | 0x04
  return whole
}

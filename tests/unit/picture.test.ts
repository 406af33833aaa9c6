/** What a picture keeps and what it leaves at the door. */
import { cleanPicture, PictureRefused } from '../../cloudfunctions/platform/files/picture'
import {
  jpegSaying,
  plainJpeg,
  plainPng,
  plainWebp,
  pngChunk,
  pngSaying,
  webpSaying,
} from '../support/pictures'

const WORD = 'HOME-IS-HERE-31.2304N'
const holds = (bytes: Buffer, text: string): boolean => bytes.includes(Buffer.from(text))
const refused = (bytes: Buffer) => expect(cleanPicture(bytes)).rejects.toBeInstanceOf(PictureRefused)

/** The part of a JPEG that draws: from its first table on. */
const drawing = (jpeg: Buffer): Buffer => jpeg.subarray(jpeg.indexOf(Buffer.from([0xff, 0xdb])), jpeg.length)

describe('a picture on its way in', () => {
  it('loses place, device, texts and previews of a JPEG, and keeps every byte that draws', async () => {
    const before = jpegSaying(WORD)
    expect(holds(before, WORD)).toBe(true)
    const { mime, bytes } = await cleanPicture(before)
    expect(mime).toBe('image/jpeg')
    for (const word of [WORD, 'xmpmeta', 'Photoshop', 'ICC_PROFILE', 'Google', 'JFIF'])
      expect(holds(bytes, word)).toBe(false)
    expect(drawing(bytes)).toEqual(drawing(plainJpeg))
  })

  it('keeps which side of a JPEG is up, in a block that says nothing else', async () => {
    const { bytes } = await cleanPicture(jpegSaying(WORD, 6))
    expect(bytes.subarray(2, 4)).toEqual(Buffer.from([0xff, 0xe1]))
    expect(bytes.readUInt16BE(4)).toBe(34)
    expect(bytes.readUInt16BE(30)).toBe(6)
    expect(holds((await cleanPicture(jpegSaying(WORD, 1))).bytes, 'Exif')).toBe(false)
    expect(holds((await cleanPicture(jpegSaying(WORD, 77))).bytes, 'Exif')).toBe(false)
  })

  it('loses texts, times and EXIF of a PNG, and keeps its image and its orientation', async () => {
    const { mime, bytes } = await cleanPicture(pngSaying(WORD))
    expect(mime).toBe('image/png')
    for (const word of [WORD, 'tEXt', 'iTXt', 'tIME']) expect(holds(bytes, word)).toBe(false)
    const exif = bytes.indexOf('eXIf')
    expect(bytes.readUInt16BE(exif + 4 + 18)).toBe(8)
    const plain = (await cleanPicture(plainPng)).bytes
    expect(bytes.length - plain.length).toBe(26 + 12)
    expect(holds(bytes, 'IDAT')).toBe(true)
  })

  it('loses EXIF, XMP and profile of a WebP, and keeps its image and its orientation', async () => {
    const { mime, bytes } = await cleanPicture(webpSaying(WORD))
    expect(mime).toBe('image/webp')
    for (const word of [WORD, 'xmpmeta', 'XMP ', 'ICCP']) expect(holds(bytes, word)).toBe(false)
    expect(bytes.readUInt32LE(4) + 8).toBe(bytes.length)
    expect(bytes[20]).toBe(0x08)
    expect(bytes.readUInt16BE(bytes.indexOf('EXIF') + 8 + 18)).toBe(3)
    expect((await cleanPicture(plainWebp)).bytes[20]).toBe(0)
  })

  it('comes out the same when it goes in clean, so that nothing is lost twice', async () => {
    for (const picture of [jpegSaying(WORD), pngSaying(WORD), webpSaying(WORD)]) {
      const once = (await cleanPicture(picture)).bytes
      expect((await cleanPicture(once)).bytes).toEqual(once)
    }
  })

  it('is refused when its end is missing, wherever it was cut', async () => {
    for (const whole of [plainJpeg, plainPng, plainWebp])
      for (let length = 0; length < whole.length; length += 7) await refused(whole.subarray(0, length))
  })

  it('is refused when it is something else, whatever it calls itself', async () => {
    const zip = Buffer.from('504b0304140000000800', 'hex')
    await refused(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'))
    await refused(Buffer.from('%PDF-1.7 nothing'))
    await refused(Buffer.from('GIF89a\x01\x00\x01\x00'))
    await refused(zip)
    await refused(Buffer.alloc(5_000, 0xff))
    await refused(Buffer.from([0xff, 0xd8, 0xff, 0xd9]))
  })

  it('is refused when another file hangs behind it', async () => {
    const archive = Buffer.concat([Buffer.from('504b030414000000080000000000', 'hex'), Buffer.alloc(60, 1)])
    for (const picture of [plainJpeg, plainPng, plainWebp]) {
      await refused(Buffer.concat([picture, archive]))
      await refused(Buffer.concat([picture, Buffer.from('\n<html><script>1</script>')]))
    }
  })

  it('is refused when it would open to a size that stops a phone', async () => {
    const header = Buffer.from(plainPng.subarray(16, 29))
    header.writeUInt32BE(60_000, 0)
    const huge = Buffer.concat([plainPng.subarray(0, 8), pngChunk('IHDR', header), plainPng.subarray(33)])
    await refused(huge)
    const wide = Buffer.from(plainJpeg)
    wide.writeUInt16BE(0xffff, wide.indexOf(Buffer.from([0xff, 0xc0])) + 7)
    await refused(wide)
    const flat = Buffer.from(plainJpeg)
    flat.writeUInt16BE(0, flat.indexOf(Buffer.from([0xff, 0xc0])) + 5)
    await refused(flat)
  })

  it('is refused when a PNG was altered so that its sums no longer fit', async () => {
    const altered = Buffer.from(plainPng)
    altered[45] = (altered[45] as number) ^ 1
    await refused(altered)
  })

  it('never makes the server fail, whatever single byte is wrong', async () => {
    for (const whole of [jpegSaying(WORD), pngSaying(WORD), webpSaying(WORD)])
      for (let at = 0; at < whole.length; at += 3) {
        const wrong = Buffer.from(whole)
        wrong[at] = (wrong[at] as number) ^ 0xff
        await cleanPicture(wrong).catch((error) => expect(error).toBeInstanceOf(PictureRefused))
      }
  })
})

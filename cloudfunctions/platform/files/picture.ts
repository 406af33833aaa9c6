/** Evidence comes in as pictures only, judged by its bytes, and leaves its metadata at the door. */
import { fileTypeFromBuffer } from 'file-type/core'
import { cleanJpeg } from './jpeg'
import { PictureRefused } from './picture-refusal'
import { cleanPng } from './png'
import { cleanWebp } from './webp'

export { PictureRefused }

export type Picture = { mime: 'image/jpeg' | 'image/png' | 'image/webp'; bytes: Buffer }

const kinds: Record<
  string,
  { mime: Picture['mime']; clean: (bytes: Buffer) => { clean: Buffer; end: number } }
> = {
  'image/jpeg': { mime: 'image/jpeg', clean: cleanJpeg },
  'image/png': { mime: 'image/png', clean: cleanPng },
  // A moving PNG: its first image stays.
  'image/apng': { mime: 'image/png', clean: cleanPng },
  'image/webp': { mime: 'image/webp', clean: cleanWebp },
}

/** Phones hang previews and short films behind a picture; they are cut off. Anything else there is a trick. */
const isHarmlessTail = async (tail: Buffer): Promise<boolean> => {
  if (/^\s*(<|%PDF|#!)/.test(tail.toString('latin1', 0, 64))) return false
  const found = await fileTypeFromBuffer(tail).catch(() => undefined)
  return found === undefined || /^(image|video)\//.test(found.mime)
}

/**
 * The picture without place, time, device, names, texts and previews; its image data is copied, not re-encoded.
 * Which side is up is kept, in a fresh block that says only that.
 *
 * @throws PictureRefused for anything that is not one whole JPEG, PNG or WebP of sensible size
 */
export const cleanPicture = async (bytes: Buffer): Promise<Picture> => {
  const found = await fileTypeFromBuffer(bytes).catch(() => undefined)
  const kind = found && kinds[found.mime]
  if (!kind) throw new PictureRefused('not a picture that is taken in')
  const { clean, end } = kind.clean(bytes)
  if (end < bytes.length && !(await isHarmlessTail(bytes.subarray(end))))
    throw new PictureRefused('two files in one')
  return { mime: kind.mime, bytes: clean }
}

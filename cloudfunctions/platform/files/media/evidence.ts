/** Evidence comes in as pictures, voices and short films, judged by its bytes, and leaves its metadata at the door. */
import { fileTypeFromBuffer } from 'file-type/core'
import { FileRefused } from '../file-refusal'
import { cleanPicture, type Picture } from '../picture'
import { cleanAac, cleanMp3 } from './frames'
import { cleanMatroska } from './matroska'
import { cleanMp4 } from './mp4'
import { cleanOgg } from './ogg'
import type { Recording } from './recording'
import { cleanWav } from './wav'

export type Evidence = Recording | (Picture & { durationSeconds: null })

/**
 * Every cleaner copies what a decoder needs and nothing else, without re-encoding, in one pass over the bytes: its time and
 * memory grow with the file and with nothing that stands in it.
 *
 * AMR is left out: no browser plays it, so nobody at a desk could hear it, and neither WeChat's recorder nor a browser's makes it.
 */
const cleaners: Record<string, (bytes: Buffer) => Recording> = {
  'audio/mpeg': cleanMp3,
  'audio/aac': cleanAac,
  'audio/wav': cleanWav,
  'audio/ogg': cleanOgg,
  'audio/mp4': cleanMp4,
  'audio/x-m4a': cleanMp4,
  'video/mp4': cleanMp4,
  'video/x-m4v': cleanMp4,
  'video/quicktime': cleanMp4,
  'video/3gpp': cleanMp4,
  'video/webm': cleanMatroska,
}

/**
 * The file without place, time, device, names and texts.
 *
 * @throws FileRefused for anything that is not one whole file of a kind that is taken in
 */
export const cleanEvidence = async (bytes: Buffer): Promise<Evidence> => {
  const found = await fileTypeFromBuffer(bytes).catch(() => undefined)
  if (!found) throw new FileRefused('not a file that is taken in')
  if (found.mime.startsWith('image/')) return { ...(await cleanPicture(bytes)), durationSeconds: null }
  const clean = cleaners[found.mime.split(';')[0] ?? '']
  if (!clean) throw new FileRefused('not a file that is taken in')
  return clean(bytes)
}

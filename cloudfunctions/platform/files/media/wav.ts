/** A WAV without its metadata: how the sound is coded and the sound itself are copied, names, places and dates are not. */
import { FileRefused } from '../file-refusal'
import type { Recording } from './recording'

const PCM = 1
const EXTENSIBLE = 0xfffe
/** PCM, floating point, A-law, µ-law, and the long way of saying one of them. */
const codings = new Set([PCM, 3, 6, 7, EXTENSIBLE])
const MOST_CHUNKS = 1_000

const chunk = (type: string, data: Buffer): Buffer => {
  const head = Buffer.alloc(8)
  head.write(type, 0, 'latin1')
  head.writeUInt32LE(data.length, 4)
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)])
}

const readCoding = (data: Buffer): { coding: Buffer; bytesPerSecond: number } => {
  if (data.length < 16 || !codings.has(data.readUInt16LE(0))) throw new FileRefused('coding')
  const isLong = data.readUInt16LE(0) === EXTENSIBLE
  if (isLong && data.length < 40) throw new FileRefused('coding')
  const bytesPerSecond = data.readUInt32LE(8)
  if (bytesPerSecond === 0 || data.readUInt16LE(2) === 0) throw new FileRefused('coding')
  return { coding: data.subarray(0, isLong ? 40 : 16), bytesPerSecond }
}

/** @throws FileRefused */
export const cleanWav = (bytes: Buffer): Recording => {
  if (bytes.length < 44) throw new FileRefused('truncated')
  let format: ReturnType<typeof readCoding> | undefined
  let sound: Buffer | undefined
  let at = 12
  for (let count = 0; at + 8 <= bytes.length; count++) {
    if (count > MOST_CHUNKS) throw new FileRefused('chunks')
    const type = bytes.toString('latin1', at, at + 4)
    const length = bytes.readUInt32LE(at + 4)
    const end = at + 8 + length
    // A recorder that was cut off did not come back to write how long the sound is.
    const isOpen = type === 'data' && (length === 0 || length === 0xffff_ffff)
    if (!isOpen && end > bytes.length + 1) throw new FileRefused('truncated')
    const data = bytes.subarray(at + 8, isOpen ? bytes.length : Math.min(end, bytes.length))
    if (type === 'fmt ' && format) throw new FileRefused('two recordings in one')
    if (type === 'fmt ') format = readCoding(data)
    if (type === 'data' && (sound || !format)) throw new FileRefused('two recordings in one')
    if (type === 'data') sound = data
    if (isOpen) break
    at = end + (length % 2)
  }
  if (!format || !sound || sound.length === 0) throw new FileRefused('no sound')
  const body = Buffer.concat([Buffer.from('WAVE'), chunk('fmt ', format.coding), chunk('data', sound)])
  return {
    mime: 'audio/wav',
    bytes: chunk('RIFF', body),
    durationSeconds: sound.length / format.bytesPerSecond,
  }
}

/** The one thing worth keeping of a picture's metadata: which side is up. */

const ORIENTATION_TAG = 0x0112
const SHORT = 3

/**
 * Reads the orientation out of a TIFF block (what follows `Exif\0\0`).
 * @returns 1–8; 1 where nothing sensible stands there
 */
export const readOrientation = (tiff: Buffer): number => {
  if (tiff.length < 14) return 1
  const order = tiff.toString('latin1', 0, 2)
  if (order !== 'II' && order !== 'MM') return 1
  const short = (at: number): number => (order === 'II' ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  const long = (at: number): number => (order === 'II' ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at))
  if (short(2) !== 42) return 1
  const directory = long(4)
  if (directory + 2 > tiff.length) return 1
  const entries = short(directory)
  for (let index = 0; index < entries; index++) {
    const at = directory + 2 + index * 12
    if (at + 12 > tiff.length) return 1
    if (short(at) !== ORIENTATION_TAG) continue
    const value = short(at + 2) === SHORT ? short(at + 8) : 1
    return value >= 1 && value <= 8 ? value : 1
  }
  return 1
}

/** A fresh TIFF block that says the orientation and nothing else. */
export const writeOrientation = (orientation: number): Buffer => {
  const tiff = Buffer.alloc(26)
  tiff.write('MM', 0, 'latin1')
  tiff.writeUInt16BE(42, 2)
  tiff.writeUInt32BE(8, 4)
  tiff.writeUInt16BE(1, 8)
  tiff.writeUInt16BE(ORIENTATION_TAG, 10)
  tiff.writeUInt16BE(SHORT, 12)
  tiff.writeUInt32BE(1, 14)
  tiff.writeUInt16BE(orientation, 18)
  return tiff
}

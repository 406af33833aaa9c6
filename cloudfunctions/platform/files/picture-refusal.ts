/** Why a picture is not taken in, and how large one may be; shared by the three formats. */
import { FileRefused } from './file-refusal'

/** The bytes are no whole, plain picture of a kind we take. */
export class PictureRefused extends FileRefused {}

/** Longest side and most points of a picture: above what phones make, below what stops a phone that opens it. */
const MAX_SIDE = 20_000
const MAX_POINTS = 130_000_000

/** @throws PictureRefused where a side is nought or a decoder would be hurt */
export const assertDimensions = (width: number, height: number): void => {
  if (width < 1 || height < 1 || width > MAX_SIDE || height > MAX_SIDE || width * height > MAX_POINTS)
    throw new PictureRefused('dimensions')
}

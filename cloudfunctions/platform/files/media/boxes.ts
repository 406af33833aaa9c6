/** MP4's boxes: read within bounds, and turned into empty ones of the same length, so that nothing behind them moves. */
import { FileRefused } from '../file-refusal'

export type Box = {
  type: string
  /** Where the box, and its content, begins; where it ends. */
  start: number
  from: number
  to: number
}

/** More boxes than a short film has. */
const MOST_BOXES = 20_000

/** Counts the boxes of one file. */
export type BoxBudget = { left: number }
export const newBoxBudget = (): BoxBudget => ({ left: MOST_BOXES })

/**
 * The boxes between two places.
 *
 * @throws FileRefused where one does not fit, or where they do not end at `to`
 */
export const boxesIn = (bytes: Buffer, from: number, to: number, budget: BoxBudget): Box[] => {
  const boxes: Box[] = []
  for (let at = from; at < to; ) {
    budget.left -= 1
    if (budget.left < 0) throw new FileRefused('boxes')
    // QuickTime ends some lists with four noughts.
    if (to - at === 4 && bytes.readUInt32BE(at) === 0) break
    if (at + 8 > to) throw new FileRefused('truncated')
    const short = bytes.readUInt32BE(at)
    const isLong = short === 1
    if (isLong && at + 16 > to) throw new FileRefused('truncated')
    const size = isLong ? Number(bytes.readBigUInt64BE(at + 8)) : short === 0 ? to - at : short
    const head = isLong ? 16 : 8
    if (size < head || at + size > to) throw new FileRefused('truncated')
    boxes.push({
      type: bytes.toString('latin1', at + 4, at + 8),
      start: at,
      from: at + head,
      to: at + size,
    })
    at += size
  }
  return boxes
}

/** Makes a box say nothing: no type but `free`, no content. */
export const blank = (bytes: Buffer, box: Box): void => {
  bytes.write('free', box.start + 4, 'latin1')
  bytes.fill(0, box.from, box.to)
}

/** @throws FileRefused where the box is shorter than what must stand in it */
export const assertLength = (box: Box, least: number): void => {
  if (box.to - box.from < least) throw new FileRefused('truncated')
}

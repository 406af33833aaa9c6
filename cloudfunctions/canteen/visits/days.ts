/** Spans of days that a list may be asked for. */
import { dayAfter } from '../../../contract/canteen/week'
import { refuseField } from '../../platform/errors'

const MOST_DAYS = 100

/** @throws AppError `input.invalid` where it ends before it begins, or is too long */
export const requireSpan = (from: string, to: string): void => {
  if (to < from || to > dayAfter(from, MOST_DAYS)) throw refuseField('to', '请选 100 天以内的一段日子')
}

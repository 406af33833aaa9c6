/** Seven evenings of one's own child. */
import { eveningOf } from '../../contract/homework/evening'
import type { Handler } from '../platform/handler'
import { readEvenings } from './evenings'
import { requireOwnChild } from './policy'

const DAYS = 7

export const getWeek: Handler<'homework.getWeek'> = {
  roles: ['guardian', 'student'],
  hideFrom: 'record.not_found',
  async run({ actor, db, now }, { studentId, until }) {
    const child = await requireOwnChild(db, actor, studentId)
    const today = eveningOf(now)
    return {
      studentId,
      grade: child.grade,
      today,
      evenings: await readEvenings(db, child, until ?? today, DAYS),
    }
  },
}

/** What the family sees of the board: tonight's as it stands, and what is already set for the day after. */
import { dayBefore, eveningOf } from '../../../contract/homework/evening'
import { notFound } from '../../platform/errors'
import type { Handler } from '../../platform/handler'
import { requireOwnChild } from '../policy'
import { listClasses } from './queries'
import { readBoard } from './read-board'

export const getFamilyBoard: Handler<'homework.getFamilyBoard'> = {
  roles: ['guardian', 'student'],
  hideFrom: 'record.not_found',
  async run({ actor, db, now }, { studentId, day }) {
    const child = await requireOwnChild(db, actor, studentId)
    const [klass] = await listClasses(db, [child.class_id])
    if (!klass) throw notFound()
    const evening = day ?? eveningOf(now)
    const { userId } = child.person
    const next = await readBoard(db, klass, dayBefore(evening, -1), userId)
    return { board: await readBoard(db, klass, evening, userId), tomorrow: next.entries }
  },
}

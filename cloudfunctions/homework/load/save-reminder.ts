/** One gentle reminder an evening, only for whoever asked, until they take it back. */
import type { Handler } from '../../platform/handler'
import { requireOwnChild } from '../policy'
import { dropReminder, putReminder } from './queries'

export const saveReminder: Handler<'homework.saveReminder'> = {
  roles: ['guardian', 'student'],
  hideFrom: 'record.not_found',
  async run({ actor, db, now }, { studentId, atMinutes }) {
    const child = await requireOwnChild(db, actor, studentId)
    const asker = { schoolId: child.school_id, studentId, userId: child.person.userId }
    if (atMinutes === null) await dropReminder(db, asker)
    else await putReminder(db, asker, atMinutes, now)
    return { remindAtMinutes: atMinutes }
  },
}

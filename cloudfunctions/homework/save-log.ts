/** Minutes of one subject of one evening: written down, changed, or taken back. What stood before stays in the log. */
import { AppError } from '../platform/errors'
import type { Handler } from '../platform/handler'
import { readEvening, requireMendable } from './evenings'
import { requireOwnChild } from './policy'
import { insertLog, latestLog } from './queries'

export const saveLog: Handler<'homework.saveLog'> = {
  roles: ['guardian', 'student'],
  hideFrom: 'record.not_found',
  async run({ actor, db, now }, input) {
    const child = await requireOwnChild(db, actor, input.studentId)
    requireMendable(input.day, input.why, now)
    const { day, subject, kind, minutes, basedOn, why } = input
    const key = { schoolId: child.school_id, studentId: input.studentId, day, subject, kind }
    if ((await latestLog(db, key)) !== basedOn) throw new AppError('record.changed')
    const isFirst = await insertLog(
      db,
      key,
      {
        revision: basedOn + 1,
        minutes,
        classId: child.class_id,
        grade: child.grade,
        why,
        writtenBy: child.person.userId,
      },
      now,
    )
    if (!isFirst) throw new AppError('record.changed')
    return readEvening(db, child, day)
  },
}

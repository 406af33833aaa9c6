/** When the child was in bed and up, and how long they moved: of one evening, as the five-item rules ask. */
import { AppError } from '../platform/errors'
import type { Handler } from '../platform/handler'
import { readEvening, requireMendable } from './evenings'
import { requireOwnChild } from './policy'
import { insertHabits, listHabits } from './queries'

export const saveHabits: Handler<'homework.saveHabits'> = {
  roles: ['guardian', 'student'],
  hideFrom: 'record.not_found',
  async run({ actor, db, now }, input) {
    const child = await requireOwnChild(db, actor, input.studentId)
    requireMendable(input.day, input.why, now)
    const place = {
      schoolId: child.school_id,
      studentId: input.studentId,
      classId: child.class_id,
      grade: child.grade,
    }
    const [before] = await listHabits(db, place.schoolId, place.studentId, input.day, input.day)
    if ((before?.revision ?? 0) !== input.basedOn) throw new AppError('record.changed')
    const isFirst = await insertHabits(
      db,
      place,
      {
        day: input.day,
        revision: input.basedOn + 1,
        in_bed_minutes: input.inBedMinutes,
        up_minutes: input.upMinutes,
        sport_minutes: input.sportMinutes,
        why: input.why,
        writtenBy: child.person.userId,
      },
      now,
    )
    if (!isFirst) throw new AppError('record.changed')
    return readEvening(db, child, input.day)
  },
}

/** The term's evenings of one's own child, beside the class's median where ten answered. */
import { calendarOf, isSchoolDay } from '../../../contract/calendar'
import { dayBefore, daysBetween, eveningOf } from '../../../contract/homework/evening'
import { percentile } from '../../../contract/homework/histogram'
import type { Handler } from '../../platform/handler'
import { requireOwnChild } from '../policy'
import { listMarkedDays } from '../queries'
import { findReminder, findTermStart, listClassEvenings, listEveningSums } from './queries'

/** Between terms: the last weeks. */
const DAYS_WITHOUT_TERM = 28
const MOST_DAYS = 200

export const getLoad: Handler<'homework.getLoad'> = {
  roles: ['guardian', 'student'],
  hideFrom: 'record.not_found',
  async run({ actor, db, now }, { studentId }) {
    const child = await requireOwnChild(db, actor, studentId)
    const today = eveningOf(now)
    const since = (await findTermStart(db, today)) ?? dayBefore(today, DAYS_WITHOUT_TERM)
    const count = Math.min(MOST_DAYS, daysBetween(since, today) + 1)
    const days = Array.from({ length: count }, (_, index) => dayBefore(today, count - 1 - index))
    const from = days[0] ?? today
    const place = { schoolId: child.school_id, studentId, classId: child.class_id }
    const own = new Map(
      (await listEveningSums(db, place, from, today)).map((row) => [row.day, row.minutes] as const),
    )
    const medians = new Map(
      (await listClassEvenings(db, place, from, today)).map(
        (row) => [row.day, percentile(row, 0.5)] as const,
      ),
    )
    const calendar = calendarOf(await listMarkedDays(db, from, today))
    return {
      studentId,
      grade: child.grade,
      today,
      days: days.map((day) => ({
        day,
        isSchoolDay: isSchoolDay(day, calendar),
        minutes: own.get(day) ?? null,
        classMedian: medians.get(day) ?? null,
      })),
      remindAtMinutes: await findReminder(db, { ...place, userId: child.person.userId }),
    }
  },
}

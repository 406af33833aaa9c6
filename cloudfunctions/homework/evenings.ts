/** Evenings as the family reads them: what was logged, nothing where nothing was. */
import { calendarOf, isSchoolDay } from '../../contract/calendar'
import { dayBefore, mendingOf } from '../../contract/homework/evening'
import type { Evening } from '../../contract/homework/homework'
import type { Queryable } from '../platform/database'
import { AppError, refuseField } from '../platform/errors'
import type { OwnChild } from './policy'
import { type EntryRow, type HabitsRow, listEntries, listHabits, listMarkedDays } from './queries'

const presentEntry = ({ subject, kind, minutes, revision }: EntryRow): Evening['entries'][number] => ({
  subject,
  kind,
  minutes,
  revision,
})
const presentHabits = (row: HabitsRow | undefined): Evening['habits'] =>
  row
    ? {
        inBedMinutes: row.in_bed_minutes,
        upMinutes: row.up_minutes,
        sportMinutes: row.sport_minutes,
        revision: row.revision,
      }
    : null

/** @param until the last evening; @param count how many, oldest first */
export const readEvenings = async (
  db: Queryable,
  child: Pick<OwnChild, 'school_id' | 'student_id'>,
  until: string,
  count: number,
): Promise<Evening[]> => {
  const days = Array.from({ length: count }, (_, index) => dayBefore(until, count - 1 - index))
  const from = days[0] as string
  const entries = await listEntries(db, child.school_id, child.student_id, from, until)
  const habits = await listHabits(db, child.school_id, child.student_id, from, until)
  const calendar = calendarOf(await listMarkedDays(db, from, until))
  return days.map((day) => {
    const own = entries.filter((entry) => entry.day === day)
    const written = own.filter(({ kind }) => kind === 'written')
    return {
      day,
      isSchoolDay: isSchoolDay(day, calendar),
      entries: own.map(presentEntry),
      writtenMinutes: own.length === 0 ? null : written.reduce((sum, { minutes }) => sum + minutes, 0),
      habits: presentHabits(habits.find((row) => row.day === day)),
    }
  })
}

/** One evening as it now stands. */
export const readEvening = async (
  db: Queryable,
  child: Pick<OwnChild, 'school_id' | 'student_id'>,
  day: string,
): Promise<Evening> => {
  const [only] = await readEvenings(db, child, day, 1)
  if (!only) throw new Error('one evening was asked for and none came')
  return only
}

/** @throws AppError `homework.day_closed`; a refused field `why` where a reason is needed */
export const requireMendable = (day: string, why: string, now: Date): void => {
  const mending = mendingOf(day, now)
  if (mending === 'closed') throw new AppError('homework.day_closed')
  if (mending === 'why' && why === '') throw refuseField('why', '这天已过去一周多，请写一下为什么现在才改')
}

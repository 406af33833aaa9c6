/** The SQL of the evening reminder, as anxin_jobs. */
import type { CalendarDay } from '../../../contract/calendar'
import type { Queryable } from '../../platform/database'

export const listMarkedDay = async (db: Queryable, day: string): Promise<CalendarDay[]> =>
  (
    await db.query<CalendarDay>(
      'select day, is_school_day as "isSchoolDay", name from calendar_days where day = $1',
      [day],
    )
  ).rows

/**
 * Marks and answers whom to remind now: asked for this time of day, not reminded today, still a guardian, nothing logged.
 *
 * @returns one name for each child that they asked for
 */
export const takeReminders = async (
  db: Queryable,
  { today, from, to }: { today: string; from: number; to: number },
  most: number,
): Promise<string[]> =>
  (
    await db.query<{ user_id: string }>(
      `update homework_reminders r set last_on = $1
       where (r.school_id, r.student_id, r.user_id) in (
         select a.school_id, a.student_id, a.user_id from homework_reminders a
         where a.at_minutes > $2 and a.at_minutes <= $3 and (a.last_on is null or a.last_on < $1)
           and exists (select 1 from guardianships g
             where g.school_id = a.school_id and g.student_id = a.student_id and g.user_id = a.user_id)
           and not exists (select 1 from homework_logs l
             where l.school_id = a.school_id and l.student_id = a.student_id and l.day = $1)
         limit $4 for update skip locked)
       returning r.user_id`,
      [today, from, to, most],
    )
  ).rows.map((row) => row.user_id)

/** The SQL of the district's calendar. */
import type { CalendarDay } from '../../contract/calendar'
import type { Queryable } from '../platform/database'

export const listCalendarDays = async (db: Queryable, year: number): Promise<CalendarDay[]> =>
  (
    await db.query<CalendarDay>(
      `select day, is_school_day as "isSchoolDay", name from calendar_days
       where day between make_date($1, 1, 1) and make_date($1, 12, 31) order by day`,
      [year],
    )
  ).rows

export const deleteCalendarDays = async (db: Queryable, days: readonly string[]): Promise<void> => {
  await db.query('delete from calendar_days where day = any ($1::date[])', [days])
}

export const upsertCalendarDays = async (
  db: Queryable,
  days: readonly CalendarDay[],
  now: Date,
): Promise<void> => {
  await db.query(
    `insert into calendar_days (day, is_school_day, name, updated_at)
     select d.day, d.is_school_day, d.name, $4
     from unnest($1::date[], $2::boolean[], $3::text[]) as d(day, is_school_day, name)
     on conflict (day) do update set is_school_day = excluded.is_school_day, name = excluded.name, updated_at = excluded.updated_at`,
    [days.map((one) => one.day), days.map((one) => one.isSchoolDay), days.map((one) => one.name), now],
  )
}

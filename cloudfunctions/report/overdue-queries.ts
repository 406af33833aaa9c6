/** The SQL of late cases as the bureau sees them: counted and listed through one view that shows nothing of what is in a case. */
import type { ClockKind } from '../../contract/report/clocks'
import type { Level, ReportKind } from '../../contract/report/report'
import type { Queryable } from '../platform/database'

export type OverduePlace = { dueAt: Date; schoolId: number; number: string }
export type OverdueRow = {
  case_id: string
  number: string
  school_id: number
  school_name: string
  kind: ReportKind
  level: Level
  clock: ClockKind
  due_at: Date
  climbed_bureau_at: Date
}

/** One row a case, under the clock that ran out first. */
export const listOverdueCases = async (
  db: Queryable,
  schoolId: number | null,
  after: OverduePlace | null,
  limit: number,
): Promise<OverdueRow[]> =>
  (
    await db.query<OverdueRow>(
      `select c.id as case_id, o.number, o.school_id, s.name as school_name, o.kind, o.level, o.clock, o.due_at, o.climbed_bureau_at
       from (
         select distinct on (school_id, number) school_id, number, kind, level, clock, due_at, climbed_bureau_at
         from app.overdue_clocks where $1::int is null or school_id = $1
         order by school_id, number, due_at, clock) o
       join schools s on s.id = o.school_id
       join cases c on c.school_id = o.school_id and c.number = o.number
       where $2::timestamptz is null or (o.due_at, o.school_id, o.number) > ($2, $3::int, $4::text)
       order by o.due_at, o.school_id, o.number limit $5`,
      [schoolId, after?.dueAt ?? null, after?.schoolId ?? null, after?.number ?? null, limit],
    )
  ).rows

type OverdueSchoolRow = {
  school_id: number
  school_name: string
  cases: number
  reminded_at: Date | null
  is_reminded: boolean
}

/** @param today the day in China: a school that was reminded on it is not reminded again */
export const listOverdueSchools = async (db: Queryable, today: string): Promise<OverdueSchoolRow[]> =>
  (
    await db.query<OverdueSchoolRow>(
      `select s.id as school_id, s.name as school_name, count(distinct o.number)::int as cases,
         (select max(r.reminded_at) from overdue_reminders r where r.school_id = s.id) as reminded_at,
         exists (select 1 from overdue_reminders r where r.school_id = s.id and r.reminded_on = $1::date) as is_reminded
       from app.overdue_clocks o join schools s on s.id = o.school_id
       group by s.id, s.name order by cases desc, s.id`,
      [today],
    )
  ).rows

/** Who stands aside, a list for each late case of the school. */
export const listAsideOfOverdue = async (db: Queryable, schoolId: number): Promise<string[][]> =>
  (
    await db.query<{ aside: string[] }>(
      'select excluded_user_ids as aside from app.overdue_clocks where school_id = $1',
      [schoolId],
    )
  ).rows.map(({ aside }) => aside)

/** @returns false where the school was reminded that day already */
export const insertOverdueReminder = async (
  db: Queryable,
  reminder: { schoolId: number; on: string; at: Date; userId: string },
): Promise<boolean> => {
  const { count } = await db.query(
    `insert into overdue_reminders (school_id, reminded_on, reminded_at, reminded_by) values ($1, $2, $3, $4)
     on conflict (school_id, reminded_on) do nothing`,
    [reminder.schoolId, reminder.on, reminder.at, reminder.userId],
  )
  return count === 1
}

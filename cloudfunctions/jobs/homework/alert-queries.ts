/** The SQL of raising notices about homework and of letting them climb, as anxin_rollups. */
import type { CalendarDay } from '../../../contract/calendar'
import type { AlertDay, AlertKind } from '../../../contract/homework/heads'
import type { Subject } from '../../../contract/homework/homework'
import type { MeasureCells } from '../../../contract/homework/published'
import type { Queryable } from '../../platform/database'

export const listMarkedDays = async (db: Queryable, from: string, to: string): Promise<CalendarDay[]> =>
  (
    await db.query<CalendarDay>(
      'select day, is_school_day as "isSchoolDay", name from calendar_days where day between $1 and $2',
      [from, to],
    )
  ).rows

export type AlertRule = {
  id: string
  kind: AlertKind
  days_over: number
  days_of: number
  margin_percent: number
  reply_school_days: number
}

export const listRules = async (db: Queryable): Promise<AlertRule[]> =>
  (await db.query<AlertRule>('select * from homework_alert_rules order by id')).rows

export type PublishedClassDay = {
  day: string
  school_id: number
  class_id: number
  grade: number
  cells: MeasureCells
}

/** What was published of single classes on those days. */
export const listPublishedClasses = async (
  db: Queryable,
  days: readonly string[],
): Promise<PublishedClassDay[]> =>
  (
    await db.query<PublishedClassDay>(
      `select day, school_id, class_id, grade, cells from homework_published
       where scope = 'class' and day = any ($1::date[]) order by class_id, day`,
      [days],
    )
  ).rows

export type Estimate = { class_id: number; day: string; subject: Subject; minutes: number }

export const listEstimates = async (db: Queryable, days: readonly string[]): Promise<Estimate[]> =>
  (
    await db.query<Estimate>(
      `select class_id, day, subject, sum(minutes)::int as minutes from homework_boards
       where day = any ($1::date[]) and withdrawn_at is null and place = 'home' and tier <> 'optional'
       group by class_id, day, subject`,
      [days],
    )
  ).rows

export type LastAlert = {
  class_id: number
  rule_id: string
  measure: string
  last_day: string
  is_open: boolean
}

/** The last day that a notice of the same thing rests on, by class, rule and measure; and whether one still waits for its reply. */
export const listLastAlerts = async (db: Queryable): Promise<LastAlert[]> =>
  (
    await db.query<LastAlert>(
      `select class_id, rule_id, measure, max(last_day) as last_day, bool_or(replied_at is null) as is_open
       from homework_alerts group by class_id, rule_id, measure`,
    )
  ).rows

export type NewAlert = {
  id: string
  school_id: number
  class_id: number
  grade: number
  rule_id: string
  measure: string
  evidence: AlertDay[]
  dueAt: Date
}

export const insertAlert = async (db: Queryable, alert: NewAlert, now: Date): Promise<void> => {
  const days = alert.evidence.map(({ day }) => day)
  await db.query(
    `insert into homework_alerts (school_id, id, class_id, grade, rule_id, measure, first_day, last_day, evidence, raised_at, due_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      alert.school_id,
      alert.id,
      alert.class_id,
      alert.grade,
      alert.rule_id,
      alert.measure,
      days[0],
      days.at(-1),
      JSON.stringify(alert.evidence),
      now,
      alert.dueAt,
    ],
  )
}

/** The school's heads, and who leads that class's grade. */
export const listHeads = async (db: Queryable, schoolId: number, classId: number): Promise<string[]> =>
  (
    await db.query<{ user_id: string }>(
      `select distinct user_id from posts where school_id = $1
         and (role in ('school_head', 'school_admin') or (role = 'grade_head' and $2 = any (class_ids)))`,
      [schoolId, classId],
    )
  ).rows.map((row) => row.user_id)

export const listOfficers = async (db: Queryable): Promise<string[]> =>
  (
    await db.query<{ user_id: string }>(
      `select distinct user_id from posts where school_id is null and role = 'bureau_officer'`,
    )
  ).rows.map((row) => row.user_id)

/** Marks what no one replied to in time. @returns the schools, one for each notice */
export const climbLate = async (db: Queryable, now: Date): Promise<{ school_name: string }[]> =>
  (
    await db.query<{ school_name: string }>(
      `with late as (
         update homework_alerts set climbed_at = $1 where replied_at is null and climbed_at is null and due_at <= $1
         returning school_id)
       select s.name as school_name from late join schools s on s.id = late.school_id order by s.id`,
      [now],
    )
  ).rows

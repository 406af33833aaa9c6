/** The SQL of what heads and the bureau read: published numbers, boards, notices. Nothing of it is a raw count. */
import type { AlertDay, AlertKind } from '../../../contract/homework/heads'
import type { Subject } from '../../../contract/homework/homework'
import type { Measure, MeasureCells } from '../../../contract/homework/published'
import type { Queryable } from '../../platform/database'

export const isSchool = async (db: Queryable, schoolId: number): Promise<boolean> =>
  (await db.query('select 1 from schools where id = $1', [schoolId])).rows.length > 0

/** The newest published days, oldest first. */
export const listPublishedDays = async (db: Queryable, most: number): Promise<string[]> =>
  (
    await db.query<{ day: string }>('select day from homework_publications order by day desc limit $1', [
      most,
    ])
  ).rows
    .map((row) => row.day)
    .reverse()

export type PublishedRow = {
  day: string
  grade: number
  scope: 'district' | 'school' | 'class'
  class_id: number | null
  cells: MeasureCells
}

export const listPublishedOfSchool = async (
  db: Queryable,
  schoolId: number,
  day: string,
): Promise<PublishedRow[]> =>
  (
    await db.query<PublishedRow>(
      `select day, grade, scope, class_id, cells from homework_published
       where school_id = $1 and day = $2 order by grade, row`,
      [schoolId, day],
    )
  ).rows

/** The evening's median of each class on each day, where it is shown. */
export const listClassMedians = async (
  db: Queryable,
  schoolId: number,
  from: string,
  to: string,
): Promise<{ class_id: number; day: string; p50: number }[]> =>
  (
    await db.query<{ class_id: number; day: string; p50: number }>(
      `select class_id, day, (cells -> 'evening' ->> 'p50')::int as p50 from homework_published
       where school_id = $1 and day between $2 and $3 and scope = 'class' and cells ? 'evening'`,
      [schoolId, from, to],
    )
  ).rows

export const listEstimates = async (
  db: Queryable,
  schoolId: number,
  day: string,
): Promise<{ class_id: number; subject: Subject; minutes: number }[]> =>
  (
    await db.query<{ class_id: number; subject: Subject; minutes: number }>(
      `select class_id, subject, sum(minutes)::int as minutes from homework_boards
       where school_id = $1 and day = $2 and withdrawn_at is null and place = 'home' and tier <> 'optional'
       group by class_id, subject order by min(published_at)`,
      [schoolId, day],
    )
  ).rows

export type AlertRow = {
  id: string
  school_id: number
  school_name: string
  class_id: number
  grade: number
  number: number
  kind: AlertKind
  measure: Measure
  days_over: number
  days_of: number
  document: string
  evidence: AlertDay[]
  raised_at: Date
  due_at: Date
  climbed_at: Date | null
  reply: string
  replied_by_name: string | null
  replied_at: Date | null
}

const MOST_ALERTS = 200

/** Without a reply first, the oldest first among them. @param schoolId null: all that the reader may see */
export const listAlertRows = async (
  db: Queryable,
  schoolId: number | null,
  alertId: string | null = null,
): Promise<AlertRow[]> =>
  (
    await db.query<AlertRow>(
      `select a.id, a.school_id, s.name as school_name, a.class_id, a.grade, c.number, r.kind, a.measure, r.days_over, r.days_of,
         r.document, a.evidence, a.raised_at, a.due_at, a.climbed_at, a.reply, a.replied_by_name, a.replied_at
       from homework_alerts a join homework_alert_rules r on r.id = a.rule_id join schools s on s.id = a.school_id
       join classes c on c.school_id = a.school_id and c.id = a.class_id
       where ($1::int is null or a.school_id = $1) and ($2::uuid is null or a.id = $2)
       order by a.replied_at is not null, case when a.replied_at is null then a.due_at end, a.replied_at desc, a.id limit $3`,
      [schoolId, alertId, MOST_ALERTS],
    )
  ).rows

/** @returns false where somebody replied before */
export const putReply = async (
  db: Queryable,
  alert: { schoolId: number; alertId: string },
  reply: { text: string; userId: string; name: string },
  now: Date,
): Promise<boolean> =>
  (
    await db.query(
      `update homework_alerts set reply = $3, replied_by = $4, replied_by_name = $5, replied_at = $6
       where school_id = $1 and id = $2 and replied_at is null`,
      [alert.schoolId, alert.alertId, reply.text, reply.userId, reply.name, now],
    )
  ).count === 1

export type SchoolRow = {
  id: number
  name: string
  answers: number | null
  children: number | null
  alerts: number
  answered: number
  climbed: number
}

/** Each school with its answers and children of the grades and days that are shown, and its notices. */
export const listSchoolSums = async (db: Queryable, days: readonly string[]): Promise<SchoolRow[]> =>
  (
    await db.query<SchoolRow>(
      `with shown as (
         select school_id, sum((cells -> 'evening' ->> 'answers')::int)::int as answers, sum((cells -> 'evening' ->> 'children')::int)::int as children
         from homework_published where scope = 'school' and day = any ($1::date[]) and cells ? 'evening' group by school_id),
       noticed as (
         select school_id, count(*)::int as alerts, (count(*) filter (where replied_at is not null))::int as answered,
           (count(*) filter (where climbed_at is not null and replied_at is null))::int as climbed
         from homework_alerts group by school_id)
       select s.id, s.name, shown.answers, shown.children, coalesce(noticed.alerts, 0) as alerts,
         coalesce(noticed.answered, 0) as answered, coalesce(noticed.climbed, 0) as climbed
       from schools s left join shown on shown.school_id = s.id left join noticed on noticed.school_id = s.id order by s.id`,
      [days],
    )
  ).rows

/** The district's rows of those days, grade by grade. */
export const listDistrictRows = async (
  db: Queryable,
  from: string,
  to: string,
): Promise<{ day: string; grade: number; cells: MeasureCells }[]> =>
  (
    await db.query<{ day: string; grade: number; cells: MeasureCells }>(
      `select day, grade, cells from homework_published
       where scope = 'district' and day between $1 and $2 order by day, grade`,
      [from, to],
    )
  ).rows

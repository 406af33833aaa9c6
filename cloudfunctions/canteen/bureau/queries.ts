/** SQL of the bureau's view over all kitchens. */
import type { Finding } from '../../../contract/canteen/findings'
import type { WeekMenu } from '../../../contract/canteen/menu'
import type { MenuDue } from '../../../contract/canteen/week'
import type { Stage } from '../../../contract/people'
import type { Queryable } from '../../platform/database'

export type SchoolWeekRow = {
  school_id: number
  name: string
  stages: Stage[]
  canteen_mode: 'own' | 'delivered'
  supplier_name: string
  /** When the first version came. */
  published_at: Date | null
  version: number | null
  findings: Finding[] | null
  price: WeekMenu['priceYuan'] | null
  reminded_on: string | null
  keepers: number
}

/** Every school with what it published for that week, if anything. */
export const listSchoolWeeks = async (db: Queryable, weekStartsOn: string): Promise<SchoolWeekRow[]> =>
  (
    await db.query<SchoolWeekRow>(
      `select s.id as school_id, s.name, s.stages, s.canteen_mode,
         coalesce(nullif(k.supplier_name, ''), s.supplier_name) as supplier_name,
         first.published_at, newest.version, coalesce(again.findings, newest.findings) as findings, newest.content -> 'priceYuan' as price, r.reminded_on,
         (select count(*)::int from posts p where p.school_id = s.id and p.role = 'canteen_manager') as keepers
       from schools s left join canteen_settings k on k.school_id = s.id
       left join menu_versions first on first.school_id = s.id and first.week_starts_on = $1 and first.version = 1
       left join lateral (
         select v.version, v.findings, v.content from menu_versions v
         where v.school_id = s.id and v.week_starts_on = $1 order by v.version desc limit 1
       ) newest on true
       left join menu_rechecks again
         on again.school_id = s.id and again.week_starts_on = $1 and again.version = newest.version
       left join lateral (
         select max(m.reminded_on) as reminded_on from menu_reminders m where m.school_id = s.id and m.week_starts_on = $1
       ) r on true
       order by s.id`,
      [weekStartsOn],
    )
  ).rows

export type WeekRow = {
  week_starts_on: string
  published_at: Date
  version: number
  findings: Finding[]
  price: WeekMenu['priceYuan'] | null
}

/** Weeks that one school published, newest first. */
export const listWeeksOf = async (db: Queryable, schoolId: number, limit: number): Promise<WeekRow[]> =>
  (
    await db.query<WeekRow>(
      `select newest.week_starts_on, first.published_at, newest.version,
         coalesce(again.findings, newest.findings) as findings, newest.content -> 'priceYuan' as price
       from menu_versions first join lateral (
         select v.week_starts_on, v.version, v.findings, v.content from menu_versions v
         where v.school_id = first.school_id and v.week_starts_on = first.week_starts_on order by v.version desc limit 1
       ) newest on true
       left join menu_rechecks again on again.school_id = first.school_id
         and again.week_starts_on = first.week_starts_on and again.version = newest.version
       where first.school_id = $1 and first.version = 1 order by first.week_starts_on desc limit $2`,
      [schoolId, limit],
    )
  ).rows

/** @returns false where it was reminded of that menu on that day already */
export const addReminder = async (
  db: Queryable,
  row: { schoolId: number; weekStartsOn: string; remindedOn: string; remindedBy: string },
  now: Date,
): Promise<boolean> =>
  (
    await db.query(
      `insert into menu_reminders (school_id, week_starts_on, reminded_on, reminded_by, reminded_at)
       values ($1, $2, $3, $4, $5) on conflict do nothing returning school_id`,
      [row.schoolId, row.weekStartsOn, row.remindedOn, row.remindedBy, now],
    )
  ).rows.length > 0

export const listKeepers = async (db: Queryable, schoolId: number): Promise<string[]> =>
  (
    await db.query<{ user_id: string }>(
      `select distinct user_id from posts where school_id = $1 and role = 'canteen_manager' order by 1`,
      [schoolId],
    )
  ).rows.map((row) => row.user_id)

export const saveDueRow = async (db: Queryable, due: MenuDue, now: Date): Promise<void> => {
  await db.query(
    `insert into canteen_district (id, due_weekday, due_minutes, updated_at) values (1, $1, $2, $3)
     on conflict (id) do update set due_weekday = excluded.due_weekday, due_minutes = excluded.due_minutes,
       updated_at = excluded.updated_at`,
    [due.weekday, due.minutes, now],
  )
}

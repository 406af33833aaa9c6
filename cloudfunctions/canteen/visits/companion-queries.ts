/** SQL of companion meals, and of how well each school keeps its records, for the bureau. */
import type { MealKind } from '../../../contract/canteen/menu'
import { one, type Queryable } from '../../platform/database'

export type CompanionRow = {
  served_on: string
  meal: MealKind
  leader_name: string
  leader_title: string
  remark: string
  recorded_at: Date
}
const columns = 'served_on, meal, leader_name, leader_title, remark, recorded_at'

/** The first writing counts for whether it was in time. */
export const upsertCompanion = async (
  db: Queryable,
  row: {
    schoolId: number
    servedOn: string
    meal: MealKind
    leaderName: string
    leaderTitle: string
    remark: string
    recordedBy: string
  },
  now: Date,
): Promise<CompanionRow> =>
  one(
    await db.query<CompanionRow>(
      `insert into companion_meals (school_id, served_on, meal, leader_name, leader_title, remark, recorded_by, recorded_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)
       on conflict (school_id, served_on, meal, leader_name) do update set leader_title = excluded.leader_title,
         remark = excluded.remark, recorded_by = excluded.recorded_by
       returning ${columns}`,
      [
        row.schoolId,
        row.servedOn,
        row.meal,
        row.leaderName,
        row.leaderTitle,
        row.remark,
        row.recordedBy,
        now,
      ],
    ),
  )

export const deleteCompanion = async (
  db: Queryable,
  place: { schoolId: number; servedOn: string; meal: MealKind; leaderName: string },
): Promise<void> => {
  await db.query(
    'delete from companion_meals where school_id = $1 and served_on = $2 and meal = $3 and leader_name = $4',
    [place.schoolId, place.servedOn, place.meal, place.leaderName],
  )
}

export const listCompanionRows = async (
  db: Queryable,
  schoolId: number,
  from: string,
  to: string,
): Promise<CompanionRow[]> =>
  (
    await db.query<CompanionRow>(
      `select ${columns} from companion_meals where school_id = $1 and served_on between $2 and $3
       order by served_on desc, meal, leader_name limit 400`,
      [schoolId, from, to],
    )
  ).rows

export type WatchRow = {
  school_id: number
  served_days: number
  kept_days: number
  visits: number
  unanswered: number
}

/**
 * How each school keeps companion meals in one week, and how often guardians came in one month.
 *
 * @param upTo the last day that counts; a meal still to come needs no record yet
 * @param month its first day
 */
export const listWatch = async (
  db: Queryable,
  weekStartsOn: string,
  upTo: string,
  month: string,
): Promise<WatchRow[]> =>
  (
    await db.query<WatchRow>(
      `select s.id as school_id,
         (select count(*)::int from (
            select content from menu_versions v where v.school_id = s.id and v.week_starts_on = $1 order by version desc limit 1
          ) newest, jsonb_array_elements(newest.content -> 'days') as day
          where day ->> 'servedOn' <= $2 and exists (
            select 1 from jsonb_array_elements(day -> 'meals') as meal where jsonb_array_length(meal -> 'dishes') > 0)
         ) as served_days,
         (select count(distinct c.served_on)::int from companion_meals c
          where c.school_id = s.id and c.served_on between $1::date - 1 and least($1::date + 6, $2::date)) as kept_days,
         coalesce(v.visits, 0) as visits, coalesce(v.unanswered, 0) as unanswered
       from schools s left join (
         select r.school_id, count(distinct r.slot_id)::int as visits,
           (count(*) filter (where r.answered_at is null))::int as unanswered
         from visit_records r join visit_slots t on t.school_id = r.school_id and t.id = r.slot_id
         where t.served_on >= $3::date and t.served_on < ($3::date + interval '1 month')::date group by r.school_id
       ) v on v.school_id = s.id order by s.id`,
      [weekStartsOn, upTo, month],
    )
  ).rows

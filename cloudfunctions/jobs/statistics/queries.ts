/** The SQL of counting and publishing, as anxin_statistics: columns of cases, never what is in one. */
import type { Stage } from '../../../contract/people'
import type { PlaceGroup } from '../../../contract/report/places'
import type { Level, ReportKind } from '../../../contract/report/report'
import { one, type Queryable } from '../../platform/database'

/** One publication at a time, whoever starts it. */
export const holdPublishing = async (db: Queryable): Promise<void> => {
  await db.query(`select pg_advisory_xact_lock(hashtext('report_statistics'))`)
}

/** When the oldest case was filed; null where there is none. */
export const findFirstFiling = async (db: Queryable): Promise<Date | null> =>
  one(await db.query<{ first: Date | null }>('select min(filed_at) as first from cases')).first

export const listPublished = async (db: Queryable): Promise<Set<string>> => {
  const { rows } = await db.query<{ period: string }>('select distinct period from report_statistics')
  return new Set(rows.map((row) => row.period))
}

export type SchoolRow = { id: number; stages: Stage[] }
export const listSchools = async (db: Queryable): Promise<SchoolRow[]> =>
  (await db.query<SchoolRow>('select id, stages from schools order by id')).rows

/** What is counted of a case. */
export type CountedCase = {
  school_id: number
  is_hidden_from_school: boolean
  kind: ReportKind
  level: Level
  place_group: PlaceGroup
  grade: number | null
  outcome: string | null
  was_reopened: boolean
  filed_at: Date
  first_looked_at: Date | null
  closed_at: Date | null
}

/** Cases filed from `from` up to `until`; what was taken back is no case. */
export const listCounted = async (
  db: Queryable,
  { from, until }: { from: Date; until: Date },
): Promise<CountedCase[]> =>
  (
    await db.query<CountedCase>(
      `select c.school_id, c.is_hidden_from_school, c.kind, c.level, c.place_group, c.grade, c.outcome, c.filed_at,
         c.first_looked_at, case when c.state = 'closed' then c.closed_at end as closed_at,
         exists (select 1 from case_events e where e.school_id = c.school_id and e.case_id = c.id and e.kind = 'reopened')
           as was_reopened
       from cases c where c.filed_at >= $1 and c.filed_at < $2 and c.state <> 'withdrawn'`,
      [from, until],
    )
  ).rows

export type PublishedRow = {
  scope: 'district' | 'school' | 'together' | 'bureau'
  school_id: number | null
  school_ids: number[]
  total: number | null
  tables: Record<string, readonly (number | string)[]>
}

export const insertPublication = async (
  db: Queryable,
  period: string,
  rows: readonly PublishedRow[],
  now: Date,
): Promise<void> => {
  await db.query(
    `insert into report_statistics (period, row, scope, school_id, school_ids, total, tables, published_at)
     select $1, r.row, r.scope, r.school_id,
       array(select value::int from jsonb_array_elements_text(r.school_ids)), r.total, r.tables, $3
     from jsonb_to_recordset($2) as r(row int, scope text, school_id int, school_ids jsonb, total int, tables jsonb)`,
    [period, JSON.stringify(rows.map((row, index) => ({ row: index, ...row }))), now],
  )
}

/** The SQL of reading what was published, and of counting the work at hand. */
import type { StatisticsRow, StatisticsTables } from '../../contract/report/statistics'
import { one, type Queryable } from '../platform/database'

/** Published halves, newest first. */
export const listPeriods = async (db: Queryable): Promise<string[]> =>
  (
    await db.query<{ period: string }>('select distinct period from report_statistics order by period desc')
  ).rows.map((row) => row.period)

export type PublicationRow = {
  scope: StatisticsRow['scope']
  school_id: number | null
  school_name: string | null
  members: string[]
  total: number | null
  tables: StatisticsTables
}

/** @param schoolId null: all rows that the reader may see */
export const listPublicationRows = async (
  db: Queryable,
  period: string,
  schoolId: number | null,
): Promise<PublicationRow[]> =>
  (
    await db.query<PublicationRow>(
      `select p.scope, p.school_id, s.name as school_name, p.total, p.tables,
         array(select m.name from schools m where m.id = any (p.school_ids) order by m.id) as members
       from report_statistics p left join schools s on s.id = p.school_id
       where p.period = $1 and ($2::int is null or p.school_id = $2) order by p.row`,
      [period, schoolId],
    )
  ).rows

/** @param schoolId null: what lies on the bureau's desk */
export const countWorking = async (
  db: Queryable,
  schoolId: number | null,
  now: Date,
): Promise<{ open: number; late: number }> =>
  one(
    await db.query<{ open: number; late: number }>(
      `select count(*)::int as open, count(*) filter (where c.due_at < $2)::int as late from cases c
       where c.state not in ('closed', 'withdrawn')
         and case when $1::int is null then c.held_by = 'bureau' else c.school_id = $1 end`,
      [schoolId, now],
    ),
  )

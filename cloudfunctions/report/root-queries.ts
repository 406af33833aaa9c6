/** The SQL of the days' roots. The tree of a day is made and read as anxin_roots, which sees hashes and nothing else of a case. */
import type { PublishedDay } from '../../contract/report/daily-root'
import type { Queryable } from '../platform/database'

export type CaseHead = { case_id: string; events: number; head: string }

/** Every case as it stood before a moment, whoever it is hidden from. */
export const listHeadsBefore = async (db: Queryable, moment: Date): Promise<CaseHead[]> =>
  (
    await db.query<CaseHead>(
      `select distinct on (case_id) case_id, seq as events, hash as head from case_events where at < $1
       order by case_id, seq desc`,
      [moment],
    )
  ).rows

/** One case at every length that its chain has had, longest first. */
export const listHeadsOf = async (db: Queryable, schoolId: number, caseId: string): Promise<CaseHead[]> =>
  (
    await db.query<CaseHead>(
      `select case_id, seq as events, hash as head from case_events
       where school_id = $1 and case_id = $2 order by seq desc`,
      [schoolId, caseId],
    )
  ).rows

export const findLastRoot = async (db: Queryable): Promise<PublishedDay | undefined> =>
  (await listRoots(db, null, 1))[0]

/** Newest first. @param before a day, or null for the newest */
export const listRoots = async (
  db: Queryable,
  before: string | null,
  limit: number,
): Promise<PublishedDay[]> =>
  (
    await db.query<PublishedDay>(
      `select day, tree, previous, root from daily_roots where $1::date is null or day < $1::date
       order by day desc limit $2`,
      [before, limit],
    )
  ).rows

/** First and last day that were published; undefined where none was. */
export const findRootSpan = async (db: Queryable): Promise<{ first: string; last: string } | undefined> =>
  (
    await db.query<{ first: string; last: string }>(
      'select min(day) as first, max(day) as last from daily_roots having count(*) > 0',
    )
  ).rows[0]

export const findLastRootBefore = async (
  db: Queryable,
  day: string,
): Promise<Pick<PublishedDay, 'day' | 'root'> | undefined> =>
  (
    await db.query<Pick<PublishedDay, 'day' | 'root'>>(
      'select day, root from daily_roots where day < $1::date order by day desc limit 1',
      [day],
    )
  ).rows[0]

export type RootWithCases = PublishedDay & {
  made_at: Date
  /** Leaves of its tree; null where the tree is gone. */
  cases: number | null
  /** There were more the day before. */
  is_fewer: boolean
}

/** Days from one to another, both included, with the number of cases under each. */
export const listRootsWithCases = async (
  db: Queryable,
  first: string,
  last: string,
): Promise<RootWithCases[]> =>
  (
    await db.query<RootWithCases>(
      `select * from (
         select r.day, r.tree, r.previous, r.root, r.made_at, t.cases,
           coalesce(t.cases < lag(t.cases) over (order by r.day), false) as is_fewer
         from daily_roots r
         left join (select day, octet_length(leaves) / 32 as cases from daily_trees) t using (day)
         where r.day between $1::date - 1 and $2::date
       ) as counted where day >= $1::date order by day`,
      [first, last],
    )
  ).rows

/** @returns false where another run has just made the same day */
export const insertRoot = async (
  db: Queryable,
  published: PublishedDay,
  leaves: Buffer,
  now: Date,
): Promise<boolean> => {
  const { day, tree, previous, root } = published
  const { count } = await db.query(
    `insert into daily_roots (day, tree, previous, root, made_at) values ($1, $2, $3, $4, $5)
     on conflict (day) do nothing`,
    [day, tree, previous, root, now],
  )
  if (count === 0) return false
  await db.query('insert into daily_trees (day, leaves) values ($1, $2)', [day, leaves])
  return true
}

export const findLeaves = async (db: Queryable, day: string): Promise<Buffer | undefined> =>
  (await db.query<{ leaves: Buffer }>('select leaves from daily_trees where day = $1', [day])).rows[0]?.leaves

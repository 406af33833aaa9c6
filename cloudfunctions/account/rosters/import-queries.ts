/** SQL of roster imports: the import's own row, and the checks around its steps. */
import { randomUUID } from 'node:crypto'
import type { RosterProblem } from '../../../contract/account/roster-rules'
import type { RosterImport } from '../../../contract/account/school'
import type { Queryable } from '../../platform/database'
import { notFound } from '../../platform/errors'

export type ImportRow = {
  id: string
  school_id: number | null
  file_name: string
  status: RosterImport['status']
  progress: number
  row_count: number
  problem_count: number
  problems: RosterProblem[]
  recognised: RosterImport['recognised']
  summary: Partial<RosterImport['summary']>
  size_bytes: number
  started_by: string
  started_by_name: string
  started_at: Date
}

const columns = (
  from: string,
): string => `id, school_id, file_name, status, progress, row_count, problem_count,
  ${from} as problems, recognised, summary, size_bytes, started_by, started_by_name, started_at`

const page = (param: string): string =>
  `coalesce((select jsonb_agg(problem order by place) from jsonb_array_elements(problems) with ordinality as listed(problem, place)
     where place > ${param}::int and place <= ${param}::int + 100), '[]')`

/** The import with 100 of its problems. @throws AppError `record.not_found` */
export const getImport = async (db: Queryable, id: string, problemsFrom = 0): Promise<ImportRow> => {
  const found = await db.query<ImportRow>(`select ${columns(page('$2'))} from roster_imports where id = $1`, [
    id,
    Math.max(0, problemsFrom),
  ])
  if (!found.rows[0]) throw notFound()
  return found.rows[0]
}

/** The same, held until the transaction ends, so that two steps on one import come one after the other. */
export const lockImport = async (db: Queryable, id: string): Promise<ImportRow> => {
  const found = await db.query('select id from roster_imports where id = $1 for update', [id])
  if (found.rows.length === 0) throw notFound()
  return getImport(db, id)
}

/** The newest twenty; of one school, or of the whole district where null. */
export const listImports = async (db: Queryable, schoolId: number | null): Promise<ImportRow[]> =>
  (
    await db.query<ImportRow>(
      `select ${columns("'[]'::jsonb")} from roster_imports
       where school_id is not distinct from $1 order by started_at desc, id limit 20`,
      [schoolId],
    )
  ).rows

export type NewImport = {
  schoolId: number | null
  fileName: string
  sizeBytes: number
  startedBy: string
  startedByName: string
}

export const insertImport = async (db: Queryable, made: NewImport, now: Date): Promise<string> => {
  const id = randomUUID()
  await db.query(
    `insert into roster_imports
       (id, school_id, file_name, status, size_bytes, storage_key, started_by, started_by_name, started_at, updated_at)
     values ($1, $2, $3, 'receiving', $4, $5, $6, $7, $8, $8)`,
    [
      id,
      made.schoolId,
      made.fileName,
      made.sizeBytes,
      `rosters/${id}/`,
      made.startedBy,
      made.startedByName,
      now,
    ],
  )
  return id
}

export const setStatus = async (
  db: Queryable,
  id: string,
  status: RosterImport['status'],
  now: Date,
): Promise<void> => {
  await db.query('update roster_imports set status = $2, progress = 0, updated_at = $3 where id = $1', [
    id,
    status,
    now,
  ])
}

/** Progress within a status; says nothing once the status has moved on. @returns false where it has */
export const setProgress = async (
  db: Queryable,
  id: string,
  status: RosterImport['status'],
  progress: number,
): Promise<boolean> =>
  (
    await db.query('update roster_imports set progress = $3 where id = $1 and status = $2 returning id', [
      id,
      status,
      Math.min(1, Math.max(0, progress)),
    ])
  ).rows.length > 0

export const setRecognised = async (
  db: Queryable,
  id: string,
  recognised: RosterImport['recognised'],
): Promise<void> => {
  await db.query('update roster_imports set recognised = ($2::text)::jsonb where id = $1', [
    id,
    JSON.stringify(recognised),
  ])
}

export type ReadingResult = {
  status: 'ready' | 'refused'
  rows: number
  problemCount: number
  problems: RosterProblem[]
  summary: RosterImport['summary']
}

export const finishReading = async (
  db: Queryable,
  id: string,
  result: ReadingResult,
  now: Date,
): Promise<void> => {
  await db.query(
    `update roster_imports set status = $2, progress = 1, row_count = $3, problem_count = $4,
       problems = ($5::text)::jsonb, summary = ($6::text)::jsonb, updated_at = $7
     where id = $1 and status = 'reading'`,
    [
      id,
      result.status,
      result.rows,
      result.problemCount,
      JSON.stringify(result.problems),
      JSON.stringify(result.summary),
      now,
    ],
  )
}

/** Whether another import is being applied to this school (null stands for the whole district). Must run as the operator. */
export const isAnotherApplying = async (
  db: Queryable,
  id: string,
  schoolId: number | null,
): Promise<boolean> => {
  // Two starters must not both find nobody applying.
  await db.query('select pg_advisory_xact_lock(727002)')
  const found = await db.query(
    `select id from roster_imports
     where status = 'applying' and id <> $1 and ($2::int is null or school_id is null or school_id = $2) limit 1`,
    [id, schoolId],
  )
  return found.rows.length > 0
}

/** Imports in the middle of something, and finished ones whose rows were not cleared. Must run as the operator. */
export const listUnfinished = async (
  db: Queryable,
): Promise<{ id: string; status: RosterImport['status'] }[]> =>
  (
    await db.query<{ id: string; status: RosterImport['status'] }>(
      `select i.id, i.status from roster_imports i
       where i.status in ('reading', 'applying')
         or (i.status in ('refused', 'applied', 'cancelled') and exists (select 1 from roster_rows r where r.import_id = i.id))
       order by i.started_at, i.id`,
    )
  ).rows

/** The SQL of publishing a day's numbers, as anxin_rollups. */
import type { Histogram } from '../../../contract/homework/histogram'
import type { MeasureCells } from '../../../contract/homework/published'
import type { Queryable } from '../../platform/database'

/** One publication at a time, whoever starts it. */
export const holdPublishing = async (db: Queryable): Promise<void> => {
  await db.query(`select pg_advisory_xact_lock(hashtext('homework_published'))`)
}

/** The oldest day with numbers that are not published, up to `until`, of which nothing waits to be counted. */
export const findDueDay = async (db: Queryable, until: string): Promise<string | undefined> =>
  (
    await db.query<{ day: string }>(
      `select d.day from homework_district_days d
       where d.day <= $1 and not exists (select 1 from homework_publications p where p.day = d.day)
         and not exists (select 1 from homework_changes c where c.day = d.day)
       order by d.day limit 1`,
      [until],
    )
  ).rows[0]?.day

export type ClassSize = { school_id: number; class_id: number; grade: number; children: number }

/** Open classes with how many children are in them, and classes since closed that answered on that day. */
export const listClassSizes = async (db: Queryable, day: string): Promise<ClassSize[]> =>
  (
    await db.query<ClassSize>(
      `select c.school_id, c.id as class_id, c.grade,
         (select count(*)::int from students s where s.school_id = c.school_id and s.class_id = c.id and s.left_at is null) as children
       from classes c
       where c.is_open or exists (select 1 from homework_class_days d
         where d.school_id = c.school_id and d.class_id = c.id and d.day = $1)
       order by c.grade, c.school_id, c.id`,
      [day],
    )
  ).rows

export type CountedRow = Histogram & { measure: string; answers: number; minutes: number }
export type CountedClass = CountedRow & { class_id: number; grade: number }
export const listClassDay = async (db: Queryable, day: string): Promise<CountedClass[]> =>
  (
    await db.query<CountedClass>(
      'select class_id, grade, measure, answers, minutes, buckets, counts from homework_class_days where day = $1',
      [day],
    )
  ).rows

export type PublishedRow = {
  grade: number
  scope: 'district' | 'school' | 'class'
  school_id: number | null
  class_id: number | null
  cells: MeasureCells
}

export const insertPublication = async (
  db: Queryable,
  day: string,
  rows: readonly PublishedRow[],
  now: Date,
): Promise<void> => {
  await db.query('insert into homework_publications (day, published_at) values ($1, $2)', [day, now])
  await db.query(
    `insert into homework_published (day, grade, row, scope, school_id, class_id, cells)
     select $1, r.grade, r.row, r.scope, r.school_id, r.class_id, r.cells
     from jsonb_to_recordset($2) as r(grade int, row int, scope text, school_id int, class_id int, cells jsonb)`,
    [day, JSON.stringify(rows.map((row, index) => ({ row: index, ...row })))],
  )
}

/** SQL of a school's step into a new school year. */
import type { Stage } from '../../../contract/people'
import type { Queryable } from '../../platform/database'

export type YearClass = { id: number; grade: number; number: number; students: number }

/** The school year that a school's open classes stand in; undefined where it has none. */
export const findSchoolYear = async (db: Queryable, schoolId: number): Promise<number | undefined> =>
  (
    await db.query<{ year: number | null }>(
      'select max(school_year) as year from classes where school_id = $1 and is_open',
      [schoolId],
    )
  ).rows[0]?.year ?? undefined

/** Held until the transaction ends, so that two promotions of one school come one after the other. */
export const lockSchool = async (db: Queryable, schoolId: number): Promise<void> => {
  await db.query('select pg_advisory_xact_lock(727003, $1)', [schoolId])
}

export const listStages = async (db: Queryable, schoolId: number): Promise<Stage[]> =>
  (await db.query<{ stages: Stage[] }>('select stages from schools where id = $1', [schoolId])).rows[0]
    ?.stages ?? []

export const listYearClasses = async (db: Queryable, schoolId: number, year: number): Promise<YearClass[]> =>
  (
    await db.query<YearClass>(
      `select c.id, c.grade, c.number, (select count(*)::int from students s
         where s.school_id = c.school_id and s.class_id = c.id and s.left_at is null) as students
       from classes c where c.school_id = $1 and c.school_year = $2 and c.is_open order by c.grade, c.number`,
      [schoolId, year],
    )
  ).rows

const nextClasses = `select o.id as old_id, n.id as new_id from classes o
  left join classes n on n.school_id = o.school_id and n.school_year = o.school_year + 1
    and n.grade = o.grade + 1 and n.number = o.number and o.grade = any ($3::int[])
  where o.school_id = $1 and o.school_year = $2 and o.is_open`

/** @param goingOn grades whose pupils stay at the school */
export const promote = async (
  db: Queryable,
  schoolId: number,
  year: number,
  goingOn: readonly number[],
  now: Date,
): Promise<{ promoted: number; left: number }> => {
  const given = [schoolId, year, goingOn]
  await db.query(
    `insert into classes (school_id, grade, number, school_year)
     select school_id, grade + 1, number, school_year + 1 from classes
     where school_id = $1 and school_year = $2 and is_open and grade = any ($3::int[])
     on conflict (school_id, school_year, grade, number) do update set is_open = true`,
    given,
  )
  const promoted = await db.query(
    `update students s set class_id = m.new_id from (${nextClasses}) m
     where s.school_id = $1 and s.class_id = m.old_id and s.left_at is null and m.new_id is not null returning s.id`,
    given,
  )
  const left = await db.query(
    `update students s set left_at = $4 from (${nextClasses}) m
     where s.school_id = $1 and s.class_id = m.old_id and s.left_at is null and m.new_id is null returning s.id`,
    [...given, now],
  )
  // Teachers go up with their class.
  await db.query(
    `update posts p set class_ids = (
       select coalesce(array_agg(coalesce(m.new_id, held.id) order by held.place), '{}')
       from unnest(p.class_ids) with ordinality as held(id, place)
       left join (${nextClasses}) m on m.old_id = held.id
       where m.old_id is null or m.new_id is not null)
     where p.school_id = $1 and p.ended_at is null and cardinality(p.class_ids) > 0`,
    given,
  )
  await db.query(
    'update classes set is_open = false where school_id = $1 and school_year <= $2 and is_open',
    [schoolId, year],
  )
  return { promoted: promoted.rows.length, left: left.rows.length }
}

/** The SQL of the rollups, as anxin_rollups: counted from the log, class by class, then added up. */
import type { Queryable } from '../../platform/database'

/** One counts at a time, whoever starts it; the rest wait until it has committed. */
export const holdRollups = async (db: Queryable): Promise<void> => {
  await db.query(`select pg_advisory_xact_lock(hashtext('homework_rollups'))`)
}

export type ClassDay = { school_id: number; class_id: number; day: string }
export type GradeDay = { school_id: number; grade: number; day: string }

/** Takes changes off the queue. The log that each tells of is committed, so that whoever counts after this sees it. */
export const takeChanges = async (db: Queryable, most: number): Promise<ClassDay[]> =>
  (
    await db.query<ClassDay>(
      `delete from homework_changes where id in (select id from homework_changes order by id limit $1)
       returning school_id, class_id, day`,
      [most],
    )
  ).rows

/**
 * Counts what the newest revisions say, in steps of five minutes. Few entries are ever mended: looking for a later revision
 * among those that were is quicker than sorting them all.
 *
 * @param logs, habits what is counted: tables, or parts of them
 */
const countedFrom = (logs: string, habits: string): string => `
  with entries as (
    select school_id, student_id, day, subject, kind, minutes, class_id, grade from ${logs}
    where minutes is not null and not exists (
      select 1 from homework_logs later
      where later.revision > 1 and later.school_id = logs.school_id and later.student_id = logs.student_id and later.day = logs.day
        and later.subject = logs.subject and later.kind = logs.kind and later.revision > logs.revision)),
  nights as (
    select distinct on (school_id, student_id, day) school_id, class_id, grade, day, in_bed_minutes
    from ${habits} order by school_id, student_id, day, revision desc),
  facts as (
    select school_id, class_id, grade, day, subject as measure, minutes from entries where kind = 'written'
    union all
    select school_id, class_id, max(grade), day, 'evening', coalesce(sum(minutes) filter (where kind = 'written'), 0)::int
    from entries group by school_id, student_id, day, class_id
    union all
    select school_id, class_id, grade, day, 'bedtime', in_bed_minutes from nights where in_bed_minutes is not null),
  steps as (
    select school_id, class_id, day, measure, (minutes + 4) / 5 as bucket, max(grade) as grade,
      count(*)::int as children, sum(minutes)::int as minutes
    from facts group by school_id, class_id, day, measure, (minutes + 4) / 5)
  insert into homework_class_days (school_id, class_id, day, measure, grade, answers, minutes, buckets, counts)
  select school_id, class_id, day, measure, max(grade), sum(children)::int, sum(minutes)::int,
    array_agg(bucket::smallint order by bucket), array_agg(children order by bucket)
  from steps group by school_id, class_id, day, measure
  returning school_id, grade, day`

const classKeys = 'unnest($1::int[], $2::int[], $3::date[]) as t(school_id, class_id, day)'
const logsOfKeys = `(select l.school_id, l.student_id, l.day, l.subject, l.kind, l.revision, l.minutes, l.class_id, l.grade
  from ${classKeys} join homework_logs l using (school_id, class_id, day)) as logs`
const habitsOfKeys = `(select h.school_id, h.student_id, h.day, h.revision, h.in_bed_minutes, h.class_id, h.grade
  from ${classKeys} join homework_habits h using (school_id, class_id, day)) as habits`

/** Counts these classes on these days again. @returns the grades on the days that this touches */
export const countClassDays = async (db: Queryable, keys: readonly ClassDay[]): Promise<GradeDay[]> => {
  const params = [
    keys.map((key) => key.school_id),
    keys.map((key) => key.class_id),
    keys.map((key) => key.day),
  ]
  const before = await db.query<GradeDay>(
    `delete from homework_class_days c using ${classKeys}
     where c.school_id = t.school_id and c.class_id = t.class_id and c.day = t.day
     returning c.school_id, c.grade, c.day`,
    params,
  )
  const after = await db.query<GradeDay>(countedFrom(logsOfKeys, habitsOfKeys), params)
  const touched = [...before.rows, ...after.rows]
  return [...new Map(touched.map((one) => [`${one.school_id} ${one.grade} ${one.day}`, one])).values()]
}

/** Adds rows up, step by step. @param key columns that stay; @param from the rows that are added up */
const addedUp = (into: string, key: string, from: string): string => `
  with parts as (select * from ${from}),
  sums as (select ${key}, measure, sum(answers)::int as answers, sum(minutes)::int as minutes from parts group by ${key}, measure),
  steps as (
    select ${key}, measure, step.bucket, sum(step.children)::int as children
    from parts cross join lateral unnest(buckets, counts) as step(bucket, children) group by ${key}, measure, step.bucket),
  histograms as (
    select ${key}, measure, array_agg(bucket order by bucket) as buckets, array_agg(children order by bucket) as counts
    from steps group by ${key}, measure)
  insert into ${into} (${key}, measure, answers, minutes, buckets, counts)
  select ${key}, measure, answers, minutes, buckets, counts from sums join histograms using (${key}, measure)`

const gradeKey = 'school_id, grade, day'
const districtKey = 'grade, day'

export const addGradeDays = async (db: Queryable, keys: readonly GradeDay[]): Promise<void> => {
  const params = [keys.map((key) => key.school_id), keys.map((key) => key.grade), keys.map((key) => key.day)]
  const these = 'unnest($1::int[], $2::int[], $3::date[]) as t(school_id, grade, day)'
  await db.query(
    `delete from homework_grade_days g using ${these}
     where g.school_id = t.school_id and g.grade = t.grade and g.day = t.day`,
    params,
  )
  await db.query(
    addedUp(
      'homework_grade_days',
      gradeKey,
      `(select c.* from ${these} join homework_class_days c using (school_id, grade, day)) as classes`,
    ),
    params,
  )
}

export const addDistrictDays = async (
  db: Queryable,
  keys: readonly Pick<GradeDay, 'grade' | 'day'>[],
): Promise<void> => {
  const params = [keys.map((key) => key.grade), keys.map((key) => key.day)]
  const these = 'unnest($1::int[], $2::date[]) as t(grade, day)'
  await db.query(
    `delete from homework_district_days d using ${these} where d.grade = t.grade and d.day = t.day`,
    params,
  )
  await db.query(
    addedUp(
      'homework_district_days',
      districtKey,
      `(select g.* from ${these} join homework_grade_days g using (grade, day)) as grades`,
    ),
    params,
  )
}

/** Memory for sorting a month of a district. */
export const takeMemory = async (db: Queryable): Promise<void> => {
  await db.query(`set local work_mem = '256MB'`)
}

/** Throws the rollups away and what waits; what is committed from here on waits for the next run. */
export const clearRollups = async (db: Queryable): Promise<void> => {
  for (const table of [
    'homework_changes',
    'homework_class_days',
    'homework_grade_days',
    'homework_district_days',
  ])
    await db.query(`delete from ${table}`)
}

/** Days that were logged, first and last; null where none was. */
export const findSpan = async (db: Queryable): Promise<{ first: string; last: string } | null> => {
  const { rows } = await db.query<{ first: string | null; last: string | null }>(
    `select least((select min(day) from homework_logs), (select min(day) from homework_habits)) as first,
       greatest((select max(day) from homework_logs), (select max(day) from homework_habits)) as last`,
  )
  const { first, last } = rows[0] ?? { first: null, last: null }
  return first === null || last === null ? null : { first, last }
}

/** Counts all classes on the days from `from` up to `until`, which must have no rollups. */
export const countSpan = async (db: Queryable, from: string, until: string): Promise<void> => {
  const days = 'where day >= $1 and day < $2'
  await db.query(
    countedFrom(
      `(select school_id, student_id, day, subject, kind, revision, minutes, class_id, grade from homework_logs ${days}) as logs`,
      `(select school_id, student_id, day, revision, in_bed_minutes, class_id, grade from homework_habits ${days}) as habits`,
    ),
    [from, until],
  )
  await db.query(
    addedUp('homework_grade_days', gradeKey, `(select * from homework_class_days ${days}) as classes`),
    [from, until],
  )
  await db.query(
    addedUp('homework_district_days', districtKey, `(select * from homework_grade_days ${days}) as grades`),
    [from, until],
  )
}

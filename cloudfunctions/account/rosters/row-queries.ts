/** SQL of a roster's rows while they wait, and what they would change, one school at a time so that nothing is held for long. */
import type { RosterSchool } from '../../../contract/account/roster-rules'
import type { Queryable } from '../../platform/database'

/** @param json an array of RosterRow */
export const insertRows = async (db: Queryable, importId: string, json: string): Promise<void> => {
  await db.query(
    `insert into roster_rows (import_id, row, school_id, grade, class_number, name, student_number, gender, guardian_phone)
     select $1, row, school_id, grade, class_number, name, student_number, gender, guardian_phone
     from jsonb_to_recordset(($2::text)::jsonb) as given(row int, school_id int, grade int, class_number int, name text,
       student_number text, gender text, guardian_phone text)
     on conflict do nothing`,
    [importId, json],
  )
}

/** Removes some of the waiting rows. @returns how many */
export const deleteSomeRows = async (db: Queryable, importId: string, limit: number): Promise<number> =>
  (
    await db.query(
      `delete from roster_rows where import_id = $1 and row in (
         select row from roster_rows where import_id = $1 order by row limit $2) returning row`,
      [importId, limit],
    )
  ).rows.length

export const listSchoolsOfRoster = async (db: Queryable, importId: string): Promise<number[]> =>
  (
    await db.query<{ school_id: number }>(
      'select distinct school_id from roster_rows where import_id = $1 order by school_id',
      [importId],
    )
  ).rows.map((row) => row.school_id)

export const listKnownSchools = async (db: Queryable, onlySchoolId: number | null): Promise<RosterSchool[]> =>
  (
    await db.query<{ id: number; name: string; stages: RosterSchool['stages'] }>(
      'select id, name, stages from schools where $1::int is null or id = $1 order by id',
      [onlySchoolId],
    )
  ).rows.map((row) => ({ schoolId: row.id, name: row.name, stages: row.stages }))

/** The school year that rows go to: the calendar's, or the one the school has already been promoted to. */
export const getRosterYear = async (db: Queryable, schoolId: number, calendarYear: number): Promise<number> =>
  (
    await db.query<{ year: number }>(
      'select greatest($2::int, max(school_year)) as year from classes where school_id = $1 and is_open',
      [schoolId, calendarYear],
    )
  ).rows[0]?.year ?? calendarYear

/** Children of the file whose number is held at a school that the file does not hold: they cannot be taken from there. */
export const listHeldElsewhere = async (
  db: Queryable,
  importId: string,
  schoolId: number,
): Promise<{ row: number; school_name: string }[]> =>
  (
    await db.query<{ row: number; school_name: string }>(
      `select r.row, h.name as school_name
       from roster_rows r
       join students s on s.student_number = r.student_number and s.left_at is null and s.school_id <> r.school_id
       join schools h on h.id = s.school_id
       where r.import_id = $1 and r.school_id = $2
         and not exists (select 1 from roster_rows o where o.import_id = $1 and o.school_id = s.school_id)
       order by r.row`,
      [importId, schoolId],
    )
  ).rows

export type SchoolChange = {
  joined: number
  moved: number
  renamed: number
  unchanged: number
  left: number
  newClasses: number
}

/** What applying would change at one school. */
export const getSchoolChange = async (
  db: Queryable,
  importId: string,
  schoolId: number,
  year: number,
): Promise<SchoolChange> => {
  const rows = await db.query<{ joined: number; moved: number; renamed: number; unchanged: number }>(
    `select (count(*) filter (where s.id is null))::int as joined,
       (count(*) filter (where s.id is not null and not is_placed))::int as moved,
       (count(*) filter (where is_placed and s.name <> r.name))::int as renamed,
       (count(*) filter (where is_placed and s.name = r.name))::int as unchanged
     from roster_rows r
     left join students s on s.student_number = r.student_number and s.left_at is null
     left join classes c on c.school_id = s.school_id and c.id = s.class_id
     cross join lateral (select s.school_id = r.school_id and c.school_year = $3 and c.grade = r.grade
       and c.number = r.class_number as given) g
     cross join lateral (select coalesce(g.given, false) as is_placed) p
     where r.import_id = $1 and r.school_id = $2`,
    [importId, schoolId, year],
  )
  const others = await db.query<{ gone: number; new_classes: number }>(
    `select
       (select count(*)::int from students s where s.school_id = $2 and s.left_at is null and not exists (
          select 1 from roster_rows r where r.import_id = $1 and r.student_number = s.student_number)) as gone,
       (select count(*)::int from (
          select distinct grade, class_number from roster_rows where import_id = $1 and school_id = $2) w
        where not exists (select 1 from classes c where c.school_id = $2 and c.school_year = $3
          and c.grade = w.grade and c.number = w.class_number)) as new_classes`,
    [importId, schoolId, year],
  )
  const counts = rows.rows[0]
  const rest = others.rows[0]
  if (!counts || !rest) throw new Error('a count answered nothing')
  return { ...counts, left: rest.gone, newClasses: rest.new_classes }
}

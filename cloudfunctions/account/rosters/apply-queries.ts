/** SQL that carries one school's part of a roster into classes and students. Each step done twice is the same as once. */
import type { Queryable } from '../../platform/database'

export type SchoolPart = {
  importId: string
  schoolId: number
  /** School year of the classes. */
  year: number
  /** A district's file may bring a child back who left another school. */
  isDistrict: boolean
}

export const addClasses = async (db: Queryable, part: SchoolPart): Promise<void> => {
  await db.query(
    `insert into classes (school_id, grade, number, school_year)
     select distinct school_id, grade, class_number, $3::int from roster_rows where import_id = $1 and school_id = $2
     on conflict (school_id, school_year, grade, number) do update set is_open = true where not classes.is_open`,
    [part.importId, part.schoolId, part.year],
  )
}

/**
 * Children we know: put in their class, whichever school of the file they were at; those who left come back.
 * The child's row moves with its id, so guardians and consents stay with the child.
 */
export const placeKnownStudents = async (db: Queryable, part: SchoolPart): Promise<void> => {
  await db.query(
    `with known as (
       select distinct on (r.student_number) s.id, c.id as class_id, r.name, r.gender, r.guardian_phone
       from roster_rows r
       join classes c on c.school_id = r.school_id and c.school_year = $3 and c.grade = r.grade and c.number = r.class_number
       join students s on s.student_number = r.student_number
       where r.import_id = $1 and r.school_id = $2
         and case when s.left_at is null
           then s.school_id = $2 or exists (select 1 from roster_rows o where o.import_id = $1 and o.school_id = s.school_id)
           else (s.school_id = $2 or $4) and not exists (
             select 1 from students t where t.student_number = s.student_number and t.left_at is null) end
       order by r.student_number, s.left_at desc nulls first, (s.school_id = $2) desc, s.id
     )
     update students s
     set school_id = $2, class_id = k.class_id, name = k.name, left_at = null,
       gender = coalesce(k.gender, s.gender),
       guardian_phone = case when k.guardian_phone = '' then s.guardian_phone else k.guardian_phone end
     from known k
     where s.id = k.id and (s.school_id <> $2 or s.class_id is distinct from k.class_id or s.name <> k.name
       or s.left_at is not null or (k.gender is not null and s.gender is distinct from k.gender)
       or (k.guardian_phone <> '' and s.guardian_phone <> k.guardian_phone))`,
    [part.importId, part.schoolId, part.year, part.isDistrict],
  )
  await db.query(
    `update consents c set school_id = s.school_id from students s
     where s.school_id = $1 and s.id = c.student_id and c.school_id <> s.school_id`,
    [part.schoolId],
  )
}

export const addNewStudents = async (db: Queryable, part: SchoolPart, now: Date): Promise<void> => {
  await db.query(
    `insert into students (school_id, class_id, name, student_number, gender, guardian_phone, created_at)
     select r.school_id, c.id, r.name, r.student_number, r.gender, r.guardian_phone, $4
     from roster_rows r
     join classes c on c.school_id = r.school_id and c.school_year = $3 and c.grade = r.grade and c.number = r.class_number
     where r.import_id = $1 and r.school_id = $2
       and not exists (select 1 from students s where s.student_number = r.student_number and s.left_at is null)
     order by r.row
     on conflict do nothing`,
    [part.importId, part.schoolId, part.year, now],
  )
}

/** Children of this school whom the file no longer holds; their unused codes stop working. */
export const markLeft = async (db: Queryable, part: SchoolPart, now: Date): Promise<void> => {
  await db.query(
    `with gone as (
       update students s set left_at = $3
       where s.school_id = $2 and s.left_at is null and not exists (
         select 1 from roster_rows r where r.import_id = $1 and r.student_number = s.student_number)
       returning s.id)
     update binding_codes b set revoked_at = $3
     where b.school_id = $2 and b.used_at is null and b.revoked_at is null and b.student_id in (select id from gone)`,
    [part.importId, part.schoolId, now],
  )
}

/** Classes of earlier years that nobody is in any more. */
export const closeEmptiedClasses = async (db: Queryable, part: SchoolPart): Promise<void> => {
  await db.query(
    `update classes c set is_open = false
     where c.school_id = $1 and c.school_year < $2 and c.is_open and not exists (
       select 1 from students s where s.school_id = $1 and s.class_id = c.id and s.left_at is null)`,
    [part.schoolId, part.year],
  )
}

/** SQL of schools, their phones, classes and pupils. */
import { randomUUID } from 'node:crypto'
import type { Stage } from '../../../contract/people'
import { one, type Queryable } from '../../platform/database'
import { notFound } from '../../platform/errors'

export type SchoolRow = {
  id: number
  name: string
  stages: Stage[]
  canteen_mode: 'own' | 'delivered'
  supplier_name: string
  address: string
  phones: { label: string; phone: string }[]
}

const schoolColumns = 'id, name, stages, canteen_mode, supplier_name, address, phones'

export const listSchools = async (db: Queryable): Promise<{ id: number; name: string; stages: Stage[] }[]> =>
  (
    await db.query<{ id: number; name: string; stages: Stage[] }>(
      'select id, name, stages from schools order by id',
    )
  ).rows

/** @throws AppError `record.not_found` */
export const requireSchool = async (db: Queryable, schoolId: number): Promise<SchoolRow> => {
  const found = await db.query<SchoolRow>(`select ${schoolColumns} from schools where id = $1`, [schoolId])
  if (!found.rows[0]) throw notFound()
  return found.rows[0]
}

export const isNameTaken = async (db: Queryable, name: string, schoolId: number): Promise<boolean> =>
  (await db.query('select id from schools where name = $1 and id <> $2', [name, schoolId])).rows.length > 0

/** Grades that open classes of the school stand in. */
export const listOpenGrades = async (db: Queryable, schoolId: number): Promise<number[]> =>
  (
    await db.query<{ grade: number }>(
      'select distinct grade from classes where school_id = $1 and is_open order by grade',
      [schoolId],
    )
  ).rows.map((row) => row.grade)

/** @throws AppError `record.not_found` where the policies show no such school to this actor */
export const updateSchool = async (db: Queryable, school: SchoolRow): Promise<SchoolRow> => {
  const updated = await db.query<SchoolRow>(
    `update schools set name = $2, stages = $3, canteen_mode = $4, supplier_name = $5, address = $6, phones = ($7::text)::jsonb
     where id = $1 returning ${schoolColumns}`,
    [
      school.id,
      school.name,
      school.stages,
      school.canteen_mode,
      school.supplier_name,
      school.address,
      JSON.stringify(school.phones),
    ],
  )
  if (!updated.rows[0]) throw notFound()
  return updated.rows[0]
}

export type HotlineRow = {
  id: string
  layer: 'national' | 'bureau' | 'school'
  school_id: number | null
  name: string
  phone: string
  person: string
  hours: string
  hint: string
}

const hotlineColumns = 'id, layer, school_id, name, phone, person, hours, hint'

/** National and bureau numbers, and those of the given schools; the nearest first. */
export const listHotlines = async (db: Queryable, schoolIds: readonly number[]): Promise<HotlineRow[]> =>
  (
    await db.query<HotlineRow>(
      `select ${hotlineColumns} from hotlines where school_id is null or school_id = any ($1::int[])
       order by array_position(array['school', 'bureau', 'national'], layer), position, name, id`,
      [schoolIds],
    )
  ).rows

export const findHotline = async (db: Queryable, id: string): Promise<HotlineRow | undefined> =>
  (await db.query<HotlineRow>(`select ${hotlineColumns} from hotlines where id = $1`, [id])).rows[0]

export const upsertHotline = async (db: Queryable, line: HotlineRow, now: Date): Promise<HotlineRow> =>
  one(
    await db.query<HotlineRow>(
      `insert into hotlines (${hotlineColumns}, updated_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       on conflict (id) do update set name = excluded.name, phone = excluded.phone, person = excluded.person,
         hours = excluded.hours, hint = excluded.hint, updated_at = excluded.updated_at
       returning ${hotlineColumns}`,
      [line.id, line.layer, line.school_id, line.name, line.phone, line.person, line.hours, line.hint, now],
    ),
  )

export const deleteHotline = async (db: Queryable, id: string): Promise<void> => {
  await db.query('delete from hotlines where id = $1', [id])
}

export type ClassRow = { id: number; grade: number; number: number; students: number; bound: number }

/** Open classes of the school's newest year with their numbers of pupils. @param only class ids, or null for all */
export const listOpenClasses = async (
  db: Queryable,
  schoolId: number,
  only: readonly number[] | null,
): Promise<{ schoolYear: number | null; classes: ClassRow[] }> => {
  const year = one(
    await db.query<{ year: number | null }>(
      'select max(school_year) as year from classes where school_id = $1 and is_open',
      [schoolId],
    ),
  ).year
  const { rows } = await db.query<ClassRow>(
    `select c.id, c.grade, c.number, count(s.id)::int as students, (count(s.id) filter (where g.student_id is not null))::int as bound
     from classes c
     left join students s on s.school_id = c.school_id and s.class_id = c.id and s.left_at is null
     left join (select distinct student_id from guardianships
       where school_id = $1 and status = 'active' and relation <> 'self') g on g.student_id = s.id
     where c.school_id = $1 and c.is_open and c.school_year = $2 and ($3::int[] is null or c.id = any ($3::int[]))
     group by c.id, c.grade, c.number order by c.grade, c.number`,
    [schoolId, year, only],
  )
  return { schoolYear: year, classes: rows }
}

/** @throws AppError `record.not_found` */
export const requireClass = async (
  db: Queryable,
  schoolId: number,
  classId: number,
): Promise<{ grade: number; number: number }> => {
  const found = await db.query<{ grade: number; number: number }>(
    'select grade, number from classes where school_id = $1 and id = $2',
    [schoolId, classId],
  )
  if (!found.rows[0]) throw notFound()
  return found.rows[0]
}

export type StudentRow = { id: number; name: string; number_end: string; guardians: number }

export const listClassStudents = async (
  db: Queryable,
  schoolId: number,
  classId: number,
): Promise<StudentRow[]> =>
  (
    await db.query<StudentRow>(
      `select s.id, s.name, right(s.student_number, 4) as number_end, (select count(*)::int from guardianships g
         where g.school_id = s.school_id and g.student_id = s.id and g.status = 'active' and g.relation <> 'self') as guardians
       from students s where s.school_id = $1 and s.class_id = $2 and s.left_at is null order by s.student_number`,
      [schoolId, classId],
    )
  ).rows

export type Access = { schoolId: number; userId: string; what: string; subject: string }

/** Every staff view of a minor's data leaves a line. @see 未成年人网络保护条例 art 36 */
export const recordAccess = async (db: Queryable, access: Access, now: Date): Promise<void> => {
  await db.query(
    'insert into access_log (id, school_id, user_id, what, subject, at) values ($1, $2, $3, $4, $5, $6)',
    [randomUUID(), access.schoolId, access.userId, access.what, access.subject, now],
  )
}

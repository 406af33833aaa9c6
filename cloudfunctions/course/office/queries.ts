/** SQL of the course office: setting up a term, its courses and where they meet. */
import type { CourseFacts } from '../../../contract/course/course'
import type { Period } from '../../../contract/course/slots'
import type { Stage } from '../../../contract/people'
import { one, type Queryable } from '../../platform/database'

export type SchoolTermRow = {
  term_id: number
  name: string
  starts_on: string
  ends_on: string
  courses: number
}

/** The district's terms, newest first, with how many courses the school has in each. */
export const listTerms = async (db: Queryable, schoolId: number): Promise<SchoolTermRow[]> =>
  (
    await db.query<SchoolTermRow>(
      `select t.id as term_id, t.name, t.starts_on, t.ends_on,
         (select count(*)::int from courses c where c.school_id = $1 and c.term_id = t.id) as courses
       from terms t order by t.starts_on desc, t.id desc limit 12`,
      [schoolId],
    )
  ).rows

export const existsTerm = async (db: Queryable, termId: number): Promise<boolean> =>
  (await db.query('select 1 from terms where id = $1', [termId])).rows.length > 0

export const listStages = async (db: Queryable, schoolId: number): Promise<Stage[]> =>
  one(await db.query<{ stages: Stage[] }>('select stages from schools where id = $1', [schoolId])).stages

export const upsertTerm = async (
  db: Queryable,
  row: { schoolId: number; termId: number; periods: readonly Period[]; categories: readonly string[] },
  now: Date,
): Promise<void> => {
  await db.query(
    `insert into course_terms (school_id, term_id, periods, categories, updated_at)
     values ($1, $2, ($3::text)::jsonb, $4, $5)
     on conflict (school_id, term_id) do update set periods = excluded.periods, categories = excluded.categories,
       updated_at = excluded.updated_at`,
    [row.schoolId, row.termId, JSON.stringify(row.periods), row.categories, now],
  )
}

/** All slots that the term's courses meet in. */
export const usedSlots = async (db: Queryable, schoolId: number, termId: number): Promise<number> =>
  one(
    await db.query<{ mask: number }>(
      'select coalesce(bit_or(slots), 0) as mask from course_seats where school_id = $1 and term_id = $2',
      [schoolId, termId],
    ),
  ).mask

const factValues = (facts: CourseFacts) => [
  facts.name,
  facts.category,
  facts.teacherKind,
  facts.teacherName,
  facts.room,
  facts.startsOn,
  facts.endsOn,
  facts.feeCents,
  facts.feeBasis,
  facts.about,
  facts.materials,
  facts.bring,
]

export const insertCourse = async (
  db: Queryable,
  schoolId: number,
  termId: number,
  facts: CourseFacts,
  now: Date,
): Promise<number> => {
  const { id } = one(
    await db.query<{ id: number }>(
      `insert into courses (school_id, term_id, name, category, teacher_kind, teacher_name, room, starts_on, ends_on,
         fee_cents, fee_basis, about, materials, bring, updated_at)
       values ($1, $2, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $3) returning id`,
      [schoolId, termId, now, ...factValues(facts)],
    ),
  )
  await db.query(
    `insert into course_seats (school_id, course_id, term_id, slots, grades, capacity, minimum)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [schoolId, id, termId, facts.slots, facts.grades, facts.capacity, facts.minimum],
  )
  return id
}

/** @returns the new version; undefined where somebody else changed it meanwhile */
export const updateCourse = async (
  db: Queryable,
  schoolId: number,
  courseId: number,
  version: number,
  facts: CourseFacts,
  now: Date,
): Promise<number | undefined> => {
  const changed = await db.query<{ version: number }>(
    `update courses set name = $5, category = $6, teacher_kind = $7, teacher_name = $8, room = $9, starts_on = $10,
       ends_on = $11, fee_cents = $12, fee_basis = $13, about = $14, materials = $15, bring = $16,
       version = version + 1, updated_at = $4
     where school_id = $1 and id = $2 and version = $3 returning version`,
    [schoolId, courseId, version, now, ...factValues(facts)],
  )
  return changed.rows[0]?.version
}

/** What places are given by; the term's lock and the seats' own are held. */
export const updateSeats = async (db: Queryable, courseId: number, facts: CourseFacts): Promise<void> => {
  await db.query(
    'update course_seats set slots = $2, grades = $3, capacity = $4, minimum = $5 where course_id = $1',
    [courseId, facts.slots, facts.grades, facts.capacity, facts.minimum],
  )
}

export type SeatsRow = {
  term_id: number
  slots: number
  grades: number
  capacity: number
  minimum: number
  taken: number
  returned: number
  is_held: boolean
}

export const lockSeats = async (
  db: Queryable,
  schoolId: number,
  courseId: number,
): Promise<SeatsRow | undefined> =>
  (
    await db.query<SeatsRow>(
      `select term_id, slots, grades, capacity, minimum, taken, returned, is_held from course_seats
       where school_id = $1 and course_id = $2 for update`,
      [schoolId, courseId],
    )
  ).rows[0]

/** True where a child sits, waits, or has wished for it in any list. */
export const isWanted = async (db: Queryable, schoolId: number, courseId: number): Promise<boolean> =>
  (
    await db.query(
      `select 1 where exists (select 1 from course_enrolments where course_id = $2)
         or exists (select 1 from course_wishes where school_id = $1 and $2 = any (wishes))
         or exists (select 1 from course_hand_places where school_id = $1 and course_id = $2)`,
      [schoolId, courseId],
    )
  ).rows.length > 0

export const deleteCourse = async (db: Queryable, schoolId: number, courseId: number): Promise<void> => {
  await db.query('delete from courses where school_id = $1 and id = $2', [schoolId, courseId])
}

/** Children of the course, each row of the term held, in order of the child. */
export const lockChildrenOf = async (db: Queryable, courseId: number): Promise<number[]> =>
  (
    await db.query<{ student_id: number }>(
      `select s.student_id from course_students s join course_enrolments e
         on e.course_id = $1 and e.student_id = s.student_id and e.term_id = s.term_id and e.school_id = s.school_id
       order by s.student_id for update of s`,
      [courseId],
    )
  ).rows.map((row) => row.student_id)

/** Gives every place of a course back; the children's and the course's locks are held. */
export const emptyCourse = async (db: Queryable, courseId: number, slots: number): Promise<void> => {
  await db.query(
    `with gone as (delete from course_enrolments where course_id = $1 returning school_id, term_id, student_id, status),
       lined as (delete from course_waiting where course_id = $1)
     update course_students s set slots = s.slots & ~$2::int, places = s.places - 1 from gone g
     where g.status = 'seated' and s.school_id = g.school_id and s.term_id = g.term_id and s.student_id = g.student_id`,
    [courseId, slots],
  )
  await db.query('update course_seats set is_held = false, taken = 0, returned = 0 where course_id = $1', [
    courseId,
  ])
}

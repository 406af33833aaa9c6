/** SQL of what a family writes: consent, favourites, wishes. */
import { one, type Queryable } from '../../platform/database'

export type Standing = { grade: number; places: number; takes_part: boolean }

/** The child's row of the term, held until the transaction ends; made where there is none. */
export const lockStanding = async (
  db: Queryable,
  key: { schoolId: number; termId: number; studentId: number; grade: number },
): Promise<Standing> => {
  const { schoolId, termId, studentId, grade } = key
  await db.query(
    `insert into course_students (school_id, term_id, student_id, grade, takes_part) values ($1, $2, $3, $4, false)
     on conflict do nothing`,
    [schoolId, termId, studentId, grade],
  )
  return one(
    await db.query<Standing>(
      `select grade, places, takes_part from course_students
       where school_id = $1 and term_id = $2 and student_id = $3 for update`,
      [schoolId, termId, studentId],
    ),
  )
}

export const setTakesPart = async (
  db: Queryable,
  key: { schoolId: number; termId: number; studentId: number; grade: number; takesPart: boolean },
): Promise<void> => {
  await db.query(
    `update course_students set takes_part = $4, grade = $5
     where school_id = $1 and term_id = $2 and student_id = $3`,
    [key.schoolId, key.termId, key.studentId, key.takesPart, key.grade],
  )
}

export const hasEnrolments = async (db: Queryable, studentId: number, termId: number): Promise<boolean> =>
  (
    await db.query('select 1 from course_enrolments where student_id = $1 and term_id = $2 limit 1', [
      studentId,
      termId,
    ])
  ).rows.length > 0

export const upsertConsent = async (
  db: Queryable,
  row: {
    schoolId: number
    termId: number
    studentId: number
    takesPart: boolean
    version: string
    givenBy: string
  },
  now: Date,
): Promise<void> => {
  await db.query(
    `insert into course_consents (school_id, term_id, student_id, takes_part, version, given_by, given_at)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (school_id, term_id, student_id) do update set takes_part = excluded.takes_part,
       version = excluded.version, given_by = excluded.given_by, given_at = excluded.given_at`,
    [row.schoolId, row.termId, row.studentId, row.takesPart, row.version, row.givenBy, now],
  )
}

/** True where the school offers the course. */
export const offersCourse = async (db: Queryable, schoolId: number, courseId: number): Promise<boolean> =>
  (await db.query('select 1 from courses where school_id = $1 and id = $2', [schoolId, courseId])).rows
    .length > 0

export const addFavourite = async (
  db: Queryable,
  schoolId: number,
  studentId: number,
  courseId: number,
  now: Date,
): Promise<void> => {
  await db.query(
    `insert into course_favourites (school_id, student_id, course_id, added_at) values ($1, $2, $3, $4)
     on conflict do nothing`,
    [schoolId, studentId, courseId, now],
  )
}

export const dropFavourite = async (db: Queryable, studentId: number, courseId: number): Promise<void> => {
  await db.query('delete from course_favourites where student_id = $1 and course_id = $2', [
    studentId,
    courseId,
  ])
}

export const findTicket = async (
  db: Queryable,
  roundId: number,
  studentId: number,
): Promise<string | undefined> =>
  (
    await db.query<{ ticket: string }>(
      'select ticket from course_wishes where round_id = $1 and student_id = $2',
      [roundId, studentId],
    )
  ).rows[0]?.ticket

export const upsertWishes = async (
  db: Queryable,
  row: {
    schoolId: number
    roundId: number
    studentId: number
    ticket: string
    courseIds: readonly number[]
    savedBy: string
  },
  now: Date,
): Promise<void> => {
  await db.query(
    `insert into course_wishes (school_id, round_id, student_id, ticket, wishes, saved_by, saved_at)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (school_id, round_id, student_id) do update set wishes = excluded.wishes,
       saved_by = excluded.saved_by, saved_at = excluded.saved_at`,
    [row.schoolId, row.roundId, row.studentId, row.ticket, row.courseIds, row.savedBy, now],
  )
}

/** SQL of what a term offers: the term itself, its rounds, its courses with their seats, and a child's standing. */

import type { Period } from '../../../contract/course/slots'
import type { RoundKind, TeacherKind } from '../../../contract/course/words'
import type { Queryable } from '../../platform/database'
import { notFound } from '../../platform/errors'

export type TermRow = {
  term_id: number
  name: string
  starts_on: string
  ends_on: string
  periods: Period[]
  categories: string[]
}
const termColumns = 't.id as term_id, t.name, t.starts_on, t.ends_on, c.periods, c.categories'

/** The term that families choose in: not over, with a published round, the latest one begun. */
export const findShownTerm = async (
  db: Queryable,
  schoolId: number,
  today: string,
): Promise<TermRow | undefined> => {
  const found = await db.query<TermRow>(
    `select ${termColumns} from course_terms c join terms t on t.id = c.term_id
     join lateral (select max(r.opens_at) as at from course_rounds r
       where r.school_id = c.school_id and r.term_id = c.term_id and r.published_at is not null) last on last.at is not null
     where c.school_id = $1 and t.ends_on >= $2 order by last.at desc, t.id desc limit 1`,
    [schoolId, today],
  )
  return found.rows[0]
}

/** @param how `lock` holds the term, under which everything of it is set up */
export const findTerm = async (
  db: Queryable,
  schoolId: number,
  termId: number,
  how: 'read' | 'lock' = 'read',
): Promise<TermRow | undefined> => {
  const found = await db.query<TermRow>(
    `select ${termColumns} from course_terms c join terms t on t.id = c.term_id
     where c.school_id = $1 and c.term_id = $2 ${how === 'lock' ? 'for update of c' : ''}`,
    [schoolId, termId],
  )
  return found.rows[0]
}

export const getSchoolName = async (db: Queryable, schoolId: number): Promise<string> => {
  const found = await db.query<{ name: string }>('select name from schools where id = $1', [schoolId])
  if (!found.rows[0]) throw notFound()
  return found.rows[0].name
}

export type RoundRow = {
  school_id: number
  id: number
  term_id: number
  kind: RoundKind
  name: string
  opens_at: Date
  closes_at: Date
  most_places: number
  most_wishes: number
  offer_hours: number
  commitment: string | null
  published_at: Date | null
  inputs_hash: string | null
  sealed_at: Date | null
  drawn_at: Date | null
  digits: string | null
  source: string | null
}
const roundSelect = `select r.school_id, r.id, r.term_id, r.kind, r.name, r.opens_at, r.closes_at, r.most_places,
  r.most_wishes, r.offer_hours, r.commitment, r.published_at, d.inputs_hash, d.sealed_at, d.drawn_at, d.digits, d.source
  from course_rounds r left join course_draws d on d.round_id = r.id`

export const listRounds = async (
  db: Queryable,
  schoolId: number,
  termId: number,
  which: 'published' | 'all',
): Promise<RoundRow[]> =>
  (
    await db.query<RoundRow>(
      `${roundSelect} where r.school_id = $1 and r.term_id = $2
       ${which === 'published' ? 'and r.published_at is not null' : ''} order by r.opens_at, r.id`,
      [schoolId, termId],
    )
  ).rows

export const findRound = async (
  db: Queryable,
  schoolId: number,
  roundId: number,
): Promise<RoundRow | undefined> =>
  (await db.query<RoundRow>(`${roundSelect} where r.school_id = $1 and r.id = $2`, [schoolId, roundId]))
    .rows[0]

export type CourseRow = {
  id: number
  term_id: number
  name: string
  category: string
  teacher_kind: TeacherKind
  teacher_name: string
  room: string
  starts_on: string
  ends_on: string
  fee_cents: number
  fee_basis: string
  about: string
  materials: string
  bring: string
  version: number
  slots: number
  grades: number
  capacity: number
  minimum: number
  taken: number
  is_held: boolean
  waiting: number
}

export const listCourses = async (db: Queryable, schoolId: number, termId: number): Promise<CourseRow[]> =>
  (
    await db.query<CourseRow>(
      `select c.id, c.term_id, c.name, c.category, c.teacher_kind, c.teacher_name, c.room, c.starts_on, c.ends_on,
         c.fee_cents, c.fee_basis, c.about, c.materials, c.bring, c.version,
         k.slots, k.grades, k.capacity, k.minimum, k.taken, k.is_held, coalesce(w.waiting, 0)::int as waiting
       from courses c join course_seats k on k.course_id = c.id
       left join (select course_id, count(*) as waiting from course_waiting where school_id = $1 group by course_id) w
         on w.course_id = c.id
       where c.school_id = $1 and c.term_id = $2 order by c.id`,
      [schoolId, termId],
    )
  ).rows

export type HandPlaceRow = { course_id: number; reason: string; given_by_name: string; given_at: Date }

export const listHandPlaces = async (
  db: Queryable,
  schoolId: number,
  termId: number,
): Promise<HandPlaceRow[]> =>
  (
    await db.query<HandPlaceRow>(
      `select h.course_id, h.reason, h.given_by_name, h.given_at from course_hand_places h
       join courses c on c.school_id = h.school_id and c.id = h.course_id
       where h.school_id = $1 and c.term_id = $2 order by h.given_at, h.id`,
      [schoolId, termId],
    )
  ).rows

/** @throws AppError `record.not_found` for a child without a class */
export const getPupil = async (
  db: Queryable,
  studentId: number,
): Promise<{ name: string; grade: number }> => {
  const found = await db.query<{ name: string; grade: number }>(
    `select s.name, c.grade from students s join classes c on c.school_id = s.school_id and c.id = s.class_id
     where s.id = $1 and s.left_at is null`,
    [studentId],
  )
  if (!found.rows[0]) throw notFound()
  return found.rows[0]
}

export type ConsentRow = { takes_part: boolean; version: string; given_at: Date }
export type EnrolmentRow = {
  course_id: number
  name: string
  status: 'seated' | 'waiting' | 'offered'
  way: 'draw' | 'first_come' | 'waiting_list' | 'by_hand'
  place: number | null
  offer_ends_at: Date | null
}
export type WishesRow = { round_id: number; ticket: string; wishes: number[]; saved_at: Date }

export const findConsent = async (
  db: Queryable,
  schoolId: number,
  termId: number,
  studentId: number,
): Promise<ConsentRow | undefined> =>
  (
    await db.query<ConsentRow>(
      `select takes_part, version, given_at from course_consents
       where school_id = $1 and term_id = $2 and student_id = $3`,
      [schoolId, termId, studentId],
    )
  ).rows[0]

/** A place in the line is counted over numbers without names. */
export const listEnrolments = async (
  db: Queryable,
  studentId: number,
  termId: number,
): Promise<EnrolmentRow[]> =>
  (
    await db.query<EnrolmentRow>(
      `select e.course_id, c.name, e.status, e.way, e.offer_ends_at,
         case when e.status = 'waiting' then (select count(*)::int from course_waiting w
           where w.course_id = e.course_id and w.wait_no <= e.wait_no) end as place
       from course_enrolments e join courses c on c.id = e.course_id where e.student_id = $1 and e.term_id = $2 order by e.course_id`,
      [studentId, termId],
    )
  ).rows

export const listFavourites = async (db: Queryable, studentId: number, schoolId: number): Promise<number[]> =>
  (
    await db.query<{ course_id: number }>(
      'select course_id from course_favourites where student_id = $1 and school_id = $2 order by course_id',
      [studentId, schoolId],
    )
  ).rows.map((row) => row.course_id)

export const listWishesOf = async (
  db: Queryable,
  schoolId: number,
  termId: number,
  studentId: number,
): Promise<WishesRow[]> =>
  (
    await db.query<WishesRow>(
      `select w.round_id, w.ticket, w.wishes, w.saved_at from course_wishes w
       join course_rounds r on r.school_id = w.school_id and r.id = w.round_id
       where w.school_id = $1 and r.term_id = $2 and w.student_id = $3 order by r.opens_at`,
      [schoolId, termId, studentId],
    )
  ).rows

/** How many of a course's numbers stand before this one, itself included. */
export const placeInLine = async (db: Queryable, courseId: number, waitNo: number): Promise<number> => {
  const found = await db.query<{ place: number }>(
    'select count(*)::int as place from course_waiting where course_id = $1 and wait_no <= $2',
    [courseId, waitNo],
  )
  return found.rows[0]?.place ?? 0
}

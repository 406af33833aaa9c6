/** SQL of what the desk counts, and of children in a course. */
import { randomUUID } from 'node:crypto'
import { one, type Queryable } from '../../platform/database'

export type RoundCountRow = { round_id: number; lists: number; checks: number; agreeing: number }

export const countRounds = async (
  db: Queryable,
  schoolId: number,
  termId: number,
): Promise<RoundCountRow[]> =>
  (
    await db.query<RoundCountRow>(
      `select r.id as round_id,
         (select count(*)::int from course_wishes w where w.school_id = $1 and w.round_id = r.id
           and cardinality(w.wishes) > 0) as lists,
         (select count(*)::int from course_checks k where k.round_id = r.id) as checks,
         (select count(*)::int from course_checks k where k.round_id = r.id and k.agrees) as agreeing
       from course_rounds r where r.school_id = $1 and r.term_id = $2`,
      [schoolId, termId],
    )
  ).rows

export type DemandRow = { course_id: number; wishes: number; first_wishes: number }

/** Wishes of the term's newest published wish round, by course. */
export const countDemand = async (db: Queryable, schoolId: number, termId: number): Promise<DemandRow[]> =>
  (
    await db.query<DemandRow>(
      `select u.course_id, count(*)::int as wishes, (count(*) filter (where u.rank = 1))::int as first_wishes
       from course_wishes w, unnest(w.wishes) with ordinality as u(course_id, rank)
       where w.school_id = $1 and w.round_id = (select r.id from course_rounds r
         where r.school_id = $1 and r.term_id = $2 and r.kind = 'wishes' and r.published_at is not null
         order by r.opens_at desc limit 1)
       group by u.course_id order by u.course_id`,
      [schoolId, termId],
    )
  ).rows

export const countConsents = async (
  db: Queryable,
  schoolId: number,
  termId: number,
): Promise<{ children: number; take_part: number; decline: number }> =>
  one(
    await db.query<{ children: number; take_part: number; decline: number }>(
      `select (select count(*)::int from students s where s.school_id = $1 and s.left_at is null) as children,
         (count(*) filter (where takes_part))::int as take_part,
         (count(*) filter (where not takes_part))::int as decline
       from course_consents where school_id = $1 and term_id = $2`,
      [schoolId, termId],
    ),
  )

export type RosterRow = {
  student_id: number
  name: string
  grade: number
  number: number
  status: 'seated' | 'waiting' | 'offered'
  way: 'draw' | 'first_come' | 'waiting_list' | 'by_hand'
}

export const listRoster = async (db: Queryable, schoolId: number, courseId: number): Promise<RosterRow[]> =>
  (
    await db.query<RosterRow>(
      `select e.student_id, s.name, c.grade, c.number, e.status, e.way from course_enrolments e
       join students s on s.id = e.student_id
       join classes c on c.school_id = s.school_id and c.id = s.class_id
       where e.school_id = $1 and e.course_id = $2
       order by array_position(array['seated', 'offered', 'waiting'], e.status), e.wait_no nulls first,
         c.grade, c.number, s.name, e.student_id`,
      [schoolId, courseId],
    )
  ).rows

/** Everybody in any course of the term, in the order of each course's list. */
export const listAllRosters = async (
  db: Queryable,
  schoolId: number,
  termId: number,
): Promise<(RosterRow & { course_id: number })[]> =>
  (
    await db.query<RosterRow & { course_id: number }>(
      `select e.course_id, e.student_id, s.name, c.grade, c.number, e.status, e.way from course_enrolments e
       join students s on s.id = e.student_id
       join classes c on c.school_id = s.school_id and c.id = s.class_id
       where e.school_id = $1 and e.term_id = $2
       order by e.course_id, array_position(array['seated', 'offered', 'waiting'], e.status), e.wait_no nulls first,
         c.grade, c.number, s.name, e.student_id`,
      [schoolId, termId],
    )
  ).rows

export const findPupilRows = async (
  db: Queryable,
  schoolId: number,
  words: string,
): Promise<{ student_id: number; name: string; grade: number; number: number }[]> =>
  (
    await db.query<{ student_id: number; name: string; grade: number; number: number }>(
      `select s.id as student_id, s.name, c.grade, c.number from students s
       join classes c on c.school_id = s.school_id and c.id = s.class_id
       where s.school_id = $1 and s.left_at is null and strpos(s.name, $2) > 0
       order by c.grade, c.number, s.name, s.id limit 20`,
      [schoolId, words],
    )
  ).rows

/** Every staff view of a minor's data leaves a line. @see 未成年人网络保护条例 art 36 */
export const noteLook = async (
  db: Queryable,
  look: { schoolId: number; userId: string; what: string; subject: string },
  now: Date,
): Promise<void> => {
  await db.query(
    'insert into access_log (id, school_id, user_id, what, subject, at) values ($1, $2, $3, $4, $5, $6)',
    [randomUUID(), look.schoolId, look.userId, look.what, look.subject, now],
  )
}

export const termOf = async (
  db: Queryable,
  schoolId: number,
  courseId: number,
): Promise<number | undefined> =>
  (
    await db.query<{ term_id: number }>('select term_id from courses where school_id = $1 and id = $2', [
      schoolId,
      courseId,
    ])
  ).rows[0]?.term_id

export type ChildRow = { slots: number; places: number; takes_part: boolean; grade: number }

export const lockChild = async (
  db: Queryable,
  schoolId: number,
  termId: number,
  studentId: number,
): Promise<ChildRow | undefined> =>
  (
    await db.query<ChildRow>(
      `select slots, places, takes_part, grade from course_students
       where school_id = $1 and term_id = $2 and student_id = $3 for update`,
      [schoolId, termId, studentId],
    )
  ).rows[0]

export const findEnrolment = async (
  db: Queryable,
  courseId: number,
  studentId: number,
): Promise<{ status: 'seated' | 'waiting' | 'offered'; wait_no: number | null } | undefined> =>
  (
    await db.query<{ status: 'seated' | 'waiting' | 'offered'; wait_no: number | null }>(
      'select status, wait_no from course_enrolments where course_id = $1 and student_id = $2',
      [courseId, studentId],
    )
  ).rows[0]

/** Gives the place; the child's lock and the course's are held. A number in the line goes with it. */
export const seatByHand = async (
  db: Queryable,
  row: { schoolId: number; termId: number; courseId: number; studentId: number; slots: number },
  now: Date,
): Promise<void> => {
  await db.query(
    `delete from course_waiting w using course_enrolments e
     where e.course_id = $1 and e.student_id = $2 and w.course_id = $1 and w.wait_no = e.wait_no`,
    [row.courseId, row.studentId],
  )
  await db.query(
    `insert into course_enrolments (school_id, course_id, student_id, term_id, status, way, since)
     values ($1, $2, $3, $4, 'seated', 'by_hand', $5)
     on conflict (course_id, student_id) do update set status = 'seated', way = 'by_hand', wait_no = null, since = $5`,
    [row.schoolId, row.courseId, row.studentId, row.termId, now],
  )
  await db.query(
    `update course_students set slots = slots | $4, places = places + 1
     where school_id = $1 and term_id = $2 and student_id = $3`,
    [row.schoolId, row.termId, row.studentId, row.slots],
  )
  await db.query('update course_seats set taken = taken + 1 where course_id = $1', [row.courseId])
}

export const insertHandPlace = async (
  db: Queryable,
  row: { schoolId: number; courseId: number; reason: string; givenBy: string; givenByName: string },
  now: Date,
): Promise<void> => {
  await db.query(
    `insert into course_hand_places (school_id, id, course_id, reason, given_by, given_by_name, given_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [row.schoolId, randomUUID(), row.courseId, row.reason, row.givenBy, row.givenByName, now],
  )
}

/** The course supermarket's rows of both schools, and those who might read them through a forgotten `where`. */
import { randomUUID } from 'node:crypto'
import { type Attacker, actingAs, open, postsAt, type Rows } from './walls-attackers'
import type { Walls } from './walls-fixture'

type Put = (table: string, name: string, values: Record<string, unknown>) => Promise<unknown>
type Place = {
  X: string
  schoolId: number
  studentId: number
  otherStudentId: number
  /** Of the first child. */
  guardian: string | undefined
  /** Guardian of the other child. */
  other: string | undefined
  at: Date
}

/** One school's courses; the term is the district's. */
export const addCourses = async (put: Put, termId: number, place: Place): Promise<void> => {
  const { X, schoolId, studentId, otherStudentId, guardian, other, at } = place
  const term = { school_id: schoolId, term_id: termId }
  await put('course_terms', X, { ...term, periods: '[]', categories: ['社团'], updated_at: at })
  const courseId = await put('courses', X, {
    ...term,
    name: '陶艺',
    category: '社团',
    teacher_kind: 'own',
    teacher_name: '师',
    room: '室',
    starts_on: '2026-09-07',
    ends_on: '2027-01-08',
    updated_at: at,
  })
  const course = { school_id: schoolId, course_id: courseId }
  await put('course_seats', X, { ...course, term_id: termId, slots: 1, grades: 16, capacity: 9, taken: 1 })
  await put('course_hand_places', X, {
    ...course,
    id: randomUUID(),
    reason: '转学来校',
    given_by: guardian,
    given_by_name: '周',
    given_at: at,
  })
  const roundId = await put('course_rounds', X, {
    ...term,
    kind: 'wishes',
    name: '一',
    opens_at: at,
    closes_at: new Date(at.getTime() + 1000),
    most_places: 2,
    most_wishes: 8,
    offer_hours: 24,
    commitment: 'x',
    published_at: at,
    updated_at: at,
  })
  const round = { school_id: schoolId, round_id: roundId }
  await put('course_seeds', X, { ...round, seed: 'x' })
  await put('course_draws', X, { ...round, inputs: '{}', inputs_hash: 'x', sealed_at: at })
  await put('course_checks', X, { ...round, user_id: guardian, agrees: true, checked_at: at })
  await put('course_waiting', X, { ...course, wait_no: 1 })
  for (const [name, student_id, user] of [
    [X, studentId, guardian],
    [`${X} other`, otherStudentId, other],
  ] as const) {
    await put('course_consents', name, {
      ...term,
      student_id,
      takes_part: true,
      version: 'x',
      given_by: user,
      given_at: at,
    })
    await put('course_students', name, { ...term, student_id, grade: 4, takes_part: true })
    await put('course_wishes', name, {
      ...round,
      student_id,
      ticket: name,
      wishes: [courseId],
      saved_by: user,
      saved_at: at,
    })
    await put('course_enrolments', name, {
      ...course,
      student_id,
      term_id: termId,
      status: 'seated',
      way: 'first_come',
      since: at,
    })
    await put('course_answers', name, {
      ...course,
      student_id,
      request_id: randomUUID(),
      act: 'take',
      result: 'seated',
      at,
    })
    await put('course_favourites', name, { ...course, student_id, added_at: at })
  }
}

const AB = ['A', 'B']
const { hotlines: _, ...openToCourse } = open
const readOnly = { schools: [], terms: [] }
/** What everybody of the school reads of its courses. */
const shown = (rows: string[]): Rows => ({
  course_terms: rows,
  courses: rows,
  course_seats: rows,
  course_rounds: rows,
  course_draws: rows,
  course_waiting: rows,
  course_hand_places: rows,
  course_checks: rows,
})
const nothingShown = {
  course_terms: [],
  courses: [],
  course_rounds: [],
  course_draws: [],
  course_hand_places: [],
  course_seats: [],
  course_waiting: [],
  course_checks: [],
}
const ofChild = (name: string): Rows => ({
  course_consents: [name],
  course_students: [name],
  course_wishes: [name],
  course_enrolments: [name],
  course_answers: [name],
  course_favourites: [name],
})

/** @param walls asked only once the fixture stands */
export const listCourseAttackers = (walls: () => Walls): Attacker[] => [
  {
    who: 'nobody at all',
    role: 'anxin_course',
    settings: () => ({}),
    sees: openToCourse,
    changes: readOnly,
  },
  {
    who: 'a guardian at school B',
    role: 'anxin_course',
    settings: () =>
      actingAs(walls(), 'guardian B', {
        students: `{${walls().B.studentId}}`,
        child_schools: `{${walls().B.schoolId}}`,
        posts: '{}',
      }),
    sees: {
      ...openToCourse,
      ...shown(['B']),
      ...ofChild('B'),
      requests: ['B'],
      students: ['B1'],
      classes: ['B1'],
    },
    changes: { ...nothingShown, course_seats: ['B'], course_checks: ['B'] },
    removes: { courses: [], course_rounds: [] },
  },
  {
    who: 'another guardian at school B',
    role: 'anxin_course',
    settings: () =>
      actingAs(walls(), 'other B', {
        students: `{${walls().B.otherStudentId}}`,
        child_schools: `{${walls().B.schoolId}}`,
        posts: '{}',
      }),
    sees: { ...openToCourse, ...shown(['B']), ...ofChild('B other'), students: ['B2'], classes: ['B2'] },
    changes: { ...nothingShown, course_seats: ['B'] },
    removes: { courses: [], course_rounds: [] },
  },
  {
    who: 'the course office of school B',
    role: 'anxin_course',
    settings: () =>
      actingAs(walls(), 'teacher B', {
        posts: postsAt({ course_office: [walls().B.schoolId] }),
        students: '{}',
      }),
    sees: {
      ...openToCourse,
      ...shown(['B']),
      course_consents: ['B', 'B other'],
      course_students: ['B', 'B other'],
      course_wishes: ['B', 'B other'],
      course_enrolments: ['B', 'B other'],
      course_answers: ['B', 'B other'],
      course_seeds: ['B'],
      students: ['B1', 'B2'],
      classes: ['B1', 'B2'],
    },
    changes: { course_checks: [], course_consents: [] },
    // A round that was published and a course that somebody sits in stay.
    removes: { courses: [], course_rounds: [] },
  },
  {
    who: 'the same person through a route that does not ask for the office',
    role: 'anxin_course',
    settings: () => actingAs(walls(), 'teacher B', { posts: '{}', students: '{}' }),
    sees: openToCourse,
    changes: readOnly,
  },
  {
    who: 'the head of school B',
    role: 'anxin_course',
    settings: () => ({
      user_id: randomUUID(),
      posts: postsAt({ school_head: [walls().B.schoolId] }),
      students: '{}',
    }),
    sees: { ...openToCourse, ...shown(['B']) },
    changes: nothingShown,
    removes: { courses: [], course_rounds: [], course_waiting: [] },
  },
  {
    who: 'the bureau',
    role: 'anxin_course',
    settings: () => ({ user_id: randomUUID(), posts: postsAt({ bureau_officer: [0] }), students: '{}' }),
    sees: {
      ...openToCourse,
      ...shown(AB),
      course_students: ['A', 'A other', 'B', 'B other'],
    },
    changes: { ...nothingShown, course_students: [] },
    removes: { courses: [], course_rounds: [], course_waiting: [] },
  },
  {
    who: 'the run that moves lines, telling nobody',
    role: 'anxin_places',
    settings: () => ({}),
    sees: {
      ...openToCourse,
      course_terms: AB,
      courses: AB,
      course_seats: AB,
      course_rounds: AB,
      course_draws: AB,
      course_waiting: AB,
      course_students: ['A', 'A other', 'B', 'B other'],
      course_wishes: ['A', 'A other', 'B', 'B other'],
      course_enrolments: ['A', 'A other', 'B', 'B other'],
    },
  },
]

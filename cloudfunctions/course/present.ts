/** What leaves the course function about terms, rounds and courses. */
import type { Course, CourseFacts, Enrolment, Round, TermCourses } from '../../contract/course/course'
import type { CourseRow, EnrolmentRow, HandPlaceRow, RoundRow, TermRow } from './catalogue/queries'

export const presentTerm = (row: TermRow): TermCourses => ({
  termId: row.term_id,
  termName: row.name,
  startsOn: row.starts_on,
  endsOn: row.ends_on,
  periods: row.periods,
  categories: row.categories,
})

export const presentRound = (row: RoundRow): Round => ({
  roundId: row.id,
  kind: row.kind,
  name: row.name,
  opensAt: row.opens_at.toISOString(),
  closesAt: row.closes_at.toISOString(),
  mostPlaces: row.most_places,
  mostWishes: row.most_wishes,
  offerHours: row.offer_hours,
  commitment: row.commitment,
  inputsHash: row.inputs_hash,
  sealedAt: row.sealed_at?.toISOString() ?? null,
  drawnAt: row.drawn_at?.toISOString() ?? null,
  publicNumber:
    row.digits !== null && row.source !== null ? { digits: row.digits, source: row.source } : null,
})

/** What the office wrote of a course. */
export const factsOf = (row: CourseRow): CourseFacts => ({
  name: row.name,
  category: row.category,
  teacherKind: row.teacher_kind,
  teacherName: row.teacher_name,
  room: row.room,
  startsOn: row.starts_on,
  endsOn: row.ends_on,
  slots: row.slots,
  grades: row.grades,
  capacity: row.capacity,
  minimum: row.minimum,
  feeCents: row.fee_cents,
  feeBasis: row.fee_basis,
  about: row.about,
  materials: row.materials,
  bring: row.bring,
})

export const presentCourse = (row: CourseRow, handPlaces: readonly HandPlaceRow[]): Course => ({
  courseId: row.id,
  ...factsOf(row),
  isHeld: row.is_held,
  taken: row.taken,
  waiting: row.waiting,
  version: row.version,
  byHand: handPlaces
    .filter((place) => place.course_id === row.id)
    .map((place) => ({
      reason: place.reason,
      givenBy: place.given_by_name,
      givenAt: place.given_at.toISOString(),
    })),
})

export const presentEnrolment = (row: EnrolmentRow): Enrolment => ({
  courseId: row.course_id,
  status: row.status,
  way: row.way,
  waitingNumber: row.place,
  offerEndsAt: row.offer_ends_at?.toISOString() ?? null,
})

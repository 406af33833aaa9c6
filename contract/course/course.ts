/** Courses, rounds and a child's standing in them, as families and the office read them. */
import * as z from 'zod/mini'
import { day, id, moment, text } from '../common'
import { periods, slots } from './slots'
import { placeResults, roundKinds, teacherKinds } from './words'

const grades = z.int().check(z.minimum(2, '请选年级'), z.maximum(2 ** 13 - 2))

/** What the office writes of a course. */
export const courseFacts = z.object({
  name: text(1, 20),
  category: text(1, 10),
  teacherKind: z.enum(teacherKinds),
  teacherName: text(1, 20),
  room: text(1, 20),
  startsOn: day,
  endsOn: day,
  slots,
  grades,
  capacity: z.int().check(z.minimum(1, '至少 1 个名额'), z.maximum(500, '最多 500 个名额')),
  /** Fewest children with which it is held; 0 in any case. */
  minimum: z.int().check(z.minimum(0), z.maximum(500)),
  feeCents: z.int().check(z.minimum(0), z.maximum(1_000_000, '收费最多 10000 元')),
  /** The document that allows the fee. */
  feeBasis: text(0, 60),
  about: text(0, 300),
  materials: text(0, 100),
  bring: text(0, 100),
})
export type CourseFacts = z.infer<typeof courseFacts>

export const course = z.object({
  courseId: id,
  ...courseFacts.shape,
  isHeld: z.boolean(),
  /** Places that are held by somebody or kept for those who wait. */
  taken: z.int(),
  waiting: z.int(),
  /** Grows with each change of what is written; a change on top of another version is refused. */
  version: z.int(),
  /** Places given by hand, each with its reason, for all families of the school to see. */
  byHand: z.array(z.object({ reason: z.string(), givenBy: z.string(), givenAt: moment })),
})
export type Course = z.infer<typeof course>

export const round = z.object({
  roundId: id,
  kind: z.enum(roundKinds),
  name: z.string(),
  opensAt: moment,
  closesAt: moment,
  mostPlaces: z.int(),
  mostWishes: z.int(),
  offerHours: z.int(),
  /** SHA-256 of the secret seed; null where the round draws nothing. */
  commitment: z.nullable(z.string()),
  /** SHA-256 of the list of wishes, once it is closed. */
  inputsHash: z.nullable(z.string()),
  sealedAt: z.nullable(moment),
  drawnAt: z.nullable(moment),
  publicNumber: z.nullable(z.object({ digits: z.string(), source: z.string() })),
})
export type Round = z.infer<typeof round>

export const termCourses = z.object({
  termId: id,
  termName: z.string(),
  startsOn: day,
  endsOn: day,
  periods,
  categories: z.array(z.string()),
})
export type TermCourses = z.infer<typeof termCourses>

export const enrolment = z.object({
  courseId: id,
  status: z.enum(['seated', 'waiting', 'offered']),
  way: z.enum(['draw', 'first_come', 'waiting_list', 'by_hand']),
  /** Place in the line, 1 the next; null where there is a place or an offer. */
  waitingNumber: z.nullable(z.int()),
  offerEndsAt: z.nullable(moment),
})
export type Enrolment = z.infer<typeof enrolment>

/** Everything of one child in this term. */
export const childCourses = z.object({
  studentId: id,
  name: z.string(),
  grade: z.int(),
  consent: z.nullable(z.object({ takesPart: z.boolean(), version: z.string(), givenAt: moment })),
  /** A guardian; the child's own account chooses but does not consent. */
  mayConsent: z.boolean(),
  enrolments: z.array(enrolment),
  favourites: z.array(id),
  /** By round: the ranked wishes and the child's ticket in the published list. */
  wishes: z.array(z.object({ roundId: id, ticket: z.string(), courseIds: z.array(id), savedAt: moment })),
})
export type ChildCourses = z.infer<typeof childCourses>

export const placeAnswer = z.object({
  result: z.enum(placeResults),
  waitingNumber: z.nullable(z.int()),
})
export type PlaceAnswer = z.infer<typeof placeAnswer>

const wishOutcome = z.discriminatedUnion('is', [
  z.object({ is: z.literal('got'), seat: z.int(), inRound: z.int() }),
  z.object({ is: z.literal('full'), capacity: z.int(), lastPosition: z.int() }),
  z.object({ is: z.literal('clash'), withCourseId: z.nullable(id) }),
  z.object({ is: z.literal('grade') }),
  z.object({ is: z.literal('cancelled') }),
  z.object({ is: z.literal('enough') }),
])
/** What became of a child's wishes. */
export const drawnWishes = z.object({
  roundId: id,
  ticket: z.string(),
  position: z.int(),
  /** How many children were drawn. */
  children: z.int(),
  wishes: z.array(id),
  outcomes: z.array(wishOutcome),
})

export type DrawnWishes = z.infer<typeof drawnWishes>

/** A draw as anybody of the school may download it. @see draw-proof.ts */
export const publishedDraw = z.object({
  commitment: z.string(),
  inputsHash: z.string(),
  seed: z.string(),
  publicNumber: z.object({ digits: z.string(), source: z.string() }),
  inputs: z.object({
    roundId: z.string(),
    mostPlaces: z.int(),
    courses: z.array(
      z.object({
        courseId: id,
        capacity: z.int(),
        minimum: z.int(),
        slots: z.int(),
        grades: z.int(),
      }),
    ),
    students: z.array(
      z.object({ ticket: z.string(), grade: z.int(), busySlots: z.int(), wishes: z.array(id) }),
    ),
  }),
  places: z.array(z.tuple([z.string(), id, z.int()])),
  cancelled: z.array(id),
  drawnAt: moment,
  drawnBy: z.string(),
})

export const handPlaceReason = text(4, 100)
export const requestedPlace = { studentId: id, courseId: id }
export const rosterChild = z.object({
  studentId: id,
  name: z.string(),
  className: z.string(),
  status: z.enum(['seated', 'waiting', 'offered']),
  way: z.enum(['draw', 'first_come', 'waiting_list', 'by_hand']),
})

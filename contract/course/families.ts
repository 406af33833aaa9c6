/** Routes of the course supermarket for families: the catalogue, consent, wishes, places, and the draw. */
import * as z from 'zod/mini'
import { done, id, moment, read, requestId, write } from '../common'
import { COURSE_CONSENT } from './consent'
import {
  childCourses,
  course,
  drawnWishes,
  placeAnswer,
  publishedDraw,
  requestedPlace,
  round,
  termCourses,
} from './course'

export const familyCourseRoutes = {
  /** Everything a family's pages draw for one child; `term` null where the school offers nothing now. */
  'course.getCatalogue': read(
    z.object({ studentId: id }),
    z.object({
      /** The server's clock, for countdowns. */
      now: moment,
      schoolName: z.string(),
      term: z.nullable(termCourses),
      rounds: z.array(round),
      courses: z.array(course),
      child: childCourses,
    }),
  ),
  /** Home's line about courses: the round that matters, what the child has, what waits for an answer. */
  'course.getGlance': read(
    z.object({ studentId: id }),
    z.object({
      now: moment,
      termName: z.nullable(z.string()),
      rounds: z.array(round),
      seated: z.array(z.string()),
      offers: z.int(),
      takesPart: z.nullable(z.boolean()),
    }),
  ),
  /** Takes part, or chooses nothing; changeable, but places are given back first. */
  'course.saveConsent': write(
    z.object({
      requestId,
      studentId: id,
      termId: id,
      takesPart: z.boolean(),
      version: z.literal(COURSE_CONSENT.version),
    }),
    done,
  ),
  'course.setFavourite': write(z.object({ requestId, ...requestedPlace, isFavourite: z.boolean() }), done),
  /** The whole ranked list, best first, in place of the one before; an empty list takes them all back. */
  'course.saveWishes': write(
    z.object({ requestId, studentId: id, roundId: id, courseIds: z.array(id).check(z.maxLength(8)) }),
    z.object({ ticket: z.string(), savedAt: moment }),
  ),
  /** Final at once: a place, a waiting number, or the reason why not. A retry hears the same. */
  'course.takePlace': write(z.object({ requestId, ...requestedPlace }), placeAnswer),
  'course.dropPlace': write(z.object({ requestId, ...requestedPlace }), placeAnswer),
  'course.acceptOffer': write(z.object({ requestId, ...requestedPlace }), placeAnswer),
  /** What became of the child's wishes; null where the child had none. */
  'course.getDrawResult': read(
    z.object({ studentId: id, roundId: id }),
    z.object({ drawn: z.nullable(drawnWishes) }),
  ),
  /** Seed, wishes by pseudonym, public number and every place: all that is needed to draw again. */
  'course.getPublishedDraw': read(z.object({ schoolId: id, roundId: id }), publishedDraw),
  /** What a phone found out by drawing again. */
  'course.noteCheck': write(
    z.object({ requestId, schoolId: id, roundId: id, agrees: z.boolean() }),
    z.object({ checks: z.int() }),
  ),
}

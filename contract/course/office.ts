/** Routes of the course office: a term's courses and rounds, the draw, places by hand, rosters; and the bureau's view. */
import * as z from 'zod/mini'
import { day, done, id, moment, read, requestId, text, write } from '../common'
import { course, courseFacts, handPlaceReason, rosterChild, round, termCourses } from './course'
import { periods } from './slots'
import { roundKinds } from './words'

const schoolTerm = { schoolId: id, termId: id }

/** A round as the office sees it, also before it is published. */
const officeRound = z.object({
  ...round.shape,
  isPublished: z.boolean(),
  /** Children with a list of wishes. */
  lists: z.int(),
  /** Phones that drew again, and how many of them agreed. */
  checks: z.int(),
  agreeing: z.int(),
})
export type OfficeRound = z.infer<typeof officeRound>

const demand = z.object({
  courseId: id,
  /** Wishes for it in the newest wish round, first wishes among them. */
  wishes: z.int(),
  firstWishes: z.int(),
})

export const officeCourseRoutes = {
  /** Everything the desk draws of one term. `term` null where it is not set up yet. */
  'course.getDesk': read(
    z.object({ schoolId: id, termId: z.nullable(id) }),
    z.object({
      now: moment,
      schoolName: z.string(),
      /** Grades that the school teaches. */
      grades: z.array(z.int()),
      terms: z.array(
        z.object({ termId: id, name: z.string(), startsOn: day, endsOn: day, courses: z.int() }),
      ),
      term: z.nullable(termCourses),
      courses: z.array(course),
      rounds: z.array(officeRound),
      demand: z.array(demand),
      consents: z.object({ children: z.int(), takePart: z.int(), decline: z.int() }),
    }),
  ),
  'course.saveTerm': write(
    z.object({
      requestId,
      ...schoolTerm,
      periods,
      categories: z.array(text(1, 10)).check(z.minLength(1), z.maxLength(12)),
    }),
    done,
  ),
  /** `courseId` null adds one. `version` is the one the change was made on. */
  'course.saveCourse': write(
    z.object({
      requestId,
      ...schoolTerm,
      courseId: z.nullable(id),
      version: z.int(),
      facts: courseFacts,
    }),
    z.object({ courseId: id, version: z.int() }),
  ),
  /** Gone where nobody wished for it or sits in it; otherwise it can only be cancelled. */
  'course.removeCourse': write(z.object({ requestId, schoolId: id, courseId: id }), done),
  /** The courses of another term, with its weekdays, rooms and teachers, in this one's dates. */
  'course.copyTerm': write(
    z.object({ requestId, ...schoolTerm, fromTermId: id }),
    z.object({ added: z.int(), skipped: z.array(z.string()) }),
  ),
  /** `roundId` null adds one. Once published, only its end can move. */
  'course.saveRound': write(
    z.object({
      requestId,
      ...schoolTerm,
      roundId: z.nullable(id),
      kind: z.enum(roundKinds),
      name: text(1, 20),
      opensAt: moment,
      closesAt: moment,
      mostPlaces: z.int().check(z.minimum(1), z.maximum(10)),
      mostWishes: z.int().check(z.minimum(1), z.maximum(8)),
      offerHours: z.int().check(z.minimum(1), z.maximum(168)),
    }),
    z.object({ roundId: id }),
  ),
  /** From here on families see it; a wish round's commitment is made and published. */
  'course.publishRound': write(z.object({ requestId, schoolId: id, roundId: id }), done),
  /** Ends it now instead of at its time. */
  'course.closeRound': write(z.object({ requestId, schoolId: id, roundId: id }), done),
  'course.removeRound': write(z.object({ requestId, schoolId: id, roundId: id }), done),
  /** Mixes the public number in, draws, and gives the places, all at once or not at all. */
  'course.runDraw': write(
    z.object({
      requestId,
      schoolId: id,
      roundId: id,
      digits: text(4, 60),
      source: text(4, 120),
    }),
    z.object({ children: z.int(), places: z.int(), without: z.int(), cancelled: z.array(id) }),
  ),
  /** A place by hand, within the capacity and without a clash; the reason is seen by the school's families. */
  'course.givePlace': write(
    z.object({ requestId, schoolId: id, courseId: id, studentId: id, reason: handPlaceReason }),
    done,
  ),
  /** Pupils by a piece of their name, for a place by hand. */
  'course.findPupils': read(
    z.object({ schoolId: id, words: text(1, 20) }),
    z.object({ pupils: z.array(z.object({ studentId: id, name: z.string(), className: z.string() })) }),
  ),
  /** What an .xlsx holds, row by row, with every problem; nothing is saved. */
  'course.readCourseFile': read(
    z.object({
      ...schoolTerm,
      base64: z.string().check(z.minLength(1), z.maxLength(90_000, '文件太大，请去掉图片后再上传')),
    }),
    z.object({
      read: z.discriminatedUnion('kind', [
        z.object({
          kind: z.literal('read'),
          rows: z.array(
            z.object({
              row: z.int(),
              name: z.string(),
              facts: z.nullable(courseFacts),
              problems: z.array(z.string()),
            }),
          ),
        }),
        z.object({ kind: z.literal('refused'), sentence: z.string() }),
      ]),
    }),
  ),
  /** All of them or none. */
  'course.addCourses': write(
    z.object({
      requestId,
      ...schoolTerm,
      courses: z.array(courseFacts).check(z.minLength(1), z.maxLength(200)),
    }),
    z.object({ added: z.int() }),
  ),
  /** The term's courses as an .xlsx that can be read in again. */
  'course.getCourseFile': read(z.object(schoolTerm), z.object({ fileName: z.string(), base64: z.string() })),
  /** Every course's list of children, to print at its door; the look is noted. */
  'course.getDoorFile': read(z.object(schoolTerm), z.object({ fileName: z.string(), base64: z.string() })),
  /** Who sits in a course and who waits; the look is noted. */
  'course.getRoster': read(
    z.object({ schoolId: id, courseId: id }),
    z.object({ children: z.array(rosterChild) }),
  ),
}

export const bureauCourseRoutes = {
  /** Every school in that term: places, demand, waiting, and whether its draws were checked. */
  'course.getDistrict': read(
    z.object({ termId: z.nullable(id) }),
    z.object({
      termName: z.nullable(z.string()),
      schools: z.array(
        z.object({
          schoolId: id,
          schoolName: z.string(),
          courses: z.int(),
          capacity: z.int(),
          taken: z.int(),
          waiting: z.int(),
          /** Children who take part, and places they hold in all. */
          children: z.int(),
          places: z.int(),
          without: z.int(),
          byHand: z.int(),
          draws: z.int(),
          checks: z.int(),
          agreeing: z.int(),
        }),
      ),
    }),
  ),
}

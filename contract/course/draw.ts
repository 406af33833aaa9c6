/** The draw of a wish round: the same inputs give the same places on the server, in a browser and on a phone. */

/**
 * Random serial dictatorship in rounds. In each round every child, in the drawn order, takes the best wish that still
 * has a place, fits the child's grade and clashes with nothing the child holds; nobody gets a second place before
 * everybody had a first chance. Even rounds run backwards, so that the last in the first round is the first in the second.
 *
 * A course that stays under its minimum is taken out, the emptiest first, and the whole draw is run again as if it had
 * never been offered: nobody loses by having wished for it.
 */

export type DrawCourse = {
  courseId: number
  capacity: number
  /** Fewest children with which the course is held; 0 where it is held in any case. */
  minimum: number
  /** Bits of the week's slots (weekday × period), at most 30. */
  slots: number
  /** Bits of the grades let in: bit 4 is grade 4. */
  grades: number
}
export type DrawStudent = {
  /** Pseudonym that only the child's family knows as theirs. */
  ticket: string
  grade: number
  /** Slots that are taken before the draw. */
  busySlots: number
  /** Course ids, best first. */
  wishes: readonly number[]
}
export type DrawInputs = {
  roundId: string
  /** Most places a child may get in this round. */
  mostPlaces: number
  courses: readonly DrawCourse[]
  students: readonly DrawStudent[]
}

/** Why a wish did or did not become a place. Positions count from 1 in the drawn order. */
export type WishOutcome =
  | { is: 'got'; seat: number; inRound: number }
  | { is: 'full'; capacity: number; lastPosition: number }
  | { is: 'clash'; withCourseId: number | null }
  | { is: 'grade' }
  | { is: 'cancelled' }
  | { is: 'enough' }

export type DrawnStudent = { ticket: string; position: number; outcomes: WishOutcome[] }
export type DrawResult = {
  /** In the drawn order. */
  students: DrawnStudent[]
  /** Courses that were taken out, in that order. */
  cancelled: number[]
  /** Children without a place in a full course, in the drawn order, by course. */
  waiting: Map<number, string[]>
}

/** Wishes looked at between two pauses of {@link drawInSlices}. */
const SLICE = 4_000

type Place = { course: DrawCourse; left: number; lastPosition: number }
type Turn = {
  student: DrawStudent
  position: number
  next: number
  slots: number
  held: number[]
  outcomes: WishOutcome[]
}

const clashOf = (turn: Turn, course: DrawCourse, places: Map<number, Place>): number | null =>
  turn.held.find((id) => ((places.get(id)?.course.slots ?? 0) & course.slots) !== 0) ?? null

/** Takes the best wish that can still be had. @returns wishes looked at */
const takeTurn = (turn: Turn, round: number, places: Map<number, Place>): number => {
  const { wishes, grade } = turn.student
  let looked = 0
  while (turn.next < wishes.length) {
    const place = places.get(wishes[turn.next] as number)
    turn.next++
    looked++
    if (place === undefined) turn.outcomes.push({ is: 'cancelled' })
    else if ((place.course.grades & (1 << grade)) === 0) turn.outcomes.push({ is: 'grade' })
    else if ((turn.slots & place.course.slots) !== 0)
      turn.outcomes.push({ is: 'clash', withCourseId: clashOf(turn, place.course, places) })
    else if (place.left === 0)
      turn.outcomes.push({ is: 'full', capacity: place.course.capacity, lastPosition: place.lastPosition })
    else {
      place.left--
      place.lastPosition = turn.position
      turn.slots |= place.course.slots
      turn.held.push(place.course.courseId)
      turn.outcomes.push({ is: 'got', seat: place.course.capacity - place.left, inRound: round })
      return looked
    }
  }
  return looked
}

/** One pass over all rounds with these courses; pauses every so many wishes. */
function* pass(
  inputs: DrawInputs,
  order: readonly DrawStudent[],
  courses: readonly DrawCourse[],
): Generator<number, { turns: Turn[]; places: Map<number, Place> }> {
  const places = new Map(
    courses.map((course): [number, Place] => [
      course.courseId,
      { course, left: course.capacity, lastPosition: 0 },
    ]),
  )
  const turns = order.map(
    (student, index): Turn => ({
      student,
      position: index + 1,
      next: 0,
      slots: student.busySlots,
      held: [],
      outcomes: [],
    }),
  )
  let looked = 0
  for (let round = 1; round <= inputs.mostPlaces; round++)
    for (let index = 0; index < turns.length; index++) {
      const turn = turns[round % 2 === 1 ? index : turns.length - 1 - index] as Turn
      looked += 1 + takeTurn(turn, round, places)
      if (looked < SLICE) continue
      looked = 0
      yield (round - 1 + (index + 1) / turns.length) / inputs.mostPlaces
    }
  for (const { student, outcomes } of turns)
    while (outcomes.length < student.wishes.length) outcomes.push({ is: 'enough' })
  return { turns, places }
}

/** The course furthest under its minimum, the smaller id where two are alike; undefined where all are held. */
const emptiest = (places: Map<number, Place>): number | undefined => {
  let found: { courseId: number; missing: number } | undefined
  for (const { course, left } of places.values()) {
    const missing = course.minimum - (course.capacity - left)
    if (missing <= 0) continue
    if (
      found === undefined ||
      missing > found.missing ||
      (missing === found.missing && course.courseId < found.courseId)
    )
      found = { courseId: course.courseId, missing }
  }
  return found?.courseId
}

const waitingOf = (turns: readonly Turn[]): Map<number, string[]> => {
  const waiting = new Map<number, string[]>()
  for (const { student, outcomes } of turns)
    for (const [index, outcome] of outcomes.entries()) {
      if (outcome.is !== 'full') continue
      const courseId = student.wishes[index] as number
      const line = waiting.get(courseId)
      if (line) line.push(student.ticket)
      else waiting.set(courseId, [student.ticket])
    }
  return waiting
}

/**
 * The draw in slices, for a phone that must go on answering between them.
 *
 * @param order every student of the inputs, in the drawn order
 * @yields how far the pass under way has come, 0–1; it starts again when a course is taken out
 */
export function* drawInSlices(
  inputs: DrawInputs,
  order: readonly DrawStudent[],
): Generator<number, DrawResult> {
  const cancelled: number[] = []
  for (;;) {
    const courses = inputs.courses.filter(({ courseId }) => !cancelled.includes(courseId))
    const { turns, places } = yield* pass(inputs, order, courses)
    const under = emptiest(places)
    if (under !== undefined) {
      cancelled.push(under)
      continue
    }
    return {
      students: turns.map(({ student, position, outcomes }) => ({
        ticket: student.ticket,
        position,
        outcomes,
      })),
      cancelled,
      waiting: waitingOf(turns),
    }
  }
}

/** The whole draw at once. */
export const draw = (inputs: DrawInputs, order: readonly DrawStudent[]): DrawResult => {
  const slices = drawInSlices(inputs, order)
  for (;;) {
    const step = slices.next()
    if (step.done) return step.value
  }
}

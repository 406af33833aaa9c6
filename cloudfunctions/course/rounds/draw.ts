/** Runs the draw of a closed wish round and gives its places, all at once or not at all. */
import { type DrawResult, draw } from '../../../contract/course/draw'
import { drawnOrder, placesOf } from '../../../contract/course/draw-proof'
import { AppError, notFound } from '../../platform/errors'
import type { Handler } from '../../platform/handler'
import { findRound } from '../catalogue/queries'
import { requireOffice, workingName } from '../policy'
import { tellFamilies } from '../tell'
import { serverHashes } from './hashes'
import {
  type ClosedRound,
  cancelCourses,
  findDraw,
  getSeed,
  holdRound,
  lineUp,
  lockDrawn,
  type Seated,
  saveDraw,
  saveOutcomes,
  seatAll,
} from './queries'

/** Everybody in line behind a full course, in the drawn order, course by course. */
const lineOf = (result: DrawResult, children: Map<string, number>) =>
  [...result.waiting].flatMap(([courseId, tickets]) =>
    tickets.map((ticket) => ({ studentId: children.get(ticket) as number, courseId })),
  )

export const runDraw: Handler<'course.runDraw'> = {
  roles: ['course_office'],
  async run({ actor, afterCommit, db, now, services }, { schoolId, roundId, digits, source }) {
    const person = requireOffice(actor, schoolId)
    await holdRound(db, roundId)
    const round = await findRound(db, schoolId, roundId)
    if (!round) throw notFound()
    const sealed = await findDraw(db, schoolId, roundId)
    if (!sealed) throw new AppError('course.not_sealed')
    if (sealed.drawn_at) throw new AppError('course.drawn_already')
    const at: ClosedRound = round
    const { inputs, inputs_hash: inputsHash } = sealed
    const seed = await getSeed(db, roundId)
    const order = drawnOrder(
      serverHashes,
      { seed, inputsHash, publicNumber: { digits, source } },
      inputs.students,
    )
    const result = draw(inputs, order)
    const places = placesOf(inputs, result)
    const children = await lockDrawn(db, at)
    const seated = places.map(
      ([ticket, courseId, seat]): Seated => ({ studentId: children.get(ticket) as number, courseId, seat }),
    )
    await saveDraw(
      db,
      {
        schoolId,
        roundId,
        digits,
        source,
        seed,
        places,
        cancelled: result.cancelled,
        drawnByName: workingName(person, schoolId),
      },
      now,
    )
    await cancelCourses(db, schoolId, result.cancelled)
    await seatAll(db, at, seated, now)
    await lineUp(db, at, lineOf(result, children), now)
    await saveOutcomes(db, at, result.students)
    afterCommit(() => tellFamilies(services, [...children.values()], 'drawn'))
    return {
      children: inputs.students.length,
      places: places.length,
      without: inputs.students.length - new Set(places.map(([ticket]) => ticket)).size,
      cancelled: result.cancelled,
    }
  },
}

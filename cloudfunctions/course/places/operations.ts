/** Places: taken, given back, accepted from an offer. The engine keeps its own answers, so that a retry hears the same. */
import type { PlaceAnswer } from '../../../contract/course/course'
import type { Queryable } from '../../platform/database'
import { AppError, notFound } from '../../platform/errors'
import type { Handler } from '../../platform/handler'
import { placeInLine } from '../catalogue/queries'
import { moveLines } from '../lines.job'
import { requireChild } from '../policy'
import { acceptOne, dropOne, type EngineAnswer, type PlaceRequest, takeOne } from './queries'

/** @throws AppError `record.not_found`, or `request.reused` where the id was used for another course */
const present = async (
  db: Queryable,
  request: PlaceRequest,
  answer: EngineAnswer | undefined,
): Promise<PlaceAnswer> => {
  if (!answer) throw notFound()
  if (answer.course_id !== request.courseId) throw new AppError('request.reused')
  const waitingNumber =
    answer.wait_no === null ? null : await placeInLine(db, request.courseId, answer.wait_no)
  return { result: answer.result, waitingNumber }
}

export const takePlace: Handler<'course.takePlace'> = {
  roles: ['guardian', 'student'],
  replay: 'natural',
  async run({ actor, db, now }, input) {
    requireChild(actor, input.studentId)
    return present(db, input, await takeOne(db, input, now))
  },
}

export const dropPlace: Handler<'course.dropPlace'> = {
  roles: ['guardian', 'student'],
  replay: 'natural',
  async run({ actor, afterCommit, db, now, services }, input) {
    requireChild(actor, input.studentId)
    const answer = await present(db, input, await dropOne(db, input, now))
    if (answer.result === 'dropped') afterCommit(() => moveLines(services, [input.courseId]))
    return answer
  },
}

export const acceptOffer: Handler<'course.acceptOffer'> = {
  roles: ['guardian', 'student'],
  replay: 'natural',
  async run({ actor, db, now }, input) {
    requireChild(actor, input.studentId)
    return present(db, input, await acceptOne(db, input, now))
  },
}

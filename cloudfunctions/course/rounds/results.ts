/** What came of a draw: for one child in its own words, and for everybody to run again. */
import { AppError, notFound } from '../../platform/errors'
import type { Handler } from '../../platform/handler'
import { findRound } from '../catalogue/queries'
import { readerPosts, requireChild, requireDrawReader, requireFamilyAt } from '../policy'
import { countChecks, countDrawn, findDraw, findDrawn, upsertCheck } from './queries'

export const getDrawResult: Handler<'course.getDrawResult'> = {
  roles: ['guardian', 'student'],
  async run({ actor, db }, { studentId, roundId }) {
    const { tie } = requireChild(actor, studentId)
    const drawn = await findDrawn(db, tie.schoolId, roundId, studentId)
    if (!drawn) return { drawn: null }
    return { drawn: { ...drawn, roundId, children: await countDrawn(db, roundId) } }
  },
}

export const getPublishedDraw: Handler<'course.getPublishedDraw'> = {
  roles: ['guardian', 'student', ...readerPosts, 'bureau_officer'],
  async run({ actor, db }, { schoolId, roundId }) {
    requireDrawReader(actor, schoolId)
    const round = await findRound(db, schoolId, roundId)
    const draw = await findDraw(db, schoolId, roundId)
    if (!round?.commitment || !draw) throw notFound()
    const { digits, source, seed, places, cancelled, drawn_at: drawnAt } = draw
    if (!drawnAt || digits === null || source === null || seed === null || !places)
      throw new AppError('course.not_drawn')
    return {
      commitment: round.commitment,
      inputsHash: draw.inputs_hash,
      seed,
      publicNumber: { digits, source },
      inputs: {
        ...draw.inputs,
        courses: [...draw.inputs.courses],
        students: draw.inputs.students.map((student) => ({ ...student, wishes: [...student.wishes] })),
      },
      places,
      cancelled: cancelled ?? [],
      drawnAt: drawnAt.toISOString(),
      drawnBy: draw.drawn_by_name ?? '',
    }
  },
}

export const noteCheck: Handler<'course.noteCheck'> = {
  roles: ['guardian', 'student'],
  async run({ actor, db, now }, { schoolId, roundId, agrees }) {
    const { userId } = requireFamilyAt(actor, schoolId)
    const draw = await findDraw(db, schoolId, roundId)
    if (!draw) throw notFound()
    if (!draw.drawn_at) throw new AppError('course.not_drawn')
    await upsertCheck(db, { schoolId, roundId, userId, agrees }, now)
    return { checks: await countChecks(db, roundId) }
  },
}

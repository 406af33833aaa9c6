/** The guardian's word of each term: takes part, or chooses nothing. */
import { AppError, notFound } from '../../platform/errors'
import type { Handler } from '../../platform/handler'
import { findTerm, getPupil } from '../catalogue/queries'
import { requireWard } from '../policy'
import { isDrawPending } from '../rounds/queries'
import { hasEnrolments, lockStanding, setTakesPart, upsertConsent } from './queries'

export const saveConsent: Handler<'course.saveConsent'> = {
  roles: ['guardian'],
  async run({ actor, db, now }, { studentId, termId, takesPart, version }) {
    const { person, tie } = requireWard(actor, studentId)
    const { schoolId } = tie
    if (!(await findTerm(db, schoolId, termId))) throw notFound()
    const { grade } = await getPupil(db, studentId)
    const key = { schoolId, termId, studentId, grade, takesPart }
    await lockStanding(db, key)
    if (!takesPart && (await hasEnrolments(db, studentId, termId))) throw new AppError('course.has_places')
    if (await isDrawPending(db, schoolId, termId, now)) throw new AppError('course.draw_pending')
    await setTakesPart(db, key)
    await upsertConsent(db, { ...key, version, givenBy: person.userId }, now)
    return { done: true }
  },
}

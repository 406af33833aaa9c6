/** The guardian's consent: read the wording, give it, take it back as easily. */
import { AppError, notFound } from '../../platform/errors'
import type { Context, Handler } from '../../platform/handler'
import { currentConsent, isCurrentConsent } from '../consent-text'
import { isKeptQuiet, personOf } from '../policy'
import { addConsent, withdrawConsents } from './consent-queries'
import { findTie } from './queries'

export const getConsent: Handler<'account.getConsent'> = {
  roles: ['anyone'],
  async run() {
    const { version, publishedOn, paragraphs } = currentConsent
    return { version, publishedOn, paragraphs: [...paragraphs] }
  },
}

/** @throws AppError `record.not_found` where this person has no visible tie to the child */
const getOwnTie = async (
  { actor, db }: Context,
  studentId: number,
): Promise<{ userId: string; schoolId: number }> => {
  const { userId } = personOf(actor)
  const tie = await findTie(db, userId, studentId)
  if (!tie || isKeptQuiet(tie)) throw notFound()
  return { userId, schoolId: tie.schoolId }
}

export const giveConsent: Handler<'account.giveConsent'> = {
  roles: ['signed_in'],
  async run(context, { studentId, version }) {
    const { userId, schoolId } = await getOwnTie(context, studentId)
    if (!isCurrentConsent(version)) throw new AppError('consent.version_old')
    await addConsent(context.db, { userId, schoolId, studentId, version }, context.now)
    return { done: true }
  },
}

export const withdrawConsent: Handler<'account.withdrawConsent'> = {
  roles: ['signed_in'],
  async run(context, { studentId }) {
    const { userId } = await getOwnTie(context, studentId)
    await withdrawConsents(context.db, userId, studentId, context.now)
    return { done: true }
  },
}

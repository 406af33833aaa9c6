/** The identity, shown once to the one whose request was approved; afterwards the seal is shut again. */
import { setLocal } from '../../platform/database'
import { AppError } from '../../platform/errors'
import type { Handler } from '../../platform/handler'
import type { Identity } from '../case-content'
import { assertSteers, forHandlers, openAsHandler } from '../desk'
import { insertAccess } from '../people-queries'
import { openDataKey, place, unsealJson } from '../seal'
import { findIdentity, findOwnRequest, markOpened } from './queries'
import { addLook } from './step'
import { tellReporterOfLook } from './tell'
import { openWords } from './words'

export const openIdentity: Handler<'report.openIdentity'> = {
  ...forHandlers,
  async run(context, input) {
    const { db, now, services } = context
    const desk = await openAsHandler(context, input.caseId, 'write')
    assertSteers(desk)
    const { kase, person, post } = desk
    const request = await findOwnRequest(db, kase.id, person.userId)
    if (request?.status !== 'approved') throw new AppError('identity.not_approved')
    await setLocal(db, { moment: now.toISOString(), identity_request: request.id })
    const row = await findIdentity(db, kase.school_id, kase.id)
    if (!row || !(await markOpened(db, request.id, now))) throw new AppError('identity.not_approved')
    const key = openDataKey(services, place.identityKey(kase.id), {
      wrapped: row.data_key_wrapped,
      version: row.key_version,
    })
    const identity = unsealJson<Identity>(key, place.identity(kase.id), row.identity_sealed)
    const { reason } = openWords(services, request)
    const after = await addLook(context, kase, post, 'identity_opened', reason)
    await insertAccess(db, {
      schoolId: kase.school_id,
      userId: person.userId,
      what: 'identity.open',
      subject: kase.id,
      at: now,
    })
    await tellReporterOfLook(context, after)
    const { displayName, relation, childName, contact } = identity
    return { name: displayName, relation, childName, contact }
  },
}

/** A handler asks to see who reported: with a reason, which custodians and the reporter read. */
import { randomUUID } from 'node:crypto'
import { AppError } from '../../platform/errors'
import type { Handler } from '../../platform/handler'
import { assertSteers, forHandlers, openAsHandler } from '../desk'
import { insertAccess } from '../people-queries'
import { presentSeal } from './present'
import { insertRequest } from './queries'
import { addLook } from './step'
import { tellCustodians, tellReporterOfLook } from './tell'
import { sealReason } from './words'

export const askIdentity: Handler<'report.askIdentity'> = {
  ...forHandlers,
  async run(context, input) {
    const { db, now, services } = context
    const desk = await openAsHandler(context, input.caseId, 'write')
    assertSteers(desk)
    const { kase, person, post } = desk
    if (kase.is_named) throw new AppError('identity.already_open')
    if (!kase.has_identity) throw new AppError('identity.not_left')
    const isNew = await insertRequest(db, {
      school_id: kase.school_id,
      case_id: kase.id,
      case_number: kase.number,
      kind: kase.kind,
      level: kase.level,
      asked_by: person.userId,
      asked_name: post.name,
      asked_role: post.role,
      asked_at: now,
      ...sealReason(services, randomUUID(), input.reason),
    })
    if (!isNew) throw new AppError('identity.already_asked')
    if ((await tellCustodians(context, person.userId)) === 0) throw new AppError('identity.no_custodian')
    const after = await addLook(context, kase, post, 'identity_asked', input.reason)
    await insertAccess(db, {
      schoolId: kase.school_id,
      userId: person.userId,
      what: 'identity.ask',
      subject: kase.id,
      at: now,
    })
    await tellReporterOfLook(context, after)
    return presentSeal(context, after)
  },
}

/** A second person answers a request: approves it for a while, or refuses it with words. Never one's own. */
import { identityOpenHours } from '../../../contract/report/identity'
import { isPerson, type Person, type Post } from '../../platform/actor'
import { setLocal } from '../../platform/database'
import { AppError, notFound, refuseField } from '../../platform/errors'
import type { Context, Handler } from '../../platform/handler'
import { type CaseRow, findCase } from '../case-queries'
import { presentRequest } from './present'
import { decideRequest, findRequest, type RequestRow } from './queries'
import { addLook } from './step'
import { tellAsker, tellReporterOfLook } from './tell'
import { sealAnswer } from './words'

export const decideIdentity: Handler<'report.decideIdentity'> = {
  roles: ['custodian'],
  async run(context, input) {
    const { db, now, services } = context
    const { person, post } = custodianIn(context)
    const request = await findRequest(db, input.identityRequestId)
    if (!request) throw notFound()
    if (request.asked_by === person.userId) throw new AppError('identity.own_request')
    if (request.status !== 'waiting') throw new AppError('identity.already_decided')
    if (!input.approve && input.answer.length < 2)
      throw refuseField('answer', '请写明不批准的原因，申请人和举报人会看到')
    // From here on the policies let this transaction add a step to that one case.
    await setLocal(db, { identity_request: request.id })
    const kase = await findCase(db, request.case_id, 'write')
    // Somebody else may have decided while this one waited for the case.
    const isStillWaiting = (await findRequest(db, request.id))?.status === 'waiting'
    if (!kase || !isStillWaiting) throw new AppError('identity.already_decided')
    const isLost = hasLostCase(kase, request)
    if (input.approve && isLost) throw new AppError('identity.asker_left')
    const kind = input.approve ? 'identity_approved' : 'identity_refused'
    const after = await addLook(context, kase, post, kind, input.answer)
    const isDecided = await decideRequest(db, request.id, {
      status: input.approve ? 'approved' : 'refused',
      answer_sealed: sealAnswer(services, request, input.answer),
      decided_by: person.userId,
      decided_name: post.name,
      decided_at: now,
      expires_at: input.approve ? new Date(now.getTime() + identityOpenHours * 3_600_000) : null,
    })
    if (!isDecided) throw new AppError('identity.already_decided')
    // Whoever was taken off a case hears nothing of it any more.
    if (!isLost) await tellAsker(context, request.asked_by, input.approve)
    await tellReporterOfLook(context, after)
    const decided = await findRequest(db, request.id)
    if (!decided) throw new Error('a request that was just decided is not there')
    return presentRequest(context, decided)
  },
}

/** The case went from the asker's desk to the bureau, or the asker has to do with the matter. */
const hasLostCase = (
  { held_by, excluded_user_ids }: CaseRow,
  { asked_by, asked_role }: RequestRow,
): boolean =>
  excluded_user_ids.includes(asked_by) || (held_by === 'bureau') !== (asked_role === 'bureau_officer')

const custodianIn = ({ actor }: Context): { person: Person; post: Post } => {
  const post = isPerson(actor) ? actor.posts.find(({ role }) => role === 'custodian') : undefined
  if (!isPerson(actor) || !post) throw notFound()
  return { person: actor, post }
}

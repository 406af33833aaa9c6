/** A case changes hands: by its handler, by a handler who leads the school, or by the head or the bureau to whom it climbed. */
import { setLocal } from '../platform/database'
import { AppError, notFound, refuseField } from '../platform/errors'
import type { Handler } from '../platform/handler'
import { addHandlerStep, forReaders, openAsReader } from './desk'
import { logLook } from './log-look'
import { listHandlerPosts, listOfficerPosts } from './people-queries'
import { canReassignCase } from './policy'
import { presentCase } from './present'
import { assertFresh, assertOpen } from './rules'
import { tellNewHolder } from './tell'

export const reassignCase: Handler<'report.reassignCase'> = {
  ...forReaders,
  async run(context, input) {
    const desk = await openAsReader(context, input.caseId, 'write')
    const { kase, seat } = desk
    if (!canReassignCase(context.actor, kase, desk)) throw new AppError('report.case_taken')
    assertFresh(kase, input.events)
    assertOpen(kase)
    // From above a case is also given to somebody before anybody took it up: that is what was late.
    if (kase.state === 'filed' && seat !== 'above') throw new AppError('report.state_refused')
    if (seat === 'above') await setLocal(context.db, { filing_school: String(kase.school_id) })
    if (seat !== 'desk') await logLook(context, kase, 'case.read')
    const posts =
      kase.held_by === 'bureau'
        ? await listOfficerPosts(context.db)
        : await listHandlerPosts(context.db, kase.school_id)
    const next = posts.find(
      (one) => one.id === input.toPostId.toLowerCase() && !kase.excluded_user_ids.includes(one.user_id),
    )
    if (!next) throw notFound()
    if (next.id === kase.handler_post_id) throw refuseField('toPostId', '这件个案已经由这位老师经办')
    const after = await addHandlerStep(
      context,
      desk,
      { kind: 'reassigned', isInternal: true, text: `${kase.handler_name ?? ''} → ${next.name}` },
      { handler_post_id: next.id, handler_name: next.name },
    )
    await tellNewHolder(context, next.user_id)
    return presentCase(context, { ...after, handler_is_active: true })
  },
}

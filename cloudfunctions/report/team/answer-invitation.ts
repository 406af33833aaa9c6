/** A colleague who was asked in accepts, and reads the case from then on; or declines, and learns nothing more. */
import { isPerson } from '../../platform/actor'
import { setLocal } from '../../platform/database'
import { AppError, notFound } from '../../platform/errors'
import type { Context, Handler } from '../../platform/handler'
import { findCase } from '../case-queries'
import { forReaders, seatOn } from '../desk'
import { assertOpen } from '../rules'
import { tellReporter } from '../tell'
import { findInvitation, type MemberRow, moveMember } from './queries'
import { addJoined } from './step'
import { tellInviter } from './tell'

export const answerInvitation: Handler<'report.answerInvitation'> = {
  ...forReaders,
  async run(context, input) {
    const { actor, db, now } = context
    if (!isPerson(actor)) throw notFound()
    const to = input.accepts ? 'joined' : 'declined'
    const asked = await findInvitation(db, input.invitationId, actor.userId)
    if (asked?.status === 'invited') await lockCase(context, asked)
    const before = await findInvitation(db, input.invitationId, actor.userId)
    const isHeld = actor.posts.some(({ postId }) => postId === before?.post_id)
    if (!before || !isHeld || before.status === 'removed' || before.status === 'left') throw notFound()
    if (before.status === 'invited' && (await moveMember(db, before.id, ['invited'], to, now))) {
      if (input.accepts) await join(context, before)
      await tellInviter(context, before.invited_by, input.accepts)
      return { caseId: input.accepts ? before.case_id : null }
    }
    // Answered already, a moment ago on another device: the same answer again is no new one.
    const answered = await findInvitation(db, input.invitationId, actor.userId)
    if (answered?.status !== to) throw new AppError('report.state_refused')
    return { caseId: input.accepts ? before.case_id : null }
  },
}

/**
 * The case first, then the row, as the handler does who takes an invitation back: two at once wait for each other, and
 * never in a circle. The case itself is not looked at: it is not theirs yet.
 */
const lockCase = async ({ db }: Context, { case_id }: MemberRow): Promise<void> => {
  await setLocal(db, { handing_on: case_id })
  await findCase(db, case_id, 'write')
  await setLocal(db, { handing_on: '' })
}

const join = async (context: Context, member: MemberRow): Promise<void> => {
  const kase = await findCase(context.db, member.case_id, 'write')
  const seated = kase && (await seatOn(context, kase))
  if (!kase || !seated) throw notFound()
  assertOpen(kase)
  const after = await addJoined(context, kase, seated.post, member)
  await tellReporter(context, after)
}

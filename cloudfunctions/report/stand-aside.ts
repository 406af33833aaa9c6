/** A handler says that they, a colleague or the school's leadership have to do with the matter, and may not handle it. */
import { isPerson } from '../platform/actor'
import { AppError, notFound, refuseField } from '../platform/errors'
import type { Context, Handler } from '../platform/handler'
import { findCase } from './case-queries'
import { addHandlerStep, type Desk, forHandlers, openAsHandler } from './desk'
import { listOfficerPosts } from './people-queries'
import { canReassignOnDesk, deskPostFor } from './policy'
import { presentCase } from './present'
import type { Watcher } from './routing'
import { routeAround } from './routing'
import { assertFresh, assertOpen } from './rules'
import { handOn, outOfSchool, setAside, watchersOf } from './set-aside'

export const standAside: Handler<'report.standAside'> = {
  ...forHandlers,
  async run(context, input) {
    const desk = await openAsHandler(context, input.caseId, 'write')
    assertFresh(desk.kase, input.events)
    assertOpen(desk.kase)
    const whose = input.postId?.toLowerCase() ?? null
    // For oneself always; for others only whoever may pass the case on.
    if (whose !== desk.post.postId && !canReassignOnDesk(context.actor, desk.kase, desk.post))
      throw new AppError('report.case_taken')
    if (whose === null) await leaveSchool(context, desk, input.reason)
    else await leavePost(context, desk, whose, input.reason)
    const after = await findCase(context.db, desk.kase.id, 'read')
    const isSeen = after !== undefined && deskPostFor(context.actor, after) !== undefined
    return { kase: isSeen ? await presentCase(context, after) : null }
  },
}

const leaveSchool = async (context: Context, desk: Desk, reason: string): Promise<void> => {
  if (desk.kase.held_by === 'bureau') throw new AppError('report.state_refused')
  await handOn(context, desk.kase, (kase) =>
    addHandlerStep(
      context,
      { ...desk, kase },
      { kind: 'moved_to_bureau', isInternal: false, text: reason },
      outOfSchool(kase),
    ),
  )
}

const leavePost = async (context: Context, desk: Desk, postId: string, reason: string): Promise<void> => {
  const everybody = await colleaguesOf(context, desk)
  const aside = everybody.find((one) => one.postId === postId)
  if (!aside) throw notFound()
  const routing = routeAround([aside], everybody, desk.kase.excluded_user_ids)
  if (desk.kase.held_by === 'bureau' && routing.goesToBureau)
    throw refuseField('postId', '教育局没有别的人可以接手，请先添加一位')
  const why = isPerson(context.actor) && aside.userId === context.actor.userId ? '本人申请' : '同事提出'
  const noted = await addHandlerStep(context, desk, {
    kind: 'note',
    isInternal: true,
    text: `${aside.name}回避（${why}）：${reason}`,
  })
  await setAside(context, noted, routing, everybody, desk)
}

/** Who could handle the case on the desk where it lies. */
const colleaguesOf = async (context: Context, { kase }: Desk): Promise<Watcher[]> => {
  if (kase.held_by === 'school') return watchersOf(context, kase.school_id)
  const officers = await listOfficerPosts(context.db)
  return officers.map(({ id, user_id, name }) => ({ postId: id, userId: user_id, name, role: 'handler' }))
}

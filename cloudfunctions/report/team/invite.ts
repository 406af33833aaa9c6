/** The handler of a case asks a colleague of the school in; they see nothing of it before they accept. */
import { randomUUID } from 'node:crypto'
import { roleNames } from '../../../contract/people'
import { maxTeam } from '../../../contract/report/team'
import { AppError, notFound, refuseField } from '../../platform/errors'
import type { Handler } from '../../platform/handler'
import { addHandlerStep, forHandlers, openAsHandler } from '../desk'
import { canLeadTeam } from '../policy'
import { presentCase, wordsOfReporter } from '../present'
import { findNamed } from '../routing'
import { assertFresh, assertOpen } from '../rules'
import { listInvitable } from './list-colleagues'
import { insertMember } from './queries'
import { isActive, teamOf } from './team'
import { tellInvited } from './tell'

export const inviteToTeam: Handler<'report.inviteToTeam'> = {
  ...forHandlers,
  async run(context, input) {
    const desk = await openAsHandler(context, input.caseId, 'write')
    const { kase, post, person } = desk
    if (!canLeadTeam(kase, post)) throw new AppError('report.case_taken')
    assertFresh(kase, input.events)
    assertOpen(kase)
    const colleague = (await listInvitable(context, kase)).find(({ id }) => id === input.postId.toLowerCase())
    if (!colleague) throw notFound()
    if ((await teamOf(context, kase)).filter(isActive).length >= maxTeam)
      throw refuseField('postId', `最多请 ${maxTeam} 位，知道的人越少越好`)
    const one = {
      postId: colleague.id,
      userId: colleague.user_id,
      name: colleague.name,
      role: 'member',
    } as const
    if (findNamed(await wordsOfReporter(context, kase), [one]).length > 0)
      throw refuseField('postId', '举报人写的内容里提到了这位同事，不能请来一起处理')
    await insertMember(context.db, {
      school_id: kase.school_id,
      case_id: kase.id,
      id: randomUUID(),
      user_id: colleague.user_id,
      post_id: colleague.id,
      name: colleague.name,
      role: colleague.role,
      case_number: kase.number,
      kind: kase.kind,
      level: kase.level,
      invited_by: person.userId,
      invited_by_name: post.name,
      invited_at: context.now,
    })
    const after = await addHandlerStep(context, desk, {
      kind: 'note',
      isInternal: true,
      text: `请${colleague.name}（${roleNames[colleague.role]}）一起处理，等对方答复。`,
    })
    await tellInvited(context, colleague.user_id)
    return presentCase(context, after)
  },
}

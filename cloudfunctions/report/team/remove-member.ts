/** The handler of a case takes an invitation back, or ends a colleague's part. */
import { AppError, notFound } from '../../platform/errors'
import type { Handler } from '../../platform/handler'
import { addHandlerStep, forHandlers, openAsHandler } from '../desk'
import { canLeadTeam } from '../policy'
import { presentCase } from '../present'
import { assertFresh } from '../rules'
import { tellReporter } from '../tell'
import { moveMember } from './queries'
import { addLeft } from './step'
import { isActive, teamOf } from './team'

export const removeFromTeam: Handler<'report.removeFromTeam'> = {
  ...forHandlers,
  async run(context, input) {
    const desk = await openAsHandler(context, input.caseId, 'write')
    const { kase, post } = desk
    if (!canLeadTeam(kase, post)) throw new AppError('report.case_taken')
    assertFresh(kase, input.events)
    const member = (await teamOf(context, kase)).find(({ id }) => id === input.memberId.toLowerCase())
    if (!member || !isActive(member)) throw notFound()
    if (!(await moveMember(context.db, member.id, [member.status], 'removed', context.now)))
      throw new AppError('record.changed')
    if (member.status === 'invited') {
      const text = `收回了给${member.name}的邀请。`
      return presentCase(
        context,
        await addHandlerStep(context, desk, { kind: 'note', isInternal: true, text }),
      )
    }
    const after = await addLeft(context, kase, post, member)
    await tellReporter(context, after)
    return presentCase(context, after)
  },
}

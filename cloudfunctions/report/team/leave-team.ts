/** A colleague ends their part in a case, and sees it no longer. */
import { notFound } from '../../platform/errors'
import type { Handler } from '../../platform/handler'
import { forReaders, openAsReader } from '../desk'
import { tellReporter } from '../tell'
import { findJoined, moveMember } from './queries'
import { addLeft } from './step'

export const leaveTeam: Handler<'report.leaveTeam'> = {
  ...forReaders,
  async run(context, input) {
    const { kase, person, post } = await openAsReader(context, input.caseId, 'write')
    const member = await findJoined(context.db, kase.id, person.userId)
    if (!member) throw notFound()
    // The step first: the case is out of sight as soon as they have left.
    const after = await addLeft(context, kase, post, member)
    await tellReporter(context, after)
    if (!(await moveMember(context.db, member.id, ['joined'], 'left', context.now))) throw notFound()
    return { done: true }
  },
}

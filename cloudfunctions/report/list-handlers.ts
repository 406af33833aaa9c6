/** Who of the school could take a case over, with how much each has in hand. */
import type { Handler } from '../platform/handler'
import { forHandlers, openAsHandler } from './desk'
import { listHandlerLoads } from './people-queries'

export const listHandlers: Handler<'report.listHandlers'> = {
  ...forHandlers,
  async run(context, input) {
    const { kase } = await openAsHandler(context, input.caseId, 'read')
    const schoolId = kase.held_by === 'bureau' ? null : kase.school_id
    const posts = await listHandlerLoads(context.db, schoolId)
    const handlers = posts.filter(({ userId }) => !kase.excluded_user_ids.includes(userId))
    return { handlers: handlers.map(({ postId, name, openCases }) => ({ postId, name, openCases })) }
  },
}

/** Who of the school could take a case over, with how much each has in hand. */
import type { Handler } from '../platform/handler'
import { forHandlers, openAsHandler } from './desk'
import { listHandlerLoads } from './people-queries'

export const listHandlers: Handler<'report.listHandlers'> = {
  ...forHandlers,
  async run(context, input) {
    const { kase } = await openAsHandler(context, input.caseId, 'read')
    return { handlers: await listHandlerLoads(context.db, kase.school_id) }
  },
}

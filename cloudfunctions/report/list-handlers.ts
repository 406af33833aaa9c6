/** Who of the school could take a case over, with how much each has in hand. */

import { setLocal } from '../platform/database'
import { notFound } from '../platform/errors'
import type { Handler } from '../platform/handler'
import { forReaders, openAsReader } from './desk'
import { listHandlerLoads } from './people-queries'

export const listHandlers: Handler<'report.listHandlers'> = {
  ...forReaders,
  async run(context, input) {
    const { kase, seat } = await openAsReader(context, input.caseId, 'read')
    if (seat === 'team') throw notFound()
    const schoolId = kase.held_by === 'bureau' ? null : kase.school_id
    // Whoever is above has no post among the handlers, and is shown them for this school alone.
    if (seat === 'above') await setLocal(context.db, { filing_school: String(kase.school_id) })
    const posts = await listHandlerLoads(context.db, schoolId)
    const handlers = posts.filter(({ userId }) => !kase.excluded_user_ids.includes(userId))
    return {
      handlers: handlers.map(({ postId, name, openCases }) => ({
        postId,
        name,
        openCases: seat === 'desk' ? openCases : null,
      })),
    }
  },
}

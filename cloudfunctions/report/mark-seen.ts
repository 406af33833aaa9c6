/** How far the reporter has read; it never goes back, so a late copy changes nothing. */
import type { Handler } from '../platform/handler'
import { raiseSeen } from './case-queries'
import { openAsReporter } from './reporter'

export const markSeen: Handler<'report.markSeen'> = {
  roles: ['anyone'],
  replay: 'natural',
  async run(context, input) {
    const kase = await openAsReporter(context, input.by, 'read')
    const seq = Math.max(0, Math.min(input.seq, kase.events))
    if (seq > kase.reporter_seen_seq) await raiseSeen(context.db, kase.id, 'reporter', seq)
    return { done: true }
  },
}

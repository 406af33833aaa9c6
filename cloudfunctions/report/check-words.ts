/** The phone asks for the platform's content check after its report is filed; the answer is a label for the handler and nothing else. */
import type { Handler } from '../platform/handler'
import { openContent } from './case-content'
import { findContentFlag, keepContentFlag } from './content-flag-queries'
import { openAsReporter } from './reporter'

export const checkWords: Handler<'report.checkWords'> = {
  roles: ['anyone'],
  replay: 'natural',
  async run(context, input) {
    const { caller, db, services } = context
    const kase = await openAsReporter(context, input.by, 'read')
    if (!services.wechat.isLive || !caller.openid || (await findContentFlag(db, kase.id)) !== null)
      return { done: true }
    const details = openContent(services, kase)?.details ?? ''
    // A check that fails or never ends is as if there were none: the case is filed, and stays as it is.
    const verdict =
      details === '' ? null : await services.wechat.checkWords(caller.openid, details).catch(() => null)
    if (verdict !== null) await keepContentFlag(db, kase.id, verdict)
    return { done: true }
  },
}

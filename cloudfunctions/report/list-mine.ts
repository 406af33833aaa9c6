/** A person's own reports, with what is new in each. */
import { AppError } from '../platform/errors'
import type { Handler } from '../platform/handler'
import { countUnseenSteps, listCasesOfReporter } from './case-queries'
import { runningClocksOf } from './clocks'
import { presentMine } from './present'
import { reporterKeyIn, wearReporter } from './reporter'

export const listMine: Handler<'report.listMine'> = {
  roles: ['signed_in'],
  async run(context) {
    const reporterKey = reporterKeyIn(context)
    if (reporterKey === null) throw new AppError('session.missing')
    await wearReporter(context, { reporterKey, receiptKey: null })
    const cases = await listCasesOfReporter(context.db, reporterKey)
    const unseen = await countUnseenSteps(
      context.db,
      cases.map((kase) => kase.id),
    )
    const clocks = await runningClocksOf(context.db, cases, context.now)
    return {
      reports: cases.map((kase) => presentMine(kase, unseen.get(kase.id) ?? 0, clocks.get(kase.id) ?? null)),
    }
  },
}

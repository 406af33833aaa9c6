/** A reporter takes back what nobody has read yet: the whole report, or one message. It stays in the chain, sealed. */
import { AppError, notFound } from '../platform/errors'
import type { Handler } from '../platform/handler'
import { listSteps } from './case-queries'
import { presentProgress } from './present'
import { addReporterStep, openAsReporter } from './reporter'
import { assertOpen, canWithdraw } from './rules'

export const withdraw: Handler<'report.withdraw'> = {
  roles: ['anyone'],
  async run(context, input) {
    const kase = await openAsReporter(context, input.by, 'write')
    assertOpen(kase)
    const isWhole = input.seq === null
    const steps = await listSteps(context.db, kase.school_id, kase.id)
    const kind = isWhole ? 'filed' : 'reporter_message'
    const step = steps.find((one) => one.kind === kind && (isWhole || one.seq === input.seq))
    if (!step) throw notFound()
    if (!canWithdraw(kase, step.seq, step.at, context.now) || (isWhole && kase.state !== 'filed'))
      throw new AppError('report.too_late')
    // With the report goes everything written since.
    const taken = isWhole ? steps.filter((one) => isReporters(one.kind)).map((one) => one.seq) : [step.seq]
    const after = await addReporterStep(
      context,
      kase,
      { kind: isWhole ? 'withdrawn' : 'message_withdrawn', text: '' },
      {
        withdrawn_seqs: [...new Set([...kase.withdrawn_seqs, ...taken])],
        ...(isWhole ? { state: 'withdrawn', outcome: 'withdrawn', closed_at: context.now } : {}),
      },
    )
    return presentProgress(context, after)
  },
}

const isReporters = (kind: string): boolean => kind === 'filed' || kind === 'reporter_message'

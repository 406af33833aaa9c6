/** The reporter says whether it is settled: yes closes the case, no opens it again once. */
import { unsettledReasonNames } from '../../contract/report/life'
import type { ParsedInputOf } from '../../contract/routes'
import { AppError, refuseField } from '../platform/errors'
import type { Context, Handler } from '../platform/handler'
import type { CaseRow } from './case-queries'
import { addSystemStep } from './desk'
import { presentProgress } from './present'
import { addReporterStep, openAsReporter } from './reporter'
import { afterUnsatisfied, canAnswer } from './rules'
import { setAsideNamed } from './set-aside'
import { tellOfAnswer } from './tell'

type Input = ParsedInputOf<'report.answerOutcome'>

export const answerOutcome: Handler<'report.answerOutcome'> = {
  roles: ['anyone'],
  async run(context, input) {
    const kase = await openAsReporter(context, input.by, 'write')
    if (!canAnswer(kase)) throw new AppError('report.state_refused')
    const after = input.isSettled
      ? await settle(context, kase, input.text)
      : await unsettle(context, kase, input)
    await tellOfAnswer(context, after)
    return presentProgress(context, after)
  },
}

const settle = (context: Context, kase: CaseRow, text: string): Promise<CaseRow> =>
  addReporterStep(
    context,
    kase,
    { kind: 'satisfied', text },
    { state: 'closed', outcome: 'satisfied', closed_at: kase.closed_at ?? context.now },
  )

const unsettle = async (context: Context, kase: CaseRow, { reasons, text }: Input): Promise<CaseRow> => {
  const words = [...reasons.map((reason) => unsettledReasonNames[reason]), text].filter(Boolean).join('；')
  if (words === '') throw refuseField('reasons', '请选一个原因，或者写几个字')
  const next = afterUnsatisfied(kase)
  const said = await addReporterStep(
    context,
    kase,
    { kind: 'unsatisfied', text: words },
    next === 'beyond' ? { state: 'closed', outcome: 'review_final', closed_at: context.now } : {},
  )
  if (next !== 'reopens') return said
  const reopened = await addSystemStep(
    context,
    said,
    { kind: 'reopened', isInternal: false, text: '' },
    {
      state: 'investigating',
      reopened_count: kase.reopened_count + 1,
      investigation_started_at: context.now,
      closed_at: null,
      outcome: null,
    },
  )
  return setAsideNamed(context, reopened, [text])
}

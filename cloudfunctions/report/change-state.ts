/** The case moves on: into investigation, waiting for the reporter, or open again with a reason the reporter reads. */
import type { ParsedInputOf } from '../../contract/routes'
import { AppError, refuseField } from '../platform/errors'
import type { Handler } from '../platform/handler'
import type { CaseChanges, CaseRow } from './case-queries'
import { addHandlerStep, assertSteers, forHandlers, openAsHandler } from './desk'
import { presentCase } from './present'
import { assertFresh, assertMove } from './rules'
import { tellReporter } from './tell'

export const changeState: Handler<'report.changeState'> = {
  ...forHandlers,
  async run(context, input) {
    const desk = await openAsHandler(context, input.caseId, 'write')
    assertSteers(desk)
    assertFresh(desk.kase, input.events)
    const changes = changesFor(desk.kase, input, context.now)
    const step = { kind: input.to, isInternal: false, text: input.reason }
    const after = await addHandlerStep(context, desk, step, changes)
    await tellReporter(context, after)
    return presentCase(context, after)
  },
}

const changesFor = (
  kase: CaseRow,
  { to, reason }: ParsedInputOf<'report.changeState'>,
  now: Date,
): CaseChanges => {
  if (to === 'reopened') {
    if (kase.state !== 'closed') throw new AppError('report.state_refused')
    if (reason === '') throw refuseField('reason', '请写明重新处理的原因，举报人会看到')
    return { state: 'investigating', investigation_started_at: now, closed_at: null, outcome: null }
  }
  assertMove(kase.state, to)
  return to === 'investigating'
    ? { state: to, investigation_started_at: kase.investigation_started_at ?? now }
    : { state: to }
}

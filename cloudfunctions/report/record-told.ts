/** Whether both sides' guardians, or the authorities, were told: when, by whom, whom; or why that waits. */
import type { ParsedInputOf } from '../../contract/routes'
import { AppError } from '../platform/errors'
import type { Handler } from '../platform/handler'
import { addHandlerStep, assertSteers, forHandlers, openAsHandler } from './desk'
import { presentCase } from './present'
import { assertFresh, assertOpen } from './rules'

type Input = ParsedInputOf<'report.recordTold'>

export const recordTold: Handler<'report.recordTold'> = {
  ...forHandlers,
  async run(context, input) {
    const desk = await openAsHandler(context, input.caseId, 'write')
    assertSteers(desk)
    assertFresh(desk.kase, input.events)
    assertOpen(desk.kase)
    if (desk.kase.handler_post_id === null) throw new AppError('report.state_refused')
    assertComplete(input)
    const after = await addHandlerStep(context, desk, {
      kind: input.what === 'guardians' ? 'guardians_told' : 'authority_told',
      // That something was not done is for the file; that it was done the reporter may know, without its words.
      isInternal: !input.isTold,
      text: wordsOf(input),
    })
    return presentCase(context, after)
  },
}

/** @throws AppError `input.invalid`, with what is missing */
const assertComplete = ({ isTold, when, by, to, why }: Input): void => {
  const fields: Record<string, string> = {}
  if (isTold && when === '') fields.when = '请写明什么时候'
  if (isTold && by === '') fields.by = '请写明由谁、用什么方式'
  if (isTold && to === '') fields.to = '请写明告诉了谁'
  if (!isTold && why.length < 5) fields.why = '请写明原因，至少 5 个字'
  if (Object.keys(fields).length > 0) throw new AppError('input.invalid', { fields })
}

const wordsOf = ({ what, isTold, when, by, to, why }: Input): string => {
  if (what === 'guardians') return isTold ? `${when}，${by}告知${to}` : `暂缓告知：${why}`
  return isTold ? `${when}，${by}报告${to}` : `没有报告：${why}`
}

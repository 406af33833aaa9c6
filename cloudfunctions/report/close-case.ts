/** A case is closed with findings and measures for the file, and a letter that the reporter reads. */
import type { Handler } from '../platform/handler'
import { addHandlerStep, assertSteers, forHandlers, openAsHandler } from './desk'
import { presentCase } from './present'
import { assertFresh, assertMove } from './rules'
import { tellReporter } from './tell'

export const closeCase: Handler<'report.closeCase'> = {
  ...forHandlers,
  async run(context, input) {
    const desk = await openAsHandler(context, input.caseId, 'write')
    assertSteers(desk)
    assertFresh(desk.kase, input.events)
    assertMove(desk.kase.state, 'closed')
    const kase = await addHandlerStep(context, desk, {
      kind: 'note',
      isInternal: true,
      text: `调查结论：${input.findings}\n处理措施：${input.measures}`,
    })
    const after = await addHandlerStep(
      context,
      { ...desk, kase },
      { kind: 'closed', isInternal: false, text: input.letter },
      { state: 'closed', closed_at: context.now },
    )
    await tellReporter(context, after)
    return presentCase(context, after)
  },
}

/** How grave a case is, in the handlers' judgement; internal. */
import { levelNames } from '../../contract/report/words'
import type { Handler } from '../platform/handler'
import { addHandlerStep, assertSteers, forHandlers, openAsHandler } from './desk'
import { presentCase } from './present'
import { assertFresh, assertOpen } from './rules'

export const setLevel: Handler<'report.setLevel'> = {
  ...forHandlers,
  async run(context, input) {
    const desk = await openAsHandler(context, input.caseId, 'write')
    assertSteers(desk)
    assertFresh(desk.kase, input.events)
    assertOpen(desk.kase)
    if (desk.kase.level === input.level) return presentCase(context, desk.kase)
    const text = `${levelNames[desk.kase.level]} → ${levelNames[input.level]}`
    const after = await addHandlerStep(
      context,
      desk,
      { kind: 'level_set', isInternal: true, text },
      { level: input.level },
    )
    return presentCase(context, after)
  },
}

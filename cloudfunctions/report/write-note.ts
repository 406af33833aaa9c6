/** A note among handlers, which the reporter never sees. */
import type { Handler } from '../platform/handler'
import { addHandlerStep, forHandlers, openAsHandler } from './desk'
import { presentCase } from './present'

export const writeNote: Handler<'report.writeNote'> = {
  ...forHandlers,
  async run(context, input) {
    const desk = await openAsHandler(context, input.caseId, 'write')
    const after = await addHandlerStep(context, desk, { kind: 'note', isInternal: true, text: input.text })
    return presentCase(context, after)
  },
}

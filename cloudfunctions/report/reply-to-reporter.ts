/** Words from the school to the reporter; a question also waits for the answer. */
import type { Handler } from '../platform/handler'
import { addHandlerStepWithFiles, assertSteers, forHandlers, openAsHandler } from './desk'
import { presentCase } from './present'
import { assertMove, assertOpen } from './rules'
import { tellReporter } from './tell'

export const replyToReporter: Handler<'report.replyToReporter'> = {
  ...forHandlers,
  async run(context, input) {
    const desk = await openAsHandler(context, input.caseId, 'write')
    const { kase } = desk
    assertOpen(kase)
    const turns = input.isQuestion && kase.state !== 'waiting_reporter'
    if (turns) {
      assertSteers(desk)
      assertMove(kase.state, 'waiting_reporter')
    }
    const after = await addHandlerStepWithFiles(
      context,
      desk,
      { kind: 'school_message', isInternal: false, text: input.text },
      input.uploadIds,
      turns ? { state: 'waiting_reporter' } : {},
    )
    await tellReporter(context, after)
    return presentCase(context, after)
  },
}

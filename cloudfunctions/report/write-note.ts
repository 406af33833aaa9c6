/** A note among handlers, which the reporter never sees. */
import { AppError } from '../platform/errors'
import type { Handler } from '../platform/handler'
import { addHandlerStepWithFiles, forHandlers, openAsHandler } from './desk'
import { presentCase } from './present'

export const writeNote: Handler<'report.writeNote'> = {
  ...forHandlers,
  async run(context, input) {
    const desk = await openAsHandler(context, input.caseId, 'write')
    if (desk.kase.state === 'withdrawn') throw new AppError('report.case_withdrawn')
    const step = { kind: 'note', isInternal: true, text: input.text } as const
    const after = await addHandlerStepWithFiles(context, desk, step, input.uploadIds)
    return presentCase(context, after)
  },
}

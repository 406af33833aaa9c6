/** A note among those who read the case, which the reporter never sees. */
import { AppError } from '../platform/errors'
import type { Handler } from '../platform/handler'
import { addHandlerStepWithFiles, forReaders, openAsReader } from './desk'
import { logLook } from './log-look'
import { presentCase } from './present'

export const writeNote: Handler<'report.writeNote'> = {
  ...forReaders,
  async run(context, input) {
    const desk = await openAsReader(context, input.caseId, 'write')
    if (desk.kase.state === 'withdrawn') throw new AppError('report.case_withdrawn')
    const step = { kind: 'note', isInternal: true, text: input.text } as const
    // Whoever reads beside the desk is shown the case by writing, too.
    if (desk.seat !== 'desk') await logLook(context, desk.kase, 'case.read')
    const after = await addHandlerStepWithFiles(context, desk, step, input.uploadIds)
    return presentCase(context, after)
  },
}

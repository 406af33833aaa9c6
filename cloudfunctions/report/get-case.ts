/** One case on the desk; every look is logged. */
import type { Handler } from '../platform/handler'
import { forReaders, openAsReader } from './desk'
import { logLook } from './log-look'
import { presentCase } from './present'

export const getCase: Handler<'report.getCase'> = {
  ...forReaders,
  async run(context, input) {
    const { kase } = await openAsReader(context, input.caseId, 'read')
    await logLook(context, kase, 'case.read')
    return presentCase(context, kase)
  },
}

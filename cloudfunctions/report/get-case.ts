/** One case on the desk; every look is logged. */
import type { Handler } from '../platform/handler'
import { forReaders, openAsReader } from './desk'
import { insertAccess } from './people-queries'
import { schoolToLog } from './policy'
import { presentCase } from './present'

export const getCase: Handler<'report.getCase'> = {
  ...forReaders,
  async run(context, input) {
    const { kase, person } = await openAsReader(context, input.caseId, 'read')
    await insertAccess(context.db, {
      schoolId: schoolToLog(kase),
      userId: person.userId,
      what: 'case.read',
      subject: kase.id,
      at: context.now,
    })
    return presentCase(context, kase)
  },
}

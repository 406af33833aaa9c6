/** Every look of staff at a case, written down where its school's head can read who looked. @see 未成年人网络保护条例 art 36 */
import { isPerson } from '../platform/actor'
import type { Context } from '../platform/handler'
import type { CaseRow } from './case-queries'
import { insertAccess } from './people-queries'
import { schoolToLog } from './policy'

export const logLook = async (
  { actor, db, now }: Context,
  kase: CaseRow,
  what: 'case.read' | 'case.file',
): Promise<void> => {
  if (!isPerson(actor)) return
  await insertAccess(db, {
    schoolId: schoolToLog(kase),
    userId: actor.userId,
    what,
    subject: kase.id,
    at: now,
  })
}

/** Without a code: if the roster holds exactly this child, the school is asked. The answer is the same either way. */
import { AppError } from '../../platform/errors'
import type { Handler } from '../../platform/handler'
import { countAttempt } from '../../platform/limits'
import { notify } from '../../platform/notices'
import { isCurrentConsent } from '../consent-text'
import { personOf } from '../policy'
import { addConsent } from './consent-queries'
import { addTie, findTie, keepOwnName, listAdmins, lockChild, matchRoster } from './queries'

/** Whoever types names and numbers to find out is stopped here. */
export const MOST_ASKS_A_DAY = 5
const DAY_MINUTES = 24 * 60

export const askToBind: Handler<'account.askToBind'> = {
  roles: ['signed_in'],
  async run({ actor, asIdentity, db, now }, input) {
    const { userId } = personOf(actor)
    const { schoolId, relation, guardianName } = input
    if (!isCurrentConsent(input.consentVersion)) throw new AppError('consent.version_old')
    const admins = await asIdentity(async (identity) => {
      if ((await countAttempt(identity, `ask_to_bind:${userId}`, DAY_MINUTES, now)) > MOST_ASKS_A_DAY)
        throw new AppError('request.too_many')
      const studentId = await matchRoster(identity, schoolId, input.childName, input.studentNumberEnd)
      if (studentId === undefined) return []
      await lockChild(identity, studentId)
      if (await findTie(identity, userId, studentId)) return []
      const tie = { userId, schoolId, studentId, relation, name: guardianName } as const
      await addTie(identity, { ...tie, status: 'pending', way: 'roster_match' }, now)
      await addConsent(identity, { userId, schoolId, studentId, version: input.consentVersion }, now)
      return listAdmins(identity, schoolId)
    })
    await keepOwnName(db, userId, guardianName)
    for (const admin of admins)
      await notify(
        db,
        {
          userId: admin,
          kind: 'guardian_asked',
          title: '有监护人等待确认',
          body: '一位监护人的信息与名册相符，请核对后同意或拒绝。',
          link: '/packages/desk/pages/guardians/index',
          templateKey: null,
        },
        now,
      )
    return { done: true }
  },
}

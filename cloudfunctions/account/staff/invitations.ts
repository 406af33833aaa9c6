/** Inviting a colleague by a code that works once within seven days, and taking the post with it. */
import { randomBytes } from 'node:crypto'
import {
  formatBindingCode,
  makeBindingCode,
  normaliseBindingCode,
} from '../../../contract/account/binding-code'
import { isPerson } from '../../platform/actor'
import { AppError, notFound, refuseField } from '../../platform/errors'
import type { Handler } from '../../platform/handler'
import { hashSecret } from '../../platform/identity'
import { attemptsSoFar } from '../../platform/limits'
import { requireSchool } from '../schools/queries'
import { canInvite, canSeeStaff } from './policy'
import {
  addPost,
  areClassesOf,
  countAdmins,
  findOpenInvitation,
  insertInvitation,
  setWithdrawn,
  takeInvitation,
} from './queries'

const INVITATION_DAYS = 7
/** Wrong codes a person may try in an hour. */
const MISSES_AN_HOUR = 10

const bureauName = '教育局'

export const inviteStaff: Handler<'account.inviteStaff'> = {
  roles: ['school_admin', 'bureau_officer', 'operator'],
  async run({ actor, db, now }, input) {
    if (!isPerson(actor)) throw new AppError('session.missing')
    const { role, schoolId } = input
    if (!canSeeStaff(actor, schoolId)) throw notFound()
    if (schoolId !== null) await requireSchool(db, schoolId)
    const hasAdmin = schoolId !== null && (await countAdmins(db, schoolId)) > 0
    if (!canInvite(actor, role, schoolId, hasAdmin)) throw new AppError('role.forbidden')
    const classIds = role === 'teacher' || role === 'grade_head' ? [...new Set(input.classIds)] : []
    if (schoolId !== null && !(await areClassesOf(db, schoolId, classIds)))
      throw refuseField('classIds', '有的班级已经不在这所学校，请重新选择。')
    const code = makeBindingCode(randomBytes(40))
    const expiresAt = new Date(now.getTime() + INVITATION_DAYS * 86_400_000)
    const invitationId = await insertInvitation(
      db,
      {
        schoolId,
        role,
        name: input.name,
        classIds,
        codeHash: hashSecret(code),
        createdBy: actor.userId,
        expiresAt,
      },
      now,
    )
    return { invitationId, code: formatBindingCode(code), expiresAt: expiresAt.toISOString() }
  },
}

export const withdrawInvitation: Handler<'account.withdrawInvitation'> = {
  roles: ['school_admin', 'bureau_officer', 'operator'],
  async run({ actor, db, now }, { invitationId }) {
    const invitation = await findOpenInvitation(db, invitationId)
    if (!invitation || !canSeeStaff(actor, invitation.school_id)) throw notFound()
    await setWithdrawn(db, invitationId, now)
    return { done: true }
  },
}

export const acceptInvitation: Handler<'account.acceptInvitation'> = {
  roles: ['signed_in'],
  async run({ actor, asIdentity, now }, { code }) {
    if (!isPerson(actor)) throw new AppError('session.missing')
    const attemptKey = `staff-invitation:${actor.userId}`
    return asIdentity(async (db) => {
      if ((await attemptsSoFar(db, attemptKey, 60, now)) >= MISSES_AN_HOUR)
        throw new AppError('request.too_many')
      const invitation = await takeInvitation(db, hashSecret(normaliseBindingCode(code)), now)
      if (!invitation)
        throw new AppError('input.invalid', {
          fields: { code: '邀请码不对，或者已用过、已过期。请向邀请您的人要一个新的。' },
          countAttempt: attemptKey,
        })
      const schoolName = await addPost(db, invitation, actor.userId, now)
      return { role: invitation.role, schoolName: schoolName || bureauName }
    })
  },
}

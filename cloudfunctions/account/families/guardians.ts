/** Those who stand for a child: see them, invite one, say yes or no, leave. */
import { randomBytes } from 'node:crypto'
import { bindingHandle, formatBindingCode, makeBindingCode } from '../../../contract/account/binding-code'
import { AppError, notFound } from '../../platform/errors'
import type { Handler } from '../../platform/handler'
import { hashSecret } from '../../platform/identity'
import { notify } from '../../platform/notices'
import {
  canAnswerGuardian,
  canSeeGuardians,
  isGuardianOf,
  isGuardianRelation,
  isKeptQuiet,
  personOf,
} from '../policy'
import { guardianName } from '../present'
import { withdrawConsents } from './consent-queries'
import {
  addInvitation,
  answerTie,
  endTie,
  findAskedTie,
  findSchoolOf,
  findTie,
  listGuardianRows,
  lockChild,
  logAccess,
  revokeInvitations,
} from './queries'

/** Days a code for another guardian waits for its use. */
const INVITATION_DAYS = 3

export const listGuardians: Handler<'account.listGuardians'> = {
  roles: ['guardian', 'student', 'school_admin'],
  async run({ actor, db, now }, { studentId }) {
    const person = personOf(actor)
    const schoolId = await findSchoolOf(db, studentId)
    if (schoolId === undefined || !canSeeGuardians(person, studentId, schoolId)) throw notFound()
    if (!person.children.some((tie) => tie.studentId === studentId))
      await logAccess(
        db,
        { schoolId, userId: person.userId, what: 'guardians', subject: `student:${studentId}` },
        now,
      )
    const rows = await listGuardianRows(db, studentId)
    return {
      guardians: rows.map((row) => ({
        guardianshipId: row.id,
        name: guardianName(row.name, row.relation),
        relation: row.relation,
        status: row.status,
        isMe: row.user_id === person.userId,
        since: row.created_at.toISOString(),
      })),
    }
  },
}

export const inviteGuardian: Handler<'account.inviteGuardian'> = {
  roles: ['guardian'],
  async run({ actor, db, now }, { studentId }) {
    const person = personOf(actor)
    const schoolId = isGuardianOf(person, studentId) ? await findSchoolOf(db, studentId) : undefined
    if (schoolId === undefined) throw notFound()
    await revokeInvitations(db, person.userId, studentId, now)
    const expiresAt = new Date(now.getTime() + INVITATION_DAYS * 86_400_000)
    for (let tries = 0; tries < 8; tries++) {
      const code = makeBindingCode(randomBytes(40))
      const row = { schoolId, studentId, handle: bindingHandle(code), codeHash: hashSecret(code) }
      if (await addInvitation(db, { ...row, createdBy: person.userId, expiresAt }, now))
        return { code: formatBindingCode(code), expiresAt: expiresAt.toISOString() }
    }
    throw new Error('no free handle for a binding code')
  },
}

export const answerGuardian: Handler<'account.answerGuardian'> = {
  roles: ['guardian', 'school_admin'],
  async run({ actor, db, now }, { guardianshipId, accept }) {
    const person = personOf(actor)
    const tie = await findAskedTie(db, guardianshipId)
    if (!tie || !canAnswerGuardian(person, tie)) throw notFound()
    await lockChild(db, tie.studentId)
    if (!(await answerTie(db, tie.id, { by: person.userId, accept }, now)))
      throw new AppError('record.changed')
    // A refused match with the roster stays silent: the answer would tell a stranger where a child goes to school.
    if (accept || tie.way !== 'roster_match')
      await notify(
        db,
        {
          userId: tie.userId,
          kind: 'guardian_answered',
          title: accept ? '绑定已通过' : '绑定没有通过',
          body: accept
            ? '您申请绑定的孩子已经可以在首页看到。'
            : '这次绑定没有得到同意。如果您认为有误，请联系孩子的另一位监护人或学校。',
          link: accept ? '/packages/account/pages/children/index' : null,
          templateKey: null,
        },
        now,
      )
    return { done: true }
  },
}

export const leaveChild: Handler<'account.leaveChild'> = {
  roles: ['signed_in'],
  async run({ actor, db, now }, { studentId }) {
    const { userId } = personOf(actor)
    await lockChild(db, studentId)
    const tie = await findTie(db, userId, studentId)
    if (!tie || isKeptQuiet(tie)) throw notFound()
    if (tie.status === 'active' && isGuardianRelation(tie.relation)) {
      const others = (await listGuardianRows(db, studentId)).filter(
        (row) => row.user_id !== userId && row.status === 'active' && isGuardianRelation(row.relation),
      )
      if (others.length === 0) throw new AppError('binding.last_guardian')
      await revokeInvitations(db, userId, studentId, now)
    }
    await withdrawConsents(db, userId, studentId, now)
    await endTie(db, tie.id, now)
    return { done: true }
  },
}

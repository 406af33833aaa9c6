/** A code from the class's sheet, or from the first guardian, ties a person to a child. */
import { relationNames } from '../../../contract/people'
import { AppError } from '../../platform/errors'
import type { Handler } from '../../platform/handler'
import { notify } from '../../platform/notices'
import { currentConsent, isCurrentConsent } from '../consent-text'
import { isKeptQuiet, mustWaitForYes, personOf } from '../policy'
import { classWords, maskName, presentChild } from '../present'
import { listChildRows } from '../sessions/queries'
import { addConsent } from './consent-queries'
import { addTie, endTie, findTie, listAdmins, lockChild, readStanding, useCode } from './queries'
import { readCode } from './read-code'

export const previewBinding: Handler<'account.previewBinding'> = {
  roles: ['signed_in'],
  async run(context, input) {
    const code = await readCode(context, input.code)
    const { hasGuardian } = await context.asIdentity((db) => readStanding(db, code.student_id))
    return {
      schoolName: code.school_name,
      className: classWords(code.grade, code.class_number),
      maskedName: maskName(code.student_name),
      needsConfirmation: hasGuardian,
    }
  },
}

export const bindChild: Handler<'account.bindChild'> = {
  roles: ['signed_in'],
  async run(context, { code: typed, relation, consentVersion }) {
    const { actor, asIdentity, db, now } = context
    const person = personOf(actor)
    if (!isCurrentConsent(consentVersion)) throw new AppError('consent.version_old')
    const code = await readCode(context, typed)
    const bound = await asIdentity(async (identity) => {
      await lockChild(identity, code.student_id)
      const before = await findTie(identity, person.userId, code.student_id)
      if (before && !isKeptQuiet(before)) throw new AppError('binding.already_bound')
      if (!(await useCode(identity, code, now))) throw new AppError('binding.code_wrong')
      // Whoever asked by the roster and then got a code need not wait for the school any more.
      if (before) await endTie(identity, before.id, now)
      const standing = await readStanding(identity, code.student_id)
      const status = mustWaitForYes(relation, standing) ? 'pending' : 'active'
      const child = { schoolId: code.school_id, studentId: code.student_id }
      const tie = {
        ...child,
        userId: person.userId,
        relation,
        name: person.displayName,
        status,
        way: code.way,
      } as const
      await addTie(identity, tie, now)
      await addConsent(identity, { ...child, userId: person.userId, version: consentVersion }, now)
      const rows = await listChildRows(identity, person.userId, currentConsent.version)
      const row = rows.find((each) => each.student_id === code.student_id)
      if (!row) throw new Error('a child was bound and cannot be found')
      // Where no guardian stands yet, only the school can say yes.
      const asked = standing.hasGuardian ? standing.guardianIds : await listAdmins(identity, code.school_id)
      return { status, child: presentChild(row), asked, byGuardian: standing.hasGuardian } as const
    })
    if (bound.status === 'pending')
      for (const userId of bound.asked)
        await notify(
          db,
          {
            userId,
            kind: 'guardian_asked',
            title: '有人申请绑定孩子',
            body: `一位${relationNames[relation]}用绑定码申请绑定，请您看一看，同意或拒绝。`,
            link: bound.byGuardian
              ? '/packages/account/pages/children/index'
              : '/packages/desk/pages/guardians/index',
            templateKey: null,
          },
          now,
        )
    return { status: bound.status, child: bound.child }
  },
}

/** A class's sheet of binding codes: fresh ones, shown once; those printed before stop working. */

import { randomBytes } from 'node:crypto'
import { bindingHandle, formatBindingCode, makeBindingCode } from '../../../contract/account/binding-code'
import { dayInChina } from '../../../contract/china-time'
import { className } from '../../../contract/people'
import { holdsRoleAt, isPerson } from '../../platform/actor'
import type { Queryable } from '../../platform/database'
import { AppError, notFound } from '../../platform/errors'
import type { Handler } from '../../platform/handler'
import { hashSecret } from '../../platform/identity'
import { recordAccess, requireClass, requireSchool } from '../schools/queries'
import { type Bindable, insertCodes, listBindable, revokeSheet } from './binding-queries'
import { teachesClass } from './policy'

const SHEET_DAYS = 30
const TRIES = 8

export const makeBindingSheet: Handler<'account.makeBindingSheet'> = {
  roles: ['school_admin', 'teacher'],
  async run({ actor, db, now }, { schoolId, classId, onlyUnbound }) {
    if (!isPerson(actor)) throw new AppError('session.missing')
    if (!holdsRoleAt(actor, 'school_admin', schoolId) && !teachesClass(actor, schoolId, classId))
      throw notFound()
    const school = await requireSchool(db, schoolId)
    const { grade, number } = await requireClass(db, schoolId, classId)
    const pupils = (await listBindable(db, schoolId, classId)).filter(
      (pupil) => !onlyUnbound || !pupil.is_bound,
    )
    await revokeSheet(
      db,
      schoolId,
      pupils.map((pupil) => pupil.id),
      now,
    )
    const expiresAt = new Date(now.getTime() + SHEET_DAYS * 86_400_000)
    const codes = await makeCodes(db, schoolId, pupils, { by: actor.userId, at: now, expiresAt })
    await recordAccess(
      db,
      { schoolId, userId: actor.userId, what: 'make_binding_sheet', subject: `class:${classId}` },
      now,
    )
    return {
      schoolName: school.name,
      className: className(grade, number),
      expiresOn: dayInChina(expiresAt),
      codes: pupils.map((pupil) => ({ studentName: pupil.name, code: codes.get(pupil.id) ?? '' })),
    }
  },
}

/** One code a pupil; where the first four signs are taken already, another is drawn. */
const makeCodes = async (
  db: Queryable,
  schoolId: number,
  pupils: readonly Bindable[],
  made: { by: string; at: Date; expiresAt: Date },
): Promise<Map<number, string>> => {
  const codes = new Map<number, string>()
  let waiting = pupils.map((pupil) => pupil.id)
  for (let attempt = 0; attempt < TRIES && waiting.length > 0; attempt += 1) {
    const drawn = waiting.map((studentId) => ({ studentId, code: makeBindingCode(randomBytes(40)) }))
    const added = await insertCodes(
      db,
      schoolId,
      drawn.map(({ studentId, code }) => ({
        studentId,
        handle: bindingHandle(code),
        codeHash: hashSecret(code),
      })),
      made,
    )
    for (const { studentId, code } of drawn)
      if (added.has(studentId)) codes.set(studentId, formatBindingCode(code))
    waiting = waiting.filter((studentId) => !added.has(studentId))
  }
  if (waiting.length > 0) throw new Error('no free handles for binding codes')
  return codes
}

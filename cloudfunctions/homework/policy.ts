/** Who may log and read a child's evenings: the family, and only once it has consented. */
import type { Actor, Person } from '../platform/actor'
import { isPerson } from '../platform/actor'
import type { Queryable } from '../platform/database'
import { AppError, notFound } from '../platform/errors'
import { type ChildRow, findChild } from './queries'

/** Pupils of the senior stage are past 14 and may consent for themselves (个人信息保护法 art 31). */
const mayConsentAlone = (grade: number): boolean => grade >= 10

const isConsented = (child: ChildRow): boolean =>
  child.has_guardian_consent || (child.has_own_consent && mayConsentAlone(child.grade))

/** A child the actor is an active guardian of, or is. */
const isOwnChild = (actor: Person, studentId: number): boolean =>
  actor.children.some((tie) => tie.studentId === studentId)

export type OwnChild = ChildRow & { student_id: number; person: Person }

/** @throws AppError `record.not_found` for anybody else's child, `consent.required` before the guardian's yes */
export const requireOwnChild = async (db: Queryable, actor: Actor, studentId: number): Promise<OwnChild> => {
  if (!isPerson(actor) || !isOwnChild(actor, studentId)) throw notFound()
  const child = await findChild(db, studentId, actor.userId)
  if (!child) throw notFound()
  if (!isConsented(child)) throw new AppError('consent.required')
  return { ...child, student_id: studentId, person: actor }
}

/** Who sees a school's published homework numbers: its heads, the heads of grade their own classes, the bureau all. */
import { type Actor, holdsRoleAt, isPerson, type Person } from '../../platform/actor'
import { notFound } from '../../platform/errors'
import { classesOf, leadsSchool } from '../board/policy'

export const isBureau = (actor: Actor): boolean => holdsRoleAt(actor, 'bureau_officer', null)

/** Classes in sight: null is all of the school. @throws AppError `record.not_found` for a school that is not one's own */
export const requireSight = (
  actor: Actor,
  schoolId: number,
): { person: Person; classIds: readonly number[] | null } => {
  if (!isPerson(actor)) throw notFound()
  if (isBureau(actor) || leadsSchool(actor, schoolId)) return { person: actor, classIds: null }
  if (holdsRoleAt(actor, 'grade_head', schoolId))
    return { person: actor, classIds: classesOf(actor, schoolId) }
  throw notFound()
}

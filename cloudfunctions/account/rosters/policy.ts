/** Who may run rosters, promotions and binding sheets. */
import { type Actor, holdsRoleAt, isPerson } from '../../platform/actor'
import { notFound } from '../../platform/errors'

export const isBureau = (actor: Actor): boolean =>
  holdsRoleAt(actor, 'bureau_officer', null) || holdsRoleAt(actor, 'operator', null)

/** One school's rosters: its admin or the bureau. The whole district's (null): the bureau. */
export const canRunRosters = (actor: Actor, schoolId: number | null): boolean =>
  isBureau(actor) || (schoolId !== null && holdsRoleAt(actor, 'school_admin', schoolId))

/** @throws AppError `record.not_found`, the same as for a school that does not exist */
export const requireRosters = (actor: Actor, schoolId: number | null): void => {
  if (!canRunRosters(actor, schoolId)) throw notFound()
}

/** A class's own teacher. */
export const teachesClass = (actor: Actor, schoolId: number, classId: number): boolean =>
  isPerson(actor) &&
  actor.posts.some(
    (post) => post.role === 'teacher' && post.schoolId === schoolId && post.classIds.includes(classId),
  )

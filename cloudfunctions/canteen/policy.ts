/** Who may do what in a canteen, one sentence each. The rows are guarded a second time by the database. */
import type { StaffRole } from '../../contract/people'
import { type Actor, holdsRoleAt, isPerson, type Person } from '../platform/actor'
import { AppError, notFound } from '../platform/errors'

/** The person behind a route that asks for a session. @throws AppError `session.missing` */
export const personOf = (actor: Actor): Person => {
  if (!isPerson(actor)) throw new AppError('session.missing')
  return actor
}

/** Posts that may read their own school's menus; families read their children's. */
export const readerPosts = [
  'teacher',
  'grade_head',
  'school_admin',
  'handler',
  'school_head',
  'canteen_manager',
  'course_office',
] as const satisfies StaffRole[]

/** The school's canteen manager writes its menus, nobody else. */
export const keepsMenus = (actor: Actor, schoolId: number): boolean =>
  holdsRoleAt(actor, 'canteen_manager', schoolId)

export const isBureau = (actor: Actor): boolean => holdsRoleAt(actor, 'bureau_officer', null)

/** A child of theirs goes there. */
export const hasChildAt = (actor: Actor, schoolId: number): boolean =>
  isPerson(actor) && actor.children.some((tie) => tie.schoolId === schoolId)

/** Families of the school, its staff, the bureau. */
export const readsMenus = (actor: Actor, schoolId: number): boolean =>
  hasChildAt(actor, schoolId) ||
  isBureau(actor) ||
  readerPosts.some((role) => holdsRoleAt(actor, role, schoolId))

/** Any canteen of the district may learn from another's published menu. */
export const copiesMenus = (actor: Actor): boolean =>
  isPerson(actor) && actor.posts.some((post) => post.role === 'canteen_manager')

/** Null is the district, whose rules are the bureau's; a school's are its canteen's and its administrators'. */
export const keepsRules = (actor: Actor, schoolId: number | null): boolean =>
  schoolId === null
    ? isBureau(actor)
    : keepsMenus(actor, schoolId) || holdsRoleAt(actor, 'school_admin', schoolId)

/** The bureau reads every school's. */
export const readsRules = (actor: Actor, schoolId: number | null): boolean =>
  isBureau(actor) || keepsRules(actor, schoolId)

/** @throws AppError `record.not_found`, the same as for a school that does not exist */
export const requireKeeper = (actor: Actor, schoolId: number): Person => {
  if (!keepsMenus(actor, schoolId)) throw notFound()
  return personOf(actor)
}

/** @throws AppError `record.not_found`, the same as for a school that does not exist */
export const requireReader = (actor: Actor, schoolId: number): Person => {
  if (!readsMenus(actor, schoolId)) throw notFound()
  return personOf(actor)
}

/** The name under which the person works at that school. */
export const workingName = (person: Person, schoolId: number | null): string =>
  person.posts.find((post) => post.schoolId === schoolId)?.name || person.displayName

/** Posts that open the canteen to families and keep the record of companion meals. */
export const hostPosts = ['canteen_manager', 'school_head', 'school_admin'] as const satisfies StaffRole[]

export const hostsVisits = (actor: Actor, schoolId: number): boolean =>
  hostPosts.some((role) => holdsRoleAt(actor, role, schoolId))

/** @throws AppError `record.not_found`, the same as for a school that does not exist */
export const requireHost = (actor: Actor, schoolId: number): Person => {
  if (!hostsVisits(actor, schoolId)) throw notFound()
  return personOf(actor)
}

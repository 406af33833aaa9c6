/** Who may do what with courses, one sentence each. The rows are guarded a second time by the database. */
import type { StaffRole } from '../../contract/people'
import { type Actor, type ChildTie, holdsRoleAt, isPerson, type Person } from '../platform/actor'
import { AppError, notFound } from '../platform/errors'

/** The person behind a route that asks for a session. @throws AppError `session.missing` */
export const personOf = (actor: Actor): Person => {
  if (!isPerson(actor)) throw new AppError('session.missing')
  return actor
}

/** Posts that may read their own school's draws and rosters' totals; families read their children's. */
export const readerPosts = ['school_admin', 'school_head', 'course_office'] as const satisfies StaffRole[]

/** The school's course office sets up its courses and runs its rounds, nobody else. */
const keepsCourses = (actor: Actor, schoolId: number): boolean =>
  holdsRoleAt(actor, 'course_office', schoolId)

export const isBureau = (actor: Actor): boolean => holdsRoleAt(actor, 'bureau_officer', null)

const hasChildAt = (actor: Actor, schoolId: number): boolean =>
  isPerson(actor) && actor.children.some((tie) => tie.schoolId === schoolId)

/** A draw is for all of the school to run again: families, those who answer for it, the bureau. */
const readsDraws = (actor: Actor, schoolId: number): boolean =>
  hasChildAt(actor, schoolId) ||
  isBureau(actor) ||
  readerPosts.some((role) => holdsRoleAt(actor, role, schoolId))

/** @throws AppError `record.not_found`, the same as for a school that does not exist */
export const requireOffice = (actor: Actor, schoolId: number): Person => {
  if (!keepsCourses(actor, schoolId)) throw notFound()
  return personOf(actor)
}

/** @throws AppError `record.not_found`, the same as for a school that does not exist */
export const requireDrawReader = (actor: Actor, schoolId: number): Person => {
  if (!readsDraws(actor, schoolId)) throw notFound()
  return personOf(actor)
}

/** A family of the school. @throws AppError `record.not_found` */
export const requireFamilyAt = (actor: Actor, schoolId: number): Person => {
  if (!hasChildAt(actor, schoolId)) throw notFound()
  return personOf(actor)
}

/** @throws AppError `record.not_found`, the same as for a child that does not exist */
export const requireChild = (actor: Actor, studentId: number): { person: Person; tie: ChildTie } => {
  const tie = isPerson(actor) ? actor.children.find((one) => one.studentId === studentId) : undefined
  if (!tie) throw notFound()
  return { person: personOf(actor), tie }
}

/** A guardian; not the child's own account. @throws AppError `record.not_found` */
export const requireWard = (actor: Actor, studentId: number): { person: Person; tie: ChildTie } => {
  const found = requireChild(actor, studentId)
  if (found.tie.relation === 'self') throw notFound()
  return found
}

/** The name under which the person works at that school. */
export const workingName = (person: Person, schoolId: number): string =>
  person.posts.find((post) => post.schoolId === schoolId)?.name || person.displayName

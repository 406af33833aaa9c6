/** Who may do what in a family, each rule one sentence. */
import type { Relation } from '../../contract/people'
import { type Actor, holdsRoleAt, isPerson, type Person } from '../platform/actor'
import { AppError } from '../platform/errors'

/** The person behind a route that asks for a session. @throws AppError `session.missing` */
export const personOf = (actor: Actor): Person => {
  if (!isPerson(actor)) throw new AppError('session.missing')
  return actor
}

/** A pupil's own account is not a guardian. */
export const isGuardianRelation = (relation: Relation): boolean => relation !== 'self'

/** Confirmed guardians of that child; never the child's own account. */
export const isGuardianOf = (person: Person, studentId: number): boolean =>
  person.children.some((tie) => tie.studentId === studentId && isGuardianRelation(tie.relation))

type Tie = { studentId: number; schoolId: number; userId: string }

/** A confirmed guardian of the same child or the school's admin says yes or no, never the one who asks. */
export const canAnswerGuardian = (actor: Person, tie: Tie): boolean =>
  actor.userId !== tie.userId &&
  (isGuardianOf(actor, tie.studentId) || holdsRoleAt(actor, 'school_admin', tie.schoolId))

/** A confirmed guardian, the pupil, and the school's admin see who stands for a child. */
export const canSeeGuardians = (actor: Person, studentId: number, schoolId: number): boolean =>
  actor.children.some((tie) => tie.studentId === studentId) || holdsRoleAt(actor, 'school_admin', schoolId)

type Standing = { hasGuardian: boolean; hasOwnAccount: boolean }

/** The first guardian stands at once; whoever comes after one waits for a yes, and so does a second account of the pupil. */
export const mustWaitForYes = (relation: Relation, child: Standing): boolean =>
  child.hasGuardian || (relation === 'self' && child.hasOwnAccount)

/** Pupils of the senior stage are past 14 and may consent for themselves (个人信息保护法 art 31). */
export const mayConsentAlone = (grade: number): boolean => grade >= 10

/** Waiting for a match with the roster says nothing to the one who asks, or the roster could be guessed at. */
export const isKeptQuiet = (tie: { way: string; status: string }): boolean =>
  tie.way === 'roster_match' && tie.status === 'pending'

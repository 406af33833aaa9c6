/** Who may do what with a case, one sentence each. The rows are guarded a second time by the database. */
import { type Actor, holdsRoleAt, isPerson, type Person, type Post } from '../platform/actor'

/** What the sentences need to know of a case. */
export type CaseHolding = {
  school_id: number
  handler_post_id: string | null
  /** False where the handler has left the post since. */
  handler_is_active: boolean | null
}

/** The post under which the actor handles cases at that school. */
export const handlerPostAt = (actor: Actor, schoolId: number): Post | undefined =>
  isPerson(actor)
    ? actor.posts.find((post) => post.role === 'handler' && post.schoolId === schoolId)
    : undefined

const isHeldBy = (kase: CaseHolding, post: Post): boolean => kase.handler_post_id === post.postId
const isHeldByNobody = (kase: CaseHolding): boolean =>
  kase.handler_post_id === null || kase.handler_is_active === false

/** Its handler; any handler of the school while nobody holds it, or when its handler has left. */
export const canSteerCase = (kase: CaseHolding, post: Post): boolean =>
  isHeldBy(kase, post) || isHeldByNobody(kase)

/** Its handler, and a handler who is also the school's head or admin. */
export const canReassignCase = (actor: Actor, kase: CaseHolding, post: Post): boolean =>
  canSteerCase(kase, post) ||
  holdsRoleAt(actor, 'school_head', kase.school_id) ||
  holdsRoleAt(actor, 'school_admin', kase.school_id)

/** A child the actor is an active guardian of, or is. */
export const isOwnChild = (actor: Person, studentId: number): boolean =>
  actor.children.some((tie) => tie.studentId === studentId)

/** A school's head and handlers read their own; the bureau reads the district and each school. */
export const canReadStatistics = (actor: Actor, schoolId: number | null): boolean =>
  holdsRoleAt(actor, 'bureau_officer', null) ||
  (schoolId !== null &&
    (holdsRoleAt(actor, 'school_head', schoolId) || holdsRoleAt(actor, 'handler', schoolId)))

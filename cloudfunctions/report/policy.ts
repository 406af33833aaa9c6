/** Who may do what with a case, one sentence each. The rows are guarded a second time by the database. */
import type { HeldBy } from '../../contract/report/clocks'
import type { Seat } from '../../contract/report/report'
import { type Actor, holdsRoleAt, isPerson, type Person, type Post } from '../platform/actor'

/** What the sentences need to know of a case. */
export type CaseHolding = {
  school_id: number
  held_by: HeldBy
  is_hidden_from_school: boolean
  excluded_user_ids: string[]
  handler_post_id: string | null
  /** False where the handler has left the post since. */
  handler_is_active: boolean | null
  /** When a clock of it first climbed to the head, and to the bureau. */
  head_sees_since: Date | null
  bureau_sees_since: Date | null
}

/** The post under which the actor handles cases at that school. */
export const handlerPostAt = (actor: Actor, schoolId: number | null): Post | undefined =>
  isPerson(actor)
    ? actor.posts.find((post) => post.role === 'handler' && post.schoolId === schoolId)
    : undefined

/** The post under which the actor handles cases at the bureau. */
const officerPost = (actor: Actor): Post | undefined =>
  isPerson(actor) ? actor.posts.find((post) => post.role === 'bureau_officer') : undefined

/** The post under which the actor sees that desk's queue; a school's desk is always of one school. */
export const postAtDesk = (actor: Actor, desk: HeldBy, schoolId: number | null): Post | undefined =>
  desk === 'bureau' ? officerPost(actor) : handlerPostAt(actor, schoolId)

/** Nobody who stands aside sees a case, in whatever post. */
const standsAside = (actor: Actor, kase: CaseHolding): boolean =>
  isPerson(actor) && kase.excluded_user_ids.includes(actor.userId)

/** The post under which the actor works on a case: the bureau's where the bureau holds it, and the school's unless it is hidden. */
export const deskPostFor = (actor: Actor, kase: CaseHolding): Post | undefined => {
  if (standsAside(actor, kase)) return undefined
  const officer = kase.held_by === 'bureau' ? officerPost(actor) : undefined
  return officer ?? (kase.is_hidden_from_school ? undefined : handlerPostAt(actor, kase.school_id))
}

/** The post of whoever is above: the head once a clock climbed to them, and the bureau once it climbed further. */
const abovePostFor = (actor: Actor, kase: CaseHolding): Post | undefined => {
  if (!isPerson(actor) || kase.is_hidden_from_school || standsAside(actor, kase)) return undefined
  const isBureaus = kase.bureau_sees_since !== null && kase.held_by === 'school'
  const officer = isBureaus ? officerPost(actor) : undefined
  const isHeads = kase.head_sees_since !== null
  const head = (post: Post): boolean => post.role === 'school_head' && post.schoolId === kase.school_id
  return officer ?? (isHeads ? actor.posts.find(head) : undefined)
}

/** The post under which somebody was asked in and joined, while they hold it. */
const teamPostFor = (actor: Actor, kase: CaseHolding, joinedPostId: string | undefined): Post | undefined => {
  if (!isPerson(actor) || kase.is_hidden_from_school || standsAside(actor, kase)) return undefined
  return actor.posts.find((post) => post.postId === joinedPostId && post.schoolId === kase.school_id)
}

export type Seated = { post: Post; seat: Seat }

/**
 * As what somebody reads a case; undefined where they may not.
 *
 * @param joinedPostId the post under which they joined its team, if they did
 */
export const seatOf = (
  actor: Actor,
  kase: CaseHolding,
  joinedPostId: string | undefined,
): Seated | undefined => {
  const desk = deskPostFor(actor, kase)
  if (desk) return { post: desk, seat: 'desk' }
  const above = abovePostFor(actor, kase)
  if (above) return { post: above, seat: 'above' }
  const team = teamPostFor(actor, kase, joinedPostId)
  return team && { post: team, seat: 'team' }
}

/** The case lies on the desk of that post. */
export const isOnDeskOf = (kase: CaseHolding, post: Post): boolean =>
  (kase.held_by === 'bureau') === (post.role === 'bureau_officer')
const isHeldBy = (kase: CaseHolding, post: Post): boolean => kase.handler_post_id === post.postId
/** The handler who holds it asks colleagues in, and ends their part. */
export const canLeadTeam = (kase: CaseHolding, post: Post): boolean =>
  kase.held_by === 'school' && isHeldBy(kase, post)
const isHeldByNobody = (kase: CaseHolding): boolean =>
  kase.handler_post_id === null || kase.handler_is_active === false

/** Its handler; any colleague on the same desk while nobody holds it, or when its handler has left. */
export const canSteerCase = (kase: CaseHolding, post: Post): boolean =>
  isOnDeskOf(kase, post) && (isHeldBy(kase, post) || isHeldByNobody(kase))

/** Its handler, whoever it climbed to, and a handler who is also the school's head or admin. */
export const canReassignCase = (actor: Actor, kase: CaseHolding, { post, seat }: Seated): boolean =>
  seat !== 'team' && (seat === 'above' || canReassignOnDesk(actor, kase, post))

export const canReassignOnDesk = (actor: Actor, kase: CaseHolding, post: Post): boolean =>
  canSteerCase(kase, post) ||
  (kase.held_by === 'school' &&
    (holdsRoleAt(actor, 'school_head', kase.school_id) || holdsRoleAt(actor, 'school_admin', kase.school_id)))

/** Under which school a look at a case is logged: the head reads that log, so a hidden case stands under none. */
export const schoolToLog = (kase: Pick<CaseHolding, 'school_id' | 'is_hidden_from_school'>): number | null =>
  kase.is_hidden_from_school ? null : kase.school_id

/** A child the actor is an active guardian of, or is. */
export const isOwnChild = (actor: Person, studentId: number): boolean =>
  actor.children.some((tie) => tie.studentId === studentId)

/** A school's head and handlers read their own; the bureau reads the district and each school. */
export const canReadStatistics = (actor: Actor, schoolId: number | null): boolean =>
  holdsRoleAt(actor, 'bureau_officer', null) ||
  (schoolId !== null &&
    (holdsRoleAt(actor, 'school_head', schoolId) || holdsRoleAt(actor, 'handler', schoolId)))

/** The person behind a request: their posts, their children, and what a route's role list lets through. */
import type { Relation, Role, StaffRole } from '../../contract/people'

export type Post = {
  postId: string
  role: StaffRole
  schoolId: number | null
  name: string
  classIds: number[]
}
export type ChildTie = { studentId: number; schoolId: number; relation: Relation }

export type Person = {
  kind: 'person'
  userId: string
  /** Null where WeChat vouches for each call. */
  sessionId: string | null
  displayName: string
  posts: Post[]
  children: ChildTie[]
}
export type Actor = { kind: 'anonymous' } | Person

export const isPerson = (actor: Actor): actor is Person => actor.kind === 'person'

/** True where the actor holds the role at all. */
export const holdsRole = (actor: Actor, role: Role): boolean => {
  if (role === 'anyone') return true
  if (!isPerson(actor)) return false
  if (role === 'signed_in') return true
  if (role === 'student') return actor.children.some((tie) => tie.relation === 'self')
  if (role === 'guardian') return actor.children.some((tie) => tie.relation !== 'self')
  return actor.posts.some((post) => post.role === role)
}

/** True where the actor holds the role at that school; null is the bureau. */
export const holdsRoleAt = (actor: Actor, role: StaffRole, schoolId: number | null): boolean =>
  isPerson(actor) && actor.posts.some((post) => post.role === role && post.schoolId === schoolId)

/** Who owns this request's ledger row and uploads. */
export const actorKey = (actor: Actor): string => (isPerson(actor) ? actor.userId : 'anyone')

/** Settings for the policies: only posts whose role the route asked for, so that a wall is no wider than the door. */
export const actorSettings = (actor: Actor, roles: readonly Role[]): Record<string, string> => {
  if (!isPerson(actor)) return { actor_key: 'anyone' }
  const posts: Record<string, number[]> = {}
  for (const post of actor.posts) {
    if (!roles.includes(post.role)) continue
    const held = posts[post.role] ?? []
    held.push(post.schoolId ?? 0)
    posts[post.role] = held
  }
  return {
    actor_key: actor.userId,
    user_id: actor.userId,
    posts: JSON.stringify(posts),
    students: `{${actor.children.map((tie) => tie.studentId).join(',')}}`,
    child_schools: `{${[...new Set(actor.children.map((tie) => tie.schoolId))].join(',')}}`,
  }
}

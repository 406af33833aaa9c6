/** The child a family route is about: theirs, whoever asks. */
import { type Actor, type ChildTie, isPerson, type Person } from '../../platform/actor'
import { notFound } from '../../platform/errors'
import { personOf } from '../policy'

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

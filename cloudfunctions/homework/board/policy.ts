/** Who sees and writes a class's board: those who teach it, who lead its grade, and its school's heads. */
import { type Actor, holdsRoleAt, isPerson, type Person } from '../../platform/actor'
import type { Queryable } from '../../platform/database'
import { notFound } from '../../platform/errors'
import { type ClassRow, listClasses } from './queries'

/** Classes that the actor teaches or leads at that school. */
export const classesOf = (actor: Person, schoolId: number): number[] => [
  ...new Set(
    actor.posts
      .filter((post) => post.schoolId === schoolId && (post.role === 'teacher' || post.role === 'grade_head'))
      .flatMap((post) => post.classIds),
  ),
]

/** Heads of a grade teach as well, and publish for the classes that they lead. */
export const publishesFor = (actor: Person, klass: ClassRow): boolean =>
  classesOf(actor, klass.school_id).includes(klass.id)

/** @throws AppError `record.not_found` for a class that one neither teaches nor leads */
export const requireOwnClass = async (
  db: Queryable,
  actor: Actor,
  classId: number,
): Promise<{ person: Person; klass: ClassRow }> => {
  if (!isPerson(actor)) throw notFound()
  const [klass] = await listClasses(db, [classId])
  if (!klass || !publishesFor(actor, klass)) throw notFound()
  return { person: actor, klass }
}

/** The school's heads see every class's board, and publish none. */
export const leadsSchool = (actor: Actor, schoolId: number): boolean =>
  holdsRoleAt(actor, 'school_head', schoolId) || holdsRoleAt(actor, 'school_admin', schoolId)

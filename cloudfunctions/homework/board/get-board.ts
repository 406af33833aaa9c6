/** The board on a teacher's desk: one's classes at a school, and what stands on one of them. */
import { eveningOf } from '../../../contract/homework/evening'
import { className } from '../../../contract/people'
import { isPerson } from '../../platform/actor'
import { notFound } from '../../platform/errors'
import type { Handler } from '../../platform/handler'
import { classesOf, leadsSchool, publishesFor } from './policy'
import { listClasses, listClassesOfSchool } from './queries'
import { readBoard } from './read-board'

export const getBoard: Handler<'homework.getBoard'> = {
  roles: ['teacher', 'grade_head', 'school_head', 'school_admin'],
  hideFrom: 'record.not_found',
  async run({ actor, db, now }, { schoolId, classId, day }) {
    if (!isPerson(actor) || !actor.posts.some((post) => post.schoolId === schoolId)) throw notFound()
    const own = await listClasses(db, classesOf(actor, schoolId))
    const classes = leadsSchool(actor, schoolId) ? await listClassesOfSchool(db, schoolId) : own
    const chosen = classId === null ? (own[0] ?? classes[0]) : classes.find(({ id }) => id === classId)
    if (classId !== null && !chosen) throw notFound()
    const today = eveningOf(now)
    return {
      today,
      classes: classes.map(({ id, grade, number }) => ({ classId: id, className: className(grade, number) })),
      board: chosen ? await readBoard(db, chosen, day ?? today, actor.userId) : null,
      mayPublish: chosen !== undefined && publishesFor(actor, chosen),
    }
  },
}

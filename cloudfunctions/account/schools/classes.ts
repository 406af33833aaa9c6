/** Classes with their numbers, and the pupils of one class, to those who may see them. */
import { schoolYearAt } from '../../../contract/account/roster-rules'
import { className } from '../../../contract/people'
import { type Actor, holdsRoleAt, isPerson } from '../../platform/actor'
import { AppError, notFound } from '../../platform/errors'
import type { Handler } from '../../platform/handler'
import { canRunRosters, teachesClass } from '../rosters/policy'
import { listClassStudents, listOpenClasses, recordAccess, requireClass, requireSchool } from './queries'

/** All classes (null) to the office, the head and the bureau; to a teacher their own. */
const classesInSight = (actor: Actor, schoolId: number): readonly number[] | null => {
  if (canRunRosters(actor, schoolId) || holdsRoleAt(actor, 'school_head', schoolId)) return null
  if (!isPerson(actor) || !holdsRoleAt(actor, 'teacher', schoolId)) throw notFound()
  return actor.posts.flatMap((post) =>
    post.role === 'teacher' && post.schoolId === schoolId ? post.classIds : [],
  )
}

export const listClasses: Handler<'account.listClasses'> = {
  roles: ['school_admin', 'school_head', 'teacher', 'bureau_officer', 'operator'],
  async run({ actor, db, now }, { schoolId }) {
    const only = classesInSight(actor, schoolId)
    await requireSchool(db, schoolId)
    const { schoolYear, classes } = await listOpenClasses(db, schoolId, only)
    return {
      schoolYear: schoolYear ?? schoolYearAt(now),
      classes: classes.map((row) => ({
        classId: row.id,
        grade: row.grade,
        number: row.number,
        name: className(row.grade, row.number),
        students: row.students,
        boundStudents: row.bound,
      })),
    }
  },
}

export const listStudents: Handler<'account.listStudents'> = {
  roles: ['school_admin', 'teacher', 'bureau_officer', 'operator'],
  async run({ actor, db, now }, { schoolId, classId }) {
    if (!isPerson(actor)) throw new AppError('session.missing')
    if (!canRunRosters(actor, schoolId) && !teachesClass(actor, schoolId, classId)) throw notFound()
    await requireClass(db, schoolId, classId)
    const rows = await listClassStudents(db, schoolId, classId)
    await recordAccess(
      db,
      { schoolId, userId: actor.userId, what: 'list_students', subject: `class:${classId}` },
      now,
    )
    return {
      students: rows.map((row) => ({
        studentId: row.id,
        name: row.name,
        studentNumberEnd: row.number_end,
        guardians: row.guardians,
      })),
    }
  },
}

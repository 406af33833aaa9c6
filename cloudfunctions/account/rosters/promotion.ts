/** A new school year: every class goes up a grade, the highest grade leaves; once a year. */
import { schoolYearAt } from '../../../contract/account/roster-rules'
import { className, type Stage, stageOfGrade } from '../../../contract/people'
import type { Queryable } from '../../platform/database'
import { AppError } from '../../platform/errors'
import type { Handler } from '../../platform/handler'
import { requireSchool } from '../schools/queries'
import { requireRosters } from './policy'
import {
  findSchoolYear,
  listStages,
  listYearClasses,
  lockSchool,
  promote,
  type YearClass,
} from './promotion-queries'

/** Whether pupils of this grade stay: a nine-year school keeps its sixth grade, a primary school does not. */
const goesOn = (grade: number, stages: readonly Stage[]): boolean =>
  grade < 12 && stages.includes(stageOfGrade(grade + 1))

type Plan = { fromYear: number; classes: YearClass[]; stages: Stage[] }

/** Nothing to promote where the school is already a year ahead of the calendar: it has been done. */
const planPromotion = async (db: Queryable, schoolId: number, now: Date): Promise<Plan> => {
  const calendarYear = schoolYearAt(now)
  const fromYear = (await findSchoolYear(db, schoolId)) ?? calendarYear
  const stages = await listStages(db, schoolId)
  const classes = fromYear > calendarYear ? [] : await listYearClasses(db, schoolId, fromYear)
  return { fromYear, classes, stages }
}

export const previewPromotion: Handler<'account.previewPromotion'> = {
  roles: ['school_admin', 'bureau_officer', 'operator'],
  async run({ actor, db, now }, { schoolId }) {
    requireRosters(actor, schoolId)
    await requireSchool(db, schoolId)
    const { fromYear, classes, stages } = await planPromotion(db, schoolId, now)
    return {
      fromYear,
      toYear: fromYear + 1,
      classes: classes.map((entry) => ({
        from: className(entry.grade, entry.number),
        to: goesOn(entry.grade, stages) ? className(entry.grade + 1, entry.number) : '毕业',
        students: entry.students,
      })),
      leaving: classes
        .filter((entry) => !goesOn(entry.grade, stages))
        .reduce((sum, entry) => sum + entry.students, 0),
    }
  },
}

export const promoteClasses: Handler<'account.promoteClasses'> = {
  roles: ['school_admin', 'bureau_officer', 'operator'],
  async run({ actor, db, now }, { schoolId, fromYear }) {
    requireRosters(actor, schoolId)
    await requireSchool(db, schoolId)
    await lockSchool(db, schoolId)
    const plan = await planPromotion(db, schoolId, now)
    if (plan.fromYear !== fromYear || plan.classes.length === 0) throw new AppError('record.changed')
    const goingOn = [...new Set(plan.classes.map((entry) => entry.grade))].filter((grade) =>
      goesOn(grade, plan.stages),
    )
    return promote(db, schoolId, fromYear, goingOn, now)
  },
}

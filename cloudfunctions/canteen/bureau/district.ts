/** All kitchens of the district in one week, and one kitchen over the weeks. */

import { monthOf } from '../../../contract/canteen/survey'
import { dayAfter, dueAt } from '../../../contract/canteen/week'
import { dayInChina } from '../../../contract/china-time'
import type { OutputOf } from '../../../contract/routes'
import { holdsRoleAt } from '../../platform/actor'
import { notFound } from '../../platform/errors'
import type { Context, Handler } from '../../platform/handler'
import { listSurveySums } from '../families/queries'
import { presentSurvey } from '../families/survey-result'
import { findDue, getKitchen } from '../menus/queries'
import { requireWeek } from '../menus/week'
import { isBureau, keepsMenus } from '../policy'
import { listWatch } from '../visits/companion-queries'
import { listSchoolWeeks, listWeeksOf, saveDueRow } from './queries'
import { presentWeek } from './week'

const WEEKS = 26
const MONTHS = 12

export const readDistrict = async (
  { db, now }: Pick<Context, 'db' | 'now'>,
  weekStartsOn: string,
): Promise<OutputOf<'canteen.getDistrict'>> => {
  requireWeek(weekStartsOn)
  const due = await findDue(db)
  const rows = await listSchoolWeeks(db, weekStartsOn)
  const sums = await listSurveySums(db, null, monthOf(now), 1)
  const upTo = [dayInChina(now), dayAfter(weekStartsOn, 6)].sort()[0] ?? weekStartsOn
  const month = `${upTo.slice(0, 7)}-01`
  const watch = await listWatch(db, weekStartsOn, upTo, month)
  return {
    dueAt: dueAt(weekStartsOn, due),
    due,
    schools: rows.map((row) => {
      const survey = sums.find((sum) => sum.school_id === row.school_id)
      const watched = watch.find((one) => one.school_id === row.school_id)
      return {
        schoolId: row.school_id,
        schoolName: row.name,
        stages: row.stages,
        canteenMode: row.canteen_mode,
        supplierName: row.supplier_name,
        week: presentWeek(weekStartsOn, row, due, now),
        remindedOn: row.reminded_on,
        hasKeeper: row.keepers > 0,
        satisfaction: survey ? presentSurvey(survey) : null,
        companions: { servedDays: watched?.served_days ?? 0, keptDays: watched?.kept_days ?? 0 },
        visits: { month, times: watched?.visits ?? 0, unanswered: watched?.unanswered ?? 0 },
      }
    }),
  }
}

export const getDistrict: Handler<'canteen.getDistrict'> = {
  roles: ['bureau_officer'],
  run: (context, { weekStartsOn }) => readDistrict(context, weekStartsOn),
}

export const getSchoolWeeks: Handler<'canteen.getSchoolWeeks'> = {
  roles: ['bureau_officer', 'school_head', 'canteen_manager'],
  async run({ actor, db, now }, { schoolId }) {
    if (!isBureau(actor) && !keepsMenus(actor, schoolId) && !holdsRoleAt(actor, 'school_head', schoolId))
      throw notFound()
    const { name } = await getKitchen(db, schoolId)
    const due = await findDue(db)
    const weeks = await listWeeksOf(db, schoolId, WEEKS)
    const sums = await listSurveySums(db, [schoolId], monthOf(now), MONTHS)
    return {
      schoolName: name,
      weeks: weeks.map((row) => presentWeek(row.week_starts_on, row, due, now)),
      surveys: sums.flatMap((row) => presentSurvey(row) ?? []),
    }
  },
}

export const saveDue: Handler<'canteen.saveDue'> = {
  roles: ['bureau_officer'],
  async run({ db, now }, { weekday, minutes }) {
    await saveDueRow(db, { weekday, minutes }, now)
    return { done: true }
  },
}

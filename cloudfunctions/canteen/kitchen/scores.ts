/** How families rated each day's meals, for the kitchen and the head: means of enough of them, never one family's. */
import { type RatingAspect, ratingAspects } from '../../../contract/canteen/survey'
import { holdsRoleAt } from '../../platform/actor'
import { notFound } from '../../platform/errors'
import type { Handler } from '../../platform/handler'
import { SMALLEST_SHOWN } from '../../platform/suppression/tables'
import { keepsMenus } from '../policy'
import { requireSpan } from '../visits/days'
import { listMealSums, type MealSumRow } from './queries'

const meansOf = (row: MealSumRow): Record<RatingAspect, number> | null =>
  row.answers < SMALLEST_SHOWN
    ? null
    : (Object.fromEntries(
        ratingAspects.map((aspect) => [aspect, Math.round((10 * row[aspect]) / row.answers) / 10]),
      ) as Record<RatingAspect, number>)

export const listScores: Handler<'canteen.listScores'> = {
  roles: ['canteen_manager', 'school_head'],
  async run({ actor, db }, { schoolId, from, to }) {
    if (!keepsMenus(actor, schoolId) && !holdsRoleAt(actor, 'school_head', schoolId)) throw notFound()
    requireSpan(from, to)
    const rows = await listMealSums(db, schoolId, from, to)
    return {
      days: rows.map((row) => ({ servedOn: row.served_on, answers: row.answers, means: meansOf(row) })),
    }
  },
}

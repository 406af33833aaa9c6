/** A family's say on a meal: scores and a word to the canteen, one for each child and meal, changeable that day. */
import { randomUUID } from 'node:crypto'
import type { MealRating } from '../../../contract/canteen/families'
import { weekOf } from '../../../contract/canteen/week'
import { dayInChina } from '../../../contract/china-time'
import { refuseField } from '../../platform/errors'
import type { Handler } from '../../platform/handler'
import { requireChild } from './child'
import {
  addToMealSums,
  findRating,
  isServed,
  listRatingsOf,
  lockChild,
  type RatingRow,
  upsertRating,
} from './queries'

const present = (row: RatingRow): MealRating => ({
  ratingId: row.id,
  servedOn: row.served_on,
  meal: row.meal,
  taste: row.taste,
  warmth: row.warmth,
  amount: row.amount,
  cleanliness: row.cleanliness,
  remark: row.remark,
  ratedAt: row.rated_at.toISOString(),
  answer: row.answer,
  answeredBy: row.answered_by_name,
})

export const rateMeal: Handler<'canteen.rateMeal'> = {
  roles: ['guardian', 'student'],
  async run({ actor, db, now }, input) {
    const { person, tie } = requireChild(actor, input.studentId)
    const { servedOn, meal, studentId } = input
    if (servedOn !== dayInChina(now)) throw refuseField('servedOn', '只能评价当天的饭菜')
    if (!(await isServed(db, tie.schoolId, weekOf(servedOn), servedOn, meal)))
      throw refuseField('meal', '今天没有公布这一餐')
    await lockChild(db, studentId)
    const place = { schoolId: tie.schoolId, studentId, servedOn, meal }
    const before = await findRating(db, place)
    const scores = {
      taste: input.taste,
      warmth: input.warmth,
      amount: input.amount,
      cleanliness: input.cleanliness,
    }
    const row = await upsertRating(
      db,
      { ...place, ...scores, id: randomUUID(), remark: input.remark, ratedBy: person.userId },
      now,
    )
    await addToMealSums(db, tie.schoolId, servedOn, scores, before)
    return present(row)
  },
}

export const listMyRatings: Handler<'canteen.listMyRatings'> = {
  roles: ['guardian', 'student'],
  async run({ actor, db }, { studentId, from, to }) {
    requireChild(actor, studentId)
    return { ratings: (await listRatingsOf(db, studentId, from, to)).map(present) }
  },
}

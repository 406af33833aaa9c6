/** The month's survey: open by itself from the 20th, one answer a child, published once the month is over and enough answered. */
import { isSurveyOpen, lastDayOf, monthOf } from '../../../contract/canteen/survey'
import { refuseField } from '../../platform/errors'
import type { Handler } from '../../platform/handler'
import { requireChild } from './child'
import { addToSurveySums, findAnswer, listSurveySums, lockChild, upsertAnswer } from './queries'
import { presentSurvey } from './survey-result'

/** Months looked back for one that had enough answers. */
const MONTHS_BACK = 3

export const getSurvey: Handler<'canteen.getSurvey'> = {
  roles: ['guardian', 'student'],
  async run({ actor, db, now }, { studentId }) {
    const { tie } = requireChild(actor, studentId)
    const month = monthOf(now)
    const sums = await listSurveySums(db, [tie.schoolId], month, MONTHS_BACK)
    const results = sums.flatMap((row) => presentSurvey(row) ?? [])
    return {
      month,
      isOpen: isSurveyOpen(now),
      closesOn: lastDayOf(month),
      mine: (await findAnswer(db, tie.schoolId, month, studentId)) ?? null,
      last: results[0] ?? null,
    }
  },
}

export const answerSurvey: Handler<'canteen.answerSurvey'> = {
  roles: ['guardian', 'student'],
  async run({ actor, db, now }, input) {
    const { person, tie } = requireChild(actor, input.studentId)
    if (!isSurveyOpen(now)) throw refuseField('studentId', '这个月的满意度调查还没有开始')
    const { studentId, overall, taste, amount, cleanliness, service } = input
    const month = monthOf(now)
    const scores = { overall, taste, amount, cleanliness, service }
    await lockChild(db, studentId)
    const before = await findAnswer(db, tie.schoolId, month, studentId, 'lock')
    const row = { ...scores, schoolId: tie.schoolId, month, studentId, answeredBy: person.userId }
    await upsertAnswer(db, row, now)
    await addToSurveySums(db, tie.schoolId, month, scores, before)
    return { done: true }
  },
}

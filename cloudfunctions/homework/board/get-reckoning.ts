/** While a teacher types: what such an estimate really took this class, and how many of its children would pass the limit. */
import { calendarOf, isSchoolDay } from '../../../contract/calendar'
import type { Reckoning } from '../../../contract/homework/board'
import { countsAtHome } from '../../../contract/homework/board-words'
import { dayBefore, eveningOf } from '../../../contract/homework/evening'
import {
  addHistograms,
  countAll,
  countOver,
  FEWEST_ANSWERS,
  percentile,
} from '../../../contract/homework/histogram'
import { homeworkLimit } from '../../../contract/homework/limits'
import type { Handler } from '../../platform/handler'
import { listMarkedDays } from '../queries'
import { requireOwnClass } from './policy'
import { countChildren, listPastEvenings, type PastEvening, sumHomeMinutes } from './queries'

const PAST_DAYS = 56
/** Lower ends of what counts as about as long; fixed, so that moving the number by one lays nobody bare. */
const bands = [0, 11, 21, 31, 46, 61, 76, 91, 121]
const bandOf = (minutes: number): number => bands.filter((from) => from <= minutes).length

const isSimilar =
  (minutes: number) =>
  ({ board_minutes }: PastEvening): boolean =>
    board_minutes !== null && bandOf(board_minutes) === bandOf(minutes)

const tookOf = (evenings: readonly PastEvening[], basis: 'similar' | 'all'): Reckoning['took'] => {
  const histogram = addHistograms(evenings)
  const answers = countAll(histogram)
  const [p50, p75] = [percentile(histogram, 0.5), percentile(histogram, 0.75)]
  if (answers < FEWEST_ANSWERS || p50 === null || p75 === null) return null
  return { basis, answers, p50, p75 }
}

export const getReckoning: Handler<'homework.getReckoning'> = {
  roles: ['teacher', 'grade_head'],
  hideFrom: 'record.not_found',
  async run({ actor, db, now }, input) {
    const { klass } = await requireOwnClass(db, actor, input.classId)
    const today = eveningOf(now)
    const from = dayBefore(today, PAST_DAYS)
    const past = await listPastEvenings(db, klass, input.subject, from, today)
    const took = tookOf(past.filter(isSimilar(input.minutes)), 'similar') ?? tookOf(past, 'all')
    const isOpen = isSchoolDay(input.day, calendarOf(await listMarkedDays(db, input.day, input.day)))
    const limit = homeworkLimit(klass.grade, isOpen)
    if (limit === null || !countsAtHome(input)) return { took, passing: null }
    const total = (await sumHomeMinutes(db, klass.id, input.day)) + input.minutes
    const similar = (await listPastEvenings(db, klass, 'evening', from, today)).filter(isSimilar(total))
    const histogram = addHistograms(similar)
    const answers = countAll(histogram)
    if (answers < FEWEST_ANSWERS) return { took, passing: null }
    const children = await countChildren(db, klass.school_id, klass.id)
    const share = countOver(histogram, limit.minutes) / answers
    return {
      took,
      passing: { children: Math.round(share * children), of: children, evenings: similar.length },
    }
  },
}

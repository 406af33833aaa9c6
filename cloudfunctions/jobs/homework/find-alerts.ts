/** Which classes' published numbers ask for a look, by the rules as they stand. */
import type { AlertDay } from '../../../contract/homework/heads'
import { homeworkLimit, sleepRule } from '../../../contract/homework/limits'
import { isSubject, type Measure } from '../../../contract/homework/published'
import type { AlertRule, Estimate, PublishedClassDay } from './alert-queries'

export type Found = {
  rule: AlertRule
  measure: Measure
  school_id: number
  class_id: number
  grade: number
  evidence: AlertDay[]
}

type Reading = { measure: Measure; value: number; bar: number; answers: number; children: number }

/** What a rule reads off one class on one day, whether it lies above or not. */
const readingsOf = (
  rule: AlertRule,
  { grade, cells }: PublishedClassDay,
  estimates: readonly Estimate[],
): Reading[] => {
  const { evening, bedtime } = cells
  if (rule.kind === 'load') {
    const limit = homeworkLimit(grade, true)
    return evening && limit
      ? [
          {
            measure: 'evening',
            value: evening.p50,
            bar: limit.minutes,
            answers: evening.answers,
            children: evening.children,
          },
        ]
      : []
  }
  // A quarter went to bed later than the rule exactly where the third quartile lies above it.
  if (rule.kind === 'bedtime')
    return bedtime
      ? [
          {
            measure: 'bedtime',
            value: bedtime.p75,
            bar: sleepRule(grade).inBedByMinutes,
            answers: bedtime.answers,
            children: bedtime.children,
          },
        ]
      : []
  return estimates.flatMap(({ subject, minutes }) => {
    const cell = cells[subject]
    return cell
      ? [{ measure: subject, value: cell.p50, bar: minutes, answers: cell.answers, children: cell.children }]
      : []
  })
}

const isOver = ({ margin_percent }: AlertRule, { measure, value, bar }: Reading): boolean =>
  value > (isSubject(measure) ? (bar * (100 + margin_percent)) / 100 : bar)

/**
 * @param rows published numbers of the rule's school days, oldest first within a class
 * @param days the last school days, oldest first
 * @param lastOf the last day that an earlier notice of the same thing rests on: no day counts twice; `open` while one waits
 *   for its reply, which a second one would not bring about
 */
export const findAlerts = (
  rules: readonly AlertRule[],
  rows: readonly PublishedClassDay[],
  estimates: readonly Estimate[],
  days: readonly string[],
  lastOf: (classId: number, ruleId: string, measure: string) => string | 'open' | undefined,
): Found[] => {
  const found = new Map<string, Found>()
  for (const rule of rules) {
    const within = days.slice(-rule.days_of)
    for (const row of rows) {
      if (!within.includes(row.day)) continue
      const own = estimates.filter((one) => one.class_id === row.class_id && one.day === row.day)
      for (const reading of readingsOf(rule, row, own)) {
        const last = lastOf(row.class_id, rule.id, reading.measure)
        if (!isOver(rule, reading) || last === 'open' || (last !== undefined && row.day <= last)) continue
        const key = `${rule.id} ${row.class_id} ${reading.measure}`
        const { school_id, class_id, grade } = row
        const one = found.get(key) ?? {
          rule,
          measure: reading.measure,
          school_id,
          class_id,
          grade,
          evidence: [],
        }
        const { value, bar, answers, children } = reading
        one.evidence.push({ day: row.day, answers, children, value, bar })
        found.set(key, one)
      }
    }
  }
  return [...found.values()].filter(({ rule, evidence }) => evidence.length >= rule.days_over)
}

/** A clock's rule as the bureau reads it: how long, for which cases, and what happens around its end. */
import type { ClockRule, ClockUnit } from './clocks'
import { type ReportKind, reportKinds } from './report'
import { kindNames } from './words'

export const unitNames: Record<ClockUnit, string> = {
  hours: '小时',
  calendar_days: '天',
  school_days: '个上课日',
}

/** `2 天 12 小时`, exactly. @param minutes more than 0 */
const lengthWords = (minutes: number): string =>
  [
    [Math.floor(minutes / 1440), '天'],
    [Math.floor((minutes % 1440) / 60), '小时'],
    [minutes % 60, '分钟'],
  ]
    .filter(([count]) => count !== 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(' ')

export const amountWords = ({ amount, unit }: Pick<ClockRule, 'amount' | 'unit'>): string =>
  `${amount} ${unitNames[unit]}`

/** `到期前 4 小时提醒；超时报校长，再过 1 天报区教育局；不能暂停`. */
export const aroundWords = (rule: ClockRule): string => {
  const warning = rule.warnMinutes === 0 ? '到期前不提醒' : `到期前 ${lengthWords(rule.warnMinutes)}提醒`
  const pause = rule.pauseMostDays === 0 ? '不能暂停' : `最多暂停 ${rule.pauseMostDays} 天`
  if (rule.clock === 'reply') return `${warning}；到期没有答复就办结`
  if (rule.clock === 'appeal') return `${warning}；${pause}`
  const climb =
    rule.climbMinutes === 0
      ? '超时同时报校长和区教育局'
      : `超时报校长，再过 ${lengthWords(rule.climbMinutes)}报区教育局`
  return `${warning}；${climb}；${pause}`
}

const isKind = (kind: string): kind is ReportKind => (reportKinds as readonly string[]).includes(kind)

/** `欺凌、危险与隐患`, `有人受伤或有危险的`, `所有个案`. */
export const scopeWords = ({ caseKinds, isUrgent }: ClockRule): string => {
  const parts = [
    ...(caseKinds === null
      ? []
      : [
          caseKinds
            .filter(isKind)
            .map((kind) => kindNames[kind])
            .join('、'),
        ]),
    ...(isUrgent === null ? [] : [isUrgent ? '有人受伤或有危险的' : '一般情况']),
  ]
  return parts.length === 0 ? '所有个案' : parts.join('，')
}

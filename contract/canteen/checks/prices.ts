/** A lunch's price beside what other schools of the district ask, which is to be known only, and what a document sets. */
import { type Stage, stageNames } from '../../people'
import type { Finding } from '../findings'
import type { WeekMenu } from '../menu'
import { boundsOf, brokenBound, type RuleRow, rangeAround, rulesOf } from '../rules/rule'
import { findingOf, wholeWeek } from './places'

export const checkPrices = (menu: WeekMenu, rules: readonly RuleRow[], stages: readonly Stage[]): Finding[] =>
  boundsOf(
    rulesOf(rules, 'price_band').filter((rule) => stages.includes(rule.stage)),
    (rule) => rule.stage,
  ).flatMap((bounds) => {
    const stage = (bounds.lows[0] ?? bounds.highs[0])?.stage
    const price = stage === undefined ? null : menu.priceYuan[stage]
    if (stage === undefined || price === null) return []
    const broken = brokenBound(bounds, price)
    if (!broken) return []
    const { rule, isLow } = broken
    const { from, to } = rangeAround(bounds, broken)
    const whose = rule.layer === 'school' ? '学校约定的' : '区内'
    return [
      findingOf(rule, {
        place: wholeWeek,
        problem: `${stageNames[stage]}午餐 ${price.toFixed(2)} 元，${isLow ? '低于' : '高于'}${whose} ${from?.toFixed(2) ?? ''}–${to?.toFixed(2) ?? ''} 元。`,
        remedy:
          rule.severity === 'note' ? '请核对价格；如果没有写错，不用改。' : '请核对价格，改到范围里即符合。',
      }),
    ]
  })

/** A lunch's price beside what other schools of the district ask: to be known, never to be refused. */
import { type Stage, stageNames } from '../../people'
import type { Finding } from '../findings'
import type { WeekMenu } from '../menu'
import { type RuleRow, rulesOf, strictestRanges } from '../rules/rule'
import { findingOf, wholeWeek } from './places'

export const checkPrices = (menu: WeekMenu, rules: readonly RuleRow[], stages: readonly Stage[]): Finding[] =>
  strictestRanges(
    rulesOf(rules, 'price_band').filter((rule) => stages.includes(rule.stage)),
    (rule) => rule.stage,
  ).flatMap(({ low, high }) => {
    const stage = (low ?? high)?.stage
    const price = stage === undefined ? null : menu.priceYuan[stage]
    if (stage === undefined || price === null) return []
    const isLow = low?.from != null && price < low.from
    const rule = isLow ? low : high?.to != null && price > high.to ? high : undefined
    if (!rule) return []
    const band = `${low?.from?.toFixed(2) ?? ''}–${high?.to?.toFixed(2) ?? ''}`
    return [
      findingOf(rule, {
        place: wholeWeek,
        problem: `${stageNames[stage]}午餐 ${price.toFixed(2)} 元，${isLow ? '低于' : '高于'}区内 ${band} 元。`,
        remedy: '请核对价格；如果没有写错，不用改。',
      }),
    ]
  })

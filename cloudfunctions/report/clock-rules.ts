/** The rules of the clocks, for the bureau, which changes what is the district's own to set. */
import { randomUUID } from 'node:crypto'
import type { ClockRule } from '../../contract/report/clocks'
import { amountWords, aroundWords } from '../../contract/report/rule-words'
import { isPerson } from '../platform/actor'
import { notFound, refuseField } from '../platform/errors'
import type { Handler } from '../platform/handler'
import { insertRuleChange, listRuleChanges, listRules, updateRule } from './clock-queries'

export const listClockRules: Handler<'report.listClockRules'> = {
  roles: ['bureau_officer'],
  async run({ db }) {
    return { rules: await listRules(db), changes: await listRuleChanges(db) }
  },
}

const inWords = (rule: ClockRule): string => `${amountWords(rule)}，${aroundWords(rule)}`

export const saveClockRule: Handler<'report.saveClockRule'> = {
  roles: ['bureau_officer'],
  async run({ actor, db, now }, input) {
    const before = (await listRules(db)).find((rule) => rule.ruleId === input.ruleId)
    if (!before || !isPerson(actor)) throw notFound()
    const { ruleId, amount, unit, warnMinutes, climbMinutes, pauseMostDays } = input
    if (!before.isDefault && (amount !== before.amount || unit !== before.unit))
      throw refuseField('amount', `这个时限由${before.document}规定，不能改`)
    if (before.isDefault && !before.pauseMostDays && pauseMostDays > 0)
      throw refuseField('pauseMostDays', '这个时限不能暂停')
    const after: ClockRule = { ...before, amount, unit, warnMinutes, climbMinutes, pauseMostDays }
    if (JSON.stringify(after) === JSON.stringify(before)) return before
    await updateRule(db, after)
    await insertRuleChange(db, {
      id: randomUUID(),
      ruleId,
      at: now,
      userId: actor.userId,
      name: actor.posts.find((post) => post.role === 'bureau_officer')?.name ?? actor.displayName,
      before: inWords(before),
      after: inWords(after),
    })
    return after
  },
}

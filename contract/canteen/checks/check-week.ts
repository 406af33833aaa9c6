/** Checks a week's menu against the rules: the same code while typing and on the server. */
import type { Stage } from '../../people'
import type { Dictionary } from '../dictionary'
import { type Finding, severities } from '../findings'
import type { WeekMenu } from '../menu'
import type { RuleRow } from '../rules/rule'
import { checkBanned } from './banned'
import { checkDays } from './days'
import { checkHabits } from './habits'
import { checkMeatUses } from './meat-uses'
import { checkNutrition } from './nutrition'
import { checkPrices } from './prices'

/**
 * Every finding, the gravest first, then by day.
 *
 * @param stages of the school: they say which age bands eat from this menu
 */
export const checkWeek = (
  menu: WeekMenu,
  rules: readonly RuleRow[],
  dictionary: Dictionary,
  stages: readonly Stage[],
): Finding[] =>
  [
    ...checkBanned(menu, rules, dictionary),
    ...checkDays(menu, rules, dictionary),
    ...checkMeatUses(menu, rules, dictionary),
    ...checkHabits(menu, rules, dictionary),
    ...checkNutrition(menu, rules, dictionary, stages),
    ...checkPrices(menu, rules, stages),
  ].sort((one, other) => rank(one) - rank(other) || dayOf(one).localeCompare(dayOf(other)))

const rank = (finding: Finding): number => severities.indexOf(finding.severity)
/** What holds for the whole week stands after what has a day. */
const dayOf = (finding: Finding): string => finding.place.servedOn ?? '9999'

/** True where a document forbids what the menu has: it cannot be published like this. */
export const isBlocked = (findings: readonly Finding[]): boolean =>
  findings.some((finding) => finding.severity === 'block')

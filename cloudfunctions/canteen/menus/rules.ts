/** Which rules hold at a school, and which dictionary its words are read with. */
import { checkWeek } from '../../../contract/canteen/checks/check-week'
import { type Dictionary, programDictionary } from '../../../contract/canteen/dictionary'
import type { Finding } from '../../../contract/canteen/findings'
import type { WeekMenu } from '../../../contract/canteen/menu'
import { programRules } from '../../../contract/canteen/rules/program-rules'
import type { Stage } from '../../../contract/people'

export const dictionaryOf = (): Dictionary => programDictionary()

/** What the page said while it was typed, said again by the server. */
export const findingsOf = (menu: WeekMenu, stages: readonly Stage[]): Finding[] =>
  checkWeek(menu, programRules, dictionaryOf(), stages)

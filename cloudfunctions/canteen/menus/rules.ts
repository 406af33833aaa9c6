/** What the page said while a menu was typed, said again by the server: the program's rules, the district's, the school's. */
import { checkWeek } from '../../../contract/canteen/checks/check-week'
import type { Dictionary } from '../../../contract/canteen/dictionary'
import type { Finding } from '../../../contract/canteen/findings'
import type { WeekMenu } from '../../../contract/canteen/menu'
import { programRules } from '../../../contract/canteen/rules/program-rules'
import type { Stage } from '../../../contract/people'
import type { Queryable } from '../../platform/database'
import { listRulesInForce } from '../own/rule-queries'

export const findingsOf = async (
  db: Queryable,
  schoolId: number,
  menu: WeekMenu,
  dictionary: Dictionary,
  stages: readonly Stage[],
): Promise<Finding[]> =>
  checkWeek(menu, [...programRules, ...(await listRulesInForce(db, schoolId))], dictionary, stages)

/** Published menus of this week and later, checked again with another dictionary: what each would say that it did not. */
import type { Dictionary } from '../../../contract/canteen/dictionary'
import type { Finding } from '../../../contract/canteen/findings'
import { withFoodKeys } from '../../../contract/canteen/food-keys'
import { schoolDictionary } from '../../../contract/canteen/own-words'
import { thisWeek, weekWords } from '../../../contract/canteen/week'
import type { Queryable } from '../../platform/database'
import { findingsOf } from '../menus/rules'
import { listSchoolWords } from '../own/word-queries'
import { listPublishedFrom, type PublishedRow } from './queries'

export type Rechecked = {
  schoolId: number
  weekStartsOn: string
  version: number
  findings: Finding[]
  /** Findings that are new and more than a note. */
  grave: Finding[]
  /** In a sentence, where there are any. */
  says: string
}

const keyOf = ({ ruleId, place }: Finding): string =>
  `${ruleId} ${place.dishId ?? ''} ${place.servedOn ?? ''} ${place.ingredient ?? ''}`

const checkOne = async (db: Queryable, row: PublishedRow, dictionary: Dictionary): Promise<Rechecked> => {
  const menu = withFoodKeys(row.content, dictionary)
  const findings = await findingsOf(db, row.school_id, menu, dictionary, row.stages)
  const before = new Set(row.findings.map(keyOf))
  const grave = findings.filter((one) => one.severity !== 'note' && !before.has(keyOf(one)))
  const [first] = grave
  return {
    schoolId: row.school_id,
    weekStartsOn: row.week_starts_on,
    version: row.version,
    findings,
    grave,
    says: `${row.name}${weekWords(row.week_starts_on)}：多出 ${grave.length} 条，如 ${first?.problem ?? ''}`,
  }
}

/** @param district the dictionary that all schools would read with, under their own words */
export const recheckMenus = async (db: Queryable, district: Dictionary, now: Date): Promise<Rechecked[]> => {
  const checked: Rechecked[] = []
  const bySchool = new Map<number, Dictionary>()
  for (const row of await listPublishedFrom(db, thisWeek(now))) {
    const dictionary =
      bySchool.get(row.school_id) ?? schoolDictionary(district, await listSchoolWords(db, row.school_id))
    bySchool.set(row.school_id, dictionary)
    checked.push(await checkOne(db, row, dictionary))
  }
  return checked
}

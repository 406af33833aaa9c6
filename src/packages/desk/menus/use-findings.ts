/** What the check says while a menu is typed: the same pure code as on the server, a breath behind the keys. */
import { checkWeek } from '@contract/canteen/checks/check-week'
import { programDictionary } from '@contract/canteen/dictionary'
import type { Finding } from '@contract/canteen/findings'
import { withFoodKeys } from '@contract/canteen/food-keys'
import type { WeekMenu } from '@contract/canteen/menu'
import { programRules } from '@contract/canteen/rules/program-rules'
import type { Stage } from '@contract/people'
import { useDeferredValue, useMemo } from 'react'
import { findDish } from './edit-menu'
import { type CellMark, cellKey } from './menu-grid'

export const findingsOf = (menu: WeekMenu, stages: readonly Stage[]): Finding[] =>
  checkWeek(withFoodKeys(menu, programDictionary()), programRules, programDictionary(), stages)

export const useFindings = (menu: WeekMenu, stages: readonly Stage[]): Finding[] => {
  const settled = useDeferredValue(menu)
  return useMemo(() => findingsOf(settled, stages), [settled, stages])
}

/** The worst that is said of each cell. */
export const marksOf = (menu: WeekMenu, findings: readonly Finding[]): Map<string, CellMark> => {
  const marks = new Map<string, CellMark>()
  for (const { place, severity } of findings) {
    const cell = place.dishId === null ? undefined : findDish(menu, place.dishId)?.cell
    if (!cell || !place.dishId || severity === 'note') continue
    marks.set(place.dishId, severity)
    const key = cellKey(cell.servedOn, cell.category)
    if (marks.get(key) !== 'block') marks.set(key, severity)
  }
  return marks
}

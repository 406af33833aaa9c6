/** What the check says while a menu is typed: the same pure code as on the server, a breath behind the keys. */
import { checkWeek } from '@contract/canteen/checks/check-week'
import type { Finding } from '@contract/canteen/findings'
import { withFoodKeys } from '@contract/canteen/food-keys'
import type { WeekMenu } from '@contract/canteen/menu'
import type { Stage } from '@contract/people'
import { useDeferredValue, useMemo } from 'react'
import type { Book } from '../food-book/use-book'
import { findDish } from './edit-menu'
import { type CellMark, cellKey } from './menu-grid'

export const findingsOf = (
  menu: WeekMenu,
  { dictionary, rules }: Book,
  stages: readonly Stage[],
): Finding[] => checkWeek(withFoodKeys(menu, dictionary), rules, dictionary, stages)

export const useFindings = (menu: WeekMenu, book: Book, stages: readonly Stage[]): Finding[] => {
  const settled = useDeferredValue(menu)
  return useMemo(() => findingsOf(settled, book, stages), [settled, book, stages])
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

/** One tap's remedy: the dish that the district cooks most and that makes the finding go away without a new one. */
import type { Finding } from '@contract/canteen/findings'
import type { KnownDish } from '@contract/canteen/kitchen'
import type { WeekMenu } from '@contract/canteen/menu'
import type { Stage } from '@contract/people'
import type { Book } from '../food-book/use-book'
import { changeDish, findDish } from './edit-menu'
import { findingsOf } from './use-findings'

/** Dishes tried before giving up. */
const TRIES = 40

/** True where another dish in its place can be the remedy. */
export const canReplace = ({ severity, place }: Finding): boolean =>
  place.dishId !== null && severity !== 'note'

/**
 * @returns the menu with another dish in the place, and its name; null where no known dish helps
 */
export const mend = (
  menu: WeekMenu,
  finding: Finding,
  known: readonly KnownDish[],
  book: Book,
  stages: readonly Stage[],
): { menu: WeekMenu; name: string } | null => {
  const dishId = finding.place.dishId
  const found = dishId === null ? undefined : findDish(menu, dishId)
  if (!dishId || !found) return null
  const used = new Set(
    menu.days.flatMap((day) => day.meals.flatMap(({ dishes }) => dishes.map(({ name }) => name))),
  )
  const grave = (findings: readonly Finding[]) =>
    findings.filter(({ severity }) => severity !== 'note').length
  const before = grave(findingsOf(menu, book, stages))
  const candidates = known.filter(({ category, name }) => category === found.dish.category && !used.has(name))
  for (const { name, ingredients } of candidates.slice(0, TRIES)) {
    const next = changeDish(menu, dishId, (dish) => ({ ...dish, name, ingredients: [...ingredients] }))
    const after = findingsOf(next, book, stages)
    const isGone = !after.some(({ ruleId, place }) => ruleId === finding.ruleId && place.dishId === dishId)
    if (isGone && grave(after) < before) return { menu: next, name }
  }
  return null
}

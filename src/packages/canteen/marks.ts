/** What a dish is to this child, in words: has it, may have it, cannot be told. Nothing is ever called safe. */
import { markForChild } from '@contract/canteen/allergens'
import type { MenuFacts } from '@contract/canteen/facts'
import { type Allergen, allergenNames } from '@contract/canteen/food'
import type { MenuDish } from '@contract/canteen/menu'

export type DishMark = { tone: 'danger' | 'warning'; words: string } | null

const shortNames: Record<Allergen, string> = {
  ...allergenNames,
  gluten: '麸质',
  crustacean: '虾蟹',
  milk: '奶',
}
export const allergenWords = (some: readonly Allergen[]): string =>
  some.map((one) => shortNames[one]).join('、')

/** @param allergies what the child must avoid; null where the family has not said */
export const markOf = (
  dish: MenuDish,
  facts: MenuFacts,
  allergies: readonly Allergen[] | null,
  childName: string,
): DishMark => {
  if (allergies === null || allergies.length === 0) return null
  const found = facts.dishes.find(({ dishId }) => dishId === dish.dishId)
  const mark = markForChild(found ?? { contains: [], mayContain: [], unknown: ['没有查过'] }, allergies)
  if (mark.kind === 'contains')
    return { tone: 'danger', words: `有${allergenWords(mark.allergens)}，${childName}过敏` }
  if (mark.kind === 'may_contain')
    return { tone: 'warning', words: `可能有${allergenWords(mark.allergens)}，请问学校` }
  if (mark.kind === 'unknown') return { tone: 'warning', words: `不能确定有没有${allergenWords(allergies)}` }
  return null
}

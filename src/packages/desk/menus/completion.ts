/** What completes while typing: dishes that the district cooks, and foods of the dictionary. */
import type { Dictionary } from '@contract/canteen/dictionary'
import type { KnownDish } from '@contract/canteen/kitchen'
import type { DishCategory } from '@contract/canteen/menu'

const MOST = 6

/** Dishes whose name holds what is typed, those of the same category and those that begin with it first. */
export const suggestDishes = (
  known: readonly KnownDish[],
  category: DishCategory,
  typed: string,
): KnownDish[] => {
  const word = typed.trim()
  if (word === '') return known.filter((dish) => dish.category === category).slice(0, MOST)
  if (/\s/.test(word)) return []
  const rank = (dish: KnownDish) =>
    (dish.category === category ? 0 : 2) + (dish.name.startsWith(word) ? 0 : 1)
  return known
    .filter(({ name }) => name.includes(word))
    .sort((left, right) => rank(left) - rank(right) || right.times - left.times)
    .slice(0, MOST)
}

/** Foods whose name or everyday word begins with what is typed. */
export const suggestFoods = (typed: string, dictionary: Dictionary): string[] => {
  const word = typed.trim()
  if (word === '' || /\d/.test(word)) return []
  const found = new Set<string>()
  for (const food of dictionary.foods) {
    const hit = [food.key, ...food.synonyms].find((name) => name.startsWith(word))
    if (hit) found.add(hit)
    if (found.size >= MOST) break
  }
  return [...found]
}

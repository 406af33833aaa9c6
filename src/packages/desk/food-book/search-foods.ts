/** Finding foods of a dictionary by any of their words. */
import type { Dictionary } from '@contract/canteen/dictionary'
import type { Food, FoodGroup } from '@contract/canteen/food'

const namesOf = (food: Food): readonly string[] => [food.key, ...food.synonyms, ...food.guesses]

/** The word that matches stands beside the food where it is not its name. */
export type FoundFood = { food: Food; by: string | null }

/** Foods one of whose words holds what is typed, those that begin with it first. @param group null for all */
export const searchFoods = (
  { foods }: Dictionary,
  typed: string,
  group: FoodGroup | null = null,
): FoundFood[] => {
  const word = typed.trim()
  const found: (FoundFood & { rank: number })[] = []
  for (const food of foods) {
    if (group !== null && food.group !== group) continue
    const names = namesOf(food)
    const by = names.find((name) => name.startsWith(word)) ?? names.find((name) => name.includes(word))
    if (by === undefined) continue
    found.push({
      food,
      by: by === food.key ? null : by,
      rank: by === food.key ? 0 : by.startsWith(word) ? 1 : 2,
    })
  }
  return found.sort((left, right) => left.rank - right.rank)
}

/** Foods that a word nobody knows may mean: those with most signs in common with it. */
export const likelyFoods = ({ foods }: Dictionary, word: string, most: number): Food[] => {
  const signs = new Set(word)
  const score = (food: Food): number =>
    Math.max(...namesOf(food).map((name) => [...name].filter((sign) => signs.has(sign)).length / name.length))
  return foods
    .map((food) => ({ food, score: score(food) }))
    .filter((one) => one.score >= 0.5)
    .sort((left, right) => right.score - left.score)
    .slice(0, most)
    .map(({ food }) => food)
}

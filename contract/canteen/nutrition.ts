/** What a meal gives a child of a band: from raw grams and edible share, always with how much of it is known. */
import type { Dictionary } from './dictionary'
import { type Nutrient, nutrients } from './food'
import { type AgeBand, isForBand, type MenuDish } from './menu'
import { type LunchGroup, lunchGroupOf, lunchGroups } from './rules/wst554'

export type Known = {
  value: number
  /** Share of the meal's grams for which the figure is known, 0–1. */
  coverage: number
}

export type MealNutrition = {
  /** Raw grams that the menu gives, a person. */
  grams: number
  nutrients: Record<Nutrient, Known>
  /** Raw grams of each group of the guide. */
  groups: Record<LunchGroup, number>
  /** Words without grams: they are in none of the figures. */
  withoutGrams: string[]
  /** Groups of which something stands in the meal without grams: too little of them cannot be said. */
  unweighed: LunchGroup[]
  /** Words that the dictionary does not know: their grams are in none of the figures either. */
  unknownWords: string[]
}

/** One item once. */
const once = <T>(words: T[], word: T): void => {
  if (!words.includes(word)) words.push(word)
}

/** Adds up the dishes that are for the band. A dish without a row for the band counts for nobody else. */
export const mealNutrition = (
  dishes: readonly MenuDish[],
  band: AgeBand,
  dictionary: Dictionary,
): MealNutrition => {
  const sums = Object.fromEntries(nutrients.map((name) => [name, { value: 0, known: 0 }])) as Record<
    Nutrient,
    { value: number; known: number }
  >
  const groups = Object.fromEntries(lunchGroups.map((name) => [name, 0])) as Record<LunchGroup, number>
  const withoutGrams: string[] = []
  const unweighed: LunchGroup[] = []
  const unknownWords: string[] = []
  let grams = 0
  for (const dish of dishes) {
    if (!isForBand(dish, band)) continue
    if (dish.ingredients.length === 0) once(withoutGrams, dish.name)
    for (const ingredient of dish.ingredients) {
      const food = dictionary.get(ingredient.foodKey)
      if (!food) once(unknownWords, ingredient.word)
      const group = food && lunchGroupOf(food.group)
      if (ingredient.grams === null) {
        once(withoutGrams, ingredient.word)
        if (group) once(unweighed, group)
        continue
      }
      grams += ingredient.grams
      if (!food) continue
      if (group) groups[group] += ingredient.grams
      for (const name of nutrients) {
        const figure = food.per100[name]
        if (figure === null || food.edibleShare === null) continue
        sums[name].value += (ingredient.grams * food.edibleShare * figure) / 100
        sums[name].known += ingredient.grams
      }
    }
  }
  const result = Object.fromEntries(
    nutrients.map((name) => [
      name,
      { value: sums[name].value, coverage: grams === 0 ? 0 : sums[name].known / grams },
    ]),
  ) as Record<Nutrient, Known>
  return { grams, nutrients: result, groups, withoutGrams, unweighed, unknownWords }
}

/** Percent of the energy that fat and carbohydrate give. */
export const energyShares = (nutrition: MealNutrition): { fat: number; carbohydrate: number } | null => {
  const { fatG, carbohydrateG, proteinG } = nutrition.nutrients
  const energy = 9 * fatG.value + 4 * carbohydrateG.value + 4 * proteinG.value
  if (energy <= 0) return null
  return { fat: (900 * fatG.value) / energy, carbohydrate: (400 * carbohydrateG.value) / energy }
}

/** What a menu says beyond its words, worked out once on the server: allergens of each dish, nutrition of each meal by age. */
import * as z from 'zod/mini'
import { day, uuid } from '../common'
import { type Stage, stageOfGrade } from '../people'
import { allergensOf } from './allergens'
import type { Dictionary } from './dictionary'
import { allergens, nutrients } from './food'
import { ageBand, ageBands, gradesOfBand, mealKind, type WeekMenu } from './menu'
import { mealNutrition } from './nutrition'
import { lunchGroups } from './rules/wst554'

const allergen = z.enum(allergens)
const known = z.object({ value: z.number(), coverage: z.number() })

export const menuFacts = z.object({
  dishes: z.array(
    z.object({
      dishId: uuid,
      contains: z.array(allergen),
      mayContain: z.array(allergen),
      /** Why nothing can be said of the other allergens. */
      unknown: z.array(z.string()),
    }),
  ),
  meals: z.array(
    z.object({
      servedOn: day,
      kind: mealKind,
      band: ageBand,
      nutrition: z.object({
        grams: z.number(),
        nutrients: z.record(z.enum(nutrients), known),
        groups: z.record(z.enum(lunchGroups), z.number()),
        withoutGrams: z.array(z.string()),
        unweighed: z.array(z.enum(lunchGroups)),
        unknownWords: z.array(z.string()),
      }),
    }),
  ),
})
export type MenuFacts = z.infer<typeof menuFacts>

/** @param stages of the school: they say which age bands eat from this menu */
export const factsOf = (menu: WeekMenu, dictionary: Dictionary, stages: readonly Stage[]): MenuFacts => {
  const bands = ageBands.filter((band) => stages.includes(stageOfGrade(gradesOfBand[band].from)))
  const meals = menu.days.flatMap(({ servedOn, meals: served }) => served.map((meal) => ({ servedOn, meal })))
  return {
    dishes: meals.flatMap(({ meal }) =>
      meal.dishes.map((dish) => ({ dishId: dish.dishId, ...allergensOf(dish, meal, dictionary) })),
    ),
    meals: meals.flatMap(({ servedOn, meal }) =>
      bands.map((band) => ({
        servedOn,
        kind: meal.kind,
        band,
        nutrition: mealNutrition(meal.dishes, band, dictionary),
      })),
    ),
  }
}

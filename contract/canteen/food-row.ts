/** A food of the dictionary as it is stored and sent. */
import * as z from 'zod/mini'
import { allergens, foodGroups, meatKinds } from './food'

const words = z.array(z.string().check(z.minLength(1), z.maxLength(40))).check(z.maxLength(80))
const allergenList = z.array(z.enum(allergens)).check(z.maxLength(8))
const figure = z.nullable(z.number().check(z.minimum(0), z.maximum(100_000)))

export const foodRow = z.object({
  key: z.string().check(z.minLength(1), z.maxLength(40)),
  synonyms: words,
  guesses: words,
  group: z.enum(foodGroups),
  meat: z.nullable(z.enum(meatKinds)),
  contains: allergenList,
  mayContain: allergenList,
  hasUnknownAllergens: z.optional(z.boolean()),
  source: z.nullable(
    z.object({
      table: z.string().check(z.maxLength(80)),
      code: z.string().check(z.maxLength(80)),
      surety: z.enum(['checked', 'single', 'derived', 'stated']),
    }),
  ),
  edibleShare: z.nullable(z.number().check(z.minimum(0), z.maximum(1))),
  per100: z.object({
    energyKcal: figure,
    proteinG: figure,
    fatG: figure,
    carbohydrateG: figure,
    calciumMg: figure,
    ironMg: figure,
    vitaminCMg: figure,
    sodiumMg: figure,
  }),
})
export type FoodRow = z.infer<typeof foodRow>

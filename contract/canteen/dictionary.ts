/** The dictionary of foods: the district's own entries over those that come with the program, found by any of their words. */
import type { Food } from './food'
import { eggDairy } from './foods/egg-dairy'
import { fish } from './foods/fish'
import { fruit } from './foods/fruit'
import { grains } from './foods/grains'
import { meat } from './foods/meat'
import { readyMade } from './foods/ready-made'
import { seasonings } from './foods/seasonings'
import { soyNuts } from './foods/soy-nuts'
import { vegetables } from './foods/vegetables'
import { parseFoods } from './parse-foods'
import { tidyWord } from './tidy-word'

export type Named = { food: Food; by: 'key' | 'synonym' | 'guess' }

export type Dictionary = {
  get(key: string | null): Food | undefined
  /** Every word, tidied, with the food it names. */
  words: ReadonlyMap<string, Named>
  foods: readonly Food[]
  /** Tidied words that a school taught and the bureau has not looked at: nothing is safe where one of them stands. */
  unreviewed: readonly string[]
}

/** Of two foods with the same word, the later one has it; a key beats a synonym, a synonym a guess. */
export const makeDictionary = (foods: readonly Food[], unreviewed: readonly string[] = []): Dictionary => {
  const byKey = new Map(foods.map((food) => [food.key, food]))
  const words = new Map<string, Named>()
  const kept = [...byKey.values()]
  for (const food of kept) for (const word of food.guesses) words.set(tidyWord(word), { food, by: 'guess' })
  for (const food of kept)
    for (const word of food.synonyms) words.set(tidyWord(word), { food, by: 'synonym' })
  for (const food of kept) words.set(tidyWord(food.key), { food, by: 'key' })
  return { get: (key) => (key === null ? undefined : byKey.get(key)), words, foods: kept, unreviewed }
}

let ownFoods: Food[] | undefined
/** The foods that come with the program, read once. */
export const programFoods = (): readonly Food[] => {
  ownFoods ??= [grains, vegetables, fruit, meat, fish, eggDairy, soyNuts, seasonings, readyMade].flatMap(
    parseFoods,
  )
  return ownFoods
}

let own: Dictionary | undefined
/** The dictionary without any entry of the district. */
export const programDictionary = (): Dictionary => {
  own ??= makeDictionary(programFoods())
  return own
}

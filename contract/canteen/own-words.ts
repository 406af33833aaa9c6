/** Words that the district and the schools teach: what each means, and the dictionary that knows them too. */
import * as z from 'zod/mini'
import { text } from '../common'
import { type Dictionary, makeDictionary, programDictionary } from './dictionary'
import { allergenNames, allergens, type Food, foodGroups, meatKinds, nutrients } from './food'
import { foodsInside, matchWord } from './match-word'
import { tidyWord } from './tidy-word'

const allergen = z.enum(allergens)
const share = z.nullable(
  z.number().check(z.minimum(0.01, '可食部在 1% 到 100% 之间'), z.maximum(1, '可食部在 1% 到 100% 之间')),
)
const figure = z.nullable(
  z.number().check(z.minimum(0, '请填 0 或更大的数'), z.maximum(100_000, '数太大，请核对')),
)

/** What a school says of a food that no dictionary knows. */
const newFood = z.object({
  kind: z.literal('food'),
  group: z.enum(foodGroups),
  /** Set for meat and poultry, null for everything else. */
  meat: z.nullable(z.enum(meatKinds)),
  /** Null: nobody knows, and then it is never shown as safe. */
  allergens: z.nullable(
    z.object({
      contains: z.array(allergen).check(z.maxLength(8)),
      mayContain: z.array(allergen).check(z.maxLength(8)),
    }),
  ),
  /** Figures count only with the table or label that they were read from. */
  figures: z.nullable(
    z.object({
      source: text(2, 80),
      edibleShare: share,
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
    }),
  ),
})

export const wordMeaning = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('synonym'), of: text(1, 40) }),
  newFood,
])
export type WordMeaning = z.infer<typeof wordMeaning>
export type NewFood = z.infer<typeof newFood>

export const ownWord = z.object({ word: text(1, 40), meaning: wordMeaning })
export type OwnWord = z.infer<typeof ownWord>
/** A word that counts at one school; `isReviewed` once the bureau has looked at it. */
export const schoolWord = z.object({ ...ownWord.shape, isReviewed: z.boolean() })
export type SchoolWord = z.infer<typeof schoolWord>

const unknownFigures = Object.fromEntries(nutrients.map((nutrient) => [nutrient, null])) as Food['per100']

/** A food that takes the place of another keeps the words that other was found by. */
const foodOf = (word: string, meaning: NewFood, before: Food | undefined, isUnreviewed: boolean): Food => ({
  key: word,
  synonyms: before?.synonyms ?? [],
  guesses: before?.guesses ?? [],
  group: meaning.group,
  meat: meaning.meat,
  contains: meaning.allergens?.contains ?? [],
  mayContain: meaning.allergens?.mayContain ?? [],
  hasUnknownAllergens: meaning.allergens === null,
  isUnreviewed,
  source: meaning.figures && { table: meaning.figures.source, code: '', surety: 'stated' },
  edibleShare: meaning.figures?.edibleShare ?? null,
  per100: meaning.figures?.per100 ?? unknownFigures,
})

/** A taught word belongs to what it was taught to mean, and to nothing else. */
const withWords = (foods: readonly Food[], words: readonly (OwnWord | SchoolWord)[]): Food[] => {
  const taught = new Set(words.map(({ word }) => tidyWord(word)))
  const isFree = (word: string): boolean => !taught.has(tidyWord(word))
  const byKey = new Map(
    foods.map((food): [string, Food] => [
      food.key,
      { ...food, synonyms: food.synonyms.filter(isFree), guesses: food.guesses.filter(isFree) },
    ]),
  )
  for (const word of words)
    if (word.meaning.kind === 'food') {
      const isUnreviewed = 'isReviewed' in word && !word.isReviewed
      byKey.set(word.word, foodOf(word.word, word.meaning, byKey.get(word.word), isUnreviewed))
    }
  for (const { word, meaning } of words) {
    // A food that the district has taken out again leaves its synonyms unknown.
    const food = meaning.kind === 'synonym' ? byKey.get(meaning.of) : undefined
    if (food) byKey.set(food.key, { ...food, synonyms: [...food.synonyms, word] })
  }
  return [...byKey.values()]
}

/** @param foods of the edition in force, null for those that come with the program @param words the district's, over them */
export const districtDictionary = (foods: readonly Food[] | null, words: readonly OwnWord[]): Dictionary => {
  if (words.length > 0) return makeDictionary(withWords(foods ?? programDictionary().foods, words))
  return foods === null ? programDictionary() : makeDictionary(foods)
}

/** The district's dictionary with a school's own words, as far as the district does not know them itself. */
export const schoolDictionary = (district: Dictionary, words: readonly SchoolWord[]): Dictionary => {
  const own = words.filter(({ word }) => !isSure(district, word))
  if (own.length === 0) return district
  const unreviewed = own.filter(({ isReviewed }) => !isReviewed).map(({ word }) => tidyWord(word))
  return makeDictionary(withWords(district.foods, own), unreviewed)
}

const isSure = (dictionary: Dictionary, word: string): boolean => {
  const { kind } = matchWord(dictionary, word)
  return kind === 'exact' || kind === 'synonym'
}

/** Allergens that the words inside a word speak of: 花生碎 speaks of peanuts. */
const allergensNamedIn = (word: string, dictionary: Dictionary) =>
  new Set(
    foodsInside(dictionary, tidyWord(word)).flatMap(({ food }) =>
      tidyWord(food.key) === tidyWord(word) ? [] : food.contains,
    ),
  )

const meatProblem = ({ group, meat }: NewFood): string | undefined => {
  const isMeat = group === 'meat' || group === 'poultry'
  if (isMeat && meat === null) return '请选是哪一种肉'
  if (!isMeat && meat !== null) return '只有畜肉和禽肉要选是哪一种肉'
  const isBird = meat === 'chicken' || meat === 'duck' || meat === 'goose'
  const isBeast = meat === 'pork' || meat === 'beef' || meat === 'mutton'
  return (group === 'meat' && isBird) || (group === 'poultry' && isBeast)
    ? '肉的种类和食物类对不上'
    : undefined
}

/**
 * Why a word cannot be taught to mean this, in a sentence; undefined where it can.
 *
 * @param dictionary without the word itself: a sure word keeps its meaning, so that nobody can pass peanuts off as potatoes
 */
export const problemOfMeaning = (
  word: string,
  meaning: WordMeaning,
  dictionary: Dictionary,
): string | undefined => {
  const match = matchWord(dictionary, word)
  if (match.kind === 'exact' || match.kind === 'synonym')
    return `词典里已经有“${word}”，就是${match.food.key}，不用再教`
  return problemOfEntry(word, meaning, dictionary)
}

/** The same for the district's own dictionary, which may replace what the program says of a word. */
export const problemOfEntry = (
  word: string,
  meaning: WordMeaning,
  dictionary: Dictionary,
): string | undefined => {
  const named = allergensNamedIn(word, dictionary)
  if (meaning.kind === 'synonym') {
    const food = dictionary.get(meaning.of)
    if (!food) return `词典里没有“${meaning.of}”，请从词典里选一样`
    const missing = [...named].find((one) => !food.contains.includes(one) && !food.mayContain.includes(one))
    return missing && !food.hasUnknownAllergens
      ? `“${word}”的字面里有${allergenNames[missing]}，${meaning.of}没有，请改成新的食物并写明过敏原`
      : undefined
  }
  const wrong = meatProblem(meaning)
  if (wrong !== undefined || meaning.allergens === null) return wrong
  const { contains, mayContain } = meaning.allergens
  const missing = [...named].find((one) => !contains.includes(one) && !mayContain.includes(one))
  return missing && `“${word}”的字面里有${allergenNames[missing]}，请在过敏原里选上`
}

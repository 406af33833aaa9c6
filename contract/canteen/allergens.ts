/** Which allergens a dish has, may have, or leaves open. Unknown is never shown as safe. */
import { hasSeasoning } from './checks/habits'
import type { Dictionary } from './dictionary'
import { type Allergen, allergens, type Food } from './food'
import { foodsInside } from './match-word'
import type { DishCategory, MenuDish, MenuMeal } from './menu'
import { tidyWord } from './tidy-word'

export type DishAllergens = {
  contains: Allergen[]
  mayContain: Allergen[]
  /** Why nothing can be said of the other allergens; empty where everything is known. */
  unknown: string[]
}

/** Names that speak of a taste or a shape, not of what is inside. */
const FIGURATIVE = /鱼香|蚂蚁上树|狮子头|虎皮|松鼠|夫妻|老婆|蟹黄味|鱼米之乡|金鱼|鱼形|蛋黄酥?味|奶香|奶黄/g
/** Single signs that speak of an allergen where no known word explains them. */
const signs: readonly [RegExp, Allergen][] = [
  [/蛋/, 'egg'],
  [/虾|蟹/, 'crustacean'],
  [/鱼/, 'fish'],
  [/奶/, 'milk'],
  [/面|饼|饺|包子/, 'gluten'],
]
/** Served as they come, without the kitchen's seasoning. */
const unseasoned: readonly DishCategory[] = ['fruit', 'dairy', 'snack', 'seasoning', 'coarse_grain']

const inOrder = (found: ReadonlySet<Allergen>, without?: ReadonlySet<Allergen>): Allergen[] =>
  allergens.filter((allergen) => found.has(allergen) && !without?.has(allergen))

/** The meal's seasoning, which may be in every dish that is cooked there. */
const seasoningOf = (meal: MenuMeal, dictionary: Dictionary): { word: string; food: Food | undefined }[] =>
  meal.dishes
    .filter((dish) => dish.category === 'seasoning')
    .flatMap((dish) => dish.ingredients.map(({ word, foodKey }) => ({ word, food: dictionary.get(foodKey) })))

/** Why a known word is still safe for nobody; undefined where all is known of it. */
const whyOpen = (food: Food, word: string, dictionary: Dictionary): string | undefined => {
  const tidy = tidyWord(word)
  if (food.isUnreviewed || dictionary.unreviewed.some((one) => tidy.includes(one)))
    return `“${word}”是学校新教的词，教育局还没有审核`
  return food.hasUnknownAllergens ? `“${word}”的过敏原还不清楚` : undefined
}

const readIngredients = (dish: MenuDish, dictionary: Dictionary) => {
  const sure = new Set<Allergen>()
  const may = new Set<Allergen>()
  const unknown: string[] = []
  if (dish.ingredients.length === 0) unknown.push('没有写主配料')
  for (const { word, foodKey } of dish.ingredients) {
    const food = dictionary.get(foodKey)
    if (!food) {
      unknown.push(`“${word}”不在词典里`)
      continue
    }
    const why = whyOpen(food, word, dictionary)
    if (why) unknown.push(why)
    for (const allergen of food.contains) sure.add(allergen)
    for (const allergen of food.mayContain) may.add(allergen)
  }
  return { sure, may, unknown }
}

type Named = { inside: ReturnType<typeof foodsInside>; allergens: Allergen[] }
const namedIn = (name: string, dictionary: Dictionary): Named => {
  const text = tidyWord(name).replace(FIGURATIVE, ' ')
  const inside = foodsInside(dictionary, text)
  const rest = inside.reduce((left, { word }) => left.replace(word, ' '), text)
  return {
    inside,
    allergens: [
      ...inside.flatMap(({ food }) => [...food.contains, ...food.mayContain]),
      ...signs.flatMap(([sign, allergen]) => (sign.test(rest) ? [allergen] : [])),
    ],
  }
}

/**
 * Allergens of a dish within its meal.
 *
 * The name is read too: 虾仁炒蛋 without shrimp among its ingredients may still hold shrimp. What the meal is seasoned with
 * may be in any cooked dish; a meal that does not say its seasoning leaves its cooked dishes open.
 */
export const allergensOf = (dish: MenuDish, meal: MenuMeal, dictionary: Dictionary): DishAllergens => {
  const { sure, may, unknown } = readIngredients(dish, dictionary)
  const named = namedIn(dish.name, dictionary)
  for (const allergen of named.allergens) may.add(allergen)
  for (const { food, word } of named.inside) {
    if (dish.ingredients.some(({ foodKey }) => foodKey === food.key)) continue
    const why = whyOpen(food, word, dictionary)
    if (why) unknown.push(why)
  }
  if (!unseasoned.includes(dish.category) && dish.category !== 'staple') {
    for (const { word, food } of seasoningOf(meal, dictionary)) {
      for (const allergen of [...(food?.contains ?? []), ...(food?.mayContain ?? [])]) may.add(allergen)
      const why = food ? whyOpen(food, word, dictionary) : `“${word}”不在词典里`
      if (why) unknown.push(`调味品${why}`)
    }
    if (!hasSeasoning(meal, dictionary)) unknown.push('这一餐没有写调味品')
  }
  return { contains: inOrder(sure), mayContain: inOrder(may, sure), unknown }
}

export type ChildMark =
  | { kind: 'contains' | 'may_contain'; allergens: Allergen[] }
  | { kind: 'unknown'; why: string[] }
  | { kind: 'none' }

/** What a child with these allergies must be told of a dish; `none` only where everything in it is known. */
export const markForChild = (found: DishAllergens, child: readonly Allergen[]): ChildMark => {
  const contains = found.contains.filter((allergen) => child.includes(allergen))
  if (contains.length > 0) return { kind: 'contains', allergens: contains }
  const mayContain = found.mayContain.filter((allergen) => child.includes(allergen))
  if (mayContain.length > 0) return { kind: 'may_contain', allergens: mayContain }
  if (child.length > 0 && found.unknown.length > 0) return { kind: 'unknown', why: found.unknown }
  return { kind: 'none' }
}

/** What a week should have beyond figures: vegetables every day, few repeats, grams and words that can be read. */
import type { Dictionary } from '../dictionary'
import type { Finding } from '../findings'
import type { DishCategory, MenuDish, MenuMeal, WeekMenu } from '../menu'
import { type RuleRow, rulesOf, strictest } from '../rules/rule'
import { lunchGroupOf } from '../rules/wst554'
import { findingOf, mealWord, placeOf, type Served, servedDishes } from './places'

/** Raw grams below which greens are only a garnish. */
const GARNISH_GRAMS = 30
/** Dishes of which a second time in a week is noticed; rice and milk come every day. */
const noticed: readonly DishCategory[] = ['main_meat', 'side_meat', 'vegetable', 'soup', 'snack']
/** Dishes that need no seasoning. */
const plain: readonly DishCategory[] = ['fruit', 'dairy', 'snack', 'coarse_grain', 'staple']

const checkVegetables = (menu: WeekMenu, rules: readonly RuleRow[], dictionary: Dictionary): Finding[] =>
  rulesOf(rules, 'daily_vegetables')
    .slice(0, 1)
    .flatMap((rule) =>
      menu.days.flatMap(({ servedOn, meals }) =>
        meals
          .filter((meal) => meal.kind === 'lunch' && meal.dishes.length > 0)
          .filter((meal) => !hasVegetables(meal, dictionary))
          .map((meal) =>
            findingOf(rule, {
              place: { servedOn, meal: meal.kind, dishId: null, ingredient: null },
              problem: `${mealWord(servedOn, meal.kind)}没有蔬菜。`,
              remedy: `${mealWord(servedOn, meal.kind)}加一道 100 g 以上的蔬菜即符合。`,
            }),
          ),
      ),
    )

const hasVegetables = (meal: MenuMeal, dictionary: Dictionary): boolean => {
  let grams = 0
  for (const dish of meal.dishes)
    for (const ingredient of dish.ingredients) {
      const food = dictionary.get(ingredient.foodKey)
      if (!food || lunchGroupOf(food.group) !== 'vegetables') continue
      if (ingredient.grams === null) return true
      grams += ingredient.grams
    }
  return grams >= GARNISH_GRAMS
}

const checkRepeats = (menu: WeekMenu, rules: readonly RuleRow[]): Finding[] => {
  const counted = strictest(rulesOf(rules, 'repeats'), (one, other) => one.maxTimes <= other.maxTimes)
  if (counted.length === 0) return []
  const byName = new Map<string, Served[]>()
  for (const served of servedDishes(menu))
    if (noticed.includes(served.dish.category))
      byName.set(served.dish.name, [...(byName.get(served.dish.name) ?? []), served])
  return [...byName.values()].flatMap((all) => {
    const last = all.at(-1)
    const rule = counted.find(({ maxTimes }) => all.length > maxTimes)
    if (!last || !rule) return []
    const days = all.map(({ servedOn, meal }) => mealWord(servedOn, meal.kind)).join('、')
    return [
      findingOf(rule, {
        place: placeOf(last),
        problem: `${last.dish.name}本周上了 ${all.length} 次（${days}）。`,
        remedy: `${mealWord(last.servedOn, last.meal.kind)}换一道这周没上过的菜。`,
      }),
    ]
  })
}

const withoutGrams = (dish: MenuDish): string[] =>
  dish.ingredients.length === 0
    ? [dish.name]
    : dish.ingredients.filter(({ grams }) => grams === null).map(({ word }) => word)

const checkGrams = (menu: WeekMenu, rules: readonly RuleRow[], dictionary: Dictionary): Finding[] =>
  rulesOf(rules, 'grams_given')
    .slice(0, 1)
    .flatMap((rule) => [
      ...servedDishes(menu).flatMap((served) => {
        const words = withoutGrams(served.dish)
        if (words.length === 0) return []
        const where = mealWord(served.servedOn, served.meal.kind)
        const first = served.dish.ingredients.findIndex(({ grams }) => grams === null)
        return [
          findingOf(rule, {
            place: placeOf(served, first < 0 ? null : first),
            problem: `${where}的${words.join('、')}没有写克数，营养里没有算它。`,
            remedy: `补上每人的克数（按生重）。`,
          }),
        ]
      }),
      ...menu.days.flatMap(({ servedOn, meals }) =>
        meals
          .filter((meal) => isCooked(meal) && !hasSeasoning(meal, dictionary))
          .map((meal) =>
            findingOf(rule, {
              place: { servedOn, meal: meal.kind, dishId: null, ingredient: null },
              problem: `${mealWord(servedOn, meal.kind)}没有写调味品，油和盐的用量不知道。`,
              remedy: '补上油、盐、糖、酱油的克数。',
            }),
          ),
      ),
    ])

const isCooked = (meal: MenuMeal): boolean => meal.dishes.some((dish) => !plain.includes(dish.category))

/** Whether a meal says with what it is seasoned. */
export const hasSeasoning = (meal: MenuMeal, dictionary: Dictionary): boolean =>
  meal.dishes.some(
    (dish) =>
      dish.category === 'seasoning' ||
      dish.ingredients.some(({ foodKey }) => {
        const group = dictionary.get(foodKey)?.group
        return group === 'oil' || group === 'salt'
      }),
  )

const checkWords = (menu: WeekMenu, rules: readonly RuleRow[], dictionary: Dictionary): Finding[] =>
  rulesOf(rules, 'words_known')
    .slice(0, 1)
    .flatMap((rule) =>
      servedDishes(menu).flatMap((served) =>
        served.dish.ingredients.flatMap(({ word, foodKey }, index) =>
          dictionary.get(foodKey)
            ? []
            : [
                findingOf(rule, {
                  place: placeOf(served, index),
                  problem: `${mealWord(served.servedOn, served.meal.kind)}的“${word}”不在词典里，过敏原和营养都不知道。`,
                  remedy: '从词典里选一个词，或提交为新词。',
                }),
              ],
        ),
      ),
    )

export const checkHabits = (menu: WeekMenu, rules: readonly RuleRow[], dictionary: Dictionary): Finding[] => [
  ...checkVegetables(menu, rules, dictionary),
  ...checkRepeats(menu, rules),
  ...checkGrams(menu, rules, dictionary),
  ...checkWords(menu, rules, dictionary),
]

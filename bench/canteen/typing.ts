/** Runs inside the browser: types through a full week, letter by letter, and times what each keystroke costs. */
import { checkWeek } from '../../contract/canteen/checks/check-week'
import { programDictionary } from '../../contract/canteen/dictionary'
import { matchWord } from '../../contract/canteen/match-word'
import type { MenuDish, WeekMenu } from '../../contract/canteen/menu'
import { programRules } from '../../contract/canteen/rules/program-rules'

export type Typing = { dishes: number; ingredients: number; milliseconds: number[]; firstMs: number }

/** One keystroke: the word so far is matched, the menu made anew where it changed, and the whole week checked. */
const press = (menu: WeekMenu, dayIndex: number, dish: MenuDish, word: string): WeekMenu => {
  const dictionary = programDictionary()
  const match = matchWord(dictionary, word)
  const [first, ...rest] = dish.ingredients
  const typed: MenuDish = {
    ...dish,
    ingredients: first
      ? [{ ...first, word, foodKey: match.kind === 'unknown' ? null : match.food.key }, ...rest]
      : dish.ingredients,
  }
  const days = menu.days.map((day, index) =>
    index === dayIndex
      ? {
          ...day,
          meals: day.meals.map((meal) => ({
            ...meal,
            dishes: meal.dishes.map((each) => (each.dishId === dish.dishId ? typed : each)),
          })),
        }
      : day,
  )
  const changed = { ...menu, days }
  checkWeek(changed, programRules, dictionary, ['primary', 'junior'])
  return changed
}

/** @param menu a full week */
export const typeThrough = (menu: WeekMenu): Typing => {
  const started = performance.now()
  checkWeek(menu, programRules, programDictionary(), ['primary', 'junior'])
  const firstMs = performance.now() - started
  const milliseconds: number[] = []
  let now = menu
  let ingredients = 0
  let dishes = 0
  for (const [dayIndex, day] of menu.days.entries())
    for (const meal of day.meals)
      for (const dish of meal.dishes) {
        dishes += 1
        ingredients += dish.ingredients.length
        const word = dish.ingredients[0]?.word ?? ''
        for (let length = 1; length <= word.length; length += 1) {
          const from = performance.now()
          now = press(now, dayIndex, dish, word.slice(0, length))
          milliseconds.push(performance.now() - from)
        }
      }
  return { dishes, ingredients, milliseconds, firstMs }
}

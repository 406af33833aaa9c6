/** Food that is not served on some days of the week. */
import dayjs from 'dayjs'
import type { Dictionary } from '../dictionary'
import type { Finding } from '../findings'
import type { Food } from '../food'
import { foodsInside } from '../match-word'
import { type Weekday, type WeekMenu, weekdayNames, weekdays } from '../menu'
import { type RuleOf, type RuleRow, rulesOf } from '../rules/rule'
import { tidyWord } from '../tidy-word'
import { namesFood } from './banned'
import { findingOf, mealWord, placeOf, type Served, servedDishes } from './places'

const weekdayOf = (day: string): Weekday => weekdays[(dayjs(day).day() + 6) % 7] ?? 'monday'

const isMeant = (rule: RuleOf<'day_without'>, food: Food): boolean =>
  rule.groups.includes(food.group) ||
  (food.meat !== null && rule.meats.includes(food.meat)) ||
  rule.foodKeys.includes(food.key)

/** The index of an ingredient, null for the dish's name, undefined where it is not there. */
const findMeant = (
  { dish }: Served,
  rule: RuleOf<'day_without'>,
  dictionary: Dictionary,
): number | null | undefined => {
  const index = dish.ingredients.findIndex(({ word, foodKey }) => {
    const food = dictionary.get(foodKey)
    return (food && isMeant(rule, food)) || namesFood(word, rule.words, dictionary)
  })
  if (index >= 0) return index
  if (namesFood(dish.name, rule.words, dictionary)) return null
  // Where no ingredients are written the name is all there is to go by.
  const isNamed =
    dish.ingredients.length === 0 &&
    foodsInside(dictionary, tidyWord(dish.name)).some(({ food }) => isMeant(rule, food))
  return isNamed ? null : undefined
}

export const checkDays = (menu: WeekMenu, rules: readonly RuleRow[], dictionary: Dictionary): Finding[] => {
  const dishes = servedDishes(menu)
  return rulesOf(rules, 'day_without').flatMap((rule) =>
    dishes
      .filter(({ servedOn }) => rule.weekdays.includes(weekdayOf(servedOn)))
      .flatMap((served) => {
        const at = findMeant(served, rule, dictionary)
        if (at === undefined) return []
        const where = mealWord(served.servedOn, served.meal.kind)
        const word = at === null ? served.dish.name : (served.dish.ingredients[at]?.word ?? served.dish.name)
        const days = weekdays.filter((day) => rule.weekdays.includes(day)).map((day) => weekdayNames[day])
        return [
          findingOf(rule, {
            place: placeOf(served, at),
            problem: `${where}的${served.dish.name}用了${word}，${days.join('、')}不安排${rule.name}。`,
            remedy: `${where}的${word}换成别的，或把${served.dish.name}移到别的日子即符合。`,
          }),
        ]
      }),
  )
}

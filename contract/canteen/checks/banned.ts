/** Food and ways of making that a school canteen may not serve. */
import type { Dictionary } from '../dictionary'
import type { Finding, RuleLayer } from '../findings'
import { foodsInside } from '../match-word'
import type { WeekMenu } from '../menu'
import { type RuleOf, type RuleRow, rulesOf } from '../rules/rule'
import { findingOf, mealWord, placeOf, type Served, servedDishes } from './places'

const holds = (text: string, words: readonly string[]): boolean => words.some((word) => text.includes(word))

/** True where one of the words stands whole: 菜豆 in 菠菜豆腐 is the end of one food and the beginning of another. */
export const namesFood = (text: string, words: readonly string[], dictionary: Dictionary): boolean => {
  const foods = foodsInside(dictionary, text).map(({ word, at }) => ({ from: at, to: at + word.length }))
  return words.some((word) => {
    for (let from = text.indexOf(word); from >= 0; from = text.indexOf(word, from + 1)) {
      const to = from + word.length
      const isCut = foods.some(
        (food) => food.from < to && food.to > from && (food.from < from || food.to > to),
      )
      if (!isCut || foods.some((food) => food.from <= from && food.to >= to)) return true
    }
    return false
  })
}

/** Where the food stands: the index of an ingredient, null for the dish's name, undefined where it is not there. */
const findFood = (
  { dish }: Served,
  rule: RuleOf<'banned_food'>,
  dictionary: Dictionary,
): number | null | undefined => {
  const index = dish.ingredients.findIndex(({ word, foodKey }) => {
    const key = dictionary.get(foodKey)?.key
    return (key !== undefined && rule.foodKeys.includes(key)) || namesFood(word, rule.words, dictionary)
  })
  if (index >= 0) return index
  return namesFood(dish.name, rule.words, dictionary) ? null : undefined
}

/** Whose ban it is: only what a decree forbids is forbidden to every school canteen. */
const bans: Record<RuleLayer, { food: string; made: string }> = {
  nation: { food: '学校食堂不得加工制作', made: '学校食堂不得制售' },
  province: { food: '省里规定不用', made: '省里规定不做' },
  city: { food: '市里规定不用', made: '市里规定不做' },
  district: { food: '区里规定不用', made: '区里规定不做' },
  school: { food: '学校约定不用', made: '学校约定不做' },
}

const isMadeSo = ({ dish }: Served, rule: RuleOf<'banned_preparation'>): boolean => {
  // A dish that says how it is made is judged by that, so that 热拌 settles what 拌 left open.
  const text = rule.severity === 'block' ? `${dish.name} ${dish.preparation ?? ''}` : dish.name
  if (rule.severity !== 'block' && dish.preparation !== undefined) return false
  return holds(
    rule.except.reduce((rest, word) => rest.replaceAll(word, ''), text),
    rule.words,
  )
}

export const checkBanned = (menu: WeekMenu, rules: readonly RuleRow[], dictionary: Dictionary): Finding[] => {
  const dishes = servedDishes(menu)
  const foods = rulesOf(rules, 'banned_food').flatMap((rule) =>
    dishes.flatMap((served) => {
      const at = findFood(served, rule, dictionary)
      if (at === undefined) return []
      const word = at === null ? served.dish.name : (served.dish.ingredients[at]?.word ?? served.dish.name)
      const where = mealWord(served.servedOn, served.meal.kind)
      return [
        findingOf(rule, {
          place: placeOf(served, at),
          problem:
            rule.severity === 'block' || rule.layer !== 'nation'
              ? `${where}的${served.dish.name}有${rule.name}，${bans[rule.layer].food}。`
              : `${where}的${served.dish.name}有${rule.name}。`,
          remedy: `${where}的${word}${rule.remedy}即符合。`,
        }),
      ]
    }),
  )
  const made = rulesOf(rules, 'banned_preparation').flatMap((rule) =>
    dishes
      .filter((served) => isMadeSo(served, rule))
      .map((served) => {
        const where = mealWord(served.servedOn, served.meal.kind)
        return findingOf(rule, {
          place: placeOf(served),
          problem: `${where}的${served.dish.name}是${rule.name}，${bans[rule.layer].made}。`,
          remedy: `${where}的${served.dish.name}：${rule.remedy}。`,
        })
      }),
  )
  return [...foods, ...made]
}

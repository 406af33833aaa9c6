/** How often a week uses meat other than pork, beef and mutton. */
import type { Dictionary } from '../dictionary'
import type { Finding } from '../findings'
import { type MeatKind, meatNames } from '../food'
import type { WeekMenu } from '../menu'
import { type RuleOf, type RuleRow, rulesOf, strictest } from '../rules/rule'
import { findingOf, mealWord, placeOf, type Served, servedDishes } from './places'

type Use = { served: Served; ingredient: number; word: string; meat: MeatKind }

/** By meal: one that uses such meat in several dishes is one use. */
const usesOf = (menu: WeekMenu, meats: readonly MeatKind[], dictionary: Dictionary): Use[][] => {
  const meals = new Map<string, Use[]>()
  for (const served of servedDishes(menu))
    for (const [ingredient, { foodKey, word }] of served.dish.ingredients.entries()) {
      const meat = dictionary.get(foodKey)?.meat
      if (!meat || !meats.includes(meat)) continue
      const meal = `${served.servedOn} ${served.meal.kind}`
      meals.set(meal, [...(meals.get(meal) ?? []), { served, ingredient, word, meat }])
    }
  return [...meals.values()]
}

const namesOf = (meats: readonly MeatKind[]): string =>
  meats.includes('other') ? '猪、牛、羊以外的肉' : meats.map((meat) => meatNames[meat]).join('、')

/** @param uses of one meal @param place which use of the week it is @param extra how many are too many */
const sayUse = (rule: RuleOf<'meat_uses'>, uses: readonly Use[], place: number, extra: number): Finding[] => {
  const [first] = uses
  if (!first) return []
  const where = mealWord(first.served.servedOn, first.served.meal.kind)
  const dishes = [...new Set(uses.map((use) => use.served.dish.name))].join('、')
  const meats = [...new Set(uses.map((use) => meatNames[use.meat]))].join('、')
  const words = [...new Set(uses.map((use) => use.word))].join('、')
  return [
    findingOf(rule, {
      place: placeOf(first.served, first.ingredient),
      problem: `${where}的${dishes}用了${meats}，是本周第 ${place} 次用${namesOf(rule.meats)}，每周最多 ${rule.maxUses} 次。`,
      remedy: `${where}的${words}换成${rule.meats.includes('pork') ? '豆腐或鸡蛋' : '猪肉'}${extra === 1 ? '即符合' : `；本周有 ${extra} 处要换，都换了即符合`}。`,
    }),
  ]
}

/** A limit on more kinds of meat, or on the same ones, makes a looser one needless. */
const asksAsMuch = (one: RuleOf<'meat_uses'>, other: RuleOf<'meat_uses'>): boolean =>
  one.maxUses <= other.maxUses && other.meats.every((meat) => one.meats.includes(meat))

export const checkMeatUses = (
  menu: WeekMenu,
  rules: readonly RuleRow[],
  dictionary: Dictionary,
): Finding[] => {
  /** Meals of which a graver rule on the same meats has spoken. */
  const told = new Set<string>()
  return strictest(rulesOf(rules, 'meat_uses'), asksAsMuch).flatMap((rule) => {
    const meats = [...rule.meats].sort().join()
    const extra = usesOf(menu, rule.meats, dictionary).slice(rule.maxUses)
    return extra.flatMap((uses, index) => {
      const [first] = uses
      const meal = `${meats} ${first?.served.servedOn} ${first?.served.meal.kind}`
      if (told.has(meal)) return []
      told.add(meal)
      return sayUse(rule, uses, rule.maxUses + index + 1, extra.length)
    })
  })
}

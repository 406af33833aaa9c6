/** Walking a menu dish by dish, and naming places in it. */
import type { Finding, MenuPlace } from '../findings'
import { type MealKind, type MenuDish, type MenuMeal, mealNames, type WeekMenu } from '../menu'
import type { RuleRow } from '../rules/rule'
import { weekdayWord } from '../week'

export type Served = { servedOn: string; meal: MenuMeal; dish: MenuDish }

/** Every dish with its day and meal, by day. */
export const servedDishes = (menu: WeekMenu): Served[] =>
  [...menu.days]
    .sort((one, other) => one.servedOn.localeCompare(other.servedOn))
    .flatMap(({ servedOn, meals }) =>
      meals.flatMap((meal) => meal.dishes.map((dish) => ({ servedOn, meal, dish }))),
    )

/** `周三`, or `周三早餐` where it is not lunch. */
export const mealWord = (servedOn: string, kind: MealKind): string =>
  `${weekdayWord(servedOn)}${kind === 'lunch' ? '' : mealNames[kind]}`

export const wholeWeek: MenuPlace = { servedOn: null, meal: null, dishId: null, ingredient: null }
export const placeOf = ({ servedOn, meal, dish }: Served, ingredient: number | null = null): MenuPlace => ({
  servedOn,
  meal: meal.kind,
  dishId: dish.dishId,
  ingredient,
})

export const findingOf = (
  rule: Pick<RuleRow, 'ruleId' | 'severity' | 'layer' | 'document'>,
  said: Pick<Finding, 'place' | 'problem' | 'remedy'> & Partial<Pick<Finding, 'band'>>,
): Finding => ({
  ruleId: rule.ruleId,
  severity: rule.severity,
  layer: rule.layer,
  document: rule.document,
  band: null,
  ...said,
})

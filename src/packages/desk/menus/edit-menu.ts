/** Changes to a week's menu on the desk: each takes a menu and gives a new one, parts that stay keep their identity. */
import {
  type DishCategory,
  dishCategories,
  type MealKind,
  type MenuDay,
  type MenuDish,
  type MenuIngredient,
  type WeekMenu,
} from '@contract/canteen/menu'
import { dayAfter } from '@contract/canteen/week'
import { type Stage, stageOfGrade } from '@contract/people'

/** Where a dish stands. */
export type Cell = { servedOn: string; meal: MealKind; category: DishCategory }

const SCHOOL_DAYS = 5
/** Categories that a school always has a row for; the others come with their first dish. */
const usualRows: readonly DishCategory[] = ['staple', 'main_meat', 'side_meat', 'vegetable', 'soup', 'fruit']

export const emptyWeek = (weekStartsOn: string): WeekMenu => ({
  weekStartsOn,
  days: Array.from({ length: SCHOOL_DAYS }, (_, index) => ({
    servedOn: dayAfter(weekStartsOn, index),
    meals: [],
  })),
  priceYuan: { primary: null, junior: null, senior: null },
  note: '',
})

/** Rows of the grid for a meal, in the order schools print them. */
export const rowsOf = (menu: WeekMenu, meal: MealKind): DishCategory[] => {
  const used = new Set(menu.days.flatMap((day) => dishesOf(day, meal).map((dish) => dish.category)))
  return dishCategories.filter((category) => usualRows.includes(category) || used.has(category))
}

const none: readonly MenuDish[] = []
export const dishesOf = (day: MenuDay, meal: MealKind): readonly MenuDish[] =>
  day.meals.find(({ kind }) => kind === meal)?.dishes ?? none

const mapDay = (menu: WeekMenu, servedOn: string, change: (day: MenuDay) => MenuDay): WeekMenu => ({
  ...menu,
  days: menu.days.map((day) => (day.servedOn === servedOn ? change(day) : day)),
})

const mapMeal = (
  day: MenuDay,
  meal: MealKind,
  change: (dishes: readonly MenuDish[]) => readonly MenuDish[],
): MenuDay => {
  const dishes = [...change(dishesOf(day, meal))]
  const others = day.meals.filter(({ kind }) => kind !== meal)
  if (dishes.length === 0) return { ...day, meals: others }
  if (others.length === day.meals.length) return { ...day, meals: [...day.meals, { kind: meal, dishes }] }
  return { ...day, meals: day.meals.map((one) => (one.kind === meal ? { kind: meal, dishes } : one)) }
}

export const addDish = (menu: WeekMenu, cell: Cell, dish: MenuDish): WeekMenu =>
  mapDay(menu, cell.servedOn, (day) =>
    mapMeal(day, cell.meal, (dishes) => [...dishes, { ...dish, category: cell.category }]),
  )

export const changeDish = (
  menu: WeekMenu,
  dishId: string,
  change: (dish: MenuDish) => MenuDish,
): WeekMenu => ({
  ...menu,
  days: menu.days.map((day) =>
    day.meals.some(({ dishes }) => dishes.some((dish) => dish.dishId === dishId))
      ? {
          ...day,
          meals: day.meals.map((meal) => ({
            ...meal,
            dishes: meal.dishes.map((dish) => (dish.dishId === dishId ? change(dish) : dish)),
          })),
        }
      : day,
  ),
})

export const findDish = (menu: WeekMenu, dishId: string): { dish: MenuDish; cell: Cell } | undefined => {
  for (const day of menu.days)
    for (const meal of day.meals) {
      const dish = meal.dishes.find((one) => one.dishId === dishId)
      if (dish) return { dish, cell: { servedOn: day.servedOn, meal: meal.kind, category: dish.category } }
    }
  return undefined
}

export const removeDish = (menu: WeekMenu, dishId: string): WeekMenu => {
  const found = findDish(menu, dishId)
  if (!found) return menu
  return mapDay(menu, found.cell.servedOn, (day) =>
    mapMeal(day, found.cell.meal, (dishes) => dishes.filter((dish) => dish.dishId !== dishId)),
  )
}

/** To another day, meal or category; where nothing changes the menu stays the very same. */
export const moveDish = (menu: WeekMenu, dishId: string, to: Cell): WeekMenu => {
  const found = findDish(menu, dishId)
  const isThere = menu.days.some(({ servedOn }) => servedOn === to.servedOn)
  if (!found || !isThere || JSON.stringify(found.cell) === JSON.stringify(to)) return menu
  return addDish(removeDish(menu, dishId), to, found.dish)
}

/** The serving day so many columns further; undefined at the edge. */
export const dayBeside = (menu: WeekMenu, servedOn: string, step: number): string | undefined =>
  menu.days[menu.days.findIndex((day) => day.servedOn === servedOn) + step]?.servedOn

/** Another week's dishes on this week's days, under new ids. */
export const copiedTo = (source: WeekMenu, weekStartsOn: string, newId: () => string): WeekMenu => {
  const shift = daysBetween(source.weekStartsOn, weekStartsOn)
  return {
    ...source,
    weekStartsOn,
    days: source.days.map((day) => ({
      ...day,
      servedOn: dayAfter(day.servedOn, shift),
      meals: day.meals.map((meal) => ({
        ...meal,
        dishes: meal.dishes.map((dish) => ({ ...dish, dishId: newId() })),
      })),
    })),
  }
}

/**
 * What a school can use of another's week: its own meals, and its own grades. A row for other grades only, such as the
 * staple of grades 7–9 at a primary school, becomes one for everybody, once.
 */
export const fittedTo = (
  source: WeekMenu,
  stages: readonly Stage[],
  meals: readonly MealKind[],
): WeekMenu => ({
  ...source,
  days: source.days.map((day) => ({
    ...day,
    meals: day.meals
      .filter(({ kind }) => meals.includes(kind))
      .map((meal) => ({ ...meal, dishes: forStages(meal.dishes, stages) })),
  })),
})

const forStages = (dishes: readonly MenuDish[], stages: readonly Stage[]): MenuDish[] => {
  const fits = ({ grades }: MenuDish) =>
    grades === null || stages.includes(stageOfGrade(grades.from)) || stages.includes(stageOfGrade(grades.to))
  const nameOf = ({ category, name }: MenuDish) => `${category} ${name}`
  const there = new Set(dishes.filter(fits).map(nameOf))
  return dishes.flatMap((dish) => {
    if (fits(dish)) return [dish]
    if (there.has(nameOf(dish))) return []
    there.add(nameOf(dish))
    return [{ ...dish, grades: null }]
  })
}

const DAY_MS = 86_400_000
const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS)

export const countDishes = (menu: WeekMenu): number =>
  menu.days.reduce((sum, day) => sum + day.meals.reduce((all, meal) => all + meal.dishes.length, 0), 0)

/**
 * One typed line as a dish: `番茄炒蛋 鸡蛋40 番茄70g、盐`.
 *
 * @returns null where there is no name
 */
export const parseDishLine = (
  line: string,
  keyOf: (word: string) => string | null,
): { name: string; ingredients: MenuIngredient[] } | null => {
  const [name = '', ...rest] = line.trim().split(/[\s:：]+/)
  if (name === '') return null
  const ingredients = rest
    .join(' ')
    .split(/[\s、，,；;+]+/)
    .filter((part) => part !== '')
    .map((part): MenuIngredient => {
      const found = /^(.*?)(\d+(?:\.\d+)?)(?:g|G|克)?$/.exec(part)
      const word = (found?.[1] || part).slice(0, 40)
      const grams = found?.[1] ? Number(found[2]) : null
      return {
        word,
        foodKey: keyOf(word),
        grams: grams !== null && grams > 0 && grams <= 2_000 ? grams : null,
      }
    })
  return { name: name.slice(0, 40), ingredients: ingredients.slice(0, 40) }
}

/** Dishes that differ in grades only, together: `100 / 120g` in one place. */
export const withGrades = (dishes: readonly MenuDish[]): MenuDish[][] => {
  const groups: MenuDish[][] = []
  for (const dish of dishes) {
    const same = groups.find(
      ([first]) => first?.name === dish.name && first.grades !== null && dish.grades !== null,
    )
    if (same) same.push(dish)
    else groups.push([dish])
  }
  return groups
}

const gramWord = ({ grams, measure }: MenuIngredient): string =>
  grams === null ? (measure ?? '没写') : String(grams)

/** What a cell shows of dishes that stand together: each ingredient with its weights, younger grades first. */
export const weightLines = (group: readonly MenuDish[]): { word: string; weight: string }[] => {
  const words = [...new Set(group.flatMap((dish) => dish.ingredients.map(({ word }) => word)))]
  return words.map((word) => {
    const found = group.flatMap((dish) => dish.ingredients.filter((one) => one.word === word))
    const weights = [...new Set(found.map(gramWord))]
    return { word, weight: `${weights.join(' / ')}${found.some(({ grams }) => grams !== null) ? 'g' : ''}` }
  })
}

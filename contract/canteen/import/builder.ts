/** Puts a menu together dish by dish, keeps within what a menu can hold, and writes down every guess and problem. */
import type { Dictionary } from '../dictionary'
import type { MenuPlace, PreviewMark } from '../findings'
import { matchWord } from '../match-word'
import {
  type DishCategory,
  GRAMS_LIMIT,
  type GradeSpan,
  type MealKind,
  type MenuDay,
  type MenuDish,
  type MenuIngredient,
  type Weekday,
  type WeekMenu,
} from '../menu'
import { dayAfter, weekdayWord } from '../week'

export type MenuPreview = { menu: WeekMenu; marks: PreviewMark[] }
/** Where in the file something stands. */
export type Spot = { row: number | null; column: string }

const MOST = { dishes: 40, ingredients: 40, nameSigns: 40, marks: 300, days: 8 }

export type NewIngredient = { word: string; grams: number | null; measure?: string | undefined }

export type MenuBuilder = {
  mark(kind: PreviewMark['kind'], spot: Spot, says: string): void
  /** Opens a day; the same day again goes on. @param weekday 0 Monday to 6 Sunday */
  openDay(weekday: number, standsInFor: Weekday | null, spot: Spot): void
  openMeal(kind: MealKind): void
  openDish(name: string, category: DishCategory, grades: GradeSpan | null, spot: Spot): void
  addIngredient(given: NewIngredient, spot: Spot): void
  hasDay(): boolean
  dish(): MenuDish | undefined
  addNote(text: string): void
  finish(): MenuPreview
}

/**
 * @param newId makes the ids of dishes, as the caller's platform can
 */
export const buildMenu = (weekStartsOn: string, dictionary: Dictionary, newId: () => string): MenuBuilder => {
  const menu: WeekMenu = {
    weekStartsOn,
    days: [],
    priceYuan: { primary: null, junior: null, senior: null },
    note: '',
  }
  const marks: PreviewMark[] = []
  let day: MenuDay | undefined
  let meal: MealKind = 'lunch'
  let dish: MenuDish | undefined

  const place = (): MenuPlace => ({
    servedOn: day?.servedOn ?? null,
    meal: day ? meal : null,
    dishId: dish?.dishId ?? null,
    ingredient: null,
  })
  const mark: MenuBuilder['mark'] = (kind, spot, says) => {
    if (marks.length < MOST.marks) marks.push({ kind, ...spot, place: place(), says })
  }
  const cut = (text: string, what: string, spot: Spot): string => {
    if (text.length <= MOST.nameSigns) return text
    mark('problem', spot, `${what}“${text.slice(0, 12)}…”超过 ${MOST.nameSigns} 个字，后面的没有收进来。`)
    return text.slice(0, MOST.nameSigns)
  }
  const weigh = (given: NewIngredient, spot: Spot): number | null => {
    if (given.grams === null) return null
    const grams = Math.round(given.grams * 100) / 100
    if (grams > 0 && grams <= GRAMS_LIMIT) return grams
    mark('problem', spot, `“${given.word}”写的是 ${given.grams} g，不像一个人的份量，克数没有收进来。`)
    return null
  }
  const dateOf = (weekday: number): string => {
    // A Sunday printed before Monday stands in for a day of this week; one at the end is the last day.
    const isFirst = weekday === 6 && menu.days.length === 0
    return dayAfter(weekStartsOn, isFirst ? -1 : weekday)
  }

  return {
    mark,
    openDay(weekday, standsInFor, spot) {
      const known = menu.days.find(({ servedOn }) => servedOn === dateOf(weekday))
      const sunday = menu.days.find(
        ({ servedOn }) => weekday === 6 && servedOn === dayAfter(weekStartsOn, -1),
      )
      day = known ?? sunday
      dish = undefined
      meal = 'lunch'
      if (day) {
        mark('question', spot, `${weekdayWord(day.servedOn)}出现了两次，已合在一起，请核对是不是写错了日子。`)
        return
      }
      day = { servedOn: dateOf(weekday), ...(standsInFor ? { standsInFor } : {}), meals: [] }
      menu.days.push(day)
      if (weekday >= 5 && standsInFor === null)
        mark('question', spot, `${weekdayWord(day.servedOn)}也供餐，是替哪一天上课？请选择，或留空。`)
    },
    openMeal(kind) {
      meal = kind
      dish = undefined
    },
    openDish(name, category, grades, spot) {
      if (!day) return
      let served = day.meals.find(({ kind }) => kind === meal)
      if (!served) {
        served = { kind: meal, dishes: [] }
        day.meals.push(served)
      }
      dish = undefined
      if (served.dishes.length >= MOST.dishes) {
        mark('problem', spot, `一餐超过 ${MOST.dishes} 道菜，“${name.slice(0, 12)}”没有收进来。`)
        return
      }
      const kept = cut(name.trim(), '菜名', spot).trim()
      if (kept === '') {
        mark('problem', spot, '这里没有读到菜名，没有收进来。')
        return
      }
      dish = { dishId: newId(), name: kept, category, grades, ingredients: [] }
      served.dishes.push(dish)
    },
    addIngredient(given, spot) {
      if (!dish) return
      if (dish.ingredients.length >= MOST.ingredients) {
        mark(
          'problem',
          spot,
          `一道菜超过 ${MOST.ingredients} 种主配料，“${given.word.slice(0, 12)}”没有收进来。`,
        )
        return
      }
      const word = cut(given.word.trim(), '主配料', spot).trim()
      if (word === '') return
      const match = matchWord(dictionary, word)
      const ingredient: MenuIngredient = {
        word,
        foodKey: match.kind === 'unknown' ? null : match.food.key,
        grams: weigh({ ...given, word }, spot),
        ...(given.measure === undefined ? {} : { measure: given.measure.slice(0, 20) }),
      }
      dish.ingredients.push(ingredient)
      const index = dish.ingredients.length - 1
      const markWord = (kind: PreviewMark['kind'], says: string): void => {
        if (marks.length < MOST.marks)
          marks.push({ kind, ...spot, place: { ...place(), ingredient: index }, says })
      }
      if (match.kind === 'guess') markWord('guess', match.why)
      if (match.kind === 'unknown') markWord('question', match.why)
    },
    hasDay: () => day !== undefined,
    dish: () => dish,
    addNote(text) {
      menu.note = `${menu.note}${menu.note === '' ? '' : '；'}${text}`.slice(0, 300)
    },
    finish: () => ({
      menu: {
        ...menu,
        days: menu.days
          .slice(0, MOST.days)
          .map((each) => ({ ...each, meals: each.meals.filter(({ dishes }) => dishes.length > 0) }))
          .filter(({ meals }) => meals.length > 0)
          .sort((one, other) => one.servedOn.localeCompare(other.servedOn)),
      },
      marks,
    }),
  }
}

/** A school's week of meals, as typed, imported, stored and shown: one shape for phone, desk and server. */
import * as z from 'zod/mini'
import { day, text, uuid } from '../common'
import { grade } from '../people'

/** Age bands of WS/T 554-2017, by the years a child has lived. */
export const ageBands = ['6-8', '9-11', '12-14', '15-17'] as const
export const ageBand = z.enum(ageBands)
export type AgeBand = z.infer<typeof ageBand>
export const ageBandNames: Record<AgeBand, string> = {
  '6-8': '1–3年级',
  '9-11': '4–6年级',
  '12-14': '初中',
  '15-17': '高中',
}
/** The band that most children of a grade, 1–12, are in: three grades a band, from six years on. */
export const bandOfGrade = (value: number): AgeBand =>
  value <= 3 ? '6-8' : value <= 6 ? '9-11' : value <= 9 ? '12-14' : '15-17'
/** First and last grade of a band. */
export const gradesOfBand: Record<AgeBand, GradeSpan> = {
  '6-8': { from: 1, to: 3 },
  '9-11': { from: 4, to: 6 },
  '12-14': { from: 7, to: 9 },
  '15-17': { from: 10, to: 12 },
}

export const mealKinds = ['breakfast', 'lunch', 'supper', 'snack'] as const
export const mealKind = z.enum(mealKinds)
export type MealKind = z.infer<typeof mealKind>
export const mealNames: Record<MealKind, string> = {
  breakfast: '早餐',
  lunch: '午餐',
  supper: '晚餐',
  snack: '加餐',
}

/** Categories as schools print them, in the order they print them. */
export const dishCategories = [
  'staple',
  'main_meat',
  'side_meat',
  'vegetable',
  'soup',
  'fruit',
  'snack',
  'dairy',
  'coarse_grain',
  'seasoning',
] as const
export const dishCategory = z.enum(dishCategories)
export type DishCategory = z.infer<typeof dishCategory>
export const dishCategoryNames: Record<DishCategory, string> = {
  staple: '主食',
  main_meat: '大荤',
  side_meat: '小荤',
  vegetable: '素菜',
  soup: '汤',
  fruit: '水果',
  snack: '点心',
  dairy: '奶制品',
  coarse_grain: '粗粮',
  seasoning: '调味品',
}

export const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const
export const weekday = z.enum(weekdays)
export type Weekday = z.infer<typeof weekday>
export const weekdayNames: Record<Weekday, string> = {
  monday: '周一',
  tuesday: '周二',
  wednesday: '周三',
  thursday: '周四',
  friday: '周五',
  saturday: '周六',
  sunday: '周日',
}

/** Raw grams that one child's portion of one ingredient can weigh. */
export const GRAMS_LIMIT = 2_000

export const menuIngredient = z.object({
  /** As the school wrote it; what families read. */
  word: text(1, 40),
  /** Key in the dictionary; null where the word is not known, which is never taken as harmless. */
  foodKey: z.nullable(z.string().check(z.maxLength(40))),
  /** Raw weight as bought, a person; null where the school gave none. */
  grams: z.nullable(
    z.number().check(z.positive('请填大于 0 的克数'), z.maximum(GRAMS_LIMIT, '克数太大，请核对')),
  ),
  /** What stood in place of grams: 1块, 1杯. */
  measure: z.optional(text(1, 20)),
})
export type MenuIngredient = z.infer<typeof menuIngredient>

const gradeSpan = z.object({ from: grade, to: grade })
export type GradeSpan = z.infer<typeof gradeSpan>

export const menuDish = z.object({
  dishId: uuid,
  name: text(1, 40),
  category: dishCategory,
  /** Set for a row meant for some grades only, such as the staple of grades 1–3. */
  grades: z.nullable(gradeSpan),
  /** How it is made, where the school says so: 凉拌, 清蒸. */
  preparation: z.optional(text(1, 40)),
  ingredients: z.array(menuIngredient).check(z.maxLength(40, '一道菜最多 40 种主配料')),
})
export type MenuDish = z.infer<typeof menuDish>

export const menuMeal = z.object({
  kind: mealKind,
  dishes: z.array(menuDish).check(z.maxLength(40, '一餐最多 40 道菜')),
})
export type MenuMeal = z.infer<typeof menuMeal>

export const menuDay = z.object({
  servedOn: day,
  /** Whose timetable a swapped Saturday or Sunday follows. */
  standsInFor: z.optional(weekday),
  meals: z.array(menuMeal).check(z.maxLength(4)),
})
export type MenuDay = z.infer<typeof menuDay>

const yuan = z.nullable(z.number().check(z.positive('请填大于 0 的价格'), z.maximum(200, '价格太大，请核对')))

export const weekMenu = z.object({
  /** Monday. A swapped Sunday printed before it belongs to this menu too, as the day before. */
  weekStartsOn: day,
  days: z.array(menuDay).check(z.maxLength(8, '一周最多 8 个供餐日')),
  /** Price of a lunch for each stage; null where not given. */
  priceYuan: z.object({ primary: yuan, junior: yuan, senior: yuan }),
  note: text(0, 300),
})
export type WeekMenu = z.infer<typeof weekMenu>

/** Whether a dish is for a child of this band; a dish without grades is for everybody. */
export const isForBand = (dish: Pick<MenuDish, 'grades'>, band: AgeBand): boolean =>
  dish.grades === null ||
  (dish.grades.from <= gradesOfBand[band].to && dish.grades.to >= gradesOfBand[band].from)

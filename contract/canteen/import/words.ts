/** Days, categories, meals and grades as schools write them. */
import { type DishCategory, type GradeSpan, type MealKind, type Weekday, weekdays } from '../menu'

const dayNumbers: Record<string, number> = { 一: 0, 二: 1, 三: 2, 四: 3, 五: 4, 六: 5, 日: 6, 天: 6 }
const WEEKDAY = /(?:周|星期|礼拜)([一二三四五六日天])/
const STANDS_IN = /(?:补|调|上|替|代)[^周星礼]{0,6}(?:周|星期|礼拜)([一二三四五])/
const DATE = /(?:(\d{4})\s*[年./-]\s*)?(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?/

export type DayWords = {
  /** 0 Monday to 6 Sunday. */
  weekday: number
  standsInFor: Weekday | null
  /** Month and day, where a date is written. */
  date: { month: number; day: number } | null
  /** What is neither day nor date. */
  stray: string
}

/** Reads a day's cell or line; undefined where it names no day. */
export const readDay = (text: string): DayWords | undefined => {
  const instead = STANDS_IN.exec(text)
  const rest = instead ? text.replace(instead[0], '') : text
  const named = WEEKDAY.exec(rest)
  if (!named) return undefined
  const weekday = dayNumbers[named[1] ?? '']
  if (weekday === undefined) return undefined
  const date = DATE.exec(rest)
  const [month, day] = [Number(date?.[2]), Number(date?.[3])]
  const stray = rest
    .replace(named[0], '')
    .replace(date?.[0] ?? '', '')
    .replace(/[()（）\s:：,，、.。]+/g, ' ')
    .trim()
  return {
    weekday,
    standsInFor: instead ? (weekdays[dayNumbers[instead[1] ?? ''] ?? -1] ?? null) : null,
    date: date && month >= 1 && month <= 12 && day >= 1 && day <= 31 ? { month, day } : null,
    stray,
  }
}

const categoryWords: Record<DishCategory, readonly string[]> = {
  staple: ['主食', '米饭', '主食类'],
  main_meat: ['大荤', '主荤', '荤菜', '纯荤', '全荤', '大荤菜'],
  side_meat: ['小荤', '半荤', '副荤', '花荤', '小荤菜', '荤素'],
  vegetable: ['素菜', '蔬菜', '时蔬', '全素', '纯素', '素'],
  soup: ['汤', '汤羹', '例汤', '靓汤', '汤类', '汤品'],
  fruit: ['水果', '果品'],
  snack: ['点心', '面点', '小点', '糕点', '点心类'],
  dairy: ['奶制品', '奶', '乳制品', '牛奶', '奶类', '乳品'],
  coarse_grain: ['粗粮', '杂粮', '粗杂粮', '五谷杂粮'],
  seasoning: ['调味品', '调料', '调味料', '佐料', '调味', '油盐'],
}

/** The category of a word; undefined where no school writes it so. */
export const readCategory = (text: string): DishCategory | undefined => {
  const tidy = text.replace(/[\s:：()（）]/g, '').replace(/[0-9①②一二]$/, '')
  for (const [category, words] of Object.entries(categoryWords) as [DishCategory, readonly string[]][])
    if (words.includes(tidy)) return category
  return undefined
}
/** Every word that can open a line with its category, the longest first. */
export const categoryOpeners: readonly string[] = Object.values(categoryWords)
  .flat()
  .sort((one, other) => other.length - one.length)

export type Opener = { category: DishCategory; word: string; rest: string }

/** A category that opens a line: `大荤：红烧狮子头`, `素菜 炒油菜`, or stands alone. `牛奶` with its grams is a dish. */
export const readOpener = (text: string): Opener | undefined => {
  const word = categoryOpeners.find((opener) => text.startsWith(opener))
  if (word === undefined) return undefined
  const match = /^\s*[:：]\s*|^\s+|^$/.exec(text.slice(word.length).replace(/^[0-9①②一二](?=\s*[:：])/, ''))
  const category = readCategory(word)
  if (!match || category === undefined) return undefined
  const after = text.slice(word.length).replace(/^[0-9①②一二](?=\s*[:：])/, '')
  return { category, word, rest: after.slice(match[0].length) }
}

const DAY_OPENS = /^(.{0,16}?)(?:周|星期|礼拜)[一二三四五六日天]/
/** A line that begins with its day: the words of the day, and what follows them. */
export const readDayOpener = (text: string): { words: DayWords; rest: string } | undefined => {
  const match = DAY_OPENS.exec(text)
  if (!match || /\p{Script=Han}{3,}/u.test((match[1] ?? '').replace(/年|月|日|第.{1,3}周/g, '')))
    return undefined
  const remark = /^\s*[(（【][^)）】]{0,16}[)）】]/.exec(text.slice(match[0].length))?.[0] ?? ''
  const bare = /^\s*(?:\d{1,2}\s*[月./]\s*\d{1,2}\s*日?)?\s*[:：,，、|]?\s*/
  const head = `${match[0]}${remark}`
  const after = text.slice(head.length)
  const date = bare.exec(after)?.[0] ?? ''
  const words = readDay(`${head}${date}`)
  return words && { words, rest: after.slice(date.length) }
}

const mealWords: readonly [RegExp, MealKind][] = [
  [/早餐|早饭/, 'breakfast'],
  [/午餐|中餐|午饭/, 'lunch'],
  [/晚餐|晚饭/, 'supper'],
  [/加餐|课间餐|午点/, 'snack'],
]
/** The meal that a short text names. */
export const readMeal = (text: string): MealKind | undefined =>
  text.length > 8 ? undefined : mealWords.find(([words]) => words.test(text))?.[1]

const gradeNumbers = '一二三四五六七八九'
const gradeNumber = (text: string): number =>
  /^\d+$/.test(text) ? Number(text) : gradeNumbers.indexOf(text) + 1
const GRADE = '(\\d{1,2}|[一二三四五六七八九])'
const SPAN = new RegExp(`^${GRADE}\\s*[-—~～至到]\\s*${GRADE}\\s*年级\\s*[:：]?\\s*`)
const SINGLE = new RegExp(`^${GRADE}\\s*年级\\s*[:：]?\\s*`)

export type GradeWords = {
  grades: GradeSpan
  rest: string
  /** What was written where the grades are only usual: 低年级. */
  guessed: string | null
}

/** Grades that open a cell: `1-3年级:大米80g`. */
export const readGrades = (text: string): GradeWords | undefined => {
  const span = SPAN.exec(text)
  const single = span ? null : SINGLE.exec(text)
  const loose = /^(低|高)年级(?:段|组)?\s*[:：]?\s*/.exec(text)
  if (loose)
    return {
      grades: loose[1] === '低' ? { from: 1, to: 3 } : { from: 4, to: 6 },
      rest: text.slice(loose[0].length),
      guessed: `${loose[1]}年级`,
    }
  const found = span ?? single
  if (!found) return undefined
  const [from, to] = [gradeNumber(found[1] ?? ''), gradeNumber(found[2] ?? found[1] ?? '')]
  if (from < 1 || to > 12 || from > to) return undefined
  return { grades: { from, to }, rest: text.slice(found[0].length), guessed: null }
}

/** A text cut before each grade span: `1-3年级:大米80g；4-6年级:大米120g` in two. */
export const splitByGrades = (text: string): string[] => {
  const spans = new RegExp(`${GRADE}\\s*(?:[-—~～至到]\\s*${GRADE}\\s*)?年级`, 'g')
  const starts = [...text.matchAll(spans)].map(({ index }) => index)
  return starts.map((start, place) => text.slice(start, starts[place + 1]).replace(/[;；,，、\s]+$/, ''))
}

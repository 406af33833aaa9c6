/** A school's sheet as it is really published → a menu, and every guess and problem with its row and column. */
import type { Dictionary } from '../dictionary'
import { type DishCategory, dishCategoryNames, type WeekMenu } from '../menu'
import { dayAfter, weekdayWord } from '../week'
import { buildMenu, type MenuBuilder, type MenuPreview, type Spot } from './builder'
import { cellText, columnLetter, findHeading, type Heading, type SheetColumn } from './cells'
import { guessCategory } from './guess-category'
import { addIngredients, isWeighedList, tidyName } from './ingredients'
import { readCategory, readDay, readGrades, readMeal } from './words'

/** A week with four meals a day stays far below. */
export const MOST_ROWS = 1_500

export type ReadMenu = { kind: 'read'; preview: MenuPreview } | { kind: 'refused'; sentence: string }
export type ImportContext = {
  /** Monday of the week that the person imports into. */
  weekStartsOn: string
  dictionary: Dictionary
  newId: () => string
}

const NOTE = /^(备注|说明|注|温馨提示|提示|制表|审核|负责人|营养师)[:：\s]?/

type Row = {
  number: number
  text(column: SheetColumn): string
  raw(column: SheetColumn): unknown
  spot(column: SheetColumn): Spot
  texts: string[]
}

const rowReader =
  (heading: Heading) =>
  (cells: readonly unknown[], index: number): Row => {
    const raw = (column: SheetColumn): unknown => {
      const place = heading.places[column]
      return place === undefined ? undefined : cells[place]
    }
    return {
      number: index + 1,
      raw,
      text: (column) => cellText(raw(column)),
      spot: (column) => ({
        row: index + 1,
        column: columnLetter(heading.places[column] ?? heading.places.dish ?? 0),
      }),
      texts: cells.slice(0, 40).map(cellText),
    }
  }

/** Reads the rows of a sheet. `rows[0]` is Excel's row 1; merged cells may be filled or empty below their first. */
export const readSheet = (rows: readonly (readonly unknown[])[], context: ImportContext): ReadMenu => {
  if (rows.length > MOST_ROWS)
    return {
      kind: 'refused',
      sentence: `这份表格有 ${rows.length} 行，一周的食谱不会超过 ${MOST_ROWS} 行。请只留这一周的内容再上传。`,
    }
  const heading = findHeading(rows)
  if (!heading)
    return {
      kind: 'refused',
      sentence: '没有找到表头。请在一行里写上：日期、类别、品名、主配料、克重，再上传。',
    }
  const builder = buildMenu(context.weekStartsOn, context.dictionary, context.newId)
  const read = rowReader(heading)
  const state: State = { day: '', category: undefined, categoryText: '', dishText: '', openDish: '' }
  for (let index = heading.index + 1; index < rows.length; index += 1) {
    const row = read(rows[index] ?? [], index)
    if (row.texts.every((text) => text === '') || isHeadingAgain(row, heading, rows)) continue
    readRow(builder, row, state, context.dictionary)
  }
  const preview = builder.finish()
  if (preview.menu.days.length === 0)
    return { kind: 'refused', sentence: '表头下面没有读到任何一天的菜。请检查日期一列有没有写周几。' }
  markWhole(preview, rows.slice(0, heading.index), context.weekStartsOn)
  return { kind: 'read', preview }
}

type State = {
  day: string
  category: DishCategory | undefined
  categoryText: string
  dishText: string
  /** Day, category, name and grades of the dish that is open. */
  openDish: string
}

const isHeadingAgain = (row: Row, heading: Heading, rows: readonly (readonly unknown[])[]): boolean => {
  const place = heading.places.dish ?? 0
  return row.text('dish') !== '' && row.text('dish') === cellText(rows[heading.index]?.[place])
}

const readRow = (builder: MenuBuilder, row: Row, state: State, dictionary: Dictionary): void => {
  const first = row.texts.find((text) => text !== '') ?? ''
  const filled = new Set(row.texts.filter((text) => text !== ''))
  if (NOTE.test(first) && filled.size === 1) {
    builder.addNote(first)
    builder.mark('guess', { row: row.number, column: 'A' }, `“${first.slice(0, 20)}”放进了说明，请核对。`)
    return
  }
  openDay(builder, row, state)
  if (!builder.hasDay()) {
    builder.mark('problem', row.spot('day'), `第 ${row.number} 行不知道是周几，没有收进来。`)
    return
  }
  const meal =
    readMeal(row.text('meal')) ??
    (readCategory(row.text('category')) ? undefined : readMeal(row.text('category')))
  if (meal !== undefined) builder.openMeal(meal)
  openCategory(builder, row, state)
  const dishText = row.text('dish')
  const ingredientText = row.text('ingredient')
  if (dishText !== '' && dishText !== state.dishText) state.dishText = dishText
  if (state.category === 'seasoning' && isWeighedList(dishText)) {
    builder.openDish(dishCategoryNames.seasoning, 'seasoning', null, row.spot('dish'))
    addIngredients(builder, dishText, undefined, { ingredient: row.spot('dish'), grams: row.spot('dish') })
    return
  }
  if (state.dishText === '') {
    if (ingredientText === '') return
    builder.mark(
      'problem',
      row.spot('dish'),
      `第 ${row.number} 行没有菜名，“${ingredientText.slice(0, 12)}”没有收进来。`,
    )
    return
  }
  readDish(builder, row, state, dictionary)
}

const openDay = (builder: MenuBuilder, row: Row, state: State): void => {
  const text = row.text('day')
  if (text === '' || text === state.day) return
  const found = readDay(text)
  if (!found) {
    builder.mark(
      'problem',
      row.spot('day'),
      `“${text.slice(0, 20)}”看不出是周几，这几行算在前一天里，请核对。`,
    )
    state.day = text
    return
  }
  state.day = text
  state.category = undefined
  state.categoryText = ''
  state.dishText = ''
  builder.openDay(found.weekday, found.standsInFor, row.spot('day'))
  if (found.stray !== '')
    builder.mark(
      'guess',
      row.spot('day'),
      `日期格里多了“${found.stray.slice(0, 12)}”，已按${`周${'一二三四五六日'[found.weekday]}`}读，请核对。`,
    )
}

const openCategory = (builder: MenuBuilder, row: Row, state: State): void => {
  const text = row.text('category')
  if (text === '' || text === state.categoryText) return
  state.categoryText = text
  state.dishText = ''
  state.category = readCategory(text)
  if (state.category === undefined && readMeal(text) === undefined)
    builder.mark(
      'question',
      row.spot('category'),
      `“${text.slice(0, 12)}”看不出是哪一类菜，已按主配料归类，请核对。`,
    )
}

/** The open dish goes on, or a new one begins: by name, or because this row is for other grades. */
const readDish = (builder: MenuBuilder, row: Row, state: State, dictionary: Dictionary): void => {
  const text = row.text('ingredient')
  const graded = readGrades(text)
  const rest = graded ? graded.rest : text
  const name = tidyName(state.dishText) || state.dishText
  const opened = [state.day, state.categoryText, name, graded?.grades.from, graded?.grades.to].join('|')
  if (opened !== state.openDish) {
    state.openDish = opened
    const category = state.category ?? guessCategory(name, rest, dictionary)
    builder.openDish(name, category, graded?.grades ?? null, row.spot('dish'))
  } else if (text === '' && cellText(row.raw('grams')) === '') return
  if (graded?.guessed)
    builder.mark(
      'guess',
      row.spot('ingredient'),
      `“${graded.guessed}”按 ${graded.grades.from}–${graded.grades.to} 年级读，请核对。`,
    )
  addIngredients(builder, rest, row.raw('grams'), {
    ingredient: row.spot('ingredient'),
    grams: row.spot('grams'),
  })
}

const cooked: readonly DishCategory[] = ['main_meat', 'side_meat', 'vegetable', 'soup']

/** What only the whole sheet shows: days that are missing, a day without seasoning, another week's date in the title. */
export const markWhole = (
  preview: MenuPreview,
  titles: readonly (readonly unknown[])[],
  weekStartsOn: string,
): void => {
  const whole = { row: null, column: '' }
  const nowhere = { servedOn: null, meal: null, dishId: null, ingredient: null }
  const missing = missingDays(preview.menu)
  if (missing.length > 0)
    preview.marks.push({
      kind: 'guess',
      ...whole,
      place: nowhere,
      says: `表里没有${missing.map(weekdayWord).join('、')}，按不供餐处理。`,
    })
  const lunches = preview.menu.days.flatMap(({ servedOn, meals }) =>
    meals
      .filter(({ dishes }) => dishes.some(({ category }) => cooked.includes(category)))
      .map((meal) => ({ servedOn, meal })),
  )
  const isSeasoned = (meal: (typeof lunches)[number]['meal']): boolean =>
    meal.dishes.some(({ category }) => category === 'seasoning')
  if (lunches.some(({ meal }) => isSeasoned(meal)))
    for (const { servedOn, meal } of lunches)
      if (!isSeasoned(meal))
        preview.marks.push({
          kind: 'question',
          ...whole,
          place: { servedOn, meal: meal.kind, dishId: null, ingredient: null },
          says: `${weekdayWord(servedOn)}没有调味品一行，别的日子有，请补上油、盐、糖、酱油的克数。`,
        })
  const title = titles.flat().map(cellText).join(' ')
  const date = /(\d{1,2})\s*[月.]\s*(\d{1,2})\s*日?/.exec(title)
  if (date && !isWithin(weekStartsOn, Number(date[1]), Number(date[2])))
    preview.marks.push({
      kind: 'question',
      ...whole,
      place: nowhere,
      says: `标题里写的是 ${date[1]} 月 ${date[2]} 日，和要导入的这一周对不上，请核对选的是哪一周。`,
    })
}

/** School days without a menu between Monday and Friday, unless a weekend day stands in for them. */
const missingDays = (menu: WeekMenu): string[] => {
  const served = new Set(menu.days.map(({ servedOn }) => servedOn))
  return [0, 1, 2, 3, 4].map((day) => dayAfter(menu.weekStartsOn, day)).filter((date) => !served.has(date))
}

const isWithin = (weekStartsOn: string, month: number, day: number): boolean => {
  const suffix = `${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  return [-1, 0, 1, 2, 3, 4, 5, 6].some((offset) => dayAfter(weekStartsOn, offset).endsWith(suffix))
}

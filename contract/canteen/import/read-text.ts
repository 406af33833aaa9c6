/** A menu pasted from a web page or an article → the same preview as from a sheet. Lines take the place of rows. */
import { type DishCategory, dishCategoryNames, type GradeSpan, type MealKind } from '../menu'
import { splitQuantity, tidyWord } from '../tidy-word'
import { buildMenu, type MenuBuilder, type MenuPreview, type Spot } from './builder'
import { CELL_SIGNS, cellText, findHeading, type Heading } from './cells'
import { guessCategory } from './guess-category'
import { addIngredients, listItems, tidyName } from './ingredients'
import { type ImportContext, MOST_ROWS, markWhole, type ReadMenu, readSheet } from './read-sheet'
import {
  readCategory,
  readDay,
  readDayOpener,
  readGrades,
  readMeal,
  readOpener,
  splitByGrades,
} from './words'

/** Signs of a pasted text that are read. */
export const MOST_SIGNS = 20_000

/** Reads a pasted text: a table with its heading, or lines under the days of the week. */
export const readText = (pasted: string, context: ImportContext): ReadMenu => {
  if (pasted.length > MOST_SIGNS)
    return { kind: 'refused', sentence: `这段文字超过 ${MOST_SIGNS} 个字，请只粘贴这一周的食谱。` }
  const lines = pasted.split(/\r\n|\r|\n/)
  if (lines.length > MOST_ROWS)
    return { kind: 'refused', sentence: `这段文字超过 ${MOST_ROWS} 行，请只粘贴这一周的食谱。` }
  const rows = lines.map((line) => line.split('\t'))
  const heading = findHeading(rows)
  if (heading) return readSheet(placeCells(rows, heading), context)
  return readLines(lines, context)
}

/** A web page leaves out cells that are merged: a short row is laid under the columns that it can be of. */
const placeCells = (rows: readonly string[][], heading: Heading): string[][] => {
  const width = rows[heading.index]?.length ?? 0
  return rows.map((row, index) => {
    const first = cellText(row[0])
    if (index <= heading.index || row.length >= width || row.length < 2 || first === '') return row
    const place = readDay(first)
      ? (heading.places.day ?? 0)
      : readCategory(first)
        ? (heading.places.category ?? 0)
        : width - row.length
    return [...Array<string>(place).fill(''), ...row]
  })
}

type OpenDish = (name: string, ingredients: string, grades?: GradeSpan | null) => void
type LineState = { category: DishCategory | undefined; staple: string; opened: Map<string, Spot> }

const readLines = (lines: readonly string[], context: ImportContext): ReadMenu => {
  const builder = buildMenu(context.weekStartsOn, context.dictionary, context.newId)
  const hasWeights = lines.some((line) => /\d\s*(g|克)/i.test(line))
  const state: LineState = { category: undefined, staple: dishCategoryNames.staple, opened: new Map() }
  const titles: string[] = []
  for (const [index, raw] of lines.entries()) {
    const line = cellText(raw)
    if (line === '') continue
    const spot = { row: index + 1, column: '' }
    const day = readDayOpener(line)
    if (day) {
      builder.openDay(day.words.weekday, day.words.standsInFor, spot)
      state.category = undefined
      if (day.words.stray !== '')
        builder.mark('guess', spot, `日期后面多了“${day.words.stray.slice(0, 12)}”，没有收进来，请核对。`)
    } else if (!builder.hasDay()) {
      titles.push(line)
      continue
    }
    readContent(builder, day ? day.rest : line, state, spot, context)
    if (raw.length > CELL_SIGNS)
      builder.mark('problem', spot, `这一行超过 ${CELL_SIGNS} 个字，后面的没有收进来，请分成几行再粘贴。`)
  }
  const preview = builder.finish()
  if (preview.menu.days.length === 0)
    return { kind: 'refused', sentence: '没有读到任何一天的菜。请让每天以“周一”这样的字开头，再粘贴一次。' }
  if (hasWeights) markBare(preview, state.opened)
  else
    preview.marks.push({
      kind: 'question',
      row: null,
      column: '',
      place: { servedOn: null, meal: null, dishId: null, ingredient: null },
      says: '这段文字里没有克数，营养算不出来；没有写主配料的菜，过敏原也不知道。请补上。',
    })
  markWhole(preview, [titles], context.weekStartsOn)
  return { kind: 'read', preview }
}

/** Where the text has weights elsewhere, each dish that says nothing of itself is asked for. */
const markBare = ({ menu, marks }: MenuPreview, opened: ReadonlyMap<string, Spot>): void => {
  for (const { servedOn, meals } of menu.days)
    for (const { kind, dishes } of meals)
      for (const { dishId, name, ingredients } of dishes)
        if (ingredients.length === 0)
          marks.push({
            kind: 'question',
            ...(opened.get(dishId) ?? { row: null, column: '' }),
            place: { servedOn, meal: kind, dishId, ingredient: null },
            says: `“${name}”没有写主配料和克数，请补上。`,
          })
}

const MEAL_OPENS = /^[【(（[]?(早餐|早饭|午餐|中餐|午饭|晚餐|晚饭|加餐|课间餐|午点)[】)）\]]?\s*[:：]?\s*/
const NOISE =
  /^(https?:|www\.|扫码|长按|点击|阅读|来源|编辑|责编|关注|分享|往期|上一篇|下一篇|温馨提示|备注|注[:：]|说明)/

const readContent = (
  builder: MenuBuilder,
  content: string,
  state: LineState,
  spot: Spot,
  context: ImportContext,
): void => {
  let text = content.trim()
  const meal = MEAL_OPENS.exec(text)
  const kind: MealKind | undefined = meal ? readMeal(meal[1] ?? '') : undefined
  if (meal && kind) {
    builder.openMeal(kind)
    state.category = undefined
    text = text.slice(meal[0].length)
  }
  if (NOISE.test(text)) {
    builder.mark('guess', spot, `“${text.slice(0, 16)}”不像菜，没有收进来。`)
    return
  }
  // One line may hold several categories: 主食：米饭 大荤：红烧肉.
  for (const part of splitByOpeners(text)) {
    const opener = readOpener(part)
    if (opener) state.category = opener.category
    readDishes(builder, opener ? opener.rest : part, state, spot, context)
  }
}

const splitByOpeners = (text: string): string[] => {
  const parts: string[] = []
  for (const piece of text.split(/\s*[|｜]\s*|\s+(?=[^\s:：]{1,4}[:：])/)) {
    const before = parts.at(-1)
    if (before !== undefined && !readOpener(piece)) parts[parts.length - 1] = `${before} ${piece}`
    else parts.push(piece)
  }
  return parts.filter((part) => part !== '')
}

/** Dishes of a line, cut at the signs of a list and at spaces, brackets kept whole. */
const dishParts = (text: string): string[] => listItems(text.replace(/ (?![^(（]*[)）])/g, '、'))

const readDishes = (
  builder: MenuBuilder,
  text: string,
  state: LineState,
  spot: Spot,
  context: ImportContext,
): void => {
  const spots = { ingredient: spot, grams: spot }
  if (text === '') return
  if (state.category === 'seasoning') {
    builder.openDish(dishCategoryNames.seasoning, 'seasoning', null, spot)
    addIngredients(builder, text.replace(/ /g, '、'), undefined, spots)
    return
  }
  const open: OpenDish = (name, ingredients, grades = null) => {
    const category = state.category ?? guessCategory(name, ingredients, context.dictionary)
    builder.openDish(name, category, grades, spot)
    const { dishId } = builder.dish() ?? {}
    if (dishId !== undefined) state.opened.set(dishId, spot)
    if (state.category === undefined)
      builder.mark(
        'guess',
        spot,
        `“${name.slice(0, 12)}”没有写类别，按“${dishCategoryNames[category]}”归类，请核对。`,
      )
    if (category === 'staple') state.staple = name
  }
  const graded = splitByGrades(text)
  const direct = readGrades(text)
  if (direct && graded.length > 0) {
    for (const part of graded) {
      const { grades, rest } = readGrades(part) ?? direct
      open(state.staple, rest, grades)
      addIngredients(builder, rest, undefined, spots)
    }
    return
  }
  let isOpen = false
  for (const part of dishParts(text)) {
    const colon = /^([^:：()（）]{1,40})[:：](.+)$/.exec(part)
    const bracket = /^([^()（）]{1,40})[(（](.+)[)）]$/.exec(part)
    const [, name = '', inside = ''] = colon ?? bracket ?? []
    if (name !== '') {
      readOne(builder, tidyName(name), inside, open, spots)
      isOpen = true
      continue
    }
    const { word, grams, measure } = splitQuantity(part)
    const isWeighed = (grams !== null || measure !== null) && word !== ''
    if (isWeighed && isOpen) {
      addIngredients(builder, part, undefined, spots)
      continue
    }
    const dish = tidyName(isWeighed ? word : part)
    if (dish === '' || tidyWord(dish).length < 2) {
      builder.mark('problem', spot, `“${part.slice(0, 12)}”没有读懂，没有收进来。`)
      continue
    }
    open(dish, isWeighed ? part : '')
    if (isWeighed) addIngredients(builder, part, undefined, spots)
    isOpen = !isWeighed
  }
}

/** A dish whose ingredients stand behind its colon or in its brackets, perhaps once for each grade band. */
const readOne = (
  builder: MenuBuilder,
  name: string,
  inside: string,
  open: OpenDish,
  spots: { ingredient: Spot; grams: Spot },
): void => {
  const bands = readGrades(inside) ? splitByGrades(inside) : []
  for (const band of bands.length > 0 ? bands : [inside]) {
    const graded = readGrades(band)
    open(name, graded?.rest ?? band, graded?.grades ?? null)
    addIngredients(builder, graded?.rest ?? band, undefined, spots)
  }
}

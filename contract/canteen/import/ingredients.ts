/** Ingredients out of one cell: one word, a list with quantities, a list that shares one weight, or only `1块`. */
import { splitQuantity, tidyWord } from '../tidy-word'
import type { MenuBuilder, Spot } from './builder'
import { readGrams } from './cells'

const SEPARATORS = /[、,，;；+＋\n]+/

/** Items of a list, brackets kept together. */
export const listItems = (text: string): string[] => {
  const items: string[] = []
  let depth = 0
  let item = ''
  for (const sign of text) {
    if (/[(（【[]/.test(sign)) depth += 1
    if (/[)）】\]]/.test(sign)) depth = Math.max(0, depth - 1)
    if (depth === 0 && SEPARATORS.test(sign)) {
      items.push(item)
      item = ''
    } else item += sign
  }
  return [...items, item].map((part) => part.trim()).filter((part) => part !== '')
}

export type IngredientSpots = { ingredient: Spot; grams: Spot }

const near = (one: number, other: number): boolean => Math.abs(one - other) < 0.05

/**
 * Adds what a row's ingredient and gram cells say to the open dish.
 *
 * @param text of the ingredient cell, grades already taken off
 */
export const addIngredients = (
  builder: MenuBuilder,
  text: string,
  gramsCell: unknown,
  spots: IngredientSpots,
): void => {
  const dish = builder.dish()
  if (!dish) return
  const written = readGrams(gramsCell)
  const items = listItems(text).map((item) => splitQuantity(item))
  const gramsOf = writtenGrams(builder, written, spots.grams)
  const measure = written.kind === 'measure' ? written.measure : undefined
  const askGrams = (word: string, how: string): void =>
    builder.mark('question', spots.grams, `“${word}”${how}，请补上每人的克数；不补也能发布，营养里不算它。`)

  const [first] = items
  if (first === undefined || (items.length === 1 && first.word === '')) {
    // Nothing but a number or a measure: the dish is its own ingredient.
    const piece = first?.measure ?? measure
    const grams = first?.grams ?? gramsOf
    if (first === undefined && grams === null && piece === undefined) {
      builder.mark('question', spots.ingredient, `“${dish.name}”没有写主配料和克数，请补上。`)
      return
    }
    if (first === undefined)
      builder.mark('guess', spots.ingredient, `主配料空着，按菜名“${dish.name}”计算，请核对。`)
    builder.addIngredient({ word: dish.name, grams, measure: piece ?? undefined }, spots.ingredient)
    if (grams === null) askGrams(dish.name, piece ? `写的是“${piece}”，没有克数` : '没有写克数')
    return
  }
  if (items.length === 1) {
    const grams = first.grams ?? gramsOf
    const piece = first.measure ?? measure
    if (first.grams !== null && gramsOf !== null && !near(first.grams, gramsOf))
      builder.mark(
        'question',
        spots.grams,
        `“${first.word}”主配料里写 ${first.grams} g，克重写 ${gramsOf} g，先按 ${first.grams} g，请核对。`,
      )
    builder.addIngredient({ word: first.word, grams, measure: piece ?? undefined }, spots.ingredient)
    if (grams === null) askGrams(first.word, piece ? `写的是“${piece}”，没有克数` : '没有写克数')
    return
  }
  addList(builder, items, gramsOf, spots, askGrams)
}

const writtenGrams = (
  builder: MenuBuilder,
  written: ReturnType<typeof readGrams>,
  spot: Spot,
): number | null => {
  if (written.kind === 'grams') {
    if (written.isRough)
      builder.mark('guess', spot, `克重写的是大约 ${written.grams} g，按 ${written.grams} g 计算。`)
    return written.grams
  }
  if (written.kind === 'range')
    builder.mark('question', spot, `克重写的是范围“${written.text}”，请填一个数。`)
  if (written.kind === 'unreadable')
    builder.mark('problem', spot, `克重“${written.text}”看不懂，没有收进来。`)
  return null
}

type Item = ReturnType<typeof splitQuantity>

const addList = (
  builder: MenuBuilder,
  items: readonly Item[],
  total: number | null,
  spots: IngredientSpots,
  askGrams: (word: string, how: string) => void,
): void => {
  const known = items.filter(({ grams }) => grams !== null)
  const sum = known.reduce((all, { grams }) => all + (grams ?? 0), 0)
  const isWhole = known.length === items.length
  const fits = total === null || near(sum, total)
  for (const item of items) {
    if (item.word === '') continue
    builder.addIngredient(
      { word: item.word, grams: item.grams, measure: item.measure ?? undefined },
      spots.ingredient,
    )
    // A bare number is sure where the sum fits the weight beside it.
    if (item.isBare && (total === null || !isWhole || !fits))
      builder.mark(
        'guess',
        spots.ingredient,
        `“${item.word}${item.grams}”没有写单位，按 ${item.grams} g 计算，请核对。`,
      )
    if (item.grams === null && known.length > 0)
      askGrams(item.word, item.measure === null ? '没有写克数' : `写的是“${item.measure}”，没有克数`)
  }
  if (known.length === 0)
    builder.mark(
      'question',
      spots.grams,
      total === null
        ? `${items.map(({ word }) => word).join('、')}都没有写克数，请补上。`
        : `${items.map(({ word }) => word).join('、')}合写了一个克重 ${total} g，请分开写。`,
    )
  else if (isWhole && !fits)
    builder.mark(
      'question',
      spots.grams,
      `主配料合计 ${Math.round(sum * 100) / 100} g，克重写 ${total} g，先按主配料里的数，请核对。`,
    )
}

/** Whether a text is a list of words with quantities, as a seasoning line is. */
export const isWeighedList = (text: string): boolean => {
  const items = listItems(text).map((item) => splitQuantity(item))
  return items.length > 0 && items.some(({ grams, word }) => grams !== null && word !== '')
}

/** A name without the signs around it. */
export const tidyName = (text: string): string =>
  tidyWord(text).length === 0 ? '' : text.replace(/^[·、,，.。;；:：*#\-—_\s]+|[、,，。;；:：\s]+$/g, '')

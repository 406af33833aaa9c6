/** One row of a dictionary's table as a food; what cannot be right is said, and the row is then not taken. */
import {
  type Allergen,
  allergens,
  type Food,
  type FoodSource,
  foodGroupNames,
  foodGroups,
  meatKinds,
  meatNames,
  type Nutrient,
  nutrients,
} from '../../../contract/canteen/food'
import { nutrientNames } from '../../../contract/canteen/nutrition-words'
import { tidyWord } from '../../../contract/canteen/tidy-word'
import { allergenWords, type ColumnName, columns, NONE, suretyWords, UNKNOWN } from './columns'

export type Say = (kind: 'problem' | 'note', column: ColumnName | null, says: string) => void
type Cell = (name: ColumnName) => string

const LONGEST = 40
const MOST_WORDS = 80
/** What 100 g of anything can hold at most. */
const most: Record<Nutrient, number> = {
  energyKcal: 930,
  proteinG: 100,
  fatG: 100,
  carbohydrateG: 100,
  calciumMg: 5_000,
  ironMg: 1_000,
  vitaminCMg: 5_000,
  sodiumMg: 40_000,
}

const listOf = (text: string): string[] => [
  ...new Set(
    text
      .split(/[、，,；;\n]+/)
      .map((word) => word.trim())
      .filter((word) => word !== ''),
  ),
]

/** @returns undefined where the row is not taken; why has been said */
export const readFood = (cell: Cell, say: Say): Food | undefined => {
  let isWrong = false
  const wrong = (column: ColumnName, says: string): void => {
    isWrong = true
    say('problem', column, says)
  }
  const key = cell('key')
  if (tidyWord(key) === '') wrong('key', '没有写食物的名字')
  else if (key.length > LONGEST) wrong('key', `名字最多 ${LONGEST} 个字`)
  const group = foodGroups.find((one) => foodGroupNames[one] === cell('group'))
  if (!group) wrong('group', `“${cell('group')}”不是食物类，请从说明里选一个`)
  const meat = meatKinds.find((one) => meatNames[one] === cell('meat')) ?? null
  if (meat === null && cell('meat') !== '') wrong('meat', `“${cell('meat')}”不是肉的种类，请从说明里选一个`)
  const isMeat = group === 'meat' || group === 'poultry'
  if (isMeat && meat === null && cell('meat') === '')
    wrong('meat', `${key}是${foodGroupNames[group]}，要写是哪一种肉`)
  if (group && !isMeat && meat !== null) wrong('meat', `${key}不是畜肉或禽肉，不写肉的种类`)
  const figures = readFigures(cell, wrong)
  const source = readSource(cell, wrong)
  if (!source && Object.values(figures.per100).some((value) => value !== null))
    wrong('table', `${key}有营养成分，没有写数据来源`)
  const found = {
    key,
    synonyms: readWords(cell, 'synonyms', key, wrong),
    guesses: readWords(cell, 'guesses', key, wrong),
    ...readAllergens(cell, wrong, (says) => say('note', 'contains', `${key}：${says}`)),
  }
  return isWrong || !group ? undefined : { ...found, group, meat, source, ...figures }
}

type Wrong = (column: ColumnName, says: string) => void

const readWords = (cell: Cell, column: 'synonyms' | 'guesses', key: string, wrong: Wrong): string[] => {
  const words = listOf(cell(column)).filter((word) => tidyWord(word) !== tidyWord(key))
  const long = words.find((word) => word.length > LONGEST || tidyWord(word) === '')
  if (long !== undefined) wrong(column, `“${long.slice(0, 20)}…”太长或不是一个词，几个词之间请用顿号`)
  if (words.length > MOST_WORDS) wrong(column, `最多 ${MOST_WORDS} 个叫法`)
  return words
}

const named = (cell: Cell, column: 'contains' | 'mayContain', wrong: Wrong): Allergen[] =>
  listOf(cell(column).replaceAll(UNKNOWN, '').replaceAll(NONE, '')).flatMap((word) => {
    const found = allergens.find((one) => allergenWords[one] === word)
    if (!found) wrong(column, `“${word}”不是八类过敏原之一，请从说明里选`)
    return found ?? []
  })

/** An empty cell says nothing, and what nobody says is not safe. */
const readAllergens = (
  cell: Cell,
  wrong: Wrong,
  note: (says: string) => void,
): Pick<Food, 'contains' | 'mayContain' | 'hasUnknownAllergens'> => {
  const contains = named(cell, 'contains', wrong)
  const mayContain = named(cell, 'mayContain', wrong).filter((one) => !contains.includes(one))
  const said = cell('contains')
  if (said === '') note('没有写过敏原，按不清楚算；一样也没有请写“无”')
  if (said.includes(NONE) && contains.length > 0) wrong('contains', `又写“${NONE}”又写了过敏原，请留一样`)
  const isUnknown = said === '' || said.includes(UNKNOWN)
  return { contains, mayContain, ...(isUnknown ? { hasUnknownAllergens: true } : {}) }
}

const numberIn = (cell: Cell, column: ColumnName, limit: number, wrong: Wrong): number | null => {
  const said = cell(column)
  if (said === '' || said === '-' || said === '—') return null
  const value = Number(said)
  if (value >= 0 && value <= limit) return value
  wrong(column, `“${said.slice(0, 20)}”不对，${columns[column]}请填 0 到 ${limit} 之间的数，不知道就空着`)
  return null
}

const readFigures = (cell: Cell, wrong: Wrong): Pick<Food, 'edibleShare' | 'per100'> => {
  const edible = numberIn(cell, 'edible', 100, wrong)
  if (edible === 0) wrong('edible', '可食部不能是 0，不知道就空着')
  const per100 = Object.fromEntries(
    nutrients.map((name) => [name, numberIn(cell, name, most[name], wrong)]),
  ) as Food['per100']
  const { proteinG, fatG, carbohydrateG } = per100
  if ((proteinG ?? 0) + (fatG ?? 0) + (carbohydrateG ?? 0) > 102)
    wrong(
      'carbohydrateG',
      `${nutrientNames.proteinG}、${nutrientNames.fatG}和${nutrientNames.carbohydrateG}加起来超过 100 g，请核对`,
    )
  return { edibleShare: edible === null ? null : edible / 100, per100 }
}

const readSource = (cell: Cell, wrong: Wrong): FoodSource | null => {
  const table = cell('table')
  if (table === '') return null
  if (table.length > 80) wrong('table', '数据来源最多 80 个字')
  if (cell('code').length > 80) wrong('code', '来源编码最多 80 个字')
  const said = cell('surety')
  const sureties = Object.keys(suretyWords) as (keyof typeof suretyWords)[]
  const surety = sureties.find((one) => suretyWords[one] === said)
  if (!surety && said !== '')
    wrong('surety', `“${said}”不对，请写${Object.values(suretyWords).join('、')}之一`)
  return { table, code: cell('code'), surety: surety ?? 'stated' }
}

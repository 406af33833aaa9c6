/** A dictionary's file from bytes to foods: every problem is named with its row and column, and whatever the file holds, the answer is foods or one sentence. */
import type { DictionaryMark } from '../../../contract/canteen/dictionary-routes'
import { DICTIONARY_FILE_BYTES } from '../../../contract/canteen/dictionary-routes'
import type { Food } from '../../../contract/canteen/food'
import { tidyWord } from '../../../contract/canteen/tidy-word'
import {
  looksReadable,
  Refused,
  readTables,
  type Table,
  type TableLimits,
} from '../../platform/tables/read-table'
import { Unreadable } from '../../platform/tables/zip'
import { type ColumnName, columnNames, columns, neededColumns } from './columns'
import { readFood, type Say } from './read-food'

export type ReadDictionary =
  | { kind: 'refused'; sentence: string }
  | { kind: 'read'; foods: Food[]; marks: DictionaryMark[] }

const MOST_ROWS = 4_000
/** Fewer than this is a piece of a dictionary. */
const FEWEST_FOODS = 100
const HEAD_ROWS = 10

const limits: TableLimits = {
  rows: MOST_ROWS,
  tooManyRows: `这份表格超过 ${MOST_ROWS} 行。词典不会这么大，请删去下方的空白行再上传。`,
  columns: 60,
  tooManyColumns: '这份表格超过 60 列。请用“导出词典”得到的表格来改。',
  filledCells: 100_000,
  unpackedBytes: 20 * 1024 * 1024,
}
const UNREADABLE = '这个文件打不开，或不是表格。请用“导出词典”得到的 .xlsx 改好再上传。'

export const readDictionaryFile = async (bytes: Buffer): Promise<ReadDictionary> => {
  if (bytes.length > DICTIONARY_FILE_BYTES)
    return { kind: 'refused', sentence: '文件超过 2 MB，请去掉图片后再上传。' }
  if (!looksReadable(bytes)) return { kind: 'refused', sentence: UNREADABLE }
  let refused: ReadDictionary = { kind: 'refused', sentence: UNREADABLE }
  try {
    for await (const table of readTables(bytes, limits)) {
      const read = readTable(table)
      if (read.kind === 'read') return read
      refused = read
    }
  } catch (error) {
    if (error instanceof Refused)
      return {
        kind: 'refused',
        sentence: error.row === null ? error.sentence : `第 ${error.row} 行，${error.sentence}`,
      }
    if (!(error instanceof Unreadable)) throw error
    return { kind: 'refused', sentence: UNREADABLE }
  }
  return refused
}

const wordIn = (cell: unknown): string =>
  cell === null || cell === undefined ? '' : String(cell).slice(0, 2_000).trim()
const letterOf = (index: number): string => String.fromCharCode(65 + (index % 26))

type Head = { row: number; at: ReadonlyMap<ColumnName, number> }

const headOf = (table: Table): Head | undefined => {
  for (const [row, cells] of table.slice(0, HEAD_ROWS).entries()) {
    const names = cells.map((cell) => tidyWord(wordIn(cell)))
    const at = new Map<ColumnName, number>()
    for (const name of columnNames) {
      const index = names.indexOf(tidyWord(columns[name]))
      if (index >= 0) at.set(name, index)
    }
    if (at.has('key') && at.size >= 2) return { row, at }
  }
  return undefined
}

const readTable = (table: Table): ReadDictionary => {
  const head = headOf(table)
  if (!head)
    return { kind: 'refused', sentence: '没有找到“食物”“食物类”这些列名。请用“导出词典”得到的表格来改。' }
  const missing = neededColumns.filter((name) => !head.at.has(name)).map((name) => columns[name])
  if (missing.length > 0)
    return { kind: 'refused', sentence: `表格里少了这几列：${missing.join('、')}。请补上列名再上传。` }
  const marks: DictionaryMark[] = []
  const foods: Food[] = []
  const rows = new Map<string, number>()
  for (const [index, cells] of table.entries()) {
    if (index <= head.row || cells.every((cell) => wordIn(cell) === '')) continue
    const row = index + 1
    const say: Say = (kind, name, says) => {
      const at = name === null ? undefined : head.at.get(name)
      marks.push({ kind, row, column: at === undefined ? '' : letterOf(at), says })
    }
    const food = readFood((name) => {
      const at = head.at.get(name)
      return at === undefined ? '' : wordIn(cells[at])
    }, say)
    if (!food) continue
    const before = rows.get(tidyWord(food.key))
    if (before !== undefined) {
      say('problem', 'key', `“${food.key}”和第 ${before} 行重复了，请留一行`)
      continue
    }
    rows.set(tidyWord(food.key), row)
    foods.push(food)
  }
  marks.push(...clashes(foods, rows))
  if (foods.length < FEWEST_FOODS && marks.every(({ kind }) => kind === 'note'))
    return {
      kind: 'refused',
      sentence: `只读出 ${foods.length} 种食物，像是词典的一部分。导入会替换整本词典，请上传完整的表格。`,
    }
  return { kind: 'read', foods, marks: marks.sort((one, other) => (one.row ?? 0) - (other.row ?? 0)) }
}

/** A word belongs to one food: two that claim it leave it to chance. */
const clashes = (foods: readonly Food[], rows: ReadonlyMap<string, number>): DictionaryMark[] => {
  const owners = new Map<string, string>(foods.map(({ key }) => [tidyWord(key), key]))
  const marks: DictionaryMark[] = []
  for (const food of foods)
    for (const word of food.synonyms) {
      const tidy = tidyWord(word)
      const owner = owners.get(tidy)
      const row = rows.get(tidyWord(food.key)) ?? null
      if (owner === undefined) owners.set(tidy, food.key)
      else if (owner !== food.key)
        marks.push({
          kind: 'problem',
          row,
          column: '',
          says: `“${word}”已经是${owner}的名字或叫法，不能又是${food.key}的`,
        })
    }
  return marks
}

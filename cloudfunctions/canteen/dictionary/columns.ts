/** Columns of a dictionary's table, in the order in which they are written; they are read in any order. */
import { type Nutrient, nutrients } from '../../../contract/canteen/food'
import { nutrientNames, nutrientUnits } from '../../../contract/canteen/nutrition-words'

export const columns = {
  key: '食物',
  synonyms: '别的叫法',
  guesses: '多半是它的词',
  group: '食物类',
  meat: '肉的种类',
  contains: '含过敏原',
  mayContain: '可能含过敏原',
  edible: '可食部%',
  ...(Object.fromEntries(
    nutrients.map((name) => [name, `${nutrientNames[name]} ${nutrientUnits[name]}/100g`]),
  ) as Record<Nutrient, string>),
  table: '数据来源',
  code: '来源编码',
  surety: '核对情况',
} as const
export type ColumnName = keyof typeof columns
export const columnNames = Object.keys(columns) as ColumnName[]

/** Without these a table is no dictionary. */
export const neededColumns: readonly ColumnName[] = ['key', 'group', 'contains']

/** Short names of allergens in the table, in the order of the contract's list. */
export const allergenWords = {
  gluten: '麸质',
  crustacean: '甲壳类',
  fish: '鱼',
  egg: '蛋',
  peanut: '花生',
  soy: '大豆',
  milk: '奶',
  nut: '坚果',
} as const

export const NONE = '无'
export const UNKNOWN = '不清楚'

export const suretyWords = {
  checked: '已核对',
  single: '只有一份抄本',
  derived: '按成分推算',
  stated: '自填',
} as const

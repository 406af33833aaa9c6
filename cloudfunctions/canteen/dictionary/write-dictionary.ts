/** A dictionary as an .xlsx that can be changed and read again. */
import writeExcelFile from 'write-excel-file/node'
import {
  type Allergen,
  allergens,
  type Food,
  foodGroupNames,
  foodGroups,
  meatKinds,
  meatNames,
  type Nutrient,
  nutrients,
} from '../../../contract/canteen/food'
import { allergenWords, type ColumnName, columnNames, columns, NONE, suretyWords, UNKNOWN } from './columns'

type Cell = {
  value: string | number
  type: StringConstructor | NumberConstructor
  fontWeight?: 'bold'
} | null
const words = (value: string): Cell => (value === '' ? null : { value, type: String })
const number = (value: number | null): Cell => (value === null ? null : { value, type: Number })
const heading = (value: string): Cell => ({ value, type: String, fontWeight: 'bold' })

const listed = (found: readonly Allergen[]): string =>
  allergens
    .filter((one) => found.includes(one))
    .map((one) => allergenWords[one])
    .join('、')

const isNutrient = (name: ColumnName): name is Nutrient => nutrients.some((one) => one === name)

const cellOf = (food: Food, name: ColumnName): Cell => {
  if (isNutrient(name)) return number(food.per100[name])
  switch (name) {
    case 'key':
      return words(food.key)
    case 'synonyms':
      return words(food.synonyms.join('、'))
    case 'guesses':
      return words(food.guesses.join('、'))
    case 'group':
      return words(foodGroupNames[food.group])
    case 'meat':
      return words(food.meat === null ? '' : meatNames[food.meat])
    case 'contains':
      return words(food.hasUnknownAllergens ? UNKNOWN : listed(food.contains) || NONE)
    case 'mayContain':
      return words(listed(food.mayContain))
    case 'edible':
      return number(food.edibleShare === null ? null : Math.round(food.edibleShare * 1000) / 10)
    case 'table':
      return words(food.source?.table ?? '')
    case 'code':
      return words(food.source?.code ?? '')
    case 'surety':
      return words(food.source ? suretyWords[food.source.surety] : '')
  }
}

const explained = [
  ['怎么改', '改好后存盘，在“食物词典”页导入。导入时先看到每一处变化和问题，确认以后才会替换。'],
  ['食物类', foodGroups.map((group) => foodGroupNames[group]).join('、')],
  ['肉的种类', `畜肉和禽肉必填：${meatKinds.map((meat) => meatNames[meat]).join('、')}`],
  [
    '过敏原',
    `${allergens.map((one) => allergenWords[one]).join('、')}；一样也没有写“${NONE}”，不知道写“${UNKNOWN}”`,
  ],
  ['别的叫法', '几个词之间用顿号。一个词只能属于一种食物。'],
  ['营养成分', '每 100 g 可食部；不知道就空着，不要写 0。有数就要写数据来源。'],
  ['核对情况', Object.values(suretyWords).join('、')],
]

export const writeDictionary = (foods: readonly Food[]): Promise<Buffer> =>
  writeExcelFile([
    {
      data: [
        columnNames.map((name) => heading(columns[name])),
        ...foods.map((food) => columnNames.map((name) => cellOf(food, name))),
      ],
      sheet: '食物词典',
      columns: columnNames.map((name) => ({ width: name === 'synonyms' || name === 'mayContain' ? 36 : 14 })),
      stickyRowsCount: 1,
      stickyColumnsCount: 1,
    },
    {
      data: explained.map(([name = '', said = '']) => [heading(name), words(said)]),
      sheet: '说明',
      columns: [{ width: 14 }, { width: 90 }],
    },
  ]).toBuffer()

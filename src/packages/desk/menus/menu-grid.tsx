/** The week as schools print it: days across, categories down; every cell a button, arrow keys go from cell to cell. */
import {
  type DishCategory,
  dishCategoryNames,
  type MealKind,
  type MenuDish,
  type WeekMenu,
} from '@contract/canteen/menu'
import { dayAfter, weekdayWord } from '@contract/canteen/week'
import { Text, View } from '@tarojs/components'
import { memo } from 'react'
import { classNames } from '@/components/class-names'
import Icon from '@/components/icon'
import Pressable from '@/components/pressable'
import { type Cell, dishesOf, rowsOf, weightLines, withGrades } from './edit-menu'

/** What the check says of a cell, worst first. */
export type CellMark = 'block' | 'warning' | undefined

export type MenuGridProps = {
  menu: WeekMenu
  meal: MealKind
  selected: Cell | null
  /** By `day category`, and by dish. */
  marks: ReadonlyMap<string, CellMark>
  onSelect: (cell: Cell) => void
  /** Days shown; on a phone one. */
  days: readonly string[]
}

export const cellId = ({ servedOn, category }: Pick<Cell, 'servedOn' | 'category'>): string =>
  `cell-${servedOn}-${category}`
export const cellKey = (servedOn: string, category: DishCategory): string => `${servedOn} ${category}`

const isWeb = process.env.TARO_ENV === 'h5'
const role = (name: string) => (isWeb ? { role: name } : {})

export default function MenuGrid({ menu, meal, selected, marks, onSelect, days }: MenuGridProps) {
  const rows = rowsOf(menu, meal)
  const shown = menu.days.filter(({ servedOn }) => days.includes(servedOn))
  const keys = isWeb
    ? {
        onKeyDown: (event: KeyboardEvent) => {
          const step = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[
            event.key
          ]
          const at = (event.target as HTMLElement | null)?.id
          if (!step || !at?.startsWith('cell-')) return
          const column = shown.findIndex(({ servedOn }) => at.includes(servedOn))
          const line = rows.findIndex((category) => at.endsWith(category))
          const next = document.getElementById(
            cellId({
              servedOn: shown[column + (step[0] ?? 0)]?.servedOn ?? '',
              category: rows[line + (step[1] ?? 0)] ?? 'staple',
            }),
          )
          if (!next) return
          event.preventDefault()
          next.focus()
        },
      }
    : {}
  return (
    <View
      id="menu-grid"
      className="menu-grid"
      style={{ gridTemplateColumns: `calc(52px * var(--scale)) repeat(${shown.length}, minmax(0, 1fr))` }}
      {...role('grid')}
      aria-label="一周食谱"
      {...(keys as object)}
    >
      <View className="menu-grid__head" />
      {shown.map(({ servedOn, standsInFor }) => (
        <View key={servedOn} className="menu-grid__head" {...role('columnheader')}>
          <Text className="strong">{weekdayWord(servedOn)}</Text>
          <Text className="menu-grid__date">{dateOf(servedOn)}</Text>
          {standsInFor && <Text className="menu-grid__date">补课</Text>}
        </View>
      ))}
      {rows.map((category) => (
        <View key={category} className="menu-grid__row">
          <View className="menu-grid__name" {...role('rowheader')}>
            {dishCategoryNames[category]}
          </View>
          {shown.map((day) => (
            <GridCell
              key={day.servedOn}
              servedOn={day.servedOn}
              meal={meal}
              category={category}
              dishes={dishesOf(day, meal)}
              mark={marks.get(cellKey(day.servedOn, category))}
              marked={dishesOf(day, meal)
                .filter(({ dishId }) => marks.has(dishId))
                .map(({ dishId }) => dishId)
                .join(' ')}
              isSelected={selected?.servedOn === day.servedOn && selected.category === category}
              onSelect={onSelect}
            />
          ))}
        </View>
      ))}
    </View>
  )
}

const dateOf = (day: string): string =>
  dayAfter(day, 0)
    .slice(5)
    .replace(/^0?(\d+)-0?(\d+)$/, '$1月$2日')

type GridCellProps = {
  servedOn: string
  meal: MealKind
  category: DishCategory
  dishes: ReturnType<typeof dishesOf>
  mark: CellMark
  /** Ids of the dishes that are meant. */
  marked: string
  isSelected: boolean
  onSelect: (cell: Cell) => void
}

const GridCell = memo(function GridCell(props: GridCellProps) {
  const { servedOn, meal, category, mark, isSelected, onSelect } = props
  const mine = props.dishes.filter((dish) => dish.category === category)
  const words = mine.map(({ name }) => name).join('、') || '空'
  const said = mark === 'block' ? '，必须改' : mark === 'warning' ? '，有建议' : ''
  return (
    <Pressable
      id={cellId({ servedOn, category })}
      className={classNames('menu-grid__cell', isSelected && 'is-on', mark && `menu-grid__cell--${mark}`)}
      label={`${weekdayWord(servedOn)}${dishCategoryNames[category]}：${words}${said}`}
      selected={isSelected}
      onPress={() => onSelect({ servedOn, meal, category })}
    >
      {withGrades(mine).map((group) => (
        <View key={group[0]?.dishId ?? ''} className="menu-grid__dish" {...dragOf(group)}>
          <View className="menu-grid__title">
            <Text>{group[0]?.name ?? ''}</Text>
            {mark && group.some(({ dishId }) => props.marked.includes(dishId)) && (
              <Icon name={mark === 'block' ? 'alert' : 'info'} size="s" />
            )}
          </View>
          {weightLines(group).map(({ word, weight }) => (
            <View key={word} className="menu-grid__weight">
              <Text>{word}</Text>
              <Text className="num">{weight}</Text>
            </View>
          ))}
        </View>
      ))}
      {mine.length === 0 && <Text className="menu-grid__empty">＋</Text>}
    </Pressable>
  )
})

/** In browsers a dish is dragged to another cell, with its rows for other grades. */
const dragOf = (group: readonly MenuDish[]): object =>
  isWeb ? { draggable: 'true', 'data-dish': group.map(({ dishId }) => dishId).join(' ') } : {}

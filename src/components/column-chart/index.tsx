/** Counts along a line of time or age, one column each; what may not be shown stands as a hatched stump. */
import { Text, View } from '@tarojs/components'
import { classNames } from '../class-names'
import { given } from '../given'
import './index.scss'

export type Column = {
  key: string
  name: string
  /** Null: not shown. */
  count: number | null
}

export type ColumnChartProps = {
  id?: string | undefined
  columns: readonly Column[]
  /** What is counted: 件. */
  unit: string
  /** Words for a screen reader where a count is not shown. */
  hiddenWords: string
  /** Words for a screen reader: what is compared. */
  label: string
}

const HEIGHT = 132
const STUMP = 26

export default function ColumnChart({ id, columns, unit, hiddenWords, label }: ColumnChartProps) {
  const most = Math.max(1, ...columns.map(({ count }) => count ?? 0))
  const role = (name: string) => (process.env.TARO_ENV === 'h5' ? { role: name } : {})
  return (
    <View {...given({ id })} {...role('list')} aria-label={label} className="column-chart">
      {columns.map(({ key, name, count }) => (
        <View
          key={key}
          {...role('listitem')}
          aria-label={`${name}，${count === null ? hiddenWords : `${count} ${unit}`}`}
          className="column-chart__one"
        >
          <View className="column-chart__space" style={{ height: `${HEIGHT}px` }}>
            <Text className={classNames('column-chart__count', count === null && 'is-hidden')}>
              {count === null ? '—' : count}
            </Text>
            <View
              className={classNames(
                'column-chart__bar',
                count === null && 'is-hidden',
                count === most && 'is-most',
              )}
              style={{ height: `${count === null ? STUMP : Math.max(2, (count / most) * (HEIGHT - 28))}px` }}
            />
          </View>
          <Text className="column-chart__name">{name}</Text>
        </View>
      ))}
    </View>
  )
}

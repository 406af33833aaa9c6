/** Counts to compare, one bar a line; what may not be shown is drawn as that, never as nothing. */
import { Text, View } from '@tarojs/components'
import { classNames } from '../class-names'
import { given } from '../given'
import './index.scss'

export type Bar = {
  key: string
  name: string
  /** Null: not shown. */
  count: number | null
  /** After the count: 64%. */
  note?: string | undefined
  /** Beyond a limit; the name says which. */
  isOver?: boolean | undefined
}

export type BarListProps = {
  id?: string | undefined
  bars: readonly Bar[]
  /** What is counted: 件. */
  unit: string
  /** Words where a count is not shown: 不显示. */
  hiddenWords: string
  /** Words for a screen reader: what is compared. */
  label: string
}

export default function BarList({ id, bars, unit, hiddenWords, label }: BarListProps) {
  const most = Math.max(1, ...bars.map(({ count }) => count ?? 0))
  const role = (name: string) => (process.env.TARO_ENV === 'h5' ? { role: name } : {})
  return (
    <View {...given({ id })} {...role('list')} aria-label={label} className="bar-list">
      {bars.map(({ key, name, count, note, isOver }) => (
        <View key={key} {...role('listitem')} className="bar-list__one">
          <Text className="bar-list__name">{name}</Text>
          <View className={classNames('bar-list__track', count === null && 'is-hidden')}>
            {count !== null && (
              <View
                className={classNames('bar-list__fill', count === most && 'is-most', isOver && 'is-over')}
                style={{ width: `${(count / most) * 100}%` }}
              />
            )}
          </View>
          {count === null ? (
            <Text className="bar-list__hidden">{hiddenWords}</Text>
          ) : (
            <Text className="bar-list__count">
              {count} {unit}
              {note && <Text className="bar-list__note"> {note}</Text>}
            </Text>
          )}
        </View>
      ))}
    </View>
  )
}

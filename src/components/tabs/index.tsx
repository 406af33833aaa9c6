/** Views of one list, each with its count. */
import { ScrollView, Text, View } from '@tarojs/components'
import { classNames } from '../class-names'
import { given } from '../given'
import Pressable from '../pressable'
import './index.scss'

export type TabsProps<K extends string> = {
  /** Each tab's id is this and its key, with a dash between. */
  id?: string | undefined
  items: readonly { key: K; label: string; count?: number | undefined }[]
  current: K
  onSelect: (key: K) => void
  /** Words for a screen reader: what is being chosen. */
  label?: string | undefined
}

export default function Tabs<K extends string>({ id, items, current, onSelect, label }: TabsProps<K>) {
  const move = (step: number) => {
    const at = items.findIndex((item) => item.key === current)
    const next = items[(at + step + items.length) % items.length]
    if (!next) return
    onSelect(next.key)
    if (id) document.getElementById(`${id}-${next.key}`)?.focus()
  }
  const keys =
    process.env.TARO_ENV === 'h5'
      ? {
          role: 'tablist',
          onKeyDown: (event: { key?: string }) => {
            if (event.key === 'ArrowRight') move(1)
            if (event.key === 'ArrowLeft') move(-1)
          },
        }
      : {}
  return (
    <ScrollView scrollX enhanced showScrollbar={false} className="tabs">
      <View {...given({ id, 'aria-label': label })} {...keys} className="tabs__row">
        {items.map(({ key, label: words, count }) => (
          <Pressable
            key={key}
            id={id && `${id}-${key}`}
            className={classNames('tabs__one', key === current && 'is-on')}
            role="tab"
            selected={key === current}
            onPress={() => onSelect(key)}
          >
            <Text>{words}</Text>
            {count !== undefined && <Text className="tabs__count">{String(count)}</Text>}
          </Pressable>
        ))}
      </View>
    </ScrollView>
  )
}

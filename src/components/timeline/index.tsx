/** What happened, newest first or oldest first as given; new entries carry a word. */
import { Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { classNames } from '../class-names'
import { given } from '../given'
import Tag from '../tag'
import './index.scss'

export type TimelineItem = {
  id: string
  title: string
  /** When, in words. */
  time: string
  /** Not seen before: marked and said. */
  isNew?: boolean | undefined
  /** What was said, shown as a bubble. */
  bubble?: ReactNode
  /** Short name of the record in the chain. */
  hash?: string | undefined
  /** Anything else under it. */
  children?: ReactNode
}

export type TimelineProps = {
  /** Each item's id is this and its own, with a dash between. */
  id?: string | undefined
  items: readonly TimelineItem[]
}

export default function Timeline({ id, items }: TimelineProps) {
  const web = process.env.TARO_ENV === 'h5'
  return (
    <View {...given({ id })} {...(web ? { role: 'list' } : {})} className="timeline">
      {items.map((item) => (
        <View
          key={item.id}
          {...(id ? { id: `${id}-${item.id}` } : {})}
          {...(web ? { role: 'listitem' } : {})}
          className={classNames('timeline__item', item.isNew && 'is-new')}
        >
          <View className="timeline__dot" />
          <View className="timeline__head">
            <View className="timeline__title">
              <Text>{item.title}</Text>
              {item.isNew && <Tag tone="info">新</Tag>}
            </View>
            {item.hash && <Text className="timeline__hash">{item.hash}</Text>}
          </View>
          <View className="timeline__time">{item.time}</View>
          {item.bubble && <View className="timeline__bubble">{item.bubble}</View>}
          {item.children}
        </View>
      ))}
    </View>
  )
}

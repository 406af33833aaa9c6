/** One case in the queue: what it is, whether something new waits, how its clock stands. */
import { clockNames, clockView } from '@contract/report/clock-words'
import type { Level, QueueItem } from '@contract/report/report'
import { caseTitle, levelNames, stateNames } from '@contract/report/words'
import { shortMomentWords } from '@contract/time-words'
import { Text, View } from '@tarojs/components'
import { classNames } from '@/components/class-names'
import ClockBar from '@/components/clock-bar'
import Icon from '@/components/icon'
import Pressable from '@/components/pressable'
import Tag, { type TagProps } from '@/components/tag'

export type QueueRowProps = {
  item: QueueItem
  isCurrent: boolean
  now: Date
  showsSchool: boolean
  onOpen: (item: QueueItem) => void
}

export const levelTones: Record<Level, TagProps['tone']> = {
  unset: 'quiet',
  mild: 'quiet',
  serious: 'warning',
  severe: 'danger',
  illegal: 'danger',
}

const standing = (item: QueueItem, showsSchool: boolean): string =>
  [
    showsSchool ? item.schoolName : '',
    item.isNamed ? '已公开姓名' : '未公开身份',
    item.gradeName,
    item.hasNewMessage
      ? '举报人有新消息'
      : item.pictures > 0
        ? `附 ${item.pictures} 个文件`
        : item.state === 'filed'
          ? ''
          : stateNames[item.state],
    item.handlerName ?? '',
  ]
    .filter(Boolean)
    .join(' · ')

export default function QueueRow({ item, isCurrent, now, showsSchool, onOpen }: QueueRowProps) {
  const isNew = item.isUnread || item.hasNewMessage
  const view = item.clock ? clockView(item.clock, now) : null
  const title = caseTitle(item.kind, item.acts)
  return (
    <Pressable
      id={`queue-item-${item.number}`}
      className={classNames('queue-row', isCurrent && 'is-current', isNew && 'is-new')}
      label={`${title}，${levelNames[item.level]}，${standing(item, showsSchool)}${isNew ? '，未读' : ''}`}
      selected={isCurrent}
      onPress={() => onOpen(item)}
    >
      <View className="queue-row__dot" />
      <View className="queue-row__body">
        <View className="queue-row__line">
          <Text className="queue-row__title">{title}</Text>
          <Tag tone={levelTones[item.level]}>{levelNames[item.level]}</Tag>
          <Text className="queue-row__when">{shortMomentWords(item.lastAt, now)}</Text>
        </View>
        <View className="queue-row__sub">
          <Icon name={item.isNamed ? 'user' : 'lock'} size="s" />
          <Text>{standing(item, showsSchool)}</Text>
        </View>
        {item.clock && view ? (
          <ClockBar
            inline
            percent={view.percent}
            tone={view.tone}
            words={`${clockNames[item.clock.kind]}${view.words}`}
          />
        ) : (
          <View className="queue-row__done">
            <Icon name="check-circle" size="s" />
            <Text>{`${item.number} ${stateNames[item.state]}`}</Text>
          </View>
        )}
      </View>
    </Pressable>
  )
}

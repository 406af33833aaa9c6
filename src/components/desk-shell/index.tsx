/** The desk's frame on a wide screen: rail, top bar, content. On a phone only the content. */
import { Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { classNames } from '../class-names'
import Icon, { type IconName } from '../icon'
import Pressable from '../pressable'
import './index.scss'

export type RailItem = {
  key: string
  label: string
  icon: IconName
  /** Something new waits there. */
  dot?: boolean | undefined
}

export type DeskShellProps = {
  /** Whose desk: the school's name. */
  place: string
  /** Where in the app: 工作台. */
  where: string
  /** Each one's id is `rail-` and its key. */
  items: readonly RailItem[]
  /** At the bottom of the rail: text size, settings. */
  ends?: readonly RailItem[] | undefined
  current: string
  onSelect: (key: string) => void
  /** Search and notices, at the right of the top bar. */
  tools?: ReactNode
  /** Who is signed in. */
  person?: { name: string; role: string } | undefined
  onPerson?: (() => void) | undefined
  children?: ReactNode
}

export default function DeskShell(props: DeskShellProps) {
  const { place, where, items, ends = [], current, onSelect, tools, person, onPerson, children } = props
  const one = ({ key, label, icon, dot }: RailItem) => (
    <Pressable
      key={key}
      id={`rail-${key}`}
      className={classNames('desk-shell__way', key === current && 'is-on')}
      role="link"
      selected={key === current}
      label={dot ? `${label}，有新的` : label}
      onPress={() => onSelect(key)}
    >
      <Icon name={icon} />
      <Text>{label}</Text>
      {dot && <View className="desk-shell__dot" />}
    </Pressable>
  )
  const navigation = process.env.TARO_ENV === 'h5' ? { role: 'navigation' } : {}
  return (
    <View className="desk-shell">
      <View className="desk-shell__rail" {...navigation} aria-label={where}>
        <Icon name="shield-check" className="desk-shell__mark" />
        {items.map(one)}
        <View className="desk-shell__gap" />
        {ends.map(one)}
      </View>
      <View className="desk-shell__top">
        <Text className="desk-shell__place">{place}</Text>
        <Text className="desk-shell__where">{where}</Text>
        <View className="desk-shell__tools">
          {tools}
          {person && (
            <Pressable id="person" className="desk-shell__person" onPress={onPerson}>
              <Text className="desk-shell__face">{person.name.slice(0, 1)}</Text>
              <Text>{person.name}</Text>
              <Text className="desk-shell__role">{person.role}</Text>
              <Icon name="chevron-down" size="s" />
            </Pressable>
          )}
        </View>
      </View>
      <View className="desk-shell__page">{children}</View>
    </View>
  )
}

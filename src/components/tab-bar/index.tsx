/** The way between the app's main pages; drawn by each of them, so that it grows with large text. */
import { Text, View } from '@tarojs/components'
import { classNames } from '../class-names'
import Icon, { type IconName } from '../icon'
import Pressable from '../pressable'
import './index.scss'

export type TabBarItem<K extends string> = {
  key: K
  label: string
  icon: IconName
  /** Waiting there: a number, or 0 for none. */
  badge?: number | undefined
}

export type TabBarProps<K extends string> = {
  /** Each tab's id is `tab-` and its key. */
  items: readonly TabBarItem<K>[]
  current: K
  onSelect: (key: K) => void
}

export default function TabBar<K extends string>({ items, current, onSelect }: TabBarProps<K>) {
  return (
    <View className="tab-bar" {...(process.env.TARO_ENV === 'h5' ? { role: 'tablist' } : {})}>
      {items.map(({ key, label, icon, badge = 0 }) => (
        <Pressable
          key={key}
          id={`tab-${key}`}
          className={classNames('tab-bar__one', key === current && 'is-on')}
          role="tab"
          selected={key === current}
          label={badge > 0 ? `${label}，${badge} 条新的` : label}
          onPress={() => onSelect(key)}
        >
          <View className="tab-bar__icon">
            <Icon name={icon} />
            {badge > 0 && <Text className="tab-bar__badge">{badge > 99 ? '99+' : String(badge)}</Text>}
          </View>
          <Text className="tab-bar__label">{label}</Text>
        </Pressable>
      ))}
    </View>
  )
}

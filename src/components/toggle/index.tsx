/** On or off, at once; the whole line is the switch, and the state is also a word. */
import { Text, View } from '@tarojs/components'
import { classNames } from '../class-names'
import Icon, { type IconName } from '../icon'
import Pressable from '../pressable'
import './index.scss'

export type ToggleProps = {
  id?: string | undefined
  title: string
  /** What it does, or what follows from it. */
  sub?: string | undefined
  icon?: IconName | undefined
  on: boolean
  onChange: (on: boolean) => void
  disabled?: boolean | undefined
}

export default function Toggle({ id, title, sub, icon, on, onChange, disabled }: ToggleProps) {
  return (
    <Pressable
      id={id}
      className="toggle"
      role="switch"
      checked={on}
      disabled={disabled}
      label={sub ? `${title}，${sub}` : title}
      onPress={() => onChange(!on)}
    >
      {icon && <Icon name={icon} className="toggle__icon" />}
      <View className="toggle__words">
        <Text className="toggle__title">{title}</Text>
        {sub && <View className="toggle__sub">{sub}</View>}
      </View>
      <Text className="toggle__state">{on ? '开' : '关'}</Text>
      <View className={classNames('toggle__track', on && 'is-on')}>
        <View className="toggle__thumb" />
      </View>
    </Pressable>
  )
}

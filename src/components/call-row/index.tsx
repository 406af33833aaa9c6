/** A number to ring: what it is, when to ring it, and the button that rings. */
import { Text, View } from '@tarojs/components'
import { classNames } from '../class-names'
import Icon from '../icon'
import Pressable from '../pressable'
import './index.scss'

export type CallRowProps = {
  id?: string | undefined
  /** As shown: 110, 12355, 0571-8888 6666. */
  number: string
  /** Whose it is: 报警. */
  label: string
  /** When to ring it: 有人要伤害你. */
  hint?: string | undefined
  onCall: () => void
}

export default function CallRow({ id, number, label, hint, onCall }: CallRowProps) {
  return (
    <Pressable
      id={id}
      className={classNames('call-row', number.length > 5 && 'call-row--long')}
      label={`拨打 ${number}，${label}${hint ? `，${hint}` : ''}`}
      onPress={onCall}
    >
      <Text className="call-row__number">{number}</Text>
      <View className="call-row__words">
        <Text>{label}</Text>
        {hint && <View className="call-row__hint">{hint}</View>}
      </View>
      <View className="call-row__go">
        <Icon name="phone" />
      </View>
    </Pressable>
  )
}

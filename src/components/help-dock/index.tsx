/** Help within the thumb's reach: the report button and the numbers, above the tab bar. */
import { Text, View } from '@tarojs/components'
import Icon, { type IconName } from '../icon'
import Pressable from '../pressable'
import './index.scss'

export type HelpCall = {
  key: string
  /** Large: the number itself. Leave out to show `icon`. */
  number?: string | undefined
  icon?: IconName | undefined
  /** Small, under it: 报警. */
  label: string
  /** The whole sentence for a screen reader: 拨打 110 报警. */
  spoken: string
}

export type HelpDockProps = {
  /** Words of the button: 求助与举报. */
  help: string
  onHelp: () => void
  /** At most three. Each one's id is `call-` and its key; the button's is `help`. */
  calls: readonly HelpCall[]
  onCall: (key: string) => void
}

export default function HelpDock({ help, onHelp, calls, onCall }: HelpDockProps) {
  return (
    <View className="help-dock">
      <Pressable id="help" className="help-dock__help" onPress={onHelp}>
        <Icon name="heart-help" />
        <Text>{help}</Text>
      </Pressable>
      <View className="help-dock__calls">
        {calls.map((call) => (
          <Pressable
            key={call.key}
            id={`call-${call.key}`}
            className="help-dock__call"
            label={call.spoken}
            onPress={() => onCall(call.key)}
          >
            {call.number ? (
              <Text className="help-dock__number">{call.number}</Text>
            ) : (
              <Icon name={call.icon ?? 'phone'} className="help-dock__icon" />
            )}
            <Text className="help-dock__label">{call.label}</Text>
          </Pressable>
        ))}
      </View>
    </View>
  )
}

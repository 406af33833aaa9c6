/** A time limit as a quiet bar with words: what is due, how much is left, what follows. */
import { Text, View } from '@tarojs/components'
import { classNames } from '../class-names'
import { given } from '../given'
import Icon from '../icon'
import './index.scss'

export type ClockTone = 'normal' | 'near' | 'over' | 'done'

export type ClockBarProps = {
  id?: string | undefined
  /** What is due: 回复举报人. Leave out in a list, where the words say it. */
  label?: string | undefined
  /** How it stands: 剩 4 天, 已过 5 小时, 完成. */
  words: string
  /** Default `normal`. */
  tone?: ClockTone | undefined
  /** Time that has gone, 0 to 100. */
  percent: number
  /** When it is due and by which rule. */
  note?: string | undefined
  /** Bar and words on one line, for lists. */
  inline?: boolean | undefined
}

export default function ClockBar({
  id,
  label,
  words,
  tone = 'normal',
  percent,
  note,
  inline,
}: ClockBarProps) {
  const state = (
    <View className="clock-bar__state">
      {(tone === 'near' || tone === 'over') && <Icon name="clock" size="s" />}
      {tone === 'done' && <Icon name="check-circle" size="s" />}
      <Text>{words}</Text>
    </View>
  )
  const bar = (
    <View className="clock-bar__track">
      <View className="clock-bar__fill" style={{ width: `${Math.min(100, Math.max(0, percent))}%` }} />
    </View>
  )
  return (
    <View
      {...given({ id })}
      className={classNames('clock-bar', `clock-bar--${tone}`, inline && 'clock-bar--inline')}
    >
      {inline ? (
        <>
          {bar}
          {state}
        </>
      ) : (
        <>
          <View className="clock-bar__head">
            {label && <Text className="clock-bar__label">{label}</Text>}
            {state}
          </View>
          {bar}
        </>
      )}
      {note && <View className="clock-bar__note">{note}</View>}
    </View>
  )
}

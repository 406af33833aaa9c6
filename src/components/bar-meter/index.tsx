/** A value against a limit or a range, as a bar with its line; the words beside it say the same. */
import { Text, View } from '@tarojs/components'
import { classNames } from '../class-names'
import { given } from '../given'
import './index.scss'

export type BarMeterProps = {
  id?: string | undefined
  /** What is measured: 钙. */
  label?: string | undefined
  /** The value in words, with its unit and how it stands: 255 毫克 偏少. */
  words?: string | undefined
  /** Parts of the bar, each 0 to 100 of the whole. One part is a plain value. */
  parts: readonly number[]
  /** Where the line stands, 0 to 100. */
  limit?: number | undefined
  /** Colour of the bar. Default `brand`. */
  tone?: 'brand' | 'courses' | 'homework' | 'canteen' | 'quiet' | 'near' | 'over' | 'ok' | undefined
  /** Height of the bar: `thin` in tables. */
  size?: 'thin' | 'thick' | undefined
}

export default function BarMeter({ id, label, words, parts, limit, tone = 'brand', size }: BarMeterProps) {
  const spoken = [label, words].filter(Boolean).join('：')
  return (
    <View
      {...given({ id })}
      {...(process.env.TARO_ENV === 'h5' ? { role: 'img' } : {})}
      aria-label={spoken}
      className={classNames('bar-meter', `bar-meter--${tone}`, size && `bar-meter--${size}`)}
    >
      {label && <Text className="bar-meter__label">{label}</Text>}
      <View className="bar-meter__lane">
        <View className="bar-meter__track">
          {parts.map((part, index) => (
            <View
              // biome-ignore lint/suspicious/noArrayIndexKey: the parts have no names, and their order is what they are
              key={index}
              className={classNames('bar-meter__part', `bar-meter__part--${(index % 3) + 1}`)}
              style={{ width: `${Math.min(100, Math.max(0, part))}%` }}
            />
          ))}
        </View>
        {limit !== undefined && <View className="bar-meter__limit" style={{ left: `${limit}%` }} />}
      </View>
      {words && <Text className="bar-meter__words">{words}</Text>}
    </View>
  )
}

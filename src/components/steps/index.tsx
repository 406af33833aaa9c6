/** Where you are in a form. */
import { Text, View } from '@tarojs/components'
import { classNames } from '../class-names'
import './index.scss'

export type StepsProps = {
  /** The step being filled in, from 1. */
  now: number
  total: number
}

export default function Steps({ now, total }: StepsProps) {
  const words = `第 ${now} 步，共 ${total} 步`
  const role = process.env.TARO_ENV === 'h5' ? { role: 'img' } : {}
  return (
    <View className="steps" {...role} aria-label={words}>
      <View className="steps__bars">
        {Array.from({ length: total }, (_, index) => `step-${index + 1}`).map((key, index) => (
          <View key={key} className={classNames('steps__bar', index < now && 'is-done')} />
        ))}
      </View>
      <Text className="steps__words">{words}</Text>
    </View>
  )
}

/** One to five, each a large target; five is best. */
import { Text, View } from '@tarojs/components'
import { classNames } from '@/components/class-names'
import Pressable from '@/components/pressable'

export type ScoreRowProps = {
  /** Each choice's id is this and its number. */
  id: string
  label: string
  /** 0 while nothing is chosen. */
  value: number
  /** Left out where it can only be read. */
  onChange: ((value: number) => void) | undefined
}

const words = ['', '很差', '差', '一般', '好', '很好']

export default function ScoreRow({ id, label, value, onChange }: ScoreRowProps) {
  const role = process.env.TARO_ENV === 'h5' ? { role: 'radiogroup' } : {}
  return (
    <View className="score-row">
      <Text className="score-row__label">{label}</Text>
      <View className="score-row__marks" aria-label={label} {...role}>
        {[1, 2, 3, 4, 5].map((one) => (
          <Pressable
            key={one}
            id={`${id}-${one}`}
            className={classNames('score-row__one', one <= value && 'is-on')}
            role="radio"
            checked={one === value}
            disabled={!onChange}
            label={`${label}：${words[one] ?? ''}`}
            onPress={() => onChange?.(one)}
          >
            {String(one)}
          </Pressable>
        ))}
      </View>
      <Text className="score-row__words">{words[value] ?? ''}</Text>
    </View>
  )
}

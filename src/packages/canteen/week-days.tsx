/** The days of the week in a row, today marked. */
import { weekdayWord } from '@contract/canteen/week'
import { Text, View } from '@tarojs/components'
import { classNames } from '@/components/class-names'
import Pressable from '@/components/pressable'

export type WeekDaysProps = {
  days: readonly string[]
  today: string
  current: string
  onSelect: (day: string) => void
}

export default function WeekDays({ days, today, current, onSelect }: WeekDaysProps) {
  const role = process.env.TARO_ENV === 'h5' ? { role: 'tablist' } : {}
  return (
    <View className="week-days" aria-label="选择哪一天" {...role}>
      {days.map((day) => (
        <Pressable
          key={day}
          id={`day-${day}`}
          className={classNames('week-days__one', day === current && 'is-on')}
          role="tab"
          selected={day === current}
          label={`${weekdayWord(day)}，${Number(day.slice(8))}日${day === today ? '，今天' : ''}`}
          onPress={() => onSelect(day)}
        >
          <Text className="week-days__word">{day === today ? '今天' : weekdayWord(day)}</Text>
          <Text className="week-days__date num">{String(Number(day.slice(8)))}</Text>
        </Pressable>
      ))}
    </View>
  )
}

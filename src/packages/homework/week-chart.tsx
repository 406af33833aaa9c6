/** Seven evenings as bars against the limit; a bar opens its evening. */

import { inChina } from '@contract/china-time'
import type { HomeworkWeek } from '@contract/homework/homework'
import { homeworkLimit } from '@contract/homework/limits'
import { weekSentence } from '@contract/homework/words'
import { Text, View } from '@tarojs/components'
import Card from '@/components/card'
import { classNames } from '@/components/class-names'
import Pressable from '@/components/pressable'

export type WeekChartProps = { week: HomeworkWeek; chosen: string; onChoose: (day: string) => void }

const weekdays = ['周日', '周一', '周二', '周三', '周四', '周五', '周六']
/** `今晚`, otherwise the weekday. */
export const dayName = (day: string, today: string): string =>
  day === today ? '今晚' : (weekdays[inChina(`${day}T12:00:00+08:00`).day()] ?? day)

export default function WeekChart({ week, chosen, onChoose }: WeekChartProps) {
  const limitOf = (isSchoolDay: boolean) => homeworkLimit(week.grade, isSchoolDay)
  const limit = limitOf(true)?.minutes ?? 0
  const top = Math.max(limit * 1.25, ...week.evenings.map(({ writtenMinutes }) => writtenMinutes ?? 0), 30)
  return (
    <Card>
      <View className="row row--between row--wrap">
        <View id="week-sentence" className="title">
          {weekSentence(week.evenings, limitOf)}
        </View>
        {limit > 0 && <Text className="note homework-key">上限</Text>}
      </View>
      <View className="homework-chart">
        {week.evenings.map(({ day, writtenMinutes, isSchoolDay }) => {
          const ownLimit = limitOf(isSchoolDay)
          const isOver = ownLimit !== null && (writtenMinutes ?? 0) > ownLimit.minutes
          const name = dayName(day, week.today)
          return (
            <Pressable
              key={day}
              id={`day-${day}`}
              className="homework-chart__day"
              label={`${name}，${writtenMinutes === null ? '没有记录' : `${writtenMinutes} 分钟${isOver ? '，超过上限' : ''}`}`}
              onPress={() => onChoose(day)}
            >
              <View className="homework-chart__room">
                {limit > 0 && (
                  <View className="homework-chart__limit" style={{ bottom: `${(100 * limit) / top}%` }} />
                )}
                {writtenMinutes === null ? (
                  <Text className="note homework-chart__none">–</Text>
                ) : (
                  <View
                    className={classNames(
                      'homework-chart__bar',
                      isOver && 'is-over',
                      day === chosen && 'is-chosen',
                    )}
                    style={{ height: `${Math.max(12, (100 * writtenMinutes) / top)}%` }}
                  >
                    <Text className="homework-chart__value">{writtenMinutes}</Text>
                  </View>
                )}
              </View>
              <Text className={classNames('note', day === chosen && 'homework-chart__name')}>{name}</Text>
            </Pressable>
          )
        })}
      </View>
    </Card>
  )
}

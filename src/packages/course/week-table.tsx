/** The child's week as a timetable that fills while choosing. */
import type { Course } from '@contract/course/course'
import { MOST_PERIODS, type Period, slotBit, WEEKDAYS, weekdayName } from '@contract/course/slots'
import { Text, View } from '@tarojs/components'
import { classNames } from '@/components/class-names'

export type WeekTableProps = {
  periods: readonly Period[]
  seated: readonly Course[]
  /** Picked or wished for, not yet held. */
  hoped: readonly Course[]
}

type Cell = { key: string; span: number; course: Course | null; isHoped: boolean }

/** One day's cells, neighbouring periods of one course joined. */
const cellsOf = (weekday: number, count: number, { seated, hoped }: WeekTableProps): Cell[] => {
  const cells: Cell[] = []
  for (let period = 1; period <= Math.min(count, MOST_PERIODS); period++) {
    const bit = slotBit({ weekday, period })
    const mine = seated.find(({ slots }) => (slots & bit) !== 0) ?? null
    const wanted = mine ? null : (hoped.find(({ slots }) => (slots & bit) !== 0) ?? null)
    const course = mine ?? wanted
    const last = cells.at(-1)
    if (course && last?.course === course) last.span++
    else cells.push({ key: `${weekday}-${period}`, span: 1, course, isHoped: wanted !== null })
  }
  return cells
}

export default function WeekTable(props: WeekTableProps) {
  const { periods } = props
  return (
    <View id="week-table" className="course-week">
      <View className="course-week__column course-week__column--times">
        <View className="course-week__day" />
        {periods.map(({ startsAt }) => (
          <View key={startsAt} className="course-week__time">
            {startsAt}
          </View>
        ))}
      </View>
      {WEEKDAYS.map((weekday) => (
        <View key={weekday} className="course-week__column">
          <Text className="course-week__day">{weekdayName(weekday).slice(1)}</Text>
          {cellsOf(weekday, periods.length, props).map(({ key, span, course, isHoped }) => (
            <View
              key={key}
              className={classNames(
                'course-week__cell',
                course && (isHoped ? 'is-hoped' : 'is-full'),
                span > 1 && `course-week__cell--${span}`,
              )}
              {...(course
                ? { 'aria-label': `${weekdayName(weekday)}，${course.name}${isHoped ? '，志愿' : ''}` }
                : {})}
            >
              {course && <Text>{course.name}</Text>}
            </View>
          ))}
        </View>
      ))}
    </View>
  )
}

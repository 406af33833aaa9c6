/** All about one course: what it is, what it costs and why, what to bring, and every place that was given by hand. */

import { dayInChina } from '@contract/china-time'
import type { Course } from '@contract/course/course'
import { type Period, slotWords } from '@contract/course/slots'
import { feeWords, gradesWords, teacherKindNames } from '@contract/course/words'
import { Text, View } from '@tarojs/components'
import Button from '@/components/button'
import Notice from '@/components/notice'
import Sheet from '@/components/sheet'

export type CourseSheetProps = {
  course: Course
  periods: readonly Period[]
  isFavourite: boolean
  onFavourite: () => void
  onClose: () => void
}

export default function CourseSheet({
  course,
  periods,
  isFavourite,
  onFavourite,
  onClose,
}: CourseSheetProps) {
  const lines: [string, string][] = [
    ['时间', slotWords(course.slots, periods)],
    ['日期', `${course.startsOn} 至 ${course.endsOn}`],
    ['地点', course.room],
    ['老师', `${course.teacherName}（${teacherKindNames[course.teacherKind]}）`],
    ['年级', gradesWords(course.grades, [])],
    ['名额', `${course.capacity} 个${course.minimum > 0 ? `，满 ${course.minimum} 人开班` : ''}`],
    ['费用', course.feeCents === 0 ? '免费' : `${feeWords(course.feeCents)}，依据：${course.feeBasis}`],
    ['学校提供', course.materials],
    ['自己带', course.bring],
  ]
  return (
    <Sheet
      id="course-sheet"
      open
      title={course.name}
      sub={course.category}
      onClose={onClose}
      foot={
        <Button id="course-favourite" kind="quiet" icon="bulb" onPress={onFavourite}>
          {isFavourite ? '取消收藏' : '先收藏'}
        </Button>
      }
    >
      {course.about !== '' && <View className="course-about">{course.about}</View>}
      <View className="course-facts">
        {lines
          .filter(([, words]) => words !== '')
          .map(([name, words]) => (
            <View key={name} className="course-facts__line">
              <Text className="course-facts__name">{name}</Text>
              <Text className="course-facts__words">{words}</Text>
            </View>
          ))}
      </View>
      {course.byHand.length > 0 && (
        <Notice id="course-by-hand" tone="info">
          <View>{`学校人工给过 ${course.byHand.length} 个名额，理由公开：`}</View>
          {course.byHand.map((one) => (
            <View key={`${one.givenAt} ${one.reason}`}>
              {`${dayInChina(one.givenAt)} ${one.givenBy}：${one.reason}`}
            </View>
          ))}
        </Notice>
      )}
    </Sheet>
  )
}

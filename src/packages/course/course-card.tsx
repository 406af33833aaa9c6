/** A course as a card: what, when, with whom, and whether this child can have it and why. */
import type { Course } from '@contract/course/course'
import type { Fit } from '@contract/course/fit'
import { type Period, slotWords } from '@contract/course/slots'
import { gradesWords, teacherKindNames } from '@contract/course/words'
import { Text, View } from '@tarojs/components'
import Icon, { type IconName } from '@/components/icon'
import Pressable from '@/components/pressable'

export type CourseCardProps = {
  course: Course
  periods: readonly Period[]
  fit: Fit
  /** Rank among the wishes, from 1; null where it is none. */
  rank: number | null
  isFavourite: boolean
  /** The one thing to do now; null where there is nothing. */
  act: { words: string; isBusy: boolean; onPress: () => void } | null
  onOpen: () => void
}

type Why = { icon: IconName; tone: 'ok' | 'warning' | 'info' | 'hint'; words: string }

const whyOf = (course: Course, fit: Fit, rank: number | null): Why => {
  if (rank !== null) return { icon: 'check-circle', tone: 'ok', words: `第 ${rank} 志愿` }
  switch (fit.is) {
    case 'seated':
      return { icon: 'check-circle', tone: 'ok', words: '已选上' }
    case 'offered':
      return { icon: 'bell', tone: 'warning', words: '候补有名额了，等您确认' }
    case 'waiting':
      return { icon: 'hourglass', tone: 'info', words: `候补第 ${fit.number} 位` }
    case 'cancelled':
      return { icon: 'minus', tone: 'hint', words: '已停开' }
    case 'grade':
      return { icon: 'minus', tone: 'hint', words: `仅限${gradesWords(course.grades, [])}` }
    case 'clash':
      return { icon: 'swap', tone: 'warning', words: `与《${fit.withName}》时间冲突` }
    case 'enough':
      return { icon: 'minus', tone: 'hint', words: '已经选满了' }
    case 'full':
      return { icon: 'hourglass', tone: 'info', words: `已满，候补 ${fit.waiting} 人` }
    case 'free':
      return { icon: 'check', tone: 'ok', words: `可选，${course.capacity} 个名额已报 ${course.taken} 人` }
  }
}

export default function CourseCard(props: CourseCardProps) {
  const { course, periods, fit, rank, isFavourite, act, onOpen } = props
  const why = whyOf(course, fit, rank)
  const teacher =
    course.teacherKind === 'own'
      ? course.teacherName
      : `${course.teacherName}（${teacherKindNames[course.teacherKind]}）`
  const when = slotWords(course.slots, periods)
  return (
    <View id={`course-${course.courseId}`} className="card course-card">
      <Pressable
        id={`course-${course.courseId}-open`}
        className="course-card__words"
        label={`${course.name}，${when}，${teacher}，${why.words}，看详情`}
        onPress={onOpen}
      >
        <View className="course-card__name">
          <Text>{course.name}</Text>
          {isFavourite && <Icon name="bulb" size="s" label="已收藏" className="tone-canteen" />}
        </View>
        <View className="sub">{`${when}，${teacher}`}</View>
        <View className={`course-card__why course-card__why--${why.tone}`}>
          <Icon name={why.icon} size="s" />
          <Text>{why.words}</Text>
        </View>
      </Pressable>
      {act && (
        <Pressable
          id={`course-${course.courseId}-act`}
          className="course-card__act"
          disabled={act.isBusy}
          label={`${act.words}${course.name}`}
          onPress={act.onPress}
        >
          <Text>{act.isBusy ? '稍等' : act.words}</Text>
        </Pressable>
      )}
    </View>
  )
}

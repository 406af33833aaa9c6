/** The catalogue as a shop: the child's week on top, filters, cards with the reason, and the one thing to do. */
import type { Course } from '@contract/course/course'
import { currentRound, type Fit, fitOf, phaseOf, seatedCourses } from '@contract/course/fit'
import { MOST_PERIODS, slotBit, WEEKDAYS, weekdayName } from '@contract/course/slots'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { openPage } from '@/api/page-session'
import { useSend } from '@/api/use-send'
import Card from '@/components/card'
import CardHead from '@/components/card-head'
import Chips from '@/components/chips'
import Dialog from '@/components/dialog'
import EmptyState from '@/components/empty-state'
import ListRow from '@/components/list-row'
import Notice from '@/components/notice'
import TextInput from '@/components/text-input'
import ConsentCard from './consent-card'
import CourseCard from './course-card'
import CourseSheet from './course-sheet'
import RoundCard from './round-card'
import { type Catalogue, useRoundsNow } from './use-catalogue'
import { usePlaces } from './use-places'
import WeekTable from './week-table'
import { isSame, keepDraft, readDraft, savedWishes } from './wish-draft'

export type MarketViewProps = {
  catalogue: Catalogue
  onReload: () => void
  /** The picked wishes and whether they differ from what was handed in, for the page's foot. */
  onWishes: (wishes: { roundId: number; count: number; isChanged: boolean } | null) => void
}

const ALL = 'all'
const MINE = 'mine'
const DAY = /^day-(\d)$/

const onWeekday = (course: Course, weekday: number): boolean =>
  Array.from({ length: MOST_PERIODS }, (_, index) => slotBit({ weekday, period: index + 1 })).some(
    (bit) => (course.slots & bit) !== 0,
  )

/** What a family looks for: name, teacher, room, or what it is about. */
const matches = (course: Course, words: string): boolean =>
  words === '' ||
  [course.name, course.teacherName, course.room, course.about, course.category].some((text) =>
    text.includes(words),
  )

export default function MarketView({ catalogue, onReload, onWishes }: MarketViewProps) {
  const { child, courses, rounds, term, clockOffset } = catalogue
  const now = useRoundsNow(rounds, clockOffset)
  const round = currentRound(rounds, now)
  const isOpen = round !== null && phaseOf(round, now) === 'open'
  const wishRound = isOpen && round?.kind === 'wishes' ? round : null
  const placeRound = isOpen && round?.kind !== 'wishes' ? round : null
  const [wishes, setWishes] = useState<number[]>(() => (wishRound ? readDraft(child, wishRound.roundId) : []))
  const [category, setCategory] = useState(ALL)
  const [day, setDay] = useState(ALL)
  const [words, setWords] = useState('')
  const [opened, setOpened] = useState<number | null>(null)
  const [leaving, setLeaving] = useState<Course | null>(null)
  const places = usePlaces(child.studentId, onReload)
  const favourite = useSend('course.setFavourite')
  const mayChoose = child.consent?.takesPart === true
  if (!term) return null

  const pick = (course: Course) => {
    if (!wishRound) return
    const { courseId } = course
    const next = wishes.includes(courseId) ? wishes.filter((one) => one !== courseId) : [...wishes, courseId]
    setWishes(next)
    keepDraft(wishRound.roundId, child.studentId, next)
    onWishes({
      roundId: wishRound.roundId,
      count: next.length,
      isChanged: !isSame(next, savedWishes(child, wishRound.roundId)),
    })
  }
  const act = (course: Course, fit: Fit) => {
    if (!mayChoose) return null
    const isBusy = places.busy === course.courseId
    if (fit.is === 'offered') return { words: '确认', isBusy, onPress: () => places.accept(course) }
    if (fit.is === 'waiting') return { words: '退出候补', isBusy, onPress: () => setLeaving(course) }
    if (wishRound) {
      if (wishes.includes(course.courseId)) return { words: '去掉', isBusy, onPress: () => pick(course) }
      if (fit.is === 'seated' || fit.is === 'cancelled' || fit.is === 'grade') return null
      return wishes.length < wishRound.mostWishes
        ? { words: '选', isBusy, onPress: () => pick(course) }
        : null
    }
    if (!placeRound) return null
    if (fit.is === 'seated') return { words: '退课', isBusy, onPress: () => setLeaving(course) }
    if (fit.is === 'free') return { words: '选', isBusy, onPress: () => places.take(course) }
    if (fit.is === 'full') return { words: '候补', isBusy, onPress: () => places.take(course) }
    return null
  }
  const shown = courses.filter(
    (course) =>
      (category === ALL ||
        (category === MINE ? child.favourites.includes(course.courseId) : course.category === category)) &&
      (day === ALL || onWeekday(course, Number(DAY.exec(day)?.[1]))) &&
      matches(course, words.trim()),
  )
  const opener = courses.find(({ courseId }) => courseId === opened)
  const hoped = wishes.flatMap((id) => courses.find(({ courseId }) => courseId === id) ?? [])
  const offers = child.enrolments.filter(({ status }) => status === 'offered')
  return (
    <>
      {round && <RoundCard round={round} clockOffset={clockOffset} />}
      {rounds
        .filter((one) => one.drawnAt !== null && one !== round)
        .map((one) => (
          <ListRow
            key={one.roundId}
            id={`drawn-${one.roundId}`}
            bare
            icon="shield-check"
            tone="courses"
            title={`${one.name}的摇号结果`}
            sub="看原因，也可以在手机上重新核对"
            onPress={() => openPage(`/packages/course/pages/result/index?round=${one.roundId}`)}
          />
        ))}
      <ConsentCard
        key={`${child.studentId} ${child.consent?.givenAt ?? ''}`}
        child={child}
        termId={term.termId}
        termName={term.termName}
        onDone={onReload}
      />
      {offers.length > 0 && (
        <Notice id="offers" tone="warning" icon="bell">
          {`有 ${offers.length} 门候补的课为${child.name}留了名额，请在卡片上确认，过期会让给下一位。`}
        </Notice>
      )}
      {places.said && (
        <Notice id="place-answer" tone={places.said.tone}>
          {places.said.words}
        </Notice>
      )}
      <Card id="child-week">
        <CardHead icon="calendar" tone="courses" title={`${child.name}的一周`} />
        <WeekTable periods={term.periods} seated={seatedCourses(child, courses)} hoped={hoped} />
      </Card>
      <TextInput
        id="course-search"
        icon="search"
        clearable
        value={words}
        onChange={setWords}
        placeholder="课程、老师、地点"
        label="搜索课程"
        confirmType="search"
      />
      <Chips
        id="category"
        label="类别"
        value={category}
        onChange={setCategory}
        options={[
          { value: ALL, label: '全部' },
          ...term.categories.map((one) => ({ value: one, label: one })),
          { value: MINE, label: '收藏', count: child.favourites.length },
        ]}
      />
      <Chips
        id="day"
        label="星期"
        value={day}
        onChange={setDay}
        options={[
          { value: ALL, label: '每天' },
          ...WEEKDAYS.map((weekday) => ({ value: `day-${weekday}`, label: weekdayName(weekday) })),
        ]}
      />
      {shown.length === 0 && (
        <EmptyState id="no-course" icon="search" title="没有符合的课程">
          换个类别、星期或词再找找。
        </EmptyState>
      )}
      <View className="stack">
        {shown.map((course) => {
          const fit = fitOf(course, child, courses, placeRound)
          const rank = wishes.indexOf(course.courseId)
          return (
            <CourseCard
              key={course.courseId}
              course={course}
              periods={term.periods}
              fit={fit}
              rank={wishRound && rank >= 0 ? rank + 1 : null}
              isFavourite={child.favourites.includes(course.courseId)}
              act={act(course, fit)}
              onOpen={() => setOpened(course.courseId)}
            />
          )
        })}
      </View>
      {opener && (
        <CourseSheet
          course={opener}
          periods={term.periods}
          isFavourite={child.favourites.includes(opener.courseId)}
          onFavourite={() => {
            const isFavourite = !child.favourites.includes(opener.courseId)
            void favourite
              .send({ studentId: child.studentId, courseId: opener.courseId, isFavourite })
              .then((answer) => answer && onReload())
          }}
          onClose={() => setOpened(null)}
        />
      )}
      {leaving && (
        <Dialog
          id="leave-course"
          open
          title={`退掉《${leaving.name}》？`}
          confirm="退掉"
          danger
          onCancel={() => setLeaving(null)}
          onConfirm={() => {
            places.drop(leaving)
            setLeaving(null)
          }}
        >
          名额会让给候补的孩子。再想选，要看那时还有没有名额。
        </Dialog>
      )}
    </>
  )
}

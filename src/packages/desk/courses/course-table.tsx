/** The term's courses as a table: who wants them, how many places there are, and where each stands. */
import type { Course, TermCourses } from '@contract/course/course'
import { slotWords } from '@contract/course/slots'
import { gradesWords, teacherKindNames } from '@contract/course/words'
import type { OutputOf } from '@contract/routes'
import { View } from '@tarojs/components'
import { useState } from 'react'
import DataTable, { type SortOrder } from '@/components/data-table'
import EmptyState from '@/components/empty-state'
import Tag from '@/components/tag'

export type Desk = OutputOf<'course.getDesk'>
type Key = 'name' | 'when' | 'who' | 'demand' | 'places' | 'waiting'

export type CourseTableProps = {
  desk: Desk
  term: TermCourses
  onOpen: (course: Course) => void
}

export default function CourseTable({ desk, term, onOpen }: CourseTableProps) {
  const [sort, setSort] = useState<SortOrder<Key>>({ key: 'name', direction: 'ascending' })
  const wishesOf = (course: Course) =>
    desk.demand.find(({ courseId }) => courseId === course.courseId) ?? { wishes: 0, firstWishes: 0 }
  const placeOf = (course: Course): number | string =>
    sort.key === 'demand'
      ? wishesOf(course).wishes / course.capacity
      : sort.key === 'places'
        ? course.taken / course.capacity
        : sort.key === 'waiting'
          ? course.waiting
          : sort.key === 'when'
            ? course.slots
            : sort.key === 'who'
              ? course.teacherName
              : course.name
  const rows = [...desk.courses].sort((a, b) => {
    const [one, other] = [placeOf(a), placeOf(b)]
    const order =
      typeof one === 'number' && typeof other === 'number'
        ? one - other
        : String(one).localeCompare(String(other), 'zh-CN')
    return sort.direction === 'ascending' ? order : -order
  })
  return (
    <DataTable<Course, Key>
      id="course"
      label="本学期的课程"
      sort={sort}
      onSort={setSort}
      columns={[
        {
          key: 'name',
          title: '课程',
          sortable: true,
          cell: (course) => (
            <View>
              <View className="strong">{course.name}</View>
              <View className="note">{`${course.category}，${gradesWords(course.grades, desk.grades)}`}</View>
              {!course.isHeld && <Tag tone="warning">已停开</Tag>}
            </View>
          ),
        },
        {
          key: 'when',
          title: '时间和地点',
          sortable: true,
          cell: (course) => (
            <View>
              <View>{slotWords(course.slots, term.periods)}</View>
              <View className="note">{course.room}</View>
            </View>
          ),
        },
        {
          key: 'who',
          title: '老师',
          width: '130px',
          sortable: true,
          cell: (course) => (
            <View>
              <View>{course.teacherName}</View>
              <View className="note">{teacherKindNames[course.teacherKind]}</View>
            </View>
          ),
        },
        {
          key: 'demand',
          title: '志愿',
          width: '120px',
          end: true,
          sortable: true,
          cell: (course) => {
            const { wishes, firstWishes } = wishesOf(course)
            return (
              <View>
                <View>{`${wishes} 人`}</View>
                <View className="note">{`第一志愿 ${firstWishes}`}</View>
              </View>
            )
          },
        },
        {
          key: 'places',
          title: '名额',
          width: '120px',
          end: true,
          sortable: true,
          cell: (course) => (
            <View>
              <View>{`${course.taken} / ${course.capacity}`}</View>
              <View className="note">
                {course.minimum > 0
                  ? course.taken < course.minimum
                    ? `还差 ${course.minimum - course.taken} 人开班`
                    : `已够 ${course.minimum} 人开班`
                  : ''}
              </View>
            </View>
          ),
        },
        {
          key: 'waiting',
          title: '候补',
          width: '80px',
          end: true,
          sortable: true,
          cell: (course) => `${course.waiting} 人`,
        },
      ]}
      rows={rows}
      rowKey={({ courseId }) => String(courseId)}
      onRowPress={onOpen}
      empty={
        <EmptyState id="no-courses" icon="bag" title="这个学期还没有课程">
          可以一门一门加，用 Excel 导入，或者照抄上一个学期。
        </EmptyState>
      }
    />
  )
}

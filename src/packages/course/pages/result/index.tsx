/** A draw's result for one child in words, and the whole draw run again on this phone. */
import type { DrawnWishes } from '@contract/course/course'
import { explainDraw } from '@contract/course/draw-words'
import { slotWords } from '@contract/course/slots'
import { Text, View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { call } from '@/api/call'
import { openPage, usePageSession } from '@/api/page-session'
import { useLoad } from '@/api/use-load'
import Button from '@/components/button'
import Card from '@/components/card'
import EmptyState from '@/components/empty-state'
import LoadView from '@/components/load-view'
import Screen from '@/components/screen'
import Tag from '@/components/tag'
import DrawCheckCard from '../../draw-check-card'
import { type Catalogue, useCatalogue } from '../../use-catalogue'
import '../../course.scss'

export default function Page() {
  const { params } = useRouter()
  const { child, scale } = usePageSession()
  const roundId = Number(params.round)
  const studentId = child?.studentId ?? null
  const { load, reload } = useCatalogue(studentId)
  const result = useLoad(
    studentId === null ? null : () => call('course.getDrawResult', { studentId, roundId }),
    [studentId, roundId],
  )
  const round = load.state === 'ready' ? load.data.rounds.find((one) => one.roundId === roundId) : undefined
  return (
    <Screen
      title="摇号结果"
      scale={scale}
      foot={
        <Button id="go-market" onPress={() => openPage('/packages/course/pages/market/index')}>
          {child ? `看${child.name}的课表` : '看课表'}
        </Button>
      }
    >
      <LoadView id="result" load={load} onRetry={() => void reload()} count={2}>
        {(data) => (
          <>
            <LoadView id="drawn" load={result.load} onRetry={() => void result.reload()} count={1}>
              {({ drawn }) =>
                drawn ? (
                  <Outcomes data={data} drawn={drawn} />
                ) : (
                  <EmptyState id="not-drawn" icon="bag" title={`${data.child.name}没有参加这次摇号`}>
                    没有填志愿，或者本学期选了不参加。
                  </EmptyState>
                )
              }
            </LoadView>
            {round?.drawnAt && <DrawCheckCard schoolId={child?.schoolId ?? null} round={round} />}
          </>
        )}
      </LoadView>
    </Screen>
  )
}

const tagOf = (
  data: Catalogue,
  courseId: number,
  outcome: DrawnWishes['outcomes'][number],
): { tone: 'ok' | 'info' | 'quiet'; words: string } => {
  if (outcome.is === 'got') return { tone: 'ok', words: '录取' }
  const line = data.child.enrolments.find((one) => one.courseId === courseId)
  if (line?.status === 'waiting') return { tone: 'info', words: `候补第 ${line.waitingNumber ?? 1} 位` }
  return { tone: 'quiet', words: '没有录取' }
}

function Outcomes({ data, drawn }: { data: Catalogue; drawn: DrawnWishes }) {
  const courseOf = (courseId: number) => data.courses.find((one) => one.courseId === courseId)
  const [, ...sentences] = explainDraw(drawn, drawn.wishes, (id) => courseOf(id)?.name ?? '已撤下的课程')
  const share = Math.round((100 * drawn.position) / drawn.children)
  return (
    <>
      <Card id="drawn-position">
        <View className="sub">{`${drawn.children} 个孩子一起摇号`}</View>
        <View className="course-position">{`${data.child.name}的抽签顺序是第 ${drawn.position} 位`}</View>
        <View className="course-line" aria-label={`${drawn.children} 人里的第 ${drawn.position} 位`}>
          <View className="course-line__dot" style={{ left: `${share}%` }} />
        </View>
        <View className="sub">{`代号 ${drawn.ticket}，公布的名单里只有代号，没有名字`}</View>
      </Card>
      {drawn.wishes.map((courseId, index) => {
        const course = courseOf(courseId)
        const outcome = drawn.outcomes[index]
        if (!outcome) return null
        const tag = tagOf(data, courseId, outcome)
        return (
          <Card key={courseId} id={`outcome-${index + 1}`}>
            <View className="course-outcome">
              <Text className="course-outcome__name">{course?.name ?? '已撤下的课程'}</Text>
              <Tag
                tone={tag.tone}
                icon={tag.tone === 'ok' ? 'check' : tag.tone === 'info' ? 'hourglass' : 'minus'}
              >
                {tag.words}
              </Tag>
            </View>
            {course && (
              <View className="sub">{`${slotWords(course.slots, data.term?.periods ?? [])}，${course.room}`}</View>
            )}
            <View className="course-outcome__why">{`第 ${index + 1} 志愿：${sentences[index] ?? ''}`}</View>
          </Card>
        )
      })}
    </>
  )
}

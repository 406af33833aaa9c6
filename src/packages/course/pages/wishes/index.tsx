/** The ranked wishes: put in order, handed in, changed as often as liked until the end. */
import { slotWords } from '@contract/course/slots'
import { Text, View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { goBack, usePageSession } from '@/api/page-session'
import { useSend } from '@/api/use-send'
import Button from '@/components/button'
import Card from '@/components/card'
import EmptyState from '@/components/empty-state'
import Icon from '@/components/icon'
import LoadView from '@/components/load-view'
import Notice from '@/components/notice'
import Pressable from '@/components/pressable'
import Screen from '@/components/screen'
import { showToast } from '@/components/toast'
import { type Catalogue, useCatalogue } from '../../use-catalogue'
import { dropDraft, keepDraft, readDraft, savedWishes } from '../../wish-draft'
import '../../course.scss'

export default function Page() {
  const { params } = useRouter()
  const { child, scale } = usePageSession()
  const roundId = Number(params.round)
  const { load, reload } = useCatalogue(child?.studentId ?? null)
  const [order, setOrder] = useState<number[] | null>(null)
  const { send, isSending, problem, clear } = useSend('course.saveWishes')
  const catalogue = load.state === 'ready' ? load.data : null
  const wishes = order ?? (catalogue ? readDraft(catalogue.child, roundId) : [])

  const change = (next: number[]) => {
    clear()
    setOrder(next)
    if (child) keepDraft(roundId, child.studentId, next)
  }
  const submit = async () => {
    if (!child || !(await send({ studentId: child.studentId, roundId, courseIds: wishes }))) return
    dropDraft(roundId, child.studentId)
    showToast('志愿已提交', { done: true })
    await reload()
    goBack()
  }
  return (
    <Screen
      title="我的志愿"
      scale={scale}
      foot={
        catalogue && (
          <Button
            id="submit-wishes"
            loading={isSending}
            disabled={wishes.length === 0 && savedWishes(catalogue.child, roundId).length === 0}
            onPress={() => void submit()}
          >
            {wishes.length === 0 ? '提交：不填志愿' : `提交 ${wishes.length} 个志愿`}
          </Button>
        )
      }
    >
      <LoadView id="wishes" load={load} onRetry={() => void reload()} count={2}>
        {(data) => (
          <>
            <Notice tone="brand">
              最想要的放最前面。照真实想法排就好，填得早、排得巧都不会多占便宜。截止前可以随时改。
            </Notice>
            {problem && (
              <Notice id="wishes-problem" tone="warning">
                {problem.fields.courseIds ?? problem.message}
              </Notice>
            )}
            {wishes.length === 0 ? (
              <EmptyState id="no-wishes" icon="bag" title="还没有志愿">
                回到课程超市，点“选”加进来。
              </EmptyState>
            ) : (
              <Ranking data={data} wishes={wishes} onChange={change} />
            )}
          </>
        )}
      </LoadView>
    </Screen>
  )
}

type RankingProps = { data: Catalogue; wishes: readonly number[]; onChange: (next: number[]) => void }

const moved = (wishes: readonly number[], from: number, to: number): number[] => {
  const next = [...wishes]
  next.splice(to, 0, ...next.splice(from, 1))
  return next
}

function Ranking({ data, wishes, onChange }: RankingProps) {
  const periods = data.term?.periods ?? []
  return (
    <Card id="ranking" flush>
      {wishes.map((courseId, index) => {
        const course = data.courses.find((one) => one.courseId === courseId)
        const name = course?.name ?? '已停开的课程'
        return (
          <View key={courseId} id={`wish-${index + 1}`} className="wish-row">
            <Text className="wish-row__rank">{String(index + 1)}</Text>
            <View className="wish-row__words">
              <View className="strong">{name}</View>
              <View className="sub">{course ? slotWords(course.slots, periods) : '请去掉'}</View>
            </View>
            <Pressable
              id={`wish-${index + 1}-up`}
              className="wish-row__act"
              label={`${name}往前排`}
              disabled={index === 0}
              onPress={() => onChange(moved(wishes, index, index - 1))}
            >
              <Icon name="arrow-up" />
            </Pressable>
            <Pressable
              id={`wish-${index + 1}-down`}
              className="wish-row__act"
              label={`${name}往后排`}
              disabled={index === wishes.length - 1}
              onPress={() => onChange(moved(wishes, index, index + 1))}
            >
              <Icon name="arrow-down" />
            </Pressable>
            <Pressable
              id={`wish-${index + 1}-drop`}
              className="wish-row__act"
              label={`去掉${name}`}
              onPress={() => onChange(wishes.filter((one) => one !== courseId))}
            >
              <Icon name="close" />
            </Pressable>
          </View>
        )
      })}
    </Card>
  )
}

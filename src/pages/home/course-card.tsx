/** Home's fourth answer: what about courses; which round it is, and what the child has. */
import type { Child } from '@contract/account/session'
import { countdownWords, currentRound, phaseOf } from '@contract/course/fit'
import type { OutputOf } from '@contract/routes'
import { View } from '@tarojs/components'
import { call } from '@/api/call'
import { openPage } from '@/api/page-session'
import { useLoad } from '@/api/use-load'
import Card from '@/components/card'
import CardHead from '@/components/card-head'
import Icon from '@/components/icon'
import Skeleton from '@/components/skeleton'
import Tag from '@/components/tag'

type Glance = OutputOf<'course.getGlance'>

const roundWords = ({ rounds, now }: Glance): string => {
  const at = Date.parse(now)
  const round = currentRound(rounds, at)
  if (!round) return ''
  const phase = phaseOf(round, at)
  if (phase === 'before') return `${round.name}，${countdownWords(Date.parse(round.opensAt) - at)}后开始`
  if (phase === 'open') return `${round.name}，还有 ${countdownWords(Date.parse(round.closesAt) - at)}截止`
  if (round.kind === 'wishes') return round.drawnAt ? `${round.name}已摇号` : `${round.name}等摇号`
  return `${round.name}已结束`
}

export default function CourseCard({ child }: { child: Child }) {
  const { load } = useLoad(() => call('course.getGlance', { studentId: child.studentId }), [child.studentId])
  if (load.state === 'loading') return <Skeleton count={1} />
  // A school that offers nothing now, or no network: the page behind says so, home stays short.
  if (load.state === 'failed' || load.data.termName === null) return null
  const { seated, offers, takesPart } = load.data
  const words =
    seated.length > 0
      ? `${seated.join('、')}。${roundWords(load.data)}`
      : takesPart === false
        ? '本学期不参加。'
        : roundWords(load.data)
  return (
    <Card
      id="courses"
      onPress={() => openPage('/packages/course/pages/market/index')}
      label={`课程超市：${words}`}
    >
      <CardHead
        icon="bag"
        tone="courses"
        title="课程超市"
        end={<Icon name="chevron-right" size="s" className="tone-hint" />}
      />
      <View className="sub home-lunch">{words}</View>
      {offers > 0 && (
        <Tag tone="warning" icon="bell">
          {`有 ${offers} 个候补名额等确认`}
        </Tag>
      )}
      {offers === 0 && takesPart === null && (
        <Tag tone="info" icon="info">
          要先由家长同意
        </Tag>
      )}
    </Card>
  )
}

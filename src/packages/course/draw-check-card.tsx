/** The check of a draw: how far it is, whether it agrees, and what it was compared with. */
import type { Round } from '@contract/course/course'
import { Text, View } from '@tarojs/components'
import { useEffect } from 'react'
import { useSend } from '@/api/use-send'
import Button from '@/components/button'
import Card from '@/components/card'
import CardHead from '@/components/card-head'
import Notice from '@/components/notice'
import Progress from '@/components/progress'
import { useDrawCheck } from './use-draw-check'

export type DrawCheckCardProps = {
  schoolId: number | null
  round: Round
}

const wrongWords = (check: { seedFits: boolean; inputsFit: boolean; placesFit: boolean }): string[] => [
  ...(check.seedFits ? [] : ['密封的随机数和开始前公布的不一样']),
  ...(check.inputsFit ? [] : ['志愿名单和截止时公布的不一样']),
  ...(check.placesFit ? [] : ['重算的名额和公布的不一样']),
]

export default function DrawCheckCard({ schoolId, round }: DrawCheckCardProps) {
  const { checking, again } = useDrawCheck(schoolId, round.roundId)
  const { send } = useSend('course.noteCheck')
  const agrees = checking.step === 'done' ? checking.agrees : null
  // biome-ignore lint/correctness/useExhaustiveDependencies: told once for each outcome.
  useEffect(() => {
    if (agrees !== null && schoolId !== null) void send({ schoolId, roundId: round.roundId, agrees })
  }, [agrees])
  return (
    <Card id="draw-check">
      <CardHead
        icon="shield-check"
        tone="courses"
        title={checking.step === 'done' ? '已在这部手机上重算抽签' : '正在这部手机上重算抽签'}
        sub="用公布的摇号数据从头算一遍，核对结果"
      />
      {checking.step === 'asking' && <Progress done={0} total={1} words="正在下载公布的数据" />}
      {checking.step === 'running' && (
        <Progress
          id="draw-progress"
          done={checking.done}
          total={checking.total}
          unit="人"
          words="到目前没有发现不一致"
        />
      )}
      {checking.step === 'done' && checking.agrees && (
        <Notice id="draw-agrees" tone="ok">
          {`${checking.total} 个孩子的结果全部一致，一个名额也不差。`}
        </Notice>
      )}
      {checking.step === 'done' && !checking.agrees && (
        <Notice id="draw-differs" tone="danger">
          {`不一致：${wrongWords(checking.check).join('；')}。请截图，并联系学校或教育局。`}
        </Notice>
      )}
      {checking.step === 'done' && !checking.isFromBefore && (
        <View className="sub">这部手机摇号前没有打开过选课页，比对用的是现在公布的密封码。</View>
      )}
      {checking.step === 'failed' && (
        <Notice id="draw-check-failed" tone="warning" action="重试" onAction={again}>
          {checking.problem.message}
        </Notice>
      )}
      {round.publicNumber && (
        <View className="course-proof">
          <View className="course-proof__line">
            <Text className="strong">公开的号码</Text>
            <Text>{round.publicNumber.digits}</Text>
          </View>
          <View className="sub">{`出处：${round.publicNumber.source}`}</View>
          <View className="sub">
            抽签顺序由三样合起来算出：开始前密封的随机数、截止时封存的志愿名单、截止后才开出的公开号码。三样里没有一样能由学校单独决定。
          </View>
        </View>
      )}
      {checking.step === 'done' && (
        <Button id="draw-again" kind="plain" icon="refresh" onPress={again}>
          再算一遍
        </Button>
      )}
    </Card>
  )
}

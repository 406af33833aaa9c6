/** The round that matters now: what it is, until when, by the server's clock, and the promise behind its draw. */
import { inChina } from '@contract/china-time'
import type { Round } from '@contract/course/course'
import { countdownWords, phaseOf } from '@contract/course/fit'
import { roundKindNames } from '@contract/course/words'
import { Text, View } from '@tarojs/components'
import { openPage } from '@/api/page-session'
import Button from '@/components/button'
import Card from '@/components/card'
import CardHead from '@/components/card-head'
import { useServerNow } from './use-catalogue'

const at = (moment: string): string => inChina(moment).format('M月D日 HH:mm')

const rules = (round: Round): string =>
  round.kind === 'wishes'
    ? `最多填 ${round.mostWishes} 个志愿，早填晚填机会一样，摇号后每人最多录取 ${round.mostPlaces} 门`
    : round.kind === 'first_come'
      ? `每人最多选 ${round.mostPlaces} 门，到点同时开始，当场就有结果`
      : `可以退课、补选，每人最多 ${round.mostPlaces} 门；候补到了要在 ${round.offerHours} 小时内确认`

export default function RoundCard({ round, clockOffset }: { round: Round; clockOffset: number }) {
  const now = useServerNow(clockOffset)
  const phase = phaseOf(round, now)
  const left =
    phase === 'before'
      ? `${countdownWords(Date.parse(round.opensAt) - now)}后开始`
      : phase === 'open'
        ? `还有 ${countdownWords(Date.parse(round.closesAt) - now)}截止`
        : round.kind !== 'wishes'
          ? '已经结束'
          : round.drawnAt
            ? '已经摇号'
            : '已截止，等摇号'
  return (
    <Card id="round">
      <CardHead
        icon="calendar-check"
        tone="courses"
        title={`${round.name}：${roundKindNames[round.kind]}`}
        sub={`${at(round.opensAt)} 至 ${at(round.closesAt)}`}
      />
      <View id="round-left" className="course-left">
        {left}
      </View>
      <View className="sub">{rules(round)}</View>
      {round.commitment && (
        <View className="course-hash">
          <Text>{`开始前公布的密封码 ${round.commitment.slice(0, 12)}…`}</Text>
          {round.inputsHash && <Text>{`截止时公布的名单码 ${round.inputsHash.slice(0, 12)}…`}</Text>}
        </View>
      )}
      {round.drawnAt && (
        <Button
          id="see-result"
          kind="quiet"
          icon="shield-check"
          onPress={() => openPage(`/packages/course/pages/result/index?round=${round.roundId}`)}
        >
          看摇号结果，自己核对
        </Button>
      )}
    </Card>
  )
}

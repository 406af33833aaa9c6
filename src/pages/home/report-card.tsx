/** Home's first answer: what the school is doing about what I sent, without a word of what it was. */

import { dutyWords } from '@contract/report/clock-words'
import type { CaseClock } from '@contract/report/clocks'
import { stateWordsForReporter } from '@contract/report/words'
import { Text, View } from '@tarojs/components'
import Card from '@/components/card'
import CardHead from '@/components/card-head'
import Icon from '@/components/icon'
import Tag from '@/components/tag'
import type { MyReport } from './use-home'

export type ReportCardProps = { reports: readonly MyReport[]; you: string; onOpen: () => void }

const shown = 2

const clockSentence = (clock: CaseClock | null, now: Date): string | null =>
  clock === null || clock.doneAt !== null ? null : dutyWords(clock, now)

/** Reports worth a card: not closed, or with something unread; the open ones first. */
export const liveReports = (reports: readonly MyReport[]): MyReport[] =>
  reports
    .filter((report) => report.state !== 'closed' || report.newCount > 0)
    .sort((left, right) => Number(left.state === 'closed') - Number(right.state === 'closed'))

export default function ReportCard({ reports, you, onOpen }: ReportCardProps) {
  const now = new Date()
  const live = liveReports(reports)
  const open = live.filter((report) => report.state !== 'closed').length
  const hidden = live.slice(shown)
  const hiddenOpen = hidden.filter((report) => report.state !== 'closed').length
  const news = live.reduce((sum, report) => sum + report.newCount, 0)
  const title = open > 0 ? `学校正在处理 ${open} 件求助` : '求助有了结果'
  return (
    <Card id="my-reports" onPress={onOpen} label={news > 0 ? `${title}，${news} 条新进展` : title}>
      <CardHead
        icon="shield-check"
        tone="safety"
        title={title}
        mark={news > 0 && <Tag tone="info">{`${news} 条新进展`}</Tag>}
        end={<Icon name="chevron-right" size="s" className="tone-hint" />}
      />
      <View className="home-reports">
        {live.slice(0, shown).map((report) => {
          const sentence = clockSentence(report.clock, now)
          return (
            <View key={report.caseId} className="home-report">
              <View className="home-report__line">
                <View className="row">
                  <Text className="strong">{stateWordsForReporter[report.state].replace('你', you)}</Text>
                  {report.newCount > 0 && <Tag tone="info">{`${report.newCount} 条新的`}</Tag>}
                </View>
                <Text className="note num">{`个案 ${report.number}`}</Text>
              </View>
              {sentence && (
                <View className={report.clock?.isLate ? 'sub tone-danger' : 'sub'}>{sentence}</View>
              )}
            </View>
          )
        })}
        {hidden.length > 0 && (
          <View className="sub">
            {hiddenOpen > 0 ? `还有 ${hidden.length} 件，点开查看` : `${hidden.length} 件已办结的有新进展`}
          </View>
        )}
      </View>
    </Card>
  )
}

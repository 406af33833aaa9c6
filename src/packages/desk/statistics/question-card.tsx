/** One question: the sentence that says what the numbers show, the numbers drawn, and what limits apply. */
import { usualLimits } from '@contract/report/clocks'
import { firstLookBands, type Question, questionNames, type StatisticsRow } from '@contract/report/statistics'
import { View } from '@tarojs/components'
import BarList from '@/components/bar-list'
import Card from '@/components/card'
import CardHead from '@/components/card-head'
import ColumnChart from '@/components/column-chart'
import { answersIn, sentenceOf, shareWords } from './reading'

export type QuestionCardProps = {
  question: Question
  row: StatisticsRow
  period: string
  /** How many cases the table counts. */
  counted: number
  prefix: string
}

/** Along time or age a column each; the rest as bars. */
const isLine = (question: Question): boolean =>
  question === 'month' || question === 'hour' || question === 'grade'

/** What stands under the title. */
const notes: Partial<Record<Question, string>> = {
  hour: '提交的时间，不是事情发生的时间。',
  firstLook: `从提交到有人受理，橙色的超过了 ${usualLimits.firstLookHours} 小时的时限。危险和殴打的时限是 ${usualLimits.urgentHours} 小时。最后一项含还没有受理的。`,
  closing: `从提交到办结。欺凌的调查时限 ${usualLimits.investigationDays} 天，其他投诉办结时限 ${usualLimits.closeDays} 天。最后一项含还没有办结的。`,
  outcome: `办结前征求举报人意见，${usualLimits.replyDays} 天没有答复就办结。`,
}

const HIDDEN = '不显示'

export default function QuestionCard({ question, row, period, counted, prefix }: QuestionCardProps) {
  const answers = answersIn(row, question, period)
  const name = questionNames[question]
  if (!answers) return null
  const note =
    row.total === counted ? notes[question] : '不含合并公布的学校：它们的年级不一样，会认出是哪一所。'
  return (
    <Card id={`${prefix}question-${question}`}>
      <View className="stack">
        <CardHead title={name} sub={sentenceOf(question, answers, counted)} />
        {isLine(question) ? (
          <ColumnChart
            id={`${prefix}chart-${question}`}
            columns={answers.map((answer) => ({ ...answer, name: shortName(question, answer.name) }))}
            unit="件"
            hiddenWords={HIDDEN}
            label={name}
          />
        ) : (
          <BarList
            id={`${prefix}chart-${question}`}
            bars={answers.map((answer) => ({
              ...answer,
              note: answer.count === null ? undefined : shareWords(answer.count, counted),
              isOver: question === 'firstLook' && isAfterADay(Number(answer.key)),
            }))}
            unit="件"
            hiddenWords={HIDDEN}
            label={name}
          />
        )}
        {note && <View className="note">{note}</View>}
      </View>
    </Card>
  )
}

/** Past every limit for a first look. */
const isAfterADay = (band: number): boolean => (firstLookBands[band]?.underHours ?? 0) > 24

/** Under a narrow column: 三年级 is 三, 9–12 时 is 9–12. */
const shortName = (question: Question, name: string): string => {
  if (question === 'grade') return name === '没有填写' ? '未填' : name.replace('年级', '')
  return question === 'hour' ? name.replace(' 时', '') : name
}

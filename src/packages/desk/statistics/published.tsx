/** One published row on the page: its figures in a line, then a card for each question. */
import { type Question, questionNames, questions, type StatisticsRow } from '@contract/report/statistics'
import { Text, View } from '@tarojs/components'
import Card from '@/components/card'
import EmptyState from '@/components/empty-state'
import QuestionCard from './question-card'
import { answeredWords, answersIn, reachedBy, satisfiedOfAnswered } from './reading'

export type PublishedProps = {
  row: StatisticsRow
  period: string
  /** Cases of schools that stand together, which a table by grade leaves out. */
  apart: number
  /** Before the ids, where a page shows two of these. */
  prefix?: string | undefined
}

const Figure = ({ id, name, value, note }: { id: string; name: string; value: string; note: string }) => (
  <View id={id} className="statistics-figures__one">
    <View className="sub">{name}</View>
    <View className="number">{value}</View>
    <View className="note">{note}</View>
  </View>
)

export default function Published({ row, period, apart, prefix = '' }: PublishedProps) {
  const { total } = row
  if (total === null)
    return (
      <EmptyState id={`${prefix}statistics-few`} icon="chart" title="还没有满 10 件">
        这个学期的件数太少，公布出来可能让人认出是谁，所以不显示。0 件也是一样。
      </EmptyState>
    )
  const look = reachedBy(answersIn(row, 'firstLook', period) ?? [], total, 0.5)
  const close = reachedBy(answersIn(row, 'closing', period) ?? [], total, 0.5)
  const hasNumbers = (question: Question): boolean =>
    answersIn(row, question, period)?.some(({ count }) => count !== null) ?? false
  const shown = questions.filter(hasNumbers)
  const kept = questions.filter((question) => !hasNumbers(question))
  const satisfied = satisfiedOfAnswered(answersIn(row, 'outcome', period) ?? [], total)
  return (
    <>
      <Card id={`${prefix}statistics-figures`}>
        <View className="statistics-figures">
          <Figure id={`${prefix}figure-total`} name="求助与举报" value={`${total}`} note="件，不含撤回的" />
          <Figure id={`${prefix}figure-look`} name="一半受理于" value={look ?? '—'} note="从提交算起" />
          <Figure id={`${prefix}figure-close`} name="一半办结于" value={close ?? '—'} note="从提交算起" />
          <Figure
            id={`${prefix}figure-satisfied`}
            name="说解决了"
            value={satisfied === null ? '—' : answeredWords(satisfied)}
            note="占回答了的个案"
          />
        </View>
      </Card>
      <View className="note">
        <Text>
          “—”和斜纹是不显示的数：少于 10 件，或者显示了会让人推算出少于 10 件的数。公布以后不再改动。
        </Text>
      </View>
      <View className="statistics-cards">
        {shown.map((question) => (
          <QuestionCard
            key={question}
            question={question}
            row={row}
            period={period}
            counted={question === 'grade' ? total - apart : total}
            prefix={prefix}
          />
        ))}
      </View>
      {kept.length > 0 && (
        <View id={`${prefix}statistics-kept`} className="sub">
          {kept.map((question) => questionNames[question]).join('、')}：每一项都太少，整张表不显示。
        </View>
      )}
    </>
  )
}

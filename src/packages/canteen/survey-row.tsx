/** The month's survey, while it is open, and the last month's result. */
import { monthWords } from '@contract/canteen/survey'
import { dateWords } from '@contract/time-words'
import { call } from '@/api/call'
import { openPage } from '@/api/page-session'
import { useLoad } from '@/api/use-load'
import Card from '@/components/card'
import ListRow from '@/components/list-row'

export default function SurveyRow({ studentId }: { studentId: number }) {
  const { load } = useLoad(() => call('canteen.getSurvey', { studentId }), [studentId])
  if (load.state !== 'ready') return null
  const { month, isOpen, mine, last, closesOn } = load.data
  if (!isOpen && last === null) return null
  const result = last
    ? `${monthWords(last.month)}总体 ${last.means.overall?.toFixed(1)} 分，${last.answers} 份答卷`
    : '答卷不足 10 份的月份不公布结果'
  return (
    <Card flush>
      <ListRow
        id="survey"
        icon="clipboard"
        tone="canteen"
        title={
          isOpen
            ? `${monthWords(month)}满意度调查${mine ? '，已答' : ''}`
            : `${last ? monthWords(last.month) : ''}满意度`
        }
        sub={isOpen && !mine ? `${dateWords(`${closesOn}T12:00:00+08:00`)}截止，一分钟答完` : result}
        onPress={() => openPage(`/packages/canteen/pages/survey/index?child=${studentId}`)}
      />
    </Card>
  )
}

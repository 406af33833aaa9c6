/** The month's satisfaction: five scores, one answer a child; and the last result with its number of answers. */
import {
  monthWords,
  type SurveyQuestion,
  surveyQuestionNames,
  surveyQuestions,
} from '@contract/canteen/survey'
import type { OutputOf } from '@contract/routes'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { call } from '@/api/call'
import { useLoad } from '@/api/use-load'
import { useSend } from '@/api/use-send'
import Button from '@/components/button'
import Card from '@/components/card'
import CardHead from '@/components/card-head'
import EmptyState from '@/components/empty-state'
import LoadView from '@/components/load-view'
import Notice from '@/components/notice'
import { showToast } from '@/components/toast'
import ChildScreen from '../../child-screen'
import ScoreRow from '../../score-row'
import '../../canteen.scss'

type Survey = OutputOf<'canteen.getSurvey'>

export default function Page() {
  return (
    <ChildScreen title="满意度调查" path="/packages/canteen/pages/survey/index">
      {({ studentId }) => <ChildSurvey key={studentId} studentId={studentId} />}
    </ChildScreen>
  )
}

function ChildSurvey({ studentId }: { studentId: number }) {
  const { load, reload } = useLoad(() => call('canteen.getSurvey', { studentId }), [studentId])
  return (
    <LoadView id="survey" load={load} onRetry={() => void reload()} count={2}>
      {(survey) => (
        <>
          {survey.isOpen ? (
            <Form survey={survey} studentId={studentId} onDone={() => void reload()} />
          ) : (
            <EmptyState icon="clipboard" title={`${monthWords(survey.month)}的调查还没有开始`}>
              每月 20 日自动开始，月底截止。
            </EmptyState>
          )}
          {survey.last && <Result last={survey.last} />}
        </>
      )}
    </LoadView>
  )
}

type FormProps = { survey: Survey; studentId: number; onDone: () => void }
type Scores = Record<SurveyQuestion, number>
const none: Scores = { overall: 0, taste: 0, amount: 0, cleanliness: 0, service: 0 }

function Form({ survey, studentId, onDone }: FormProps) {
  const [scores, setScores] = useState<Scores>(survey.mine ?? none)
  const { send, isSending, problem } = useSend('canteen.answerSurvey')
  const submit = async () => {
    if (!(await send({ studentId, ...scores }))) return
    showToast('已记下，谢谢', { done: true })
    onDone()
  }
  return (
    <>
      <Card id="survey-form">
        <CardHead
          icon="clipboard"
          tone="canteen"
          title={`${monthWords(survey.month)}您对学校的饭菜满意吗`}
          sub="一个孩子答一份，月底前可以改。只公布平均分和份数，不公布谁答的"
        />
        {surveyQuestions.map((question) => (
          <ScoreRow
            key={question}
            id={`survey-${question}`}
            label={surveyQuestionNames[question]}
            value={scores[question]}
            onChange={(value) => setScores((old) => ({ ...old, [question]: value }))}
          />
        ))}
      </Card>
      {problem && <Notice tone="warning">{Object.values(problem.fields)[0] ?? problem.message}</Notice>}
      <Button
        id="survey-send"
        loading={isSending}
        disabled={surveyQuestions.some((question) => scores[question] === 0)}
        onPress={() => void submit()}
      >
        {survey.mine ? '改好了' : '提交'}
      </Button>
    </>
  )
}

const Result = ({ last }: { last: NonNullable<Survey['last']> }) => (
  <Card id="survey-result">
    <CardHead
      icon="chart"
      tone="canteen"
      title={`${monthWords(last.month)}结果，总体 ${last.means.overall?.toFixed(1)} 分`}
      sub={`${last.answers} 份答卷，满分 5 分`}
    />
    <View className="need">
      {surveyQuestions.map((question) => (
        <View key={question} className="need__row">
          <Text>{surveyQuestionNames[question]}</Text>
          <View className="need__track">
            <View className="need__bar" style={{ width: `${20 * (last.means[question] ?? 0)}%` }} />
          </View>
          <Text className="need__value">{`${last.means[question]?.toFixed(1) ?? ''} 分`}</Text>
        </View>
      ))}
    </View>
  </Card>
)

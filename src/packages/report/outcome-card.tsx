/** What the reporter may say to the closing letter: settled, not settled, or check again by the bureau. */
import { usualLimits } from '@contract/report/clocks'
import { type UnsettledReason, unsettledReasonNames, unsettledReasons } from '@contract/report/life'
import { dateWords } from '@contract/time-words'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import Button from '@/components/button'
import Card from '@/components/card'
import Field from '@/components/field'
import Notice from '@/components/notice'
import PickChips from '@/components/pick-chips'
import Sheet from '@/components/sheet'
import TextArea from '@/components/text-area'
import type { CaseAnswers } from './use-answers'
import type { ProgressData } from './use-progress'

export type OutcomeCardProps = { data: ProgressData; answers: CaseAnswers; you: '你' | '您' }

export default function OutcomeCard({ data, answers, you }: OutcomeCardProps) {
  const [isSaying, setSaying] = useState(false)
  const [isAppealing, setAppealing] = useState(false)
  const { choices, heldBy } = data
  if (choices.isFinal)
    return (
      <Notice id="beyond">
        {`教育局已经给出最后的答复。${you}还是不同意的话，可以打 12345 政务热线、12309 检察服务热线，或者向市教育局反映。`}
      </Notice>
    )
  if (!choices.canAnswer) return null
  const who = heldBy === 'bureau' ? '教育局' : '学校'
  return (
    <>
      <Card>
        <View className="report-outcome">
          <Text className="title">
            {data.state === 'closed' ? `${you}还可以说说：解决了吗` : `${who}说处理完了，解决了吗`}
          </Text>
          <View className="sub">{hintWords(data, you)}</View>
          {answers.problem && !isSaying && !isAppealing && (
            <Notice id="outcome-problem" tone="warning">
              {answers.problem}
            </Notice>
          )}
          <View className="report-outcome__acts">
            <Button
              id="outcome-yes"
              loading={answers.doing === 'settled'}
              onPress={() => void answers.settle()}
            >
              解决了
            </Button>
            <Button id="outcome-no" kind="outline" onPress={() => setSaying(true)}>
              没有解决
            </Button>
            {choices.canAppeal && (
              <Button id="outcome-appeal" kind="quiet" onPress={() => setAppealing(true)}>
                请教育局复核
              </Button>
            )}
          </View>
        </View>
      </Card>
      {isSaying && (
        <UnsettledSheet data={data} answers={answers} you={you} onClose={() => setSaying(false)} />
      )}
      {isAppealing && <AppealSheet answers={answers} you={you} onClose={() => setAppealing(false)} />}
    </>
  )
}

/** `12月3日前`; the clock knows the day, the usual limit where none runs. */
const replyUntil = (clock: ProgressData['clock']): string =>
  clock?.kind === 'reply' ? `${dateWords(clock.dueAt)}前` : `${usualLimits.replyDays} 天`

const hintWords = ({ choices, state, clock }: ProgressData, you: string): string => {
  if (choices.canAppeal)
    return `再回答一次，也可以请区教育局重新查，通常 ${usualLimits.appealDays} 天内会有结果。`
  const end = state === 'closed' ? '' : `${replyUntil(clock)}没有回答，这件事会办结，之后还可以再说。`
  return choices.ifUnsatisfied === 'reopens'
    ? `说没有解决，会重新办理。${end}`
    : `${you}可以说说哪里没有解决。${end}`
}

type SheetProps = { answers: CaseAnswers; you: string; onClose: () => void }

function UnsettledSheet({ data, answers, you, onClose }: SheetProps & { data: ProgressData }) {
  const [reasons, setReasons] = useState<UnsettledReason[]>([])
  const [text, setText] = useState('')
  const send = async () => {
    if (await answers.unsettle(reasons, text)) onClose()
  }
  const next = {
    reopens: '收到以后会重新办理，时限重新计算。',
    appeal: '收到以后，可以再请区教育局复核。',
    beyond: '这是教育局办理的事，之后可以打 12345、12309，或向市教育局反映。',
  }[data.choices.ifUnsatisfied]
  return (
    <Sheet
      id="unsettled-sheet"
      open
      title="哪里没有解决"
      sub={next}
      onClose={onClose}
      foot={
        <Button
          id="unsettled-send"
          loading={answers.doing !== null}
          disabled={reasons.length === 0 && text.trim() === ''}
          onPress={() => void send()}
        >
          告诉他们
        </Button>
      }
    >
      <View className="stack">
        {answers.problem && <Notice tone="warning">{answers.problem}</Notice>}
        <PickChips
          id="unsettled"
          label="哪里没有解决"
          multiple
          columns={1}
          options={unsettledReasons.map((value) => ({ value, label: unsettledReasonNames[value] }))}
          picked={reasons}
          onChange={setReasons}
        />
        <Field
          label="再写几句"
          optional
          hint={`不写也可以。处理的人能看到这些话${data.isNamed ? '' : `，看不到${you}的名字`}。`}
        >
          <TextArea
            id="unsettled-text"
            label="再写几句"
            value={text}
            onChange={setText}
            maxLength={1000}
            rows={3}
          />
        </Field>
      </View>
    </Sheet>
  )
}

function AppealSheet({ answers, you, onClose }: SheetProps) {
  const [text, setText] = useState('')
  const send = async () => {
    if (await answers.appeal(text)) onClose()
  }
  return (
    <Sheet
      id="appeal-sheet"
      open
      title="请区教育局复核"
      sub={`教育局的人会重新查，通常 ${usualLimits.appealDays} 天内给${you}结果。学校还能看到这件事，但不能再做决定。`}
      onClose={onClose}
      foot={
        <Button id="appeal-send" loading={answers.doing !== null} onPress={() => void send()}>
          请教育局复核
        </Button>
      }
    >
      <View className="stack">
        {answers.problem && <Notice tone="warning">{answers.problem}</Notice>}
        <Field label="希望教育局查什么" optional>
          <TextArea
            id="appeal-text"
            label="希望教育局查什么"
            value={text}
            onChange={setText}
            maxLength={1000}
            rows={4}
          />
        </Field>
      </View>
    </Sheet>
  )
}

/** A custodian's answer: says what follows from it, and takes the words that asker and reporter will read. */
import { identityOpenHours } from '@contract/report/identity'
import { View } from '@tarojs/components'
import { useState } from 'react'
import type { CallError } from '@/api/call'
import Button from '@/components/button'
import Field from '@/components/field'
import Notice from '@/components/notice'
import Sheet from '@/components/sheet'
import TextArea from '@/components/text-area'
import type { IdentityRequest } from './request-card'

export type Answer = { approve: boolean; answer: string }

export type AnswerSheetProps = {
  request: IdentityRequest
  approve: boolean
  isSending: boolean
  problem: CallError | null
  onAnswer: (answer: Answer) => void
  onClose: () => void
}

export default function AnswerSheet(props: AnswerSheetProps) {
  const { request, approve, isSending, problem, onAnswer, onClose } = props
  const [answer, setAnswer] = useState('')
  const isReady = approve || answer.trim().length >= 2
  return (
    <Sheet
      id="answer-sheet"
      open
      title={approve ? '批准看一次？' : '不批准'}
      sub={
        approve
          ? `${request.askedBy}在 ${identityOpenHours} 小时内可以看一次举报人的身份，看过就不能再看。举报人会看到是谁、什么时候、为什么。`
          : '申请人和举报人都会看到您写的原因。'
      }
      onClose={onClose}
      foot={
        <Button
          id="answer-send"
          loading={isSending}
          disabled={!isReady}
          onPress={() => onAnswer({ approve, answer })}
        >
          {approve ? '批准看一次' : '不批准'}
        </Button>
      }
    >
      <View className="stack">
        {problem && (
          <Notice id="answer-problem" tone="warning">
            {problem.message}
          </Notice>
        )}
        <Field
          label={approve ? '想补充的话' : '为什么不批准'}
          required={!approve}
          error={problem?.fields.answer}
        >
          <TextArea
            id="answer-words"
            label={approve ? '想补充的话' : '为什么不批准'}
            value={answer}
            onChange={setAnswer}
            maxLength={500}
            rows={3}
          />
        </Field>
      </View>
    </Sheet>
  )
}

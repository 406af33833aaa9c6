/** What else a reporter may do: take back what nobody has read, or say that the handler has to do with it. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import Button from '@/components/button'
import Card from '@/components/card'
import Dialog from '@/components/dialog'
import Field from '@/components/field'
import ListRow from '@/components/list-row'
import Notice from '@/components/notice'
import Sheet from '@/components/sheet'
import TextArea from '@/components/text-area'
import type { CaseAnswers } from './use-answers'
import type { ProgressData } from './use-progress'

export type CaseActsProps = { data: ProgressData; answers: CaseAnswers; you: '你' | '您' }

export default function CaseActs({ data, answers, you }: CaseActsProps) {
  const [isConflict, setConflict] = useState(false)
  const [isWithdrawing, setWithdrawing] = useState(false)
  const { canSayConflict, canWithdraw } = data.choices
  if (!canSayConflict && !canWithdraw) return null
  const withdraw = async () => {
    await answers.withdraw(null)
    setWithdrawing(false)
  }
  return (
    <>
      {answers.problem && !isConflict && (
        <Notice id="act-problem" tone="warning">
          {answers.problem}
        </Notice>
      )}
      <Card flush>
        {canSayConflict && (
          <ListRow
            id="say-conflict"
            icon="shield-check"
            title="处理的老师和这事有关"
            sub="交给区教育局办理，学校不再看到"
            onPress={() => setConflict(true)}
          />
        )}
        {canWithdraw && (
          <ListRow
            id="withdraw"
            icon="undo"
            title="写错了，撤回"
            sub="10 分钟内、还没有人看过时可以撤回"
            onPress={() => setWithdrawing(true)}
          />
        )}
      </Card>
      {isConflict && <ConflictSheet answers={answers} you={you} onClose={() => setConflict(false)} />}
      <Dialog
        id="withdraw-dialog"
        open={isWithdrawing}
        title="撤回这件事？"
        confirm="撤回"
        loading={answers.doing !== null}
        onConfirm={() => void withdraw()}
        onCancel={() => setWithdrawing(false)}
      >
        <View>撤回以后，学校只知道有一件事被撤回，看不到内容。不能恢复，有需要可以重新求助。</View>
      </Dialog>
    </>
  )
}

function ConflictSheet({
  answers,
  you,
  onClose,
}: {
  answers: CaseAnswers
  you: string
  onClose: () => void
}) {
  const [reason, setReason] = useState('')
  const send = async () => {
    if (await answers.sayConflict(reason)) onClose()
  }
  return (
    <Sheet
      id="conflict-sheet"
      open
      title="处理的老师和这事有关"
      sub="以后由区教育局的人办理。学校里没有人能再看到这件事。"
      onClose={onClose}
      foot={
        <Button id="conflict-send" loading={answers.doing !== null} onPress={() => void send()}>
          交给区教育局
        </Button>
      }
    >
      <View className="stack">
        {answers.problem && <Notice tone="warning">{answers.problem}</Notice>}
        <Field label="是什么关系" optional hint={`${you}不写也可以。`}>
          <TextArea
            id="conflict-reason"
            label="是什么关系"
            value={reason}
            onChange={setReason}
            maxLength={500}
            rows={3}
          />
        </Field>
      </View>
    </Sheet>
  )
}

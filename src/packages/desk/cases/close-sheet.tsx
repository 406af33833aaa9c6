/** Closing: what was found and done with proof for the file, and a letter about which the reporter is asked. */
import { usualLimits } from '@contract/report/clocks'
import { View } from '@tarojs/components'
import { useState } from 'react'
import Button from '@/components/button'
import Dialog from '@/components/dialog'
import Field from '@/components/field'
import Notice from '@/components/notice'
import Sheet from '@/components/sheet'
import TextArea from '@/components/text-area'
import DeedProblem, { type SheetProps } from './deed-problem'
import ProofPick, { useProof } from './proof-pick'
import { type Closing, useKept } from './use-case'

const blank: Closing = { findings: '', measures: '', letter: '', noProof: '' }
const fieldsOf: { key: 'findings' | 'measures' | 'letter'; label: string; hint: string; least: number }[] = [
  { key: 'findings', label: '查到了什么', hint: '内部留存：经过、核对了谁的说法、结论。', least: 5 },
  { key: 'measures', label: '做了什么', hint: '内部留存：制止、告知双方监护人、辅导、处理。', least: 5 },
  {
    key: 'letter',
    label: '给举报人的说明',
    hint: '举报人会读到。用平常话，不写别的孩子的名字。',
    least: 10,
  },
]
const missingWords = {
  level: '先定级。',
  guardians: '先记下双方监护人的告知情况，可以暂缓，但要写明原因。',
  authority: '先回答是否已报告公安和教育局。',
}

export default function CloseSheet({ desk, caseId, onClose }: SheetProps & { caseId: string }) {
  const [kept, keep] = useKept<Closing>(`desk-closing:${caseId}`, blank)
  const closing = { ...blank, ...kept }
  const proof = useProof()
  const [wrong, setWrong] = useState<Record<string, string>>({})
  const [asking, setAsking] = useState(false)
  const fields = { ...desk.problem?.fields, ...wrong }
  const missing = desk.data?.missing ?? []
  const isReview = desk.data?.state === 'reviewing'
  const change = (part: Partial<Closing>) => {
    setWrong({})
    keep({ ...closing, ...part })
  }
  const check = () => {
    const found: Record<string, string> = {}
    for (const { key, least } of fieldsOf)
      if (closing[key].trim().length < least) found[key] = `至少写 ${least} 个字`
    if (proof.pictures.length === 0 && closing.noProof.trim().length < 5)
      found.proof = '附上照片，或者写明为什么没有，至少 5 个字'
    if (proof.isSending) found.proof = '图片还在上传，请稍等'
    setWrong(found)
    if (Object.keys(found).length === 0) setAsking(true)
  }
  const close = async () => {
    const isDone = await desk.close(closing, proof.uploadIds)
    setAsking(false)
    if (!isDone) return
    keep(null)
    onClose()
  }
  return (
    <>
      <Sheet
        id="close-sheet"
        open={!asking}
        title={isReview ? '给出复核结果' : '结案'}
        sub="写的内容会存在这台设备上，随时可以接着写。"
        onClose={onClose}
        foot={
          <Button id="close-next" disabled={missing.length > 0} onPress={check}>
            看一遍再发出
          </Button>
        }
      >
        <View className="stack">
          <DeedProblem desk={desk} />
          {missing.length > 0 && (
            <Notice id="close-missing" tone="warning">
              {`结案前还差：${missing.map((one) => missingWords[one]).join('')}在“下一步”里可以补上。`}
            </Notice>
          )}
          {fieldsOf.map(({ key, label, hint }) => (
            <Field key={key} label={label} hint={hint} error={fields[key]} required>
              <TextArea
                id={`close-${key}`}
                label={label}
                value={closing[key]}
                onChange={(value) => change({ [key]: value })}
                maxLength={2000}
                rows={3}
                invalid={fields[key] !== undefined}
              />
            </Field>
          ))}
          <Field
            label="做到了的凭证"
            hint="照片、记录。只有一起处理的人能看，举报人看不到。"
            error={fields.proof}
            required
          >
            <ProofPick proof={proof} />
            {proof.pictures.length === 0 && (
              <TextArea
                id="close-noProof"
                label="没有凭证的原因"
                value={closing.noProof}
                onChange={(noProof) => change({ noProof })}
                placeholder="没有照片的话，在这里写明原因"
                maxLength={500}
                rows={2}
                invalid={fields.proof !== undefined}
              />
            )}
          </Field>
        </View>
      </Sheet>
      <Dialog
        id="close-dialog"
        open={asking}
        title={isReview ? '就这样答复？' : '发给举报人，问他是否解决？'}
        confirm={isReview ? '给出结果' : '发出'}
        cancel="再改改"
        loading={desk.doing !== null}
        onConfirm={() => void close()}
        onCancel={() => setAsking(false)}
      >
        <View className="stack">
          <View>
            {isReview
              ? '这是教育局的最终答复，举报人会马上收到下面的说明。'
              : `举报人会马上收到下面的说明，回答是否解决。回答没有解决，会重新办理一次；${usualLimits.replyDays} 天没有回答，就办结。`}
          </View>
          <View className="desk-letter">{closing.letter}</View>
        </View>
      </Dialog>
    </>
  )
}

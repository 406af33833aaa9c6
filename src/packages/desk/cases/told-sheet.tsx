/** What the law wants said: whether both sides' guardians, or the authorities, were told; or why that waits. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import Button from '@/components/button'
import Field from '@/components/field'
import Notice from '@/components/notice'
import PickChips from '@/components/pick-chips'
import Sheet from '@/components/sheet'
import TextArea from '@/components/text-area'
import TextInput from '@/components/text-input'
import DeedProblem, { type SheetProps } from './deed-problem'
import { type Told, useKept } from './use-case'

type Answer = 'yes' | 'no'
const blank: Told = { isTold: true, when: '', by: '', to: '', why: '' }

const words = {
  guardians: {
    title: '告知双方监护人',
    sub: '未成年人保护法第三十九条要求告知双方监护人，并让他们参与处理。',
    safety: '举报人的安全优先。告知时不要让对方知道是谁反映的；会让举报人有危险的，先保护、再告知。',
    yes: '已经告知',
    no: '暂缓告知',
    by: '由谁、用什么方式',
    byHint: '写职务，例如：班主任当面',
    to: '告诉了谁',
    toHint: '写身份，不写名字，例如：双方的监护人',
  },
  authority: {
    title: '报告公安和教育局',
    sub: '严重或违法的，必须如实回答。学校不得隐瞒。',
    safety:
      '未成年人保护法第十一条：发现孩子受到侵害、疑似受到侵害，应当立即报告。有人受伤，先打 120 和 110。',
    yes: '已经报告',
    no: '没有报告',
    by: '由谁报告',
    byHint: '写职务，例如：校长打电话',
    to: '报给了谁',
    toHint: '例如：派出所、区教育局',
  },
} as const

export default function ToldSheet(props: SheetProps & { caseId: string; what: 'guardians' | 'authority' }) {
  const { desk, caseId, what, onClose } = props
  const [told, keep] = useKept<Told>(`desk-told:${what}:${caseId}`, blank)
  const [answer, setAnswer] = useState<Answer>(told.isTold ? 'yes' : 'no')
  const say = words[what]
  const fields = desk.problem?.fields ?? {}
  const save = async () => {
    if (!(await desk.recordTold(what, { ...told, isTold: answer === 'yes' }))) return
    keep(null)
    onClose()
  }
  const line = (key: 'when' | 'by' | 'to', label: string, hint: string) => (
    <Field label={label} hint={hint} error={fields[key]} required>
      <TextInput
        id={`told-${key}`}
        label={label}
        value={told[key]}
        onChange={(value) => keep({ ...told, [key]: value })}
        maxLength={60}
        invalid={fields[key] !== undefined}
      />
    </Field>
  )
  return (
    <Sheet
      id="told-sheet"
      open
      title={say.title}
      sub={say.sub}
      onClose={onClose}
      foot={
        <Button id="told-save" loading={desk.doing !== null} onPress={() => void save()}>
          记下
        </Button>
      }
    >
      <View className="stack">
        <DeedProblem desk={desk} />
        <Notice tone="warning">{say.safety}</Notice>
        <PickChips<Answer>
          id="told"
          label={say.title}
          options={[
            { value: 'yes', label: say.yes },
            { value: 'no', label: say.no },
          ]}
          picked={[answer]}
          onChange={([one]) => one && setAnswer(one)}
        />
        {answer === 'yes' ? (
          <>
            {line('when', '什么时候', '例如：11月24日 16:00')}
            {line('by', say.by, say.byHint)}
            {line('to', say.to, say.toHint)}
          </>
        ) : (
          <Field label="为什么" hint="内部留存，举报人看不到。" error={fields.why} required>
            <TextArea
              id="told-why"
              label="为什么"
              value={told.why}
              onChange={(why) => keep({ ...told, why })}
              maxLength={500}
              rows={3}
              invalid={fields.why !== undefined}
            />
          </Field>
        )}
      </View>
    </Sheet>
  )
}

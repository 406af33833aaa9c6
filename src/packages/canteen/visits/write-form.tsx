/** What a visitor saw: a short list, each good or not, and words; the school answers. */
import {
  type VisitAspect,
  type VisitMark,
  type VisitMarks,
  type VisitRecord,
  visitAspectNames,
  visitAspects,
} from '@contract/canteen/visits'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { useSend } from '@/api/use-send'
import Button from '@/components/button'
import Chips from '@/components/chips'
import Field from '@/components/field'
import Notice from '@/components/notice'
import TextArea from '@/components/text-area'
import { showToast } from '@/components/toast'

export type WriteFormProps = {
  studentId: number
  slotId: string
  /** What this person wrote before. */
  record: VisitRecord | null
  onWritten: () => void
}

const choices = [
  { value: 'good', label: '好' },
  { value: 'poor', label: '要改进' },
  { value: 'unseen', label: '没看' },
] as const

const withMark = (marks: VisitMarks, aspect: VisitAspect, mark: VisitMark | 'unseen'): VisitMarks => {
  const { [aspect]: _, ...others } = marks
  return mark === 'unseen' ? others : { ...others, [aspect]: mark }
}

export default function WriteForm({ studentId, slotId, record, onWritten }: WriteFormProps) {
  const [marks, setMarks] = useState<VisitMarks>(record?.marks ?? {})
  const [words, setWords] = useState(record?.words ?? '')
  const { send, isSending, problem } = useSend('canteen.writeVisit')
  const submit = async () => {
    if (!(await send({ studentId, slotId, marks, words }))) return
    showToast('学校收到了，会回复您', { done: true })
    onWritten()
  }
  return (
    <View className="visit-form">
      {visitAspects.map((aspect) => (
        <View key={aspect} className="visit-form__row">
          <View>{visitAspectNames[aspect]}</View>
          <Chips
            id={`mark-${aspect}`}
            wrap
            label={visitAspectNames[aspect]}
            options={choices}
            value={marks[aspect] ?? 'unseen'}
            onChange={(value) => setMarks((old) => withMark(old, aspect, value))}
          />
        </View>
      ))}
      <Field label="想说的话" optional hint="学校和教育局看得到，其他家庭看不到">
        <View id="visit-words">
          <TextArea
            value={words}
            onChange={setWords}
            maxLength={500}
            rows={3}
            placeholder="看到了什么，建议怎么改"
            label="想说的话"
          />
        </View>
      </Field>
      {problem && (
        <Notice id="write-problem" tone="warning">
          {Object.values(problem.fields)[0] ?? problem.message}
        </Notice>
      )}
      <Button
        id="visit-write"
        loading={isSending}
        disabled={Object.keys(marks).length === 0 && words.trim() === ''}
        onPress={() => void submit()}
      >
        {record ? '改好了' : '交给学校'}
      </Button>
    </View>
  )
}

/** Step 3: what the kind asks beside the story, with the usual answers one press away; all of it may be left out. */
import type { AboutStaff } from '@contract/report/report'
import { View } from '@tarojs/components'
import Chips from '@/components/chips'
import Field from '@/components/field'
import Notice from '@/components/notice'
import SectionTitle from '@/components/section-title'
import TextInput from '@/components/text-input'
import type { Draft } from '@/outbox/draft'
import { formOf, goesToBureau, type Question, wordsOf } from '../kinds'

export type WhenWhereProps = {
  draft: Draft
  fields: Record<string, string>
  onChange: (change: Partial<Draft>) => void
}

const ids: Record<Question, { input: string; chips: string }> = {
  occurredWhen: { input: 'occurred-when', chips: 'when' },
  place: { input: 'place', chips: 'where' },
  since: { input: 'since', chips: 'since-usual' },
  howOften: { input: 'how-often', chips: 'often' },
  witnesses: { input: 'witnesses', chips: 'seen-by' },
}
const lengths: Partial<Record<Question, number>> = { witnesses: 200 }
const grownUps: { value: AboutStaff; label: string }[] = [
  { value: 'no', label: '不是' },
  { value: 'teacher', label: '老师' },
  { value: 'head', label: '校长' },
  { value: 'handler', label: '处理这类事的老师' },
]

export default function WhenWhere({ draft, fields, onChange }: WhenWhereProps) {
  const { asks, asksAboutStaff } = formOf(draft.kind)
  return (
    <>
      <SectionTitle large title="再问几句" sub="不记得可以不填，直接下一步。" />
      {asks.map((question) => {
        const { label, placeholder, usual } = wordsOf(draft.kind, question)
        const { input, chips } = ids[question]
        return (
          <View key={question} className="stack">
            <Field label={label} optional error={fields[question]}>
              <TextInput
                id={input}
                label={label}
                value={draft[question]}
                onChange={(words) => onChange({ [question]: words })}
                placeholder={placeholder}
                maxLength={lengths[question] ?? 60}
                clearable
              />
            </Field>
            <Chips
              id={chips}
              wrap
              label={`${label}，常见的回答`}
              options={usual.map((word) => ({ value: word, label: word }))}
              value={draft[question]}
              onChange={(words) => onChange({ [question]: words })}
            />
          </View>
        )
      })}
      {asksAboutStaff && draft.kind !== 'staff' && (
        <Field label="说的是学校里的大人吗">
          <Chips
            id="about-staff"
            wrap
            label="说的是学校里的大人吗"
            options={grownUps}
            value={draft.aboutStaff}
            onChange={(aboutStaff) => onChange({ aboutStaff })}
          />
        </Field>
      )}
      {goesToBureau(draft) && (
        <Notice id="to-bureau" tone="brand" icon="shield">
          这件事会直接交给区教育局，学校看不到。
        </Notice>
      )}
    </>
  )
}

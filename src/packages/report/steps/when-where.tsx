/** Step 3: when and where, with the usual answers one press away; all of it may be left out. */
import Chips from '@/components/chips'
import Field from '@/components/field'
import SectionTitle from '@/components/section-title'
import TextInput from '@/components/text-input'
import type { Draft } from '@/outbox/draft'

export type WhenWhereProps = {
  draft: Draft
  fields: Record<string, string>
  onChange: (change: Partial<Draft>) => void
}

const times = ['今天', '昨天', '这周', '最近一直有', '记不清了']
const places = ['教室', '走廊', '操场', '厕所', '食堂', '宿舍', '校门口', '上学放学路上', '网上']
const asOptions = (words: string[]) => words.map((word) => ({ value: word, label: word }))

export default function WhenWhere({ draft, fields, onChange }: WhenWhereProps) {
  return (
    <>
      <SectionTitle large title="什么时候，在哪里" sub="不记得可以不填，直接下一步。" />
      <Field label="什么时候" optional error={fields.occurredWhen}>
        <TextInput
          id="occurred-when"
          label="什么时候"
          value={draft.occurredWhen}
          onChange={(occurredWhen) => onChange({ occurredWhen })}
          placeholder="比如：周二上午第二节课后"
          maxLength={60}
          clearable
        />
      </Field>
      <Chips
        id="when"
        wrap
        label="常见的时间"
        options={asOptions(times)}
        value={draft.occurredWhen}
        onChange={(occurredWhen) => onChange({ occurredWhen })}
      />
      <Field label="在哪里" optional error={fields.place}>
        <TextInput
          id="place"
          label="在哪里"
          value={draft.place}
          onChange={(place) => onChange({ place })}
          placeholder="比如：教学楼三楼走廊"
          maxLength={60}
          clearable
        />
      </Field>
      <Chips
        id="where"
        wrap
        label="常见的地方"
        options={asOptions(places)}
        value={draft.place}
        onChange={(place) => onChange({ place })}
      />
    </>
  )
}

/** Step 5: whether the handlers see the name, in words a child understands, and everything once more. */
import { actWordsForChildren, kindNames } from '@contract/report/words'
import { Text, View } from '@tarojs/components'
import Card from '@/components/card'
import CardHead from '@/components/card-head'
import Field from '@/components/field'
import PickChips from '@/components/pick-chips'
import Pressable from '@/components/pressable'
import SectionTitle from '@/components/section-title'
import TextInput from '@/components/text-input'
import type { Draft } from '@/outbox/draft'

export type NameProps = {
  draft: Draft
  you: '你' | '您'
  fields: Record<string, string>
  onChange: (change: Partial<Draft>) => void
  onStep: (step: number) => void
}

const whatWords = (draft: Draft): string =>
  draft.acts.length > 0
    ? draft.acts.map((act) => actWordsForChildren[act]).join('、')
    : draft.kind
      ? kindNames[draft.kind]
      : '还没有选'

export default function Name({ draft, you, fields, onChange, onStep }: NameProps) {
  const lines: { label: string; words: string; step: number }[] = [
    { label: '学校', words: draft.schoolName || '还没有选', step: 1 },
    { label: '发生了什么', words: whatWords(draft), step: 2 },
    { label: '经过', words: draft.details || '还没有写', step: 2 },
    {
      label: '时间地点',
      words: [draft.occurredWhen, draft.place].filter(Boolean).join('，') || '没有填',
      step: 3,
    },
    { label: '图片', words: draft.pictures.length > 0 ? `${draft.pictures.length} 张` : '没有', step: 4 },
  ]
  return (
    <>
      <SectionTitle large title="要让老师知道名字吗" sub="两种都会认真处理。以后想说，也可以写在留言里。" />
      <PickChips
        id="named"
        label="要让老师知道名字吗"
        columns={1}
        options={[
          {
            value: 'sealed',
            label: '先不，把名字封起来',
            sub: `处理的老师看得到这件事，看不到${you}是谁。名字单独锁着，要看必须写明理由，每次查看都会记下来，并告诉${you}。`,
            icon: 'lock',
          },
          {
            value: 'open',
            label: '可以，告诉处理的老师',
            sub: `只有处理这件事的老师看得到${you}的名字，方便找${you}了解情况。`,
            icon: 'user',
          },
        ]}
        picked={[draft.isNamed ? 'open' : 'sealed']}
        onChange={([choice]) => onChange({ isNamed: choice === 'open' })}
      />
      <Field
        label="联系方式"
        optional
        hint={draft.isNamed ? '处理的老师会看到。' : '和名字锁在一起，老师看不到。'}
        error={fields.contact}
      >
        <TextInput
          id="contact"
          label="联系方式"
          value={draft.contact}
          onChange={(contact) => onChange({ contact })}
          placeholder="电话或微信，不填也能提交"
          maxLength={60}
        />
      </Field>
      <Card>
        <CardHead title="再看一遍" />
        <View className="report-review">
          {lines.map(({ label, words, step }) => (
            <Pressable
              key={label}
              className="report-review__line"
              label={`${label}：${words}，点这里修改`}
              onPress={() => onStep(step)}
            >
              <Text className="report-review__label">{label}</Text>
              <Text className="report-review__words">{words}</Text>
            </Pressable>
          ))}
        </View>
      </Card>
    </>
  )
}

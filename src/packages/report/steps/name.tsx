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
import type { Attachment } from '@/outbox/upload'
import { answered, goesToBureau, wordsOf } from '../kinds'

export type NameProps = {
  draft: Draft
  you: '你' | '您'
  fields: Record<string, string>
  onChange: (change: Partial<Draft>) => void
  onStep: (step: number) => void
}

const isVoice = ({ kind }: Attachment): boolean => kind === 'voice'

const filesWords = ({ files }: Draft): string => {
  const count = (kind: Attachment['kind']) => files.filter((file) => file.kind === kind).length
  const parts = [
    { count: count('voice'), words: '段录音' },
    { count: count('picture'), words: '张图片' },
    { count: count('video'), words: '段视频' },
  ]
  const there = parts.filter((part) => part.count > 0)
  return there.length > 0 ? there.map((part) => `${part.count} ${part.words}`).join('，') : '没有'
}

const whatWords = (draft: Draft): string =>
  draft.acts.length > 0
    ? draft.acts.map((act) => actWordsForChildren[act]).join('、')
    : draft.kind
      ? kindNames[draft.kind]
      : '还没有选'

export default function Name({ draft, you, fields, onChange, onStep }: NameProps) {
  const said = answered(draft)
  const told = (['since', 'howOften', 'witnesses'] as const).flatMap((question) =>
    said[question] ? [`${wordsOf(draft.kind, question).label}：${said[question]}`] : [],
  )
  const isBureau = goesToBureau(draft)
  const who = isBureau ? '区教育局处理的人' : '处理的老师'
  const lines: { label: string; words: string; step: number }[] = [
    { label: '学校', words: draft.schoolName || '还没有选', step: 1 },
    { label: '发生了什么', words: whatWords(draft), step: 2 },
    {
      label: '经过',
      words: draft.details || (draft.files.some(isVoice) ? '用录音说的' : '还没有写'),
      step: 2,
    },
    {
      label: '时间地点',
      words: [said.occurredWhen, said.place].filter(Boolean).join('，') || '没有填',
      step: 3,
    },
    ...(told.length > 0 ? [{ label: '还问了', words: told.join('；'), step: 3 }] : []),
    { label: '图片和录音', words: filesWords(draft), step: draft.files.some(isVoice) ? 2 : 4 },
  ]
  return (
    <>
      <SectionTitle
        large
        title={isBureau ? '要让教育局知道名字吗' : '要让老师知道名字吗'}
        sub={`${isBureau ? '这件事直接交给区教育局，学校看不到。' : ''}两种都会认真处理。以后想说，也可以写在留言里。`}
      />
      <PickChips
        id="named"
        label="要让老师知道名字吗"
        columns={1}
        options={[
          {
            value: 'sealed',
            label: '先不，把名字封起来',
            sub: `${who}看得到这件事，看不到${you}是谁。名字单独锁着，要看必须写明理由，每次查看都会记下来，并告诉${you}。`,
            icon: 'lock',
          },
          {
            value: 'open',
            label: `可以，告诉${who}`,
            sub: `只有${who}看得到${you}的名字，方便找${you}了解情况。`,
            icon: 'user',
          },
        ]}
        picked={[draft.isNamed ? 'open' : 'sealed']}
        onChange={([choice]) => onChange({ isNamed: choice === 'open' })}
      />
      <Field
        label="联系方式"
        optional
        hint={draft.isNamed ? `${who}会看到。` : `和名字锁在一起，${who}看不到。`}
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

/** The bureau decides on a taught word: for the whole district, for that school alone, or not, with a reason. */
import type { Dictionary } from '@contract/canteen/dictionary'
import type { TaughtWord } from '@contract/canteen/own'
import type { InputOf } from '@contract/routes'
import { dateWords } from '@contract/time-words'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { call } from '@/api/call'
import Button from '@/components/button'
import Field from '@/components/field'
import Notice from '@/components/notice'
import Sheet from '@/components/sheet'
import TextArea from '@/components/text-area'
import { showToast } from '@/components/toast'
import { useDeed } from '../use-deed'
import { draftOf, type MeaningDraft, meaningOf } from './meaning-draft'
import MeaningForm from './meaning-form'
import { meaningWords } from './words'

type Decision = InputOf<'canteen.decideWord'>['decision']

export type ReviewSheetProps = {
  word: TaughtWord
  /** The district's. */
  dictionary: Dictionary
  onDecided: () => Promise<unknown>
  onClose: () => void
}

export default function ReviewSheet({ word, dictionary, onDecided, onClose }: ReviewSheetProps) {
  const [draft, setDraft] = useState<MeaningDraft>(() => draftOf(word.meaning))
  const [isRefusing, setRefusing] = useState(false)
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState<string | null>(null)
  const deed = useDeed()

  const decide = async (decision: Decision, said: string) => {
    setMissing(null)
    const isDone = await deed.run(`decide ${word.version} ${JSON.stringify(decision)}`, async (requestId) => {
      await call('canteen.decideWord', {
        requestId,
        schoolId: word.schoolId,
        word: word.word,
        version: word.version,
        decision,
      })
    })
    if (!isDone) return
    showToast(said, { done: true })
    await onDecided()
    onClose()
  }
  const accept = (whose: 'district' | 'school') => {
    const meaning = meaningOf(draft)
    if (typeof meaning === 'string') return setMissing(meaning)
    void decide(
      { kind: 'accept', for: whose, meaning },
      whose === 'district' ? '全区都认得了' : '只在这所学校算数',
    )
  }
  const refuse = () =>
    reason.trim().length < 2
      ? setMissing('请写一句为什么不收，食堂会看到')
      : void decide({ kind: 'refuse', reason: reason.trim() }, '没有收，已告诉食堂')
  const problem = missing ?? (deed.problem && (Object.values(deed.problem.fields)[0] ?? deed.problem.message))
  return (
    <Sheet
      id="review-sheet"
      open
      title={`“${word.word}”`}
      sub={`${word.schoolName} ${word.taughtBy} ${dateWords(word.taughtAt)}：${meaningWords(word.meaning)}`}
      onClose={onClose}
      foot={
        isRefusing ? (
          <>
            <Button id="review-refuse" kind="danger" loading={deed.doing !== null} onPress={refuse}>
              不收这个词
            </Button>
            <Button id="review-back" kind="plain" onPress={() => setRefusing(false)}>
              回去
            </Button>
          </>
        ) : (
          <>
            <Button id="review-district" loading={deed.doing !== null} onPress={() => accept('district')}>
              收进全区词典
            </Button>
            <Button id="review-school" kind="outline" onPress={() => accept('school')}>
              只在这所学校用
            </Button>
            <Button id="review-not" kind="plain" onPress={() => setRefusing(true)}>
              不收
            </Button>
          </>
        )
      }
    >
      <View className="stack">
        {problem && (
          <Notice id="review-problem" tone="warning">
            {problem}
          </Notice>
        )}
        {isRefusing ? (
          <Field label="为什么不收" required hint="食堂会看到这句话，改好可以再提交">
            <TextArea
              id="review-reason"
              label="为什么不收"
              value={reason}
              onChange={setReason}
              maxLength={200}
              rows={3}
            />
          </Field>
        ) : (
          <MeaningForm word={word.word} draft={draft} dictionary={dictionary} onChange={setDraft} />
        )}
      </View>
    </Sheet>
  )
}

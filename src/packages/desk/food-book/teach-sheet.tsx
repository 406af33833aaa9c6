/** Asks the canteen what a word is; it counts in the school's menus at once, and the bureau looks at it. */
import type { Dictionary } from '@contract/canteen/dictionary'
import type { TaughtWord } from '@contract/canteen/own'
import { tidyWord } from '@contract/canteen/tidy-word'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { call } from '@/api/call'
import { useLoad } from '@/api/use-load'
import Button from '@/components/button'
import Notice from '@/components/notice'
import Sheet from '@/components/sheet'
import { showToast } from '@/components/toast'
import Loaded from '../loaded'
import { useDeed } from '../use-deed'
import { draftOf, emptyDraft, type MeaningDraft, meaningOf } from './meaning-draft'
import MeaningForm from './meaning-form'
import './food-book.scss'

export type TeachSheetProps = {
  schoolId: number
  word: string
  dictionary: Dictionary
  /** The word counts now; ends when the page reads with it. */
  onTaught: () => Promise<unknown>
  onClose: () => void
}

export default function TeachSheet(props: TeachSheetProps) {
  const { schoolId, onClose } = props
  const word = tidyWord(props.word)
  const loader = useLoad(() => call('canteen.listWords', { schoolId }), [schoolId])
  return (
    <Sheet
      id="teach-sheet"
      open
      title={`“${word}”是什么`}
      sub="本校的食谱马上认得它；教育局审核以前，家长那里标“不能确定”。"
      onClose={onClose}
    >
      <Loaded of={loader} kind="lines">
        {({ words }) => (
          <Teach {...props} word={word} before={words.find((one) => one.word === word) ?? null} />
        )}
      </Loaded>
    </Sheet>
  )
}

function Teach(props: TeachSheetProps & { before: TaughtWord | null }) {
  const { schoolId, word, dictionary, before, onTaught, onClose } = props
  const [draft, setDraft] = useState<MeaningDraft>(before ? draftOf(before.meaning) : emptyDraft)
  const [missing, setMissing] = useState<string | null>(null)
  const deed = useDeed()
  const teach = async () => {
    const meaning = meaningOf(draft)
    if (typeof meaning === 'string') return setMissing(meaning)
    setMissing(null)
    const isDone = await deed.run(`teach ${word} ${JSON.stringify(meaning)}`, async (requestId) => {
      await call('canteen.teachWord', {
        requestId,
        schoolId,
        word,
        version: before?.version ?? 0,
        meaning,
      })
    })
    if (!isDone) return
    await onTaught()
    showToast('记下了，等教育局审核', { done: true })
    onClose()
  }
  const problem = missing ?? (deed.problem && (Object.values(deed.problem.fields)[0] ?? deed.problem.message))
  return (
    <View className="stack">
      {before?.state === 'refused' && (
        <Notice id="teach-refused" tone="warning">{`教育局上次没有收下：${before.reason}`}</Notice>
      )}
      <MeaningForm word={word} draft={draft} dictionary={dictionary} onChange={setDraft} />
      {problem && (
        <Notice id="teach-problem" tone="warning">
          {problem}
        </Notice>
      )}
      <Button id="teach-save" loading={deed.doing !== null} onPress={() => void teach()}>
        记下这个词
      </Button>
    </View>
  )
}

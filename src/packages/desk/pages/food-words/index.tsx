/** The bureau looks at the words that canteens taught: those that wait first, then what was decided. */
import type { TaughtWord } from '@contract/canteen/own'
import { dateWords } from '@contract/time-words'
import Taro, { usePullDownRefresh } from '@tarojs/taro'
import { useState } from 'react'
import { call } from '@/api/call'
import { useLoad } from '@/api/use-load'
import Card from '@/components/card'
import EmptyState from '@/components/empty-state'
import ListRow from '@/components/list-row'
import Tabs from '@/components/tabs'
import Tag from '@/components/tag'
import DeskFrame from '../../desk-frame'
import '../../food-book/food-book.scss'
import ReviewSheet from '../../food-book/review-sheet'
import { useBook } from '../../food-book/use-book'
import { meaningWords, stateNames, stateTones } from '../../food-book/words'
import Loaded from '../../loaded'

export default function Page() {
  const loader = useLoad(() => call('canteen.listWords', { schoolId: null }), [])
  const { book, loader: own } = useBook(null)
  const [view, setView] = useState<'waiting' | 'decided'>('waiting')
  const [opened, setOpened] = useState<TaughtWord | null>(null)
  const again = () => Promise.all([loader.reload(), own.reload()])
  usePullDownRefresh(() => void again().then(() => Taro.stopPullDownRefresh()))
  return (
    <DeskFrame current="food-book" title="新词审核" place="教育局">
      <Loaded of={loader}>
        {({ words }) => {
          const waiting = words.filter(({ state }) => state === 'waiting')
          const decided = words.filter(({ state }) => state !== 'waiting')
          const shown = view === 'waiting' ? waiting : decided
          return (
            <>
              <Tabs
                id="words"
                label="看哪些词"
                items={[
                  { key: 'waiting', label: '待审核', count: waiting.length },
                  { key: 'decided', label: '审核过的', count: decided.length },
                ]}
                current={view}
                onSelect={setView}
              />
              <Card flush>
                {shown.length === 0 && (
                  <EmptyState id="words-none" icon="check-circle" title="没有要看的">
                    {view === 'waiting'
                      ? '食堂遇到词典没有的词，记下来以后会出现在这里。'
                      : '审核过的词会留在这里，能看到是谁定的。'}
                  </EmptyState>
                )}
                {shown.map((one) => (
                  <ListRow
                    key={`${one.schoolId} ${one.word}`}
                    id={`word-${one.schoolId}-${one.word}`}
                    title={`${one.word}：${meaningWords(one.meaning)}`}
                    sub={fate(one)}
                    end={<Tag tone={stateTones[one.state]}>{stateNames[one.state]}</Tag>}
                    onPress={one.state === 'waiting' ? () => setOpened(one) : undefined}
                  />
                ))}
              </Card>
            </>
          )
        }}
      </Loaded>
      {opened && (
        <ReviewSheet
          key={`${opened.schoolId} ${opened.word} ${opened.version}`}
          word={opened}
          dictionary={book.dictionary}
          onDecided={again}
          onClose={() => setOpened(null)}
        />
      )}
    </DeskFrame>
  )
}

const fate = (word: TaughtWord): string => {
  const taught = `${word.schoolName} ${word.taughtBy} ${dateWords(word.taughtAt)}`
  if (word.decidedAt === null) return taught
  const reason = word.reason === '' ? '' : `：${word.reason}`
  return `${taught}；${word.decidedBy ?? '教育局'} ${dateWords(word.decidedAt)}${reason}`
}

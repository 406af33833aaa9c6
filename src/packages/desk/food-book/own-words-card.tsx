/** The words that this school taught, each with what became of it; any that the district has not taken can be said better. */
import type { Dictionary } from '@contract/canteen/dictionary'
import type { TaughtWord } from '@contract/canteen/own'
import { tidyWord } from '@contract/canteen/tidy-word'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { call } from '@/api/call'
import { useLoad } from '@/api/use-load'
import Button from '@/components/button'
import Card from '@/components/card'
import CardHead from '@/components/card-head'
import ListRow from '@/components/list-row'
import Tag from '@/components/tag'
import TextInput from '@/components/text-input'
import Loaded from '../loaded'
import TeachSheet from './teach-sheet'
import { fateWords, meaningWords, stateNames, stateTones } from './words'

export type OwnWordsCardProps = {
  schoolId: number
  dictionary: Dictionary
  onTaught: () => Promise<unknown>
}

export default function OwnWordsCard({ schoolId, dictionary, onTaught }: OwnWordsCardProps) {
  const loader = useLoad(() => call('canteen.listWords', { schoolId }), [schoolId])
  const [typed, setTyped] = useState('')
  const [word, setWord] = useState<string | null>(null)
  /** Accepted once, and gone with a dictionary that was replaced since. */
  const isGone = ({ state, word: one }: TaughtWord) =>
    state === 'accepted' && !dictionary.words.has(tidyWord(one))
  const mayChange = (one: TaughtWord) => one.state === 'waiting' || one.state === 'refused' || isGone(one)
  return (
    <Card id="own-words">
      <View className="stack">
        <CardHead
          icon="edit"
          tone="canteen"
          title="本校教的词"
          sub="词典里没有的词，记下来本校马上能用，教育局审核后家长那里才不标“不能确定”"
        />
        <View className="row">
          <View className="grow">
            <TextInput
              id="own-word"
              value={typed}
              onChange={setTyped}
              maxLength={40}
              placeholder="一个词典里没有的词"
              label="要教的词"
            />
          </View>
          <Button
            id="own-teach"
            size="small"
            kind="outline"
            disabled={typed.trim() === ''}
            onPress={() => setWord(typed.trim())}
          >
            这是什么
          </Button>
        </View>
        <Loaded of={loader} kind="lines">
          {({ words }) => (
            <View className="bleed">
              {words.map((one) => (
                <ListRow
                  key={one.word}
                  id={`own-${one.word}`}
                  title={`${one.word}：${meaningWords(one.meaning)}`}
                  sub={isGone(one) ? '词典换过，现在没有这个词了；还用就再教一次' : fateWords(one)}
                  end={<Tag tone={stateTones[one.state]}>{stateNames[one.state]}</Tag>}
                  onPress={mayChange(one) ? () => setWord(one.word) : undefined}
                />
              ))}
            </View>
          )}
        </Loaded>
      </View>
      {word !== null && (
        <TeachSheet
          key={word}
          schoolId={schoolId}
          word={word}
          dictionary={dictionary}
          onTaught={async () => {
            setTyped('')
            await Promise.all([loader.reload(), onTaught()])
          }}
          onClose={() => setWord(null)}
        />
      )}
    </Card>
  )
}

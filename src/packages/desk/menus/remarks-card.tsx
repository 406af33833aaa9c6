/** What families wrote about meals, without their names; an answer goes to that family alone. */
import { mealNames } from '@contract/canteen/menu'
import { servedWords } from '@contract/canteen/week'
import type { OutputOf } from '@contract/routes'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { call } from '@/api/call'
import { useLoad } from '@/api/use-load'
import Button from '@/components/button'
import Card from '@/components/card'
import CardHead from '@/components/card-head'
import Notice from '@/components/notice'
import TextInput from '@/components/text-input'
import { showToast } from '@/components/toast'
import Loaded from '../loaded'
import { useDeed } from '../use-deed'

type Remark = OutputOf<'canteen.listRemarks'>['items'][number]

export default function RemarksCard({ schoolId }: { schoolId: number }) {
  const loader = useLoad(
    () => call('canteen.listRemarks', { schoolId, cursor: null, onlyUnanswered: true }),
    [schoolId],
  )
  return (
    <Card id="remarks">
      <View className="stack">
        <CardHead
          icon="message"
          tone="canteen"
          title="家长写给食堂的话"
          sub="不显示是谁写的，回复只有那一家看得到"
        />
        <Loaded of={loader} kind="lines">
          {({ items }) => (
            <>
              {items.length === 0 && <Text className="sub">没有等回复的。</Text>}
              {items.map((remark) => (
                <OneRemark
                  key={remark.ratingId}
                  schoolId={schoolId}
                  remark={remark}
                  onAnswered={() => void loader.reload()}
                />
              ))}
            </>
          )}
        </Loaded>
      </View>
    </Card>
  )
}

type OneRemarkProps = { schoolId: number; remark: Remark; onAnswered: () => void }

function OneRemark({ schoolId, remark, onAnswered }: OneRemarkProps) {
  const [answer, setAnswer] = useState('')
  const deed = useDeed()
  const { ratingId, servedOn, meal, taste, warmth, amount, cleanliness } = remark
  const send = async () => {
    const isDone = await deed.run(`answer ${ratingId} ${answer}`, async (requestId) => {
      await call('canteen.answerRemark', { requestId, schoolId, ratingId, answer })
    })
    if (!isDone) return
    showToast('已回复', { done: true })
    onAnswered()
  }
  return (
    <View className="stack stack--tight" id={`remark-${ratingId}`}>
      <View className="note">
        {`${servedWords(servedOn)}${mealNames[meal]}，味道 ${taste}，冷热 ${warmth}，分量 ${amount}，干净 ${cleanliness}`}
      </View>
      <View>{remark.remark}</View>
      {deed.problem && <Notice tone="warning">{deed.problem.message}</Notice>}
      <View className="dish-form__line">
        <View className="grow">
          <TextInput value={answer} onChange={setAnswer} maxLength={300} placeholder="写回复" label="回复" />
        </View>
        <Button
          size="small"
          kind="outline"
          disabled={answer.trim() === ''}
          loading={deed.doing !== null}
          onPress={() => void send()}
        >
          回复
        </Button>
      </View>
    </View>
  )
}

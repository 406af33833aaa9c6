/** The family's say on today's meal: four scores and a word to the canteen, which answers in private. */
import type { MealRating } from '@contract/canteen/families'
import { type MealKind, mealNames } from '@contract/canteen/menu'
import { type RatingAspect, ratingAspectNames, ratingAspects } from '@contract/canteen/survey'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { call } from '@/api/call'
import { useLoad } from '@/api/use-load'
import { useSend } from '@/api/use-send'
import Button from '@/components/button'
import Card from '@/components/card'
import CardHead from '@/components/card-head'
import Notice from '@/components/notice'
import TextArea from '@/components/text-area'
import { showToast } from '@/components/toast'
import ScoreRow from './score-row'

export type RateCardProps = {
  studentId: number
  childName: string
  servedOn: string
  meal: MealKind
  /** A meal can be rated on its day, until midnight. */
  isToday: boolean
  /** One line until it is opened: where a day has several meals, so that they can be read one after the other. */
  isFolded: boolean
}

type Scores = Record<RatingAspect, number>
const none: Scores = { taste: 0, warmth: 0, amount: 0, cleanliness: 0 }

export default function RateCard(props: RateCardProps) {
  const { studentId, childName, servedOn, meal, isToday, isFolded } = props
  const [isOpen, setOpen] = useState(!isFolded)
  const loader = useLoad(
    () => call('canteen.listMyRatings', { studentId, from: servedOn, to: servedOn }),
    [studentId, servedOn],
  )
  if (loader.load.state !== 'ready') return null
  const mine = loader.load.data.ratings.find((one) => one.meal === meal) ?? null
  if (!isToday && mine === null) return null
  if (!isOpen && mine === null)
    return (
      <Button id={`rate-open-${meal}`} kind="quiet" icon="edit" onPress={() => setOpen(true)}>
        {`评价这顿${mealNames[meal]}`}
      </Button>
    )
  return (
    <RateForm
      key={`${studentId} ${servedOn} ${meal}`}
      mine={mine}
      place={{ studentId, servedOn, meal }}
      childName={childName}
      isToday={isToday}
      onRated={(rating) => loader.replace({ ratings: [rating] })}
    />
  )
}

type RateFormProps = {
  mine: MealRating | null
  place: { studentId: number; servedOn: string; meal: MealKind }
  childName: string
  isToday: boolean
  onRated: (rating: MealRating) => void
}

function RateForm({ mine, place, childName, isToday, onRated }: RateFormProps) {
  const [scores, setScores] = useState<Scores>(mine ?? none)
  const [remark, setRemark] = useState(mine?.remark ?? '')
  const { send, isSending, problem } = useSend('canteen.rateMeal')
  const isWhole = ratingAspects.every((aspect) => scores[aspect] > 0)
  const submit = async () => {
    const { taste, warmth, amount, cleanliness } = scores
    const rating = await send({ ...place, taste, warmth, amount, cleanliness, remark })
    if (!rating) return
    onRated(rating)
    showToast(remark === '' ? '已记下' : '已记下，食堂会看到您的话', { done: true })
  }
  return (
    <Card id="rate">
      <CardHead
        icon="edit"
        tone="canteen"
        title={`${childName}觉得这顿${mealNames[place.meal]}怎么样`}
        sub={isToday ? '当天可以改。名字不会给食堂看到，也不公开' : '这一天的评价'}
      />
      {problem && <Notice tone="warning">{Object.values(problem.fields)[0] ?? problem.message}</Notice>}
      {ratingAspects.map((aspect) => (
        <ScoreRow
          key={aspect}
          id={`rate-${aspect}`}
          label={ratingAspectNames[aspect]}
          value={scores[aspect]}
          onChange={isToday ? (value) => setScores((old) => ({ ...old, [aspect]: value })) : undefined}
        />
      ))}
      {isToday && (
        <View id="rate-remark" className="rate__remark">
          <TextArea
            value={remark}
            onChange={setRemark}
            maxLength={300}
            placeholder="想对食堂说的话，可以不写"
            rows={2}
            label="想对食堂说的话"
          />
        </View>
      )}
      {!isToday && remark !== '' && <View className="sub">{remark}</View>}
      {mine && mine.answer !== '' && (
        <Notice id="rate-answer" tone="ok" icon="message">{`食堂回复：${mine.answer}`}</Notice>
      )}
      {isToday && (
        <Button
          id="rate-send"
          kind="quiet"
          loading={isSending}
          disabled={!isWhole}
          onPress={() => void submit()}
        >
          {mine ? '改好了' : '交给食堂'}
        </Button>
      )}
    </Card>
  )
}

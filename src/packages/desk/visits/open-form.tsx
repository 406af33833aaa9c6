/** Opens times at which guardians may come: what for, on which days, when, how many. */
import type { MealKind } from '@contract/canteen/menu'
import { VISITS_A_MONTH, type VisitKind, visitKindNames, visitKinds } from '@contract/canteen/visits'
import { dayAfter, weekdayWord } from '@contract/canteen/week'
import { dayInChina } from '@contract/china-time'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { call } from '@/api/call'
import Button from '@/components/button'
import Card from '@/components/card'
import CardHead from '@/components/card-head'
import Chips from '@/components/chips'
import Field from '@/components/field'
import Notice from '@/components/notice'
import PickChips from '@/components/pick-chips'
import TextInput from '@/components/text-input'
import { showToast } from '@/components/toast'
import { useDeed } from '../use-deed'

/** Days offered: the next three school weeks. */
const LOOK_AHEAD_DAYS = 21
const DAYS = 15

/** School days from tomorrow on. */
const nextDays = (today: string): string[] =>
  Array.from({ length: LOOK_AHEAD_DAYS }, (_, index) => dayAfter(today, index + 1))
    .filter((day) => !['周六', '周日'].includes(weekdayWord(day)))
    .slice(0, DAYS)

/** The meal that a clock time is at. */
const mealAt = (startsAt: string): MealKind =>
  startsAt < '09:30' ? 'breakfast' : startsAt < '15:00' ? 'lunch' : 'supper'

const usualTimes: Record<VisitKind, string> = { companion: '11:20', visit: '10:30', receiving: '06:40' }

export default function OpenForm({ schoolId, onOpened }: { schoolId: number; onOpened: () => void }) {
  const [kind, setKind] = useState<VisitKind>('companion')
  const [days, setDays] = useState<string[]>([])
  const [startsAt, setTime] = useState(usualTimes.companion)
  const [seats, setSeats] = useState('4')
  const [note, setNote] = useState('')
  const deed = useDeed()
  const offered = nextDays(dayInChina(new Date()))
  const open = () =>
    deed.run(`open ${kind} ${days.join(' ')} ${startsAt} ${seats} ${note}`, async (requestId) => {
      const { opened } = await call('canteen.openVisits', {
        requestId,
        schoolId,
        kind,
        days,
        meal: mealAt(startsAt),
        startsAt,
        seats: Number(seats),
        note,
      })
      setDays([])
      showToast(opened > 0 ? `开放了 ${opened} 次，家长能约了` : '这些时间已经开放过', { done: opened > 0 })
      onOpened()
    })
  const fields = deed.problem?.fields ?? {}
  return (
    <Card id="open-visits">
      <View className="stack">
        <CardHead
          icon="calendar"
          tone="canteen"
          title="开放时间给家长约"
          sub={`家长每月至少进食堂 ${VISITS_A_MONTH} 次，约满为止，不会超过名额`}
        />
        <Chips
          id="visit-kind"
          wrap
          label="来做什么"
          options={visitKinds.map((value) => ({ value, label: visitKindNames[value] }))}
          value={kind}
          onChange={(value) => {
            setKind(value)
            setTime(usualTimes[value])
          }}
        />
        <Field label="哪几天" error={fields.days}>
          <PickChips
            id="visit-day"
            multiple
            columns={3}
            label="哪几天"
            options={offered.map((value) => ({
              value,
              label: `${Number(value.slice(8))}日`,
              sub: `${Number(value.slice(5, 7))}月 ${weekdayWord(value)}`,
            }))}
            picked={days}
            onChange={setDays}
          />
        </Field>
        <View className="visits-desk__fields">
          <Field label="几点开始" error={fields.startsAt}>
            <View id="visit-time">
              <TextInput
                value={startsAt}
                onChange={setTime}
                maxLength={5}
                label="几点开始"
                placeholder="11:20"
              />
            </View>
          </Field>
          <Field label="几位家长" error={fields.seats}>
            <View id="visit-seats">
              <TextInput value={seats} onChange={setSeats} type="number" maxLength={2} label="几位家长" />
            </View>
          </Field>
        </View>
        <Field label="给家长的话" optional error={fields.note}>
          <View id="visit-note">
            <TextInput
              value={note}
              onChange={setNote}
              maxLength={100}
              label="给家长的话"
              placeholder="如 在东门集合，餐费自付 7 元"
            />
          </View>
        </Field>
        {deed.problem && Object.keys(fields).length === 0 && (
          <Notice tone="warning">{deed.problem.message}</Notice>
        )}
        <View className="desk-acts">
          <Button
            id="visits-open"
            size="small"
            kind="outline"
            disabled={days.length === 0 || startsAt === '' || seats === ''}
            loading={deed.doing !== null}
            onPress={() => void open()}
          >
            {days.length > 1 ? `开放 ${days.length} 天` : '开放'}
          </Button>
        </View>
      </View>
    </Card>
  )
}

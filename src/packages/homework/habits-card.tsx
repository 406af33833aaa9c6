/** Sleep and sport of one evening, beside its homework: what was said, and a sheet to say it. */
import { mendingOf } from '@contract/homework/evening'
import type { Evening } from '@contract/homework/homework'
import { sleepRule } from '@contract/homework/limits'
import { clockWords, habitsWords, sleepRuleWords } from '@contract/homework/words'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { useSend } from '@/api/use-send'
import Button from '@/components/button'
import Card from '@/components/card'
import Field from '@/components/field'
import ListRow from '@/components/list-row'
import Notice from '@/components/notice'
import Sheet from '@/components/sheet'
import TextInput from '@/components/text-input'
import { showToast } from '@/components/toast'
import Minutes from './minutes'

export type HabitsCardProps = {
  studentId: number
  grade: number
  evening: Evening
  when: string
  onSaved: (evening: Evening) => void
}

const HOUR = 60
/** Bedtimes from seven in the evening to two at night, mornings from four to eleven. */
const bedtimes = { least: 19 * HOUR, most: 26 * HOUR, step: 10 }
const mornings = { least: 4 * HOUR, most: 11 * HOUR, step: 10, from: 6.5 * HOUR }
const usualMornings = [6 * HOUR, 6 * HOUR + 20, 6 * HOUR + 40, 7 * HOUR]
const sports = { least: 0, most: 300, step: 10, from: 60 }
const usualSports = [0, 30, 60, 120]

const HabitsSheet = (props: HabitsCardProps & { onClose: () => void }) => {
  const { studentId, grade, evening, when, onSaved, onClose } = props
  const rule = sleepRule(grade)
  const [inBed, setInBed] = useState(evening.habits?.inBedMinutes ?? null)
  const [up, setUp] = useState(evening.habits?.upMinutes ?? null)
  const [sport, setSport] = useState(evening.habits?.sportMinutes ?? null)
  const [why, setWhy] = useState('')
  const { send, isSending, problem } = useSend('homework.saveHabits')
  const asksWhy = mendingOf(evening.day, new Date()) === 'why'
  const isBlank = inBed === null && up === null && sport === null
  const save = async () => {
    const saved = await send({
      studentId,
      day: evening.day,
      inBedMinutes: inBed,
      upMinutes: up,
      sportMinutes: sport,
      basedOn: evening.habits?.revision ?? 0,
      why,
    })
    if (!saved) return
    onSaved(saved)
    onClose()
    showToast('记好了', { done: true })
  }
  return (
    <Sheet
      id="habits-sheet"
      open
      title={`${when}的睡觉和运动`}
      sub="想填哪项填哪项"
      onClose={onClose}
      foot={
        <Button
          id="habits-save"
          loading={isSending}
          disabled={isBlank || (asksWhy && why.trim() === '')}
          onPress={() => void save()}
        >
          记下来
        </Button>
      }
    >
      <View className="stack">
        {problem && (
          <Notice id="habits-problem" tone="warning">
            {problem.message}
          </Notice>
        )}
        <Field label="几点上床" hint={sleepRuleWords(grade)}>
          <Minutes
            id="in-bed"
            value={inBed}
            onChange={setInBed}
            words={clockWords}
            {...bedtimes}
            from={rule.inBedByMinutes}
            usual={[-40, -20, 0, 20, 40].map((by) => rule.inBedByMinutes + by)}
          />
        </Field>
        <Field label="当天早上几点起床">
          <Minutes
            id="up"
            value={up}
            onChange={setUp}
            words={clockWords}
            {...mornings}
            usual={usualMornings}
          />
        </Field>
        <Field label="课外运动了多少分钟">
          <Minutes id="sport" value={sport} onChange={setSport} {...sports} usual={usualSports} />
        </Field>
        {asksWhy && (
          <Field label="为什么现在才填" error={problem?.fields?.why}>
            <TextInput id="habits-why" label="为什么现在才填" value={why} onChange={setWhy} maxLength={100} />
          </Field>
        )}
      </View>
    </Sheet>
  )
}

export default function HabitsCard(props: HabitsCardProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Card flush>
        <ListRow
          id="habits"
          icon="moon"
          tone="homework"
          title="睡觉和运动"
          sub={habitsWords(props.evening.habits, props.when) ?? sleepRuleWords(props.grade)}
          onPress={() => setOpen(true)}
        />
      </Card>
      {isOpen && <HabitsSheet {...props} onClose={() => setOpen(false)} />}
    </>
  )
}

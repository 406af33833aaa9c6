/** Who of the school's leaders ate with the pupils: written down each day, read by the families. */

import { type MealKind, mealNames } from '@contract/canteen/menu'
import type { CompanionMeal } from '@contract/canteen/visits'
import { WRITE_WITHIN_DAYS } from '@contract/canteen/visits'
import { dayAfter, servedWords, weekdayWord } from '@contract/canteen/week'
import { dayInChina } from '@contract/china-time'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { call } from '@/api/call'
import { usePageSession } from '@/api/page-session'
import { useLoad } from '@/api/use-load'
import Button from '@/components/button'
import Card from '@/components/card'
import CardHead from '@/components/card-head'
import Chips from '@/components/chips'
import Dialog from '@/components/dialog'
import Field from '@/components/field'
import ListRow from '@/components/list-row'
import Notice from '@/components/notice'
import Tag from '@/components/tag'
import TextInput from '@/components/text-input'
import { showToast } from '@/components/toast'
import Loaded from '../loaded'
import { useDeed } from '../use-deed'

/** How far back the desk shows. */
const DAYS = 13
const mealsEaten: readonly MealKind[] = ['breakfast', 'lunch', 'supper']

export default function CompanionDesk({ schoolId }: { schoolId: number }) {
  const today = dayInChina(new Date())
  const loader = useLoad(
    () => call('canteen.listCompanions', { schoolId, from: dayAfter(today, -DAYS), to: today }),
    [schoolId, today],
  )
  return (
    <Card id="companion-desk">
      <View className="stack">
        <CardHead
          icon="plate"
          tone="canteen"
          title="校领导陪餐记录"
          sub="每餐都要有学校负责人陪餐。家长看得到，教育局看有没有记"
        />
        <CompanionForm schoolId={schoolId} today={today} onSaved={() => void loader.reload()} />
        <Loaded of={loader} kind="lines">
          {({ meals }) => (
            <View className="bleed bleed--end">
              {meals.length === 0 && <ListRow title="最近两周还没有记录" />}
              {meals.map((meal) => (
                <OneCompanion
                  key={`${meal.servedOn} ${meal.meal} ${meal.leaderName}`}
                  schoolId={schoolId}
                  meal={meal}
                  mayRemove={meal.servedOn >= dayAfter(today, -WRITE_WITHIN_DAYS)}
                  onRemoved={() => void loader.reload()}
                />
              ))}
            </View>
          )}
        </Loaded>
      </View>
    </Card>
  )
}

type CompanionFormProps = { schoolId: number; today: string; onSaved: () => void }

function CompanionForm({ schoolId, today, onSaved }: CompanionFormProps) {
  const { me } = usePageSession()
  const isHead = me?.posts.some((post) => post.role === 'school_head' && post.schoolId === schoolId) ?? false
  const [servedOn, setDay] = useState(today)
  const [meal, setMeal] = useState<MealKind>('lunch')
  const [leaderName, setName] = useState(isHead ? (me?.displayName ?? '') : '')
  const [leaderTitle, setTitle] = useState('校长')
  const [remark, setRemark] = useState('')
  const deed = useDeed()
  const days = Array.from({ length: WRITE_WITHIN_DAYS }, (_, index) => dayAfter(today, -index))
  const save = async () => {
    const isDone = await deed.run(
      `companion ${servedOn} ${meal} ${leaderName} ${leaderTitle} ${remark}`,
      async (requestId) => {
        await call('canteen.recordCompanion', {
          requestId,
          schoolId,
          servedOn,
          meal,
          leaderName,
          leaderTitle,
          remark,
        })
      },
    )
    if (!isDone) return
    setRemark('')
    showToast('已记下，家长看得到', { done: true })
    onSaved()
  }
  const fields = deed.problem?.fields ?? {}
  return (
    <>
      <Chips
        id="companion-day"
        label="哪一天"
        options={days.map((value, index) => ({
          value,
          label:
            index === 0 ? '今天' : index === 1 ? '昨天' : `${weekdayWord(value)} ${Number(value.slice(8))}日`,
        }))}
        value={servedOn}
        onChange={setDay}
      />
      <Chips
        id="companion-meal"
        wrap
        label="哪一餐"
        options={mealsEaten.map((value) => ({ value, label: mealNames[value] }))}
        value={meal}
        onChange={setMeal}
      />
      <View className="visits-desk__fields">
        <Field label="谁陪餐" error={fields.leaderName}>
          <View id="companion-name">
            <TextInput
              value={leaderName}
              onChange={setName}
              maxLength={20}
              label="谁陪餐"
              placeholder="姓名"
            />
          </View>
        </Field>
        <Field label="职务" error={fields.leaderTitle}>
          <View id="companion-title">
            <TextInput value={leaderTitle} onChange={setTitle} maxLength={20} label="职务" />
          </View>
        </Field>
      </View>
      <Field label="看到和听到的" optional error={fields.remark}>
        <View id="companion-remark">
          <TextInput
            value={remark}
            onChange={setRemark}
            maxLength={200}
            label="看到和听到的"
            placeholder="如 米饭偏硬，已告诉厨房"
          />
        </View>
      </Field>
      {deed.problem && Object.keys(fields).length === 0 && (
        <Notice tone="warning">{deed.problem.message}</Notice>
      )}
      {fields.servedOn && <Notice tone="warning">{fields.servedOn}</Notice>}
      <View className="desk-acts">
        <Button
          id="companion-save"
          size="small"
          disabled={leaderName.trim() === '' || leaderTitle.trim() === ''}
          loading={deed.doing !== null}
          onPress={() => void save()}
        >
          记下陪餐
        </Button>
      </View>
    </>
  )
}

type OneCompanionProps = {
  schoolId: number
  meal: CompanionMeal
  mayRemove: boolean
  onRemoved: () => void
}

function OneCompanion({ schoolId, meal, mayRemove, onRemoved }: OneCompanionProps) {
  const [asking, setAsking] = useState(false)
  const deed = useDeed()
  const { servedOn, leaderName } = meal
  const words = `${servedWords(servedOn)}${mealNames[meal.meal]}：${leaderName}（${meal.leaderTitle}）`
  const remove = async () => {
    const isDone = await deed.run('remove', async (requestId) => {
      await call('canteen.removeCompanion', { requestId, schoolId, servedOn, meal: meal.meal, leaderName })
    })
    if (!isDone) return
    setAsking(false)
    onRemoved()
  }
  return (
    <>
      <ListRow
        title={words}
        sub={meal.remark || undefined}
        end={meal.isLate ? <Tag>补记</Tag> : undefined}
        label={mayRemove ? `${words}，点开可以删去` : words}
        {...(mayRemove ? { onPress: () => setAsking(true) } : {})}
      />
      <Dialog
        id="companion-dialog"
        open={asking}
        title="删去这条陪餐记录？"
        confirm="删去"
        danger
        loading={deed.doing !== null}
        onConfirm={() => void remove()}
        onCancel={() => setAsking(false)}
      >
        {deed.problem ? deed.problem.message : `${words}。删去后家长看不到，记错了才删。`}
      </Dialog>
    </>
  )
}

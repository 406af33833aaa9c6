/** The term so far: how the evening lies beside the class's middle, week by week against the limit, and the one reminder. */
import { homeworkLimit } from '@contract/homework/limits'
import type { HomeworkLoad } from '@contract/homework/load'
import { comparedWords, type LoadWeek, termSentence, weeksOf } from '@contract/homework/load-words'
import { clockWords } from '@contract/homework/words'
import { dateWords } from '@contract/time-words'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { call, newRequestId } from '@/api/call'
import { asProblem, useLoad } from '@/api/use-load'
import Card from '@/components/card'
import CardHead from '@/components/card-head'
import Chips from '@/components/chips'
import { classNames } from '@/components/class-names'
import Skeleton from '@/components/skeleton'
import { showToast } from '@/components/toast'

export type LoadCardProps = {
  studentId: number
  day: string
  /** `今晚`, `周二`. */
  when: string
  /** Changes with what the family logs, so that the card asks again. */
  logged: number | null
}

const NEVER = 'never'
const times = [19 * 60, 20 * 60, 20 * 60 + 30, 21 * 60]

/** Like the board, it takes no room where it cannot be had. */
export default function LoadCard({ studentId, day, when, logged }: LoadCardProps) {
  const { load, replace } = useLoad(() => call('homework.getLoad', { studentId }), [studentId, logged])
  const [isSaving, setSaving] = useState(false)
  if (load.state === 'loading') return <Skeleton kind="lines" count={2} />
  if (load.state === 'failed') return null
  const { data } = load
  const evening = data.days.find((one) => one.day === day)
  const weeks = weeksOf(data.days)

  const remind = async (choice: string) => {
    if (isSaving) return
    setSaving(true)
    try {
      const atMinutes = choice === NEVER ? null : Number(choice)
      const answer = await call('homework.saveReminder', { requestId: newRequestId(), studentId, atMinutes })
      replace({ ...data, ...answer })
      showToast(atMinutes === null ? '不再提醒' : `上学日 ${clockWords(atMinutes)} 提醒一次`)
    } catch (reason) {
      showToast(asProblem(reason).message)
    } finally {
      setSaving(false)
    }
  }

  return (
    <Card id="load-card">
      <CardHead icon="chart" tone="homework" title={termSentence(data)} />
      {evening && (
        <View id="compared" className="homework-load__words">
          {comparedWords(evening, when)}
        </View>
      )}
      {weeks.length > 0 && <Weeks data={data} weeks={weeks} />}
      <View className="note">
        中位数：本班记了的孩子里，一半比它少，一半比它多。满 10 个孩子记才显示，按 5 分钟一档。
      </View>
      <View className="homework-load__remind">
        <Text className="strong">晚上提醒我记一下</Text>
        <Chips
          id="remind"
          label="晚上提醒我记一下"
          wrap
          options={[
            { value: NEVER, label: '不提醒' },
            ...times.map((minutes) => ({ value: String(minutes), label: clockWords(minutes) })),
          ]}
          value={data.remindAtMinutes === null ? NEVER : String(data.remindAtMinutes)}
          onChange={(choice) => void remind(choice)}
        />
        <View className="note">只在上学日、还没记的时候提醒一次。</View>
      </View>
    </Card>
  )
}

const Weeks = ({ data, weeks }: { data: HomeworkLoad; weeks: readonly LoadWeek[] }) => {
  const limit = homeworkLimit(data.grade, true)?.minutes ?? 0
  const top = Math.max(
    30,
    limit * 1.25,
    ...weeks.flatMap(({ mean, classMean }) => [mean ?? 0, classMean ?? 0]),
  )
  return (
    <View id="weeks" className="homework-weeks" aria-label="每周上学日平均分钟">
      {weeks.map(({ startsOn, mean, classMean, logged }) => (
        <View
          key={startsOn}
          className="homework-weeks__one"
          aria-label={`${dateWords(`${startsOn}T12:00:00+08:00`)}那周，${
            mean === null ? '没有记录' : `平均 ${mean} 分钟，记了 ${logged} 天`
          }${classMean === null ? '' : `，本班中位数 ${classMean} 分钟`}`}
        >
          <View className="homework-weeks__room">
            {limit > 0 && (
              <View className="homework-chart__limit" style={{ bottom: `${(100 * limit) / top}%` }} />
            )}
            {classMean !== null && (
              <View className="homework-weeks__class" style={{ bottom: `${(100 * classMean) / top}%` }} />
            )}
            {mean === null ? (
              <Text className="note">–</Text>
            ) : (
              <View
                className={classNames('homework-weeks__bar', limit > 0 && mean > limit && 'is-over')}
                style={{ height: `${Math.max(4, (100 * mean) / top)}%` }}
              />
            )}
          </View>
        </View>
      ))}
      <View className="homework-weeks__key note">
        {`${dateWords(`${weeks[0]?.startsOn}T12:00:00+08:00`)}起，一柱一周。虚线是上限，橙线是本班中位数。`}
      </View>
    </View>
  )
}

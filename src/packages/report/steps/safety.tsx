/** Before anything else: two plain questions that the phone itself understands, and the numbers to ring where one of them says so. */
import { emergencyLines } from '@contract/report/crisis-words'
import { View } from '@tarojs/components'
import Card from '@/components/card'
import Chips from '@/components/chips'
import SectionTitle from '@/components/section-title'
import type { Draft } from '@/outbox/draft'
import UrgentLines from '../urgent-lines'

export type SafetyProps = {
  draft: Draft
  you: '你' | '您'
  onChange: (change: Partial<Draft>) => void
}

type Answer = 'yes' | 'no' | ''

const asAnswer = (said: boolean | null): Answer => (said === null ? '' : said ? 'yes' : 'no')

/** True where a body or a life may be at stake, by what was answered. */
export const isInDanger = ({ isAnybodyHurt, isSafeNow }: Draft): boolean =>
  isAnybodyHurt === true || isSafeNow === false

export default function Safety({ draft, you, onChange }: SafetyProps) {
  const lines = draft.isAnybodyHurt
    ? [emergencyLines.ambulance, emergencyLines.police]
    : [emergencyLines.police, emergencyLines.ambulance]
  return (
    <Card id="safety">
      <View className="stack">
        {isInDanger(draft) && (
          <View id="safety-lines" className="stack">
            <SectionTitle
              title={`先打电话，${you}不用写完`}
              sub={`点一下就能拨，没有网络也能打。说清在哪里就行。下面随时可以接着写。`}
            />
            <UrgentLines lines={lines} schoolId={draft.schoolId} you={you} />
          </View>
        )}
        <View className="report-question">
          <View className="strong">现在有人受伤，或者马上会受伤吗</View>
          <Chips<Answer>
            id="hurt"
            wrap
            label="现在有人受伤，或者马上会受伤吗"
            options={[
              { value: 'no', label: '没有' },
              { value: 'yes', label: '有' },
            ]}
            value={asAnswer(draft.isAnybodyHurt)}
            onChange={(answer) => onChange({ isAnybodyHurt: answer === 'yes' })}
          />
        </View>
        <View className="report-question">
          <View className="strong">{`${you}现在待的地方安全吗`}</View>
          <Chips<Answer>
            id="safe"
            wrap
            label={`${you}现在待的地方安全吗`}
            options={[
              { value: 'yes', label: '安全' },
              { value: 'no', label: '不安全' },
            ]}
            value={asAnswer(draft.isSafeNow)}
            onChange={(answer) => onChange({ isSafeNow: answer === 'yes' })}
          />
        </View>
      </View>
    </Card>
  )
}

/** By when next week's menus must be there. */
import type { MenuDue } from '@contract/canteen/week'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { call } from '@/api/call'
import Button from '@/components/button'
import Card from '@/components/card'
import CardHead from '@/components/card-head'
import Chips from '@/components/chips'
import Notice from '@/components/notice'
import { showToast } from '@/components/toast'
import { useDeed } from '../use-deed'

const days = ['周一', '周二', '周三', '周四', '周五', '周六', '周日']
const hours = [12, 15, 17, 20]

export default function DueCard({ due, onSaved }: { due: MenuDue; onSaved: () => void }) {
  const [weekday, setWeekday] = useState(due.weekday)
  const [minutes, setMinutes] = useState(due.minutes)
  const deed = useDeed()
  const choices = [...new Set([...hours.map((hour) => hour * 60), due.minutes])].sort((a, b) => a - b)
  const save = () =>
    deed.run(`due ${weekday} ${minutes}`, async (requestId) => {
      await call('canteen.saveDue', { requestId, weekday, minutes })
      showToast('已保存', { done: true })
      onSaved()
    })
  return (
    <Card id="due">
      <View className="stack">
        <CardHead icon="clock" title="什么时候前公布下一周的食谱" sub="全区一样，超过这个时间算逾期" />
        <Chips
          id="due-day"
          wrap
          label="星期几"
          options={days.map((label, index) => ({ value: String(index + 1), label }))}
          value={String(weekday)}
          onChange={(value) => setWeekday(Number(value))}
        />
        <Chips
          id="due-time"
          wrap
          label="几点"
          options={choices.map((value) => ({ value: String(value), label: clock(value) }))}
          value={String(minutes)}
          onChange={(value) => setMinutes(Number(value))}
        />
        {deed.problem && <Notice tone="warning">{deed.problem.message}</Notice>}
        <View className="desk-acts">
          <Button
            id="due-save"
            size="small"
            kind="outline"
            disabled={weekday === due.weekday && minutes === due.minutes}
            loading={deed.doing !== null}
            onPress={() => void save()}
          >
            保存
          </Button>
        </View>
      </View>
    </Card>
  )
}

const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

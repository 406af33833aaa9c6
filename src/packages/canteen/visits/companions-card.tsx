/** Which of the school's leaders ate with the pupils, day by day, as the school recorded it. */

import { mealNames } from '@contract/canteen/menu'
import type { CompanionMeal } from '@contract/canteen/visits'
import { dayAfter, servedWords } from '@contract/canteen/week'
import { dayInChina } from '@contract/china-time'
import { View } from '@tarojs/components'
import { call } from '@/api/call'
import { useLoad } from '@/api/use-load'
import Card from '@/components/card'
import CardHead from '@/components/card-head'
import ListRow from '@/components/list-row'
import LoadView from '@/components/load-view'
import Tag from '@/components/tag'

/** How far back a family looks. */
const DAYS = 13

export default function CompanionsCard({ schoolId }: { schoolId: number }) {
  const to = dayInChina(new Date())
  const { load, reload } = useLoad(
    () => call('canteen.listCompanions', { schoolId, from: dayAfter(to, -DAYS), to }),
    [schoolId, to],
  )
  return (
    <Card id="companions">
      <CardHead
        icon="plate"
        tone="canteen"
        title="校领导陪餐"
        sub="学校负责人和学生吃一样的饭，付一样的钱，由学校记录"
      />
      <LoadView id="companions" load={load} onRetry={() => void reload()} shape="lines" count={2}>
        {({ meals }) => (
          <View className="bleed bleed--end">
            {meals.length === 0 && <ListRow title="最近两周学校没有陪餐记录" />}
            {meals.map((meal) => (
              <CompanionRow key={`${meal.servedOn} ${meal.meal} ${meal.leaderName}`} meal={meal} />
            ))}
          </View>
        )}
      </LoadView>
    </Card>
  )
}

const CompanionRow = ({ meal }: { meal: CompanionMeal }) => (
  <ListRow
    title={`${servedWords(meal.servedOn)}${mealNames[meal.meal]}：${meal.leaderName}（${meal.leaderTitle}）`}
    sub={meal.remark || undefined}
    end={meal.isLate ? <Tag>补记</Tag> : undefined}
  />
)

/** How families rated the meals of the last days: four means a day, once enough of them have. */
import { ratingAspectNames, ratingAspects } from '@contract/canteen/survey'
import { dayAfter, servedWords } from '@contract/canteen/week'
import { dayInChina } from '@contract/china-time'
import { View } from '@tarojs/components'
import { call } from '@/api/call'
import { useLoad } from '@/api/use-load'
import Card from '@/components/card'
import CardHead from '@/components/card-head'
import ListRow from '@/components/list-row'
import Loaded from '../loaded'

const DAYS = 13

export default function ScoresCard({ schoolId }: { schoolId: number }) {
  const to = dayInChina(new Date())
  const loader = useLoad(
    () => call('canteen.listScores', { schoolId, from: dayAfter(to, -DAYS), to }),
    [schoolId, to],
  )
  return (
    <Card id="scores">
      <CardHead icon="chart" tone="canteen" title="家长打的分" sub="最近两周，满分 5 分，答的人多了才显示" />
      <Loaded of={loader} kind="lines">
        {({ days }) => (
          <View className="bleed bleed--end">
            {days.length === 0 && <ListRow title="最近两周还没有家长打分" />}
            {days.map(({ servedOn, answers, means }) => (
              <ListRow
                key={servedOn}
                title={servedWords(servedOn)}
                sub={
                  means
                    ? ratingAspects
                        .map((aspect) => `${ratingAspectNames[aspect]} ${means[aspect].toFixed(1)}`)
                        .join('，')
                    : '答的人还不多，先不显示分数'
                }
                end={`${answers} 份`}
              />
            ))}
          </View>
        )}
      </Loaded>
    </Card>
  )
}

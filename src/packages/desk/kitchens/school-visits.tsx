/** For the bureau: one school's companion meals of two weeks, and what visiting guardians wrote with the school's answers. */
import { mealNames } from '@contract/canteen/menu'
import { visitKindNames } from '@contract/canteen/visits'
import { dayAfter, servedWords } from '@contract/canteen/week'
import { dayInChina } from '@contract/china-time'
import { Text, View } from '@tarojs/components'
import { call } from '@/api/call'
import { useLoad } from '@/api/use-load'
import ListRow from '@/components/list-row'
import Tag from '@/components/tag'
import Loaded from '../loaded'
import RecordWords from '../visits/record-words'

const DAYS = 13

export default function SchoolVisits({ schoolId }: { schoolId: number }) {
  const to = dayInChina(new Date())
  const companions = useLoad(
    () => call('canteen.listCompanions', { schoolId, from: dayAfter(to, -DAYS), to }),
    [schoolId, to],
  )
  const written = useLoad(() => call('canteen.listVisitRecords', { schoolId }), [schoolId])
  return (
    <>
      <Text className="strong">校领导陪餐，最近两周</Text>
      <Loaded of={companions} kind="lines">
        {({ meals }) => (
          <View id="bureau-companions">
            {meals.length === 0 && <ListRow title="没有记录" />}
            {meals.map((meal) => (
              <ListRow
                key={`${meal.servedOn} ${meal.meal} ${meal.leaderName}`}
                title={`${servedWords(meal.servedOn)}${mealNames[meal.meal]}：${meal.leaderName}（${meal.leaderTitle}）`}
                sub={meal.remark || undefined}
                end={meal.isLate ? <Tag>补记</Tag> : undefined}
              />
            ))}
          </View>
        )}
      </Loaded>
      <Text className="strong">家长到访写下的</Text>
      <Loaded of={written} kind="lines">
        {({ records }) => (
          <View id="bureau-records">
            {records.length === 0 && <ListRow title="还没有" />}
            {records.map((record) => (
              <ListRow
                key={record.recordId}
                title={`${servedWords(record.servedOn)} ${visitKindNames[record.kind]}`}
                sub={<RecordWords record={record} />}
                end={record.answer === '' ? <Tag tone="warning">没回复</Tag> : undefined}
              />
            ))}
          </View>
        )}
      </Loaded>
    </>
  )
}

/** One kitchen over the weeks: in time or not, what the checks said by rule, and the months' satisfaction. */
import type { DistrictSchool, SchoolWeek } from '@contract/canteen/bureau'
import { monthWords } from '@contract/canteen/survey'
import { weekWords } from '@contract/canteen/week'
import { Text, View } from '@tarojs/components'
import { call } from '@/api/call'
import { openPage } from '@/api/page-session'
import { useLoad } from '@/api/use-load'
import Button from '@/components/button'
import EmptyState from '@/components/empty-state'
import ListRow from '@/components/list-row'
import Sheet from '@/components/sheet'
import Loaded from '../loaded'
import SchoolVisits from './school-visits'
import { statusNames } from './words'

export type SchoolSheetProps = {
  school: DistrictSchool
  onClose: () => void
  /** Where there is something to remind of. */
  onRemind: (() => void) | undefined
}

export default function SchoolSheet({ school, onClose, onRemind }: SchoolSheetProps) {
  const { schoolId, schoolName, week } = school
  const loader = useLoad(() => call('canteen.getSchoolWeeks', { schoolId }), [schoolId])
  return (
    <Sheet
      id="kitchen-sheet"
      open
      title={schoolName}
      sub={`${weekWords(week.weekStartsOn)}：${statusNames[week.status]}`}
      onClose={onClose}
      foot={
        onRemind ? (
          <Button
            id="remind-one"
            icon="bell"
            onPress={() => {
              onRemind()
              onClose()
            }}
          >
            提醒这所学校
          </Button>
        ) : (
          <Button
            id="see-menu"
            kind="quiet"
            onPress={() =>
              openPage(`/packages/canteen/pages/week/index?school=${schoolId}&week=${week.weekStartsOn}`)
            }
          >
            看这一周的食谱
          </Button>
        )
      }
    >
      <Loaded of={loader}>
        {({ weeks, surveys }) => (
          <View className="stack">
            <Findings week={week} />
            <Text className="strong">公布过的食谱</Text>
            {weeks.length === 0 && (
              <EmptyState icon="bowl" title="还没有公布过">
                提醒学校后会在这里看到。
              </EmptyState>
            )}
            <View>
              {weeks.map((one) => (
                <ListRow
                  key={one.weekStartsOn}
                  title={weekWords(one.weekStartsOn)}
                  sub={`${statusNames[one.status]}${one.corrections > 0 ? `，更正 ${one.corrections} 次` : ''}，${countOf(one)} 条建议`}
                />
              ))}
            </View>
            {surveys.length > 0 && <Text className="strong">每月满意度</Text>}
            <View>
              {surveys.map((one) => (
                <ListRow
                  key={one.month}
                  title={`${monthWords(one.month)} 总体 ${one.means.overall?.toFixed(1)} 分`}
                  sub={`${one.answers} 份答卷，味道 ${one.means.taste?.toFixed(1)}，分量 ${one.means.amount?.toFixed(1)}，卫生 ${one.means.cleanliness?.toFixed(1)}，服务 ${one.means.service?.toFixed(1)}`}
                />
              ))}
            </View>
            <SchoolVisits schoolId={schoolId} />
          </View>
        )}
      </Loaded>
    </Sheet>
  )
}

const countOf = ({ findings }: SchoolWeek): number =>
  findings.filter(({ severity }) => severity !== 'note').reduce((sum, { count }) => sum + count, 0)

const Findings = ({ week }: { week: SchoolWeek }) => {
  const grave = week.findings.filter(({ severity }) => severity !== 'note')
  if (grave.length === 0) return null
  return (
    <View>
      <Text className="strong">这一周检查还提示</Text>
      {grave.map(({ ruleId, document, count }) => (
        <ListRow key={ruleId} title={document} end={`${count} 处`} />
      ))}
    </View>
  )
}

/** The school's record of companion meals, and guardians in its canteen: times opened, who comes, what they wrote, the answer. */
import { dayAfter } from '@contract/canteen/week'
import { dayInChina } from '@contract/china-time'
import { View } from '@tarojs/components'
import Taro, { usePullDownRefresh } from '@tarojs/taro'
import { call } from '@/api/call'
import { useLoad } from '@/api/use-load'
import DeskFrame from '../../desk-frame'
import Loaded from '../../loaded'
import SchoolChoice from '../../school-choice'
import { useDeskSchool } from '../../use-desk-school'
import CompanionDesk from '../../visits/companion-desk'
import OpenForm from '../../visits/open-form'
import VisitList from '../../visits/visit-list'
import '../../visits/visits.scss'

const BACK_DAYS = 30
const AHEAD_DAYS = 60

export default function Page() {
  const choice = useDeskSchool('canteen_manager', 'school_head', 'school_admin')
  const schoolId = choice.school?.schoolId ?? null
  const today = dayInChina(new Date())
  const visits = useLoad(
    schoolId === null
      ? null
      : () =>
          call('canteen.listHostedVisits', {
            schoolId,
            from: dayAfter(today, -BACK_DAYS),
            to: dayAfter(today, AHEAD_DAYS),
          }),
    [schoolId, today],
  )
  usePullDownRefresh(() => void visits.reload().then(() => Taro.stopPullDownRefresh()))
  return (
    <DeskFrame current="visits" title="陪餐与到访" place={choice.school?.name ?? ''}>
      {choice.schools.length > 1 && <SchoolChoice choice={choice} />}
      {schoolId !== null && (
        <View className="desk-pair" key={schoolId}>
          <View className="stack">
            <CompanionDesk schoolId={schoolId} />
            <OpenForm schoolId={schoolId} onOpened={() => void visits.reload()} />
          </View>
          <Loaded of={visits} kind="cards">
            {(data) => (
              <VisitList schoolId={schoolId} visits={data.visits} onChanged={() => void visits.reload()} />
            )}
          </Loaded>
        </View>
      )}
    </DeskFrame>
  )
}

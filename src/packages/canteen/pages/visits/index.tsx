/** Guardians in the canteen: times to come, one's own visits with what was seen, and which leaders ate with the pupils. */
import type { Child } from '@contract/account/session'
import type { FamilyVisit } from '@contract/canteen/visits'
import Taro, { useDidShow, usePullDownRefresh } from '@tarojs/taro'
import { useRef } from 'react'
import { call } from '@/api/call'
import { useLoad } from '@/api/use-load'
import LoadView from '@/components/load-view'
import SectionTitle from '@/components/section-title'
import ChildScreen from '../../child-screen'
import CompanionsCard from '../../visits/companions-card'
import OpenTimes from '../../visits/open-times'
import OwnVisit from '../../visits/own-visit'
import '../../canteen.scss'

export default function Page() {
  return (
    <ChildScreen title="陪餐与看食堂" path="/packages/canteen/pages/visits/index">
      {(child) =>
        child.relation === 'self' ? (
          <CompanionsCard schoolId={child.schoolId} />
        ) : (
          <ChildVisits key={child.studentId} child={child} />
        )
      }
    </ChildScreen>
  )
}

function ChildVisits({ child }: { child: Child }) {
  const { studentId, schoolId } = child
  const { load, reload } = useLoad(() => call('canteen.listVisits', { studentId }), [studentId])
  const wasShown = useRef(false)
  useDidShow(() => {
    if (wasShown.current) void reload()
    wasShown.current = true
  })
  usePullDownRefresh(() => void reload().finally(() => Taro.stopPullDownRefresh()))
  const now = new Date()
  return (
    <>
      <LoadView id="visits" load={load} onRetry={() => void reload()} count={2}>
        {({ visits }) => {
          const own = ownFirstAhead(visits, now)
          return (
            <>
              {own.length > 0 && <SectionTitle title="我约的" />}
              {own.map((visit) => (
                <OwnVisit
                  key={visit.slotId}
                  studentId={studentId}
                  visit={visit}
                  now={now}
                  onChanged={() => void reload()}
                />
              ))}
              <OpenTimes
                studentId={studentId}
                className={child.className}
                visits={visits.filter(({ mine }) => mine === null)}
                onBooked={() => void reload()}
              />
            </>
          )
        }}
      </LoadView>
      <CompanionsCard schoolId={schoolId} />
    </>
  )
}

/** One's own: those to come, the next one first, then those that are over, the last one first. */
const ownFirstAhead = (visits: readonly FamilyVisit[], now: Date): FamilyVisit[] => {
  const own = visits.filter(({ mine }) => mine !== null)
  const isAhead = ({ startsAt }: FamilyVisit) => new Date(startsAt) > now
  return [...own.filter(isAhead), ...own.filter((visit) => !isAhead(visit)).reverse()]
}

/** The district's school days, and how long things may take. */
import '../../calendar/calendar.scss'
import RulesCard from '../../calendar/rules-card'
import YearCard from '../../calendar/year-card'
import DeskFrame from '../../desk-frame'

export default function Page() {
  return (
    <DeskFrame current="calendar" title="日历与时限" place="">
      <RulesCard />
      <YearCard />
    </DeskFrame>
  )
}

/** One day at a time, where there is no room for a week. */
import type { MenuDay } from '@contract/canteen/menu'
import { weekdayWord } from '@contract/canteen/week'
import Tabs from '@/components/tabs'

export type DayTabsProps = {
  days: readonly MenuDay[]
  current: string
  onSelect: (servedOn: string) => void
}

export default function DayTabs({ days, current, onSelect }: DayTabsProps) {
  return (
    <Tabs
      id="menu-day"
      label="哪一天"
      items={days.map(({ servedOn }) => ({
        key: servedOn,
        label: `${weekdayWord(servedOn)} ${Number(servedOn.slice(8))}日`,
      }))}
      current={current}
      onSelect={onSelect}
    />
  )
}

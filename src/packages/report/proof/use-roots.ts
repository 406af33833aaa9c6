/** The published roots, newest first: a page of them, more when asked, or as far back as a day. */
import type { PublishedDay } from '@contract/report/daily-root'
import { useState } from 'react'
import { call } from '@/api/call'
import { useLoad } from '@/api/use-load'
import { showToast } from '@/components/toast'

const DAYS = 30
const DAYS_AT_ONCE = 100

type Roots = { days: PublishedDay[]; isAll: boolean }

const pageBefore = async (before: string | null, limit: number): Promise<Roots> => {
  const { days } = await call('report.listRoots', { before, limit })
  return { days, isAll: days.length < limit }
}

export const useRoots = () => {
  const { load, reload, replace } = useLoad<Roots>(() => pageBefore(null, DAYS), [])
  const [isLoading, setLoading] = useState(false)

  /** @returns all that is known then, at least back to that day where the days reach so far */
  const loadBackTo = async (isEnough: (roots: Roots) => boolean): Promise<PublishedDay[]> => {
    if (load.state !== 'ready') return []
    let roots = load.data
    while (!roots.isAll && !isEnough(roots)) {
      const older = await pageBefore(roots.days.at(-1)?.day ?? null, DAYS_AT_ONCE)
      roots = { days: [...roots.days, ...older.days], isAll: older.isAll }
    }
    replace(roots)
    return roots.days
  }
  const busy = async (work: () => Promise<void>) => {
    if (isLoading) return
    setLoading(true)
    await work().catch(() => showToast('没有取到，请再按一次'))
    setLoading(false)
  }
  const more = () => {
    const known = load.state === 'ready' ? load.data.days.length : 0
    return busy(async () => void (await loadBackTo(({ days }) => days.length > known)))
  }
  return { load, reload, more, loadBackTo, busy, isLoading }
}

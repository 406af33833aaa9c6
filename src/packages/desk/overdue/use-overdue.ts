/** The late cases of one school or of all, page after page. */
import type { OutputOf } from '@contract/routes'
import { useState } from 'react'
import { call } from '@/api/call'
import { useLoad } from '@/api/use-load'
import { showToast } from '@/components/toast'

type Overdue = OutputOf<'report.listOverdue'>

/** @param schoolId null is every school */
export const useOverdue = (schoolId: number | null) => {
  const [isLoadingMore, setLoadingMore] = useState(false)
  const loader = useLoad<Overdue>(() => call('report.listOverdue', { schoolId, cursor: null }), [schoolId])

  const more = async () => {
    if (loader.load.state !== 'ready' || isLoadingMore) return
    const { cases, nextCursor } = loader.load.data
    setLoadingMore(true)
    try {
      const next = await call('report.listOverdue', { schoolId, cursor: nextCursor })
      loader.replace({ ...next, cases: [...cases, ...next.cases] })
    } catch {
      showToast('没有取到，请再按一次')
    } finally {
      setLoadingMore(false)
    }
  }
  return { loader, more, isLoadingMore }
}

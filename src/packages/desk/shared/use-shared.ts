/** Invitations that wait and the cases that somebody reads beside their own desk, up to the page that was asked for. */
import type { SharedCase } from '@contract/report/team'
import type { OutputOf } from '@contract/routes'
import { useRef, useState } from 'react'
import { call } from '@/api/call'
import { useLoad } from '@/api/use-load'
import { useEveryHalfMinute } from '../cases/use-queue'

type Shared = OutputOf<'report.listShared'>

export const useShared = () => {
  /** How many pages are open, so that a refresh brings them all again. */
  const pages = useRef(1)
  const [isLoadingMore, setLoadingMore] = useState(false)
  const loader = useLoad(async (): Promise<Shared> => {
    const cases: SharedCase[] = []
    let cursor: string | null = null
    for (let page = 1; ; page += 1) {
      const answer: Shared = await call('report.listShared', { cursor })
      cases.push(...answer.cases)
      cursor = answer.nextCursor
      if (cursor === null || page >= pages.current) return { ...answer, cases }
    }
  }, [])
  const { reload } = loader
  useEveryHalfMinute(() => void reload())
  const more = async () => {
    if (isLoadingMore) return
    setLoadingMore(true)
    pages.current += 1
    await reload()
    setLoadingMore(false)
  }
  return { loader, more, isLoadingMore }
}

/** The queue of a school's cases: tab, filters, search and pages; asked again every half minute while in sight. */
import type { HeldBy } from '@contract/report/clocks'
import type { Level, QueueItem, QueueTab, ReportKind } from '@contract/report/report'
import type { OutputOf } from '@contract/routes'
import { useDidHide, useDidShow } from '@tarojs/taro'
import { useCallback, useEffect, useRef, useState } from 'react'
import { call } from '@/api/call'
import { useLoad } from '@/api/use-load'

export type QueueFilter = { tab: QueueTab; kind: ReportKind | null; level: Level | null; search: string }
export type QueueData = OutputOf<'report.listQueue'>

const EVERY_MS = 30_000
const SEARCH_PAUSE_MS = 350
const PAGE = 30

/** Runs something every half minute while the page is in sight, and each time it comes back. */
export const useEveryHalfMinute = (deed: () => void): void => {
  const latest = useRef(deed)
  latest.current = deed
  const isShown = useRef(true)
  const wasShown = useRef(false)
  useDidShow(() => {
    isShown.current = true
    if (wasShown.current) latest.current()
    wasShown.current = true
  })
  useDidHide(() => {
    isShown.current = false
  })
  useEffect(() => {
    const isInSight = () =>
      isShown.current && (process.env.TARO_ENV !== 'h5' || document.visibilityState === 'visible')
    const timer = setInterval(() => {
      if (isInSight()) latest.current()
    }, EVERY_MS)
    return () => clearInterval(timer)
  }, [])
}

/** The value once it has rested for a moment. */
const useRested = (value: string): string => {
  const [rested, setRested] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), SEARCH_PAUSE_MS)
    return () => clearTimeout(timer)
  }, [value])
  return rested
}

/** Whose queue: a school's, or the bureau's of one school or of all. */
export type QueueOf = { desk: HeldBy; schoolId: number | null }

/** @param of null while it is not known */
export const useQueue = (of: QueueOf | null) => {
  const [filter, setFilter] = useState<QueueFilter>({ tab: 'new', kind: null, level: null, search: '' })
  const search = useRested(filter.search)
  /** How many pages are open, so that a refresh brings them all again. */
  const pages = useRef(1)
  const [isLoadingMore, setLoadingMore] = useState(false)
  const { tab, kind, level } = filter

  const ask = async (): Promise<QueueData> => {
    const items: QueueItem[] = []
    let cursor: string | null = null
    for (let page = 0; ; page += 1) {
      const answer: QueueData = await call('report.listQueue', {
        desk: of?.desk ?? 'school',
        schoolId: of?.schoolId ?? null,
        tab,
        kind,
        level,
        search,
        cursor,
        limit: PAGE,
      })
      items.push(...answer.items)
      cursor = answer.nextCursor
      if (cursor === null || page + 1 >= pages.current) return { ...answer, items }
    }
  }
  const loader = useLoad(of === null ? null : ask, [of?.desk, of?.schoolId, tab, kind, level, search])
  const { reload } = loader

  const change = useCallback((part: Partial<QueueFilter>) => {
    pages.current = 1
    setFilter((before) => ({ ...before, ...part }))
  }, [])
  const more = async () => {
    if (isLoadingMore) return
    setLoadingMore(true)
    pages.current += 1
    await reload()
    setLoadingMore(false)
  }
  useEveryHalfMinute(() => void reload())
  return { filter, change, loader, more, isLoadingMore }
}

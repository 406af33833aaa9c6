/** One week on the desk: loaded, changed, kept on this computer at once and on the server soon after, published. */
import type { WeekMenu } from '@contract/canteen/menu'
import type { OutputOf } from '@contract/routes'
import Taro from '@tarojs/taro'
import { useCallback, useEffect, useRef, useState } from 'react'
import { type CallError, call, newRequestId } from '@/api/call'
import { asProblem, type Loader, useLoad } from '@/api/use-load'
import { emptyWeek } from './edit-menu'

export type DeskWeek = OutputOf<'canteen.getDesk'>

/** How far the work on the page is from being safe on the server. */
export type Saving =
  | { state: 'saved'; at: string | null }
  | { state: 'waiting' }
  | { state: 'away' }
  /** Somebody else saved meanwhile; both are there until one is chosen. */
  | { state: 'conflict' }
  | { state: 'refused'; problem: CallError }

type Kept = { version: number; menu: WeekMenu }

const SAVE_AFTER_MS = 1_200
const TRY_AGAIN_MS = 8_000
const UNDO_STEPS = 40
const keyOf = (schoolId: number, weekStartsOn: string) => `menu-draft ${schoolId} ${weekStartsOn}`

export type MenuDesk = {
  loader: Loader<DeskWeek>
  menu: WeekMenu
  saving: Saving
  change: (next: (menu: WeekMenu) => WeekMenu) => void
  undo: (() => void) | null
  /** Sends what waits. @returns the draft's version, null where it is not on the server */
  flush: () => Promise<number | null>
  /** In a conflict: keep this page's menu, or take the server's. */
  settle: (whose: 'mine' | 'theirs') => void
}

export const useMenuDesk = (schoolId: number | null, weekStartsOn: string): MenuDesk => {
  const loader = useLoad(
    schoolId === null ? null : () => call('canteen.getDesk', { schoolId, weekStartsOn }),
    [schoolId, weekStartsOn],
  )
  const key = keyOf(schoolId ?? 0, weekStartsOn)
  const [menu, setMenu] = useState<WeekMenu>(() => emptyWeek(weekStartsOn))
  const [saving, setSaving] = useState<Saving>({ state: 'saved', at: null })
  const [past, setPast] = useState<WeekMenu[]>([])
  /** What the timers read: the newest menu, the version it stands on, and whether the server has it. */
  const now = useRef({ key, schoolId, version: 0, menu, isDirty: false })
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  const running = useRef<Promise<number | null> | null>(null)

  const again = useRef<() => Promise<number | null>>(async () => null)

  const show = useCallback((next: WeekMenu) => {
    now.current.menu = next
    setMenu(next)
  }, [])

  const later = useCallback((ms: number, work: () => void) => {
    if (timer.current) clearTimeout(timer.current)
    timer.current = setTimeout(work, ms)
  }, [])

  const save = useCallback(async (): Promise<number | null> => {
    const sent = { ...now.current }
    if (!sent.isDirty || sent.schoolId === null) return sent.version
    try {
      const saved = await call('canteen.saveDraft', {
        requestId: newRequestId(),
        schoolId: sent.schoolId,
        version: sent.version,
        menu: sent.menu,
      })
      if (now.current.key !== sent.key) return saved.version
      now.current.version = saved.version
      now.current.isDirty = now.current.menu !== sent.menu
      if (now.current.isDirty) return save()
      Taro.removeStorageSync(sent.key)
      setSaving({ state: 'saved', at: saved.savedAt })
      return saved.version
    } catch (reason) {
      const problem = asProblem(reason)
      if (now.current.key !== sent.key) return null
      if (problem.code === 'record.changed') setSaving({ state: 'conflict' })
      else if (problem.code === 'input.invalid') setSaving({ state: 'refused', problem })
      else {
        setSaving({ state: 'away' })
        later(TRY_AGAIN_MS, () => void again.current())
      }
      return null
    }
  }, [later])

  const flush = useCallback((): Promise<number | null> => {
    if (timer.current) clearTimeout(timer.current)
    running.current ??= save().finally(() => {
      running.current = null
    })
    return running.current
  }, [save])
  again.current = flush

  const { load } = loader
  useEffect(() => {
    if (load.state !== 'ready' || schoolId === null) return
    const { draft, published } = load.data
    if (now.current.key === key && now.current.isDirty) return
    const kept = (Taro.getStorageSync(key) as Kept) || null
    const version = draft?.version ?? 0
    const theirs = draft?.menu ?? published ?? emptyWeek(weekStartsOn)
    const isMine = kept !== null && JSON.stringify(kept.menu) !== JSON.stringify(theirs)
    now.current = { key, schoolId, version: kept?.version ?? version, menu: theirs, isDirty: isMine }
    setPast([])
    show(isMine ? kept.menu : theirs)
    if (!isMine) setSaving({ state: 'saved', at: draft?.savedAt ?? null })
    else if (kept.version === version) void flush()
    else setSaving({ state: 'conflict' })
  }, [load, key, schoolId, weekStartsOn, show, flush])

  useEffect(
    () => () => {
      if (timer.current) clearTimeout(timer.current)
    },
    [],
  )

  const put = useCallback(
    (next: WeekMenu) => {
      show(next)
      now.current.isDirty = true
      const { version } = now.current
      Taro.setStorageSync(now.current.key, { version, menu: next } satisfies Kept)
      setSaving((before) => (before.state === 'conflict' ? before : { state: 'waiting' }))
      later(SAVE_AFTER_MS, () => void flush())
    },
    [show, later, flush],
  )

  const change = useCallback(
    (next: (menu: WeekMenu) => WeekMenu) => {
      const before = now.current.menu
      const after = next(before)
      if (after === before) return
      setPast((steps) => [...steps.slice(-UNDO_STEPS), before])
      put(after)
    },
    [put],
  )

  const undo = useCallback(() => {
    const before = past.at(-1)
    if (!before) return
    setPast((steps) => steps.slice(0, -1))
    put(before)
  }, [past, put])

  const settle = useCallback(
    (whose: 'mine' | 'theirs') => {
      if (schoolId === null) return
      void call('canteen.getDesk', { schoolId, weekStartsOn })
        .then((fresh) => {
          now.current.version = fresh.draft?.version ?? 0
          if (whose === 'mine') {
            now.current.isDirty = true
            setSaving({ state: 'waiting' })
            void flush()
            return
          }
          now.current.isDirty = false
          Taro.removeStorageSync(key)
          loader.replace(fresh)
        })
        .catch((reason: unknown) => setSaving({ state: 'refused', problem: asProblem(reason) }))
    },
    [schoolId, weekStartsOn, key, flush, loader.replace],
  )

  return { loader, menu, saving, change, undo: past.length > 0 ? undo : null, flush, settle }
}

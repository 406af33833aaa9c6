/** A child's seven evenings on the phone: what the server has, what waits to be sent, and writing one entry. */
import type { Child } from '@contract/account/session'
import { eveningOf } from '@contract/homework/evening'
import type { Evening, HomeworkKind, HomeworkWeek, Subject } from '@contract/homework/homework'
import { blankWeek, layOver, moveOn } from '@contract/homework/week-on-phone'
import Taro, { useDidShow } from '@tarojs/taro'
import { useCallback, useEffect, useRef, useState } from 'react'
import { CallError, call, newRequestId } from '@/api/call'
import { asProblem, type Load, useLoad } from '@/api/use-load'
import { keepLog, listWaitingLogs, sendWaitingLogs } from './waiting-logs'

export type Entry = { day: string; subject: Subject; kind: HomeworkKind; minutes: number | null; why: string }
export type Saved = 'saved' | 'waiting' | 'refused'

export type WeekDesk = {
  /** Moved on to this evening, with what waits laid over it. */
  load: Load<HomeworkWeek>
  reload: () => Promise<void>
  waiting: number
  isSaving: boolean
  problem: CallError | null
  /** Words about logs that could not be sent when the network came back. */
  refused: string[]
  save: (entry: Entry) => Promise<Saved>
  put: (evening: Evening) => void
}

const CACHE = 'homework-week'

/** Without a network: the last week this phone saw of that child, or a blank one, so that tonight can be logged. */
const loadWeek = async (userId: string, studentId: number, grade: number): Promise<HomeworkWeek> => {
  const key = `${CACHE}:${userId}:${studentId}`
  try {
    const week = await call('homework.getWeek', { studentId, until: null })
    Taro.setStorageSync(key, week)
    return week
  } catch (problem) {
    if (!(problem instanceof CallError) || problem.code !== 'network.away') throw problem
    const kept = Taro.getStorageSync(key) as HomeworkWeek | ''
    return kept || blankWeek(studentId, grade, eveningOf(new Date()))
  }
}

export const useWeek = (userId: string | null, child: Child | null): WeekDesk => {
  const studentId = child?.studentId ?? null
  const loader = useLoad(
    userId !== null && child !== null ? () => loadWeek(userId, child.studentId, child.grade) : null,
    [userId, studentId],
  )
  const [isSaving, setSaving] = useState(false)
  const [problem, setProblem] = useState<CallError | null>(null)
  const [refused, setRefused] = useState<string[]>([])
  const [waiting, setWaiting] = useState<ReturnType<typeof listWaitingLogs>>([])
  const attempt = useRef<{ key: string; requestId: string } | null>(null)
  const { reload, replace } = loader
  const load: Load<HomeworkWeek> =
    loader.load.state === 'ready'
      ? { ...loader.load, data: layOver(moveOn(loader.load.data, eveningOf(new Date())), waiting) }
      : loader.load

  const count = useCallback(() => {
    setWaiting(userId !== null && studentId !== null ? listWaitingLogs(userId, studentId) : [])
  }, [userId, studentId])
  const send = useCallback(async () => {
    if (userId === null) return
    const done = await sendWaitingLogs(userId)
    count()
    if (done.refused.length > 0) setRefused(done.refused)
    if (done.sent > 0 || done.refused.length > 0) await reload()
  }, [userId, reload, count])
  useDidShow(() => void send())
  useEffect(() => {
    count()
    const onNetwork = ({ isConnected }: { isConnected: boolean }) => {
      if (isConnected) void send()
    }
    Taro.onNetworkStatusChange(onNetwork)
    return () => Taro.offNetworkStatusChange(onNetwork)
  }, [send, count])

  const put = (evening: Evening) => {
    if (loader.load.state !== 'ready') return
    const week = moveOn(loader.load.data, eveningOf(new Date()))
    replace({ ...week, evenings: week.evenings.map((one) => (one.day === evening.day ? evening : one)) })
  }
  const save = async (entry: Entry): Promise<Saved> => {
    if (userId === null || studentId === null || isSaving) return 'refused'
    const before =
      load.state === 'ready' ? load.data.evenings.find(({ day }) => day === entry.day) : undefined
    const basedOn =
      before?.entries.find((one) => one.subject === entry.subject && one.kind === entry.kind)?.revision ?? 0
    const input = { studentId, ...entry, basedOn }
    const key = JSON.stringify(input)
    if (attempt.current?.key !== key) attempt.current = { key, requestId: newRequestId() }
    const log = { ...input, requestId: attempt.current.requestId }
    setSaving(true)
    setProblem(null)
    try {
      put(await call('homework.saveLog', log))
      return 'saved'
    } catch (reason) {
      const found = asProblem(reason)
      if (found.code === 'network.away') {
        keepLog(userId, log)
        count()
        return 'waiting'
      }
      setProblem(found)
      if (found.code === 'record.changed') void reload()
      return 'refused'
    } finally {
      setSaving(false)
    }
  }
  return { load, reload, waiting: waiting.length, isSaving, problem, refused, save, put }
}

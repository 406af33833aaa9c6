/** The stopwatch on the phone: written down at each press, shown each second, one a child and subject. */

import type { Subject } from '@contract/homework/homework'
import {
  lookAt,
  pauseStopwatch,
  resumeStopwatch,
  type Stopwatch,
  startStopwatch,
} from '@contract/homework/stopwatch'
import Taro, { useDidHide, useDidShow } from '@tarojs/taro'
import { useEffect, useState } from 'react'

/** The one that is under way; another subject's is offered to be finished first. */
export type Timing = { studentId: number; subject: Subject; watch: Stopwatch }

const KEY = 'homework-stopwatch'
const SECOND = 1_000

const read = (): Timing | null => (Taro.getStorageSync(KEY) as Timing | '') || null
const write = (timing: Timing | null): void =>
  timing === null ? Taro.removeStorageSync(KEY) : Taro.setStorageSync(KEY, timing)

export type StopwatchDesk = {
  timing: Timing | null
  /** The phone's time, a second at most old. */
  now: Date
  start: (studentId: number, subject: Subject) => void
  pause: () => void
  resume: () => void
  drop: () => void
}

export const useStopwatch = (): StopwatchDesk => {
  const [timing, setTiming] = useState(read)
  const [now, setNow] = useState(() => new Date())
  const isRunning = timing !== null && timing.watch.runningSince !== null

  const set = (next: Timing | null) => {
    write(next)
    setTiming(next)
    setNow(new Date())
  }
  const change = (how: (watch: Stopwatch, at: Date) => Stopwatch) => {
    if (timing) set({ ...timing, watch: how(timing.watch, new Date()) })
  }
  // A look is written down when the page goes and comes: a clock that was changed meanwhile is noticed.
  useDidHide(() => change(lookAt))
  useDidShow(() => {
    const kept = read()
    set(kept && { ...kept, watch: lookAt(kept.watch, new Date()) })
  })
  useEffect(() => {
    if (!isRunning) return
    const ticker = setInterval(() => setNow(new Date()), SECOND)
    return () => clearInterval(ticker)
  }, [isRunning])

  return {
    timing,
    now,
    start: (studentId, subject) => set({ studentId, subject, watch: startStopwatch(new Date()) }),
    pause: () => change(pauseStopwatch),
    resume: () => change(resumeStopwatch),
    drop: () => set(null),
  }
}

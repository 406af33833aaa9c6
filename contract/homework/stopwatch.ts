/** A stopwatch that is written down, not run: it goes on while the phone is locked, the app is killed or midnight passes. */
import { eveningOf } from './evening'

/** What the phone keeps; moments are milliseconds of its own clock. */
export type Stopwatch = {
  /** The evening it was started on; what it measures belongs there. */
  day: string
  /** Measured before the run under way. */
  measuredMs: number
  /** Null while it stands. */
  runningSince: number | null
  /** The last moment at which it was looked at: a clock that has gone back since is noticed by it. */
  lookedAt: number
}

/** Nobody does one subject for longer without a pause: beyond it the child is asked what it really was. */
const LONGEST_RUN_MS = 3 * 3_600_000

export const startStopwatch = (now: Date): Stopwatch => ({
  day: eveningOf(now),
  measuredMs: 0,
  runningSince: now.getTime(),
  lookedAt: now.getTime(),
})

/**
 * Looks at it. Where the phone's clock went back since the last look, the time up to that look is kept and counting goes
 * on from the new time; it never runs backwards.
 */
export const lookAt = (watch: Stopwatch, now: Date): Stopwatch => {
  const at = now.getTime()
  if (watch.runningSince === null || at >= watch.lookedAt) return { ...watch, lookedAt: at }
  return {
    ...watch,
    measuredMs: watch.measuredMs + watch.lookedAt - watch.runningSince,
    runningSince: at,
    lookedAt: at,
  }
}

/** Milliseconds measured so far. */
export const measured = (watch: Stopwatch, now: Date): number => {
  const seen = lookAt(watch, now)
  return seen.measuredMs + (seen.runningSince === null ? 0 : now.getTime() - seen.runningSince)
}

export const pauseStopwatch = (watch: Stopwatch, now: Date): Stopwatch => ({
  ...lookAt(watch, now),
  measuredMs: measured(watch, now),
  runningSince: null,
})

/** Goes on from where it stood; one that runs is left alone. */
export const resumeStopwatch = (watch: Stopwatch, now: Date): Stopwatch =>
  watch.runningSince === null ? { ...watch, runningSince: now.getTime(), lookedAt: now.getTime() } : watch

/** True where it was most likely forgotten: the run under way is longer than anybody sits at one subject. */
export const wasForgotten = (watch: Stopwatch, now: Date): boolean =>
  watch.runningSince !== null && now.getTime() - watch.runningSince > LONGEST_RUN_MS

/** What is proposed for the log: whole minutes, a started one counts from its half on; at least one. */
export const minutesOf = (watch: Stopwatch, now: Date): number =>
  Math.max(1, Math.round(measured(watch, now) / 60_000))

/** `12:38`, `1:02:05`. @param milliseconds 0 or more */
export const stopwatchWords = (milliseconds: number): string => {
  const seconds = Math.floor(milliseconds / 1_000)
  const two = (value: number): string => String(value).padStart(2, '0')
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60]
  return `${hours > 0 ? `${hours}:${two(minutes)}` : two(minutes)}:${two(seconds % 60)}`
}

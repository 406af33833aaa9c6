/** Which day a minute of homework belongs to, and how long it can still be put right. */
import { dayInChina } from '../china-time'

/** An evening ends at four in the morning: homework finished after midnight is that evening's, not the new day's. */
const NIGHT_HOURS = 4
/** Days back that are put right without a reason. */
const MEND_DAYS = 7
/** Days back that are taken at all: a term is over by then. */
const MOST_DAYS = 200

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** @returns the day in China, `2026-11-25`, whose homework is being done at that moment */
export const eveningOf = (moment: Date): string => dayInChina(moment.getTime() - NIGHT_HOURS * HOUR)

/** Days from `from` to `to`, both `2026-11-25`; a leap day counts like any other. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY)

/** The day so many days before. */
export const dayBefore = (day: string, count: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - count * DAY).toISOString().slice(0, 10)

export type Mending = 'free' | 'why' | 'closed'

/**
 * Whether minutes of that day may still be written or changed: tonight and the last seven days freely, older ones with a
 * reason, days to come and those of another term not at all.
 */
export const mendingOf = (onDay: string, now: Date): Mending => {
  const age = daysBetween(onDay, eveningOf(now))
  if (age < 0 || age > MOST_DAYS) return 'closed'
  return age <= MEND_DAYS ? 'free' : 'why'
}

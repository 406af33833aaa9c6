/** The district's days: which are school days, and reckoning in them. Time is China's, whatever the machine is set to. */
import * as z from 'zod/mini'
import { dayInChina, inChina } from './china-time'
import { day } from './common'

export const calendarDay = z.object({
  day,
  isSchoolDay: z.boolean(),
  /** Why it differs from an ordinary week: 国庆节, 国庆节调休. */
  name: z.string(),
})
export type CalendarDay = z.infer<typeof calendarDay>

/** Days that differ from the ordinary week, by day. */
export type Calendar = ReadonlyMap<string, CalendarDay>

/** An ordinary week: Monday to Friday at school. */
export const ordinaryWeek: Calendar = new Map()

export const calendarOf = (days: readonly CalendarDay[]): Calendar =>
  new Map(days.map((one) => [one.day, one]))

/** @param onDay `2026-10-01` */
export const isSchoolDay = (onDay: string, calendar: Calendar): boolean => {
  const marked = calendar.get(onDay)
  if (marked) return marked.isSchoolDay
  // A calendar day has no clock: read as UTC it keeps its weekday.
  const weekday = new Date(`${onDay}T00:00:00Z`).getUTCDay()
  return weekday !== 0 && weekday !== 6
}

/** Longest search for a school day: a calendar that is all holidays must not hang. */
const MOST_DAYS = 3_660

/** The same time of day, `count` school days later; days off do not count, nor does the day of the start. */
export const addSchoolDays = (moment: Date, count: number, calendar: Calendar): Date => {
  let at = inChina(moment)
  let left = count
  for (let looked = 0; left > 0; looked++) {
    if (looked > MOST_DAYS) throw new Error('the calendar has no school days left')
    at = at.add(1, 'day')
    if (isSchoolDay(dayInChina(at.valueOf()), calendar)) left--
  }
  return at.toDate()
}

/** The same time of day on that day if it is a school day, otherwise on the next one. */
export const onSchoolDay = (moment: Date, calendar: Calendar): Date =>
  isSchoolDay(dayInChina(moment), calendar) ? moment : addSchoolDays(moment, 1, calendar)

export const addHours = (moment: Date, hours: number): Date => new Date(moment.getTime() + hours * 3_600_000)

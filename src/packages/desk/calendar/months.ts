/** A year as months of days, each with what it is and why. */
import { type Calendar, isSchoolDay } from '@contract/calendar'

export type DayCell = {
  /** `2026-10-01`. */
  day: string
  number: number
  isSchoolDay: boolean
  /** Why it differs from its week; empty where it does not. */
  name: string
  isMarked: boolean
}
/** `blanks`: days of the week before the first, Monday first. */
export type Month = { month: number; blanks: number; days: DayCell[]; schoolDays: number }

const two = (value: number): string => String(value).padStart(2, '0')

export const monthsOf = (year: number, calendar: Calendar): Month[] =>
  Array.from({ length: 12 }, (_, index) => {
    const month = index + 1
    const length = new Date(Date.UTC(year, month, 0)).getUTCDate()
    const days = Array.from({ length }, (_unused, at): DayCell => {
      const day = `${year}-${two(month)}-${two(at + 1)}`
      const marked = calendar.get(day)
      return {
        day,
        number: at + 1,
        isSchoolDay: isSchoolDay(day, calendar),
        name: marked?.name ?? '',
        isMarked: marked !== undefined,
      }
    })
    return {
      month,
      blanks: (new Date(Date.UTC(year, index, 1)).getUTCDay() + 6) % 7,
      days,
      schoolDays: days.filter((one) => one.isSchoolDay).length,
    }
  })

/** Every day from one to another, both included; one day where the second is not after it, at most a year. */
export const daysThrough = (first: string, last: string): string[] => {
  const from = Date.parse(`${first}T00:00:00Z`)
  const to = Date.parse(`${last}T00:00:00Z`)
  const count = Number.isNaN(to) || to < from ? 1 : Math.min(366, (to - from) / 86_400_000 + 1)
  return Array.from({ length: count }, (_, index) =>
    new Date(from + index * 86_400_000).toISOString().slice(0, 10),
  )
}

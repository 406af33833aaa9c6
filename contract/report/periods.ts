/** The periods of statistics: halves of the school year by the calendar. They never overlap, and each is published once. */
import * as z from 'zod/mini'
import { dayInChina, inChina } from '../china-time'

/** `2025-2`: the second half (February to July) of the school year that began in 2025. */
export const period = z.string().check(z.regex(/^20\d\d-[12]$/, '没有这个学期'))

/** Days after a half ends until it is published, so that most of its cases are closed. */
const DAYS_UNTIL_PUBLISHED = 30

export const periodOf = (moment: string | number | Date): string => {
  const day = inChina(moment)
  const month = day.month() + 1
  if (month >= 8) return `${day.year()}-1`
  return month === 1 ? `${day.year() - 1}-1` : `${day.year() - 1}-2`
}

const partsOf = (key: string): { year: number; half: number } => ({
  year: Number(key.slice(0, 4)),
  half: Number(key.slice(5)),
})

export const nextPeriod = (key: string): string => {
  const { year, half } = partsOf(key)
  return half === 1 ? `${year}-2` : `${year + 1}-1`
}

const monthStart = (year: number, month: number): string => `${year}-${String(month).padStart(2, '0')}-01`
const startDay = (key: string): string => {
  const { year, half } = partsOf(key)
  return half === 1 ? monthStart(year, 8) : monthStart(year + 1, 2)
}

/** First moment of a day in China. */
const dayStart = (day: string): Date => new Date(`${day}T00:00:00+08:00`)

/** From the first moment up to, and not with, the last. */
export const spanOf = (key: string): { from: Date; until: Date } => ({
  from: dayStart(startDay(key)),
  until: dayStart(startDay(nextPeriod(key))),
})

/** The day on which it is published, in China. */
export const publishedOn = (key: string): string =>
  dayInChina(spanOf(key).until.getTime() + DAYS_UNTIL_PUBLISHED * 86_400_000)

export const isPublishable = (key: string, now: Date): boolean => dayInChina(now) >= publishedOn(key)

/** 2025—2026学年下学期 */
export const periodName = (key: string): string => {
  const { year, half } = partsOf(key)
  return `${year}—${year + 1}学年${half === 1 ? '上' : '下'}学期`
}

/** 2026年2月至7月 */
export const periodMonths = (key: string): string => {
  const { year, half } = partsOf(key)
  return half === 1 ? `${year}年8月至${year + 1}年1月` : `${year + 1}年2月至7月`
}

/** 8月 … 1月, in order. */
export const monthsOf = (key: string): string[] =>
  (partsOf(key).half === 1 ? [8, 9, 10, 11, 12, 1] : [2, 3, 4, 5, 6, 7]).map((month) => `${month}月`)

/** Which of the half's six months, from 0. */
export const monthIndex = (moment: string | number | Date): number => {
  const month = inChina(moment).month() + 1
  return month === 1 ? 5 : month >= 8 ? month - 8 : month - 2
}

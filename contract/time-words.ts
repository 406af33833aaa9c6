/** Moments and spans as people say them, on China's clock. */
import { daysFromNow, inChina } from './china-time'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

type Moment = string | Date

const nearDays: Record<number, string> = { [-1]: '昨天', 0: '今天', 1: '明天' }

/** `11月28日`, with the year only where it is another one than now. */
export const dayWords = (at: Moment, now: Date): string =>
  inChina(at).format(inChina(at).year() === inChina(now).year() ? 'M月D日' : 'YYYY年M月D日')

/** `今天 16:40`, `昨天 10:00`, `11月18日 09:30`, `2025年11月18日 09:30`. */
export const momentWords = (at: Moment, now: Date): string =>
  `${nearDays[daysFromNow(at, now)] ?? dayWords(at, now)} ${inChina(at).format('HH:mm')}`

/** `11月18日 20:00`, for what must not change its words tomorrow: a receipt, a letter. */
export const dateClockWords = (at: Moment): string => inChina(at).format('M月D日 HH:mm')

/** `11月18日`. */
export const dateWords = (at: Moment): string => inChina(at).format('M月D日')

/** For a narrow list: the clock today, otherwise the day. */
export const shortMomentWords = (at: Moment, now: Date): string => {
  const days = daysFromNow(at, now)
  if (days === 0) return inChina(at).format('HH:mm')
  return days === -1 ? momentWords(at, now) : (nearDays[days] ?? dayWords(at, now))
}

/** `40 分钟`, `5 小时`, `1 天半`, `4 天`. @param milliseconds 0 or more */
export const spanWords = (milliseconds: number): string => {
  if (milliseconds < HOUR) return `${Math.max(1, Math.floor(milliseconds / MINUTE))} 分钟`
  if (milliseconds < DAY) return `${Math.floor(milliseconds / HOUR)} 小时`
  const days = Math.floor(milliseconds / DAY)
  const hasHalf = days < 3 && milliseconds - days * DAY >= DAY / 2
  return hasHalf ? `${days} 天半` : `${days} 天`
}

/** Moments and spans as people say them, on China's clock whatever the phone is set to. */

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const CHINA_OFFSET = 8 * HOUR

const inChina = (milliseconds: number) => {
  const shifted = new Date(milliseconds + CHINA_OFFSET)
  const two = (value: number) => String(value).padStart(2, '0')
  return {
    dayNumber: Math.floor((milliseconds + CHINA_OFFSET) / DAY),
    year: shifted.getUTCFullYear(),
    date: `${shifted.getUTCMonth() + 1}月${shifted.getUTCDate()}日`,
    clock: `${two(shifted.getUTCHours())}:${two(shifted.getUTCMinutes())}`,
  }
}

const nearDays: Record<number, string> = { [-1]: '昨天', 0: '今天', 1: '明天' }

const dayOf = (at: number, now: Date): string => {
  const there = inChina(at)
  const here = inChina(now.getTime())
  const near = nearDays[there.dayNumber - here.dayNumber]
  if (near) return near
  return there.year === here.year ? there.date : `${there.year}年${there.date}`
}

/** `今天 16:40`, `昨天 10:00`, `11月18日 09:30`, `2025年11月18日 09:30`. @param at ISO moment */
export const momentWords = (at: string, now: Date): string =>
  `${dayOf(Date.parse(at), now)} ${inChina(Date.parse(at)).clock}`

/** `11月18日 20:00`, for what must not change its words tomorrow: a receipt, a letter. @param at ISO moment */
export const dateClockWords = (at: string): string => {
  const { date, clock } = inChina(Date.parse(at))
  return `${date} ${clock}`
}

/** `11月18日`. @param at ISO moment */
export const dateWords = (at: string): string => inChina(Date.parse(at)).date

/** For a narrow list: the clock today, otherwise the day. @param at ISO moment */
export const shortMomentWords = (at: string, now: Date): string => {
  const milliseconds = Date.parse(at)
  const day = dayOf(milliseconds, now)
  if (day === '今天') return inChina(milliseconds).clock
  return day === '昨天' ? `昨天 ${inChina(milliseconds).clock}` : day
}

/** `40 分钟`, `5 小时`, `1 天半`, `4 天`. @param milliseconds 0 or more */
export const spanWords = (milliseconds: number): string => {
  if (milliseconds < HOUR) return `${Math.max(1, Math.floor(milliseconds / MINUTE))} 分钟`
  if (milliseconds < DAY) return `${Math.floor(milliseconds / HOUR)} 小时`
  const days = Math.floor(milliseconds / DAY)
  const hasHalf = days < 3 && milliseconds - days * DAY >= DAY / 2
  return hasHalf ? `${days} 天半` : `${days} 天`
}

/** China's one clock, whatever the phone or the server is set to. */
import dayjs, { type Dayjs } from 'dayjs'
import utc from 'dayjs/plugin/utc'

dayjs.extend(utc)

const CHINA_HOURS = 8

/** A moment as a clock on a wall in China shows it. @param moment ISO 8601, milliseconds or a Date */
export const inChina = (moment: string | number | Date): Dayjs => dayjs.utc(moment).utcOffset(CHINA_HOURS)

/** The calendar day in China, `2026-11-22`. */
export const dayInChina = (moment: string | number | Date): string => inChina(moment).format('YYYY-MM-DD')

/** Whole days from `now`'s day to `moment`'s day in China: −1 is yesterday. */
export const daysFromNow = (moment: string | number | Date, now: Date): number =>
  inChina(moment).startOf('day').diff(inChina(now).startOf('day'), 'day')

/** Moments as the office types them: China's clock, to the minute. */
import { inChina } from '@contract/china-time'

/** `2026-11-28 12:00`. */
export const typedMoment = (moment: string): string => inChina(moment).format('YYYY-MM-DD HH:mm')

/** ISO 8601; null where it is no moment. */
export const readMoment = (typed: string): string | null => {
  if (!/^\d{4}-\d{2}-\d{2} \d{1,2}:\d{2}$/.test(typed.trim())) return null
  const [day = '', time = ''] = typed.trim().split(' ')
  const moment = new Date(`${day}T${time.padStart(5, '0')}:00+08:00`)
  return Number.isNaN(moment.getTime()) ? null : moment.toISOString()
}

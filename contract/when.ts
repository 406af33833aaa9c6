/** Moments as people in China say them: 今天 16:40, 昨天 9:05, 11月18日 09:30. */
const CHINA_OFFSET_MS = 8 * 3_600_000
const DAY_MS = 86_400_000

const twoDigits = (value: number): string => String(value).padStart(2, '0')
/** The same wall clock as in China, readable with the `getUTC…` methods. */
const inChina = (moment: string | Date): Date => new Date(new Date(moment).getTime() + CHINA_OFFSET_MS)
const dayNumber = (china: Date): number => Math.floor(china.getTime() / DAY_MS)

/** `16:40` in China. */
export const clockWords = (moment: string | Date): string => {
  const china = inChina(moment)
  return `${twoDigits(china.getUTCHours())}:${twoDigits(china.getUTCMinutes())}`
}

/** `11月28日`, with the year only where it is another one than now. */
export const dayWords = (moment: string | Date, now: Date): string => {
  const china = inChina(moment)
  const words = `${china.getUTCMonth() + 1}月${china.getUTCDate()}日`
  return china.getUTCFullYear() === inChina(now).getUTCFullYear()
    ? words
    : `${china.getUTCFullYear()}年${words}`
}

/**
 * A moment as a person would say it now.
 *
 * @param moment ISO 8601
 * @returns 今天 16:40 · 昨天 16:40 · 明天 16:40 · 11月18日 16:40 · 2025年11月18日 16:40
 */
export const whenWords = (moment: string | Date, now: Date): string => {
  const days = dayNumber(inChina(moment)) - dayNumber(inChina(now))
  const near = days === 0 ? '今天' : days === -1 ? '昨天' : days === 1 ? '明天' : null
  return `${near ?? dayWords(moment, now)} ${clockWords(moment)}`
}

/** The days' roots in words: for the bureau's page, its Excel and its print, and for whoever compares. */
import { inChina } from '../china-time'
import { daysWords } from './check-words'
import type { RootMonthDay, RootTrouble } from './root-month'

/** `2026-11` → `2026年11月`. */
export const monthWords = (month: string): string => inChina(`${month}-01T00:00:00+08:00`).format('YYYY年M月')

/** How many cases a day's root holds, as far as may be said. */
export const atLeastWords = ({ sealed }: RootMonthDay): string => {
  if (sealed === null) return ''
  if (sealed.atLeast === null) return '查不到'
  return sealed.atLeast < 10 ? '不足 10 件' : `${sealed.atLeast} 件以上`
}

const listed = (days: readonly string[]): string => days.map(daysWords).join('、')

const sentences: Record<RootTrouble['what'], (days: string) => string> = {
  missing: (days) => `缺少 ${days} 的总根。`,
  unlinked: (days) => `${days} 的总根和前一天接不上，可能被改过。`,
  treeless: (days) => `${days} 的底稿不见了，家长没法核对这些天。`,
  fewer: (days) => `${days} 包含的事情比前一天少，可能有整件事被删掉。`,
}

/** One sentence for each kind of trouble, with all its days. */
export const rootTroubleSentences = (troubles: readonly RootTrouble[]): string[] =>
  (['missing', 'unlinked', 'treeless', 'fewer'] as const).flatMap((what) => {
    const days = troubles.filter((one) => one.what === what).map(({ day }) => day)
    return days.length > 0 ? [sentences[what](listed(days))] : []
  })

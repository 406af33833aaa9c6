/** Roots that a person brought from elsewhere, a website or a notice board, compared with what is published here. */
import type { PublishedDay } from './daily-root'

/** A root as it stands in what was pasted, with the day beside it where one stands there. */
export type BroughtRoot = { day: string | null; root: string }

export type ComparedRoot = {
  brought: BroughtRoot
  /** The day whose root was compared, or that has this root. */
  day: string | null
  verdict:
    | 'same'
    | 'differs'
    /** The day is not published here. */
    | 'no_such_day'
    /** No day that was searched has this root, and none was named. */
    | 'nowhere'
}

// Without a look-behind, which the Safari of many a family's phone does not know.
const ROOT = /(?:^|[^0-9a-f])([0-9a-f]{64})(?![0-9a-f])/gi
const DAY = /(20\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})/

/** Every root in a text, line by line: `2026-11-24 09dc…`, `2026年11月24日：09dc…`, or a root alone. */
export const broughtRoots = (text: string): BroughtRoot[] =>
  text.split(/\r?\n/).flatMap((line) => {
    const [, year, month = '', date = ''] = DAY.exec(line) ?? []
    const day = year ? `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}` : null
    return [...line.matchAll(ROOT)].map(([, root = '']) => ({ day, root: root.toLowerCase() }))
  })

/** @param days what is published here, as far back as the oldest day that was brought */
export const compareRoots = (
  brought: readonly BroughtRoot[],
  days: readonly PublishedDay[],
): ComparedRoot[] =>
  brought.map((one): ComparedRoot => {
    const { day, root } = one
    if (day === null) {
      const found = days.find((published) => published.root === root)
      return { brought: one, day: found?.day ?? null, verdict: found ? 'same' : 'nowhere' }
    }
    const published = days.find((other) => other.day === day)
    if (!published) return { brought: one, day, verdict: 'no_such_day' }
    return { brought: one, day, verdict: published.root === root ? 'same' : 'differs' }
  })

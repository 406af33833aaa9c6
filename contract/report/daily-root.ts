/** The root that the bureau publishes of each day: what it is made of, and how the holder of a receipt checks it. */
import type { Sha256 } from './chain'
import { leafHash, rootAbove } from './merkle'

/** What stands before the first day. */
export const rootStart = '0'.repeat(64)

/** Places of a day's tree. Those that no case needs are filled with noise, so that nobody can count cases. */
export const leastPlaces = 16_384

/** A case as it stood when the day ended. */
export type CaseOnDay = {
  /** Calendar day in China, `2026-11-25`. */
  day: string
  /** Names the case on this day and no other, to those who know its receipt. */
  handle: string
  /** Hash of its last step before the day ended, and how many there were. */
  head: string
  events: number
}

export type PublishedDay = {
  day: string
  /** Root of the tree over all cases. */
  tree: string
  /** The published root of the day before. */
  previous: string
  /** What is published. */
  root: string
}

export type Inclusion = CaseOnDay & { index: number; size: number; path: readonly string[] }

export const caseLeaf = (sha256: Sha256, { day, handle, head, events }: CaseOnDay): string =>
  leafHash(sha256, `anxin case 1\n${JSON.stringify([day, handle, head, events])}`)

/** The root of a day, over the tree of that day and the root of the day before. */
export const dayRoot = (sha256: Sha256, { day, tree, previous }: Omit<PublishedDay, 'root'>): string =>
  sha256(`\u0002anxin day 1\n${JSON.stringify([day, previous, tree])}`)

/** True where the case stood under that day's root. */
export const isUnderRoot = (sha256: Sha256, inclusion: Inclusion, published: PublishedDay): boolean =>
  inclusion.day === published.day &&
  rootAbove(sha256, caseLeaf(sha256, inclusion), inclusion.index, inclusion.size, inclusion.path) ===
    published.tree &&
  dayRoot(sha256, published) === published.root

const nextDay = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)

/**
 * The first day, oldest first, that does not follow from the one before it; null where all do.
 *
 * @param held a root that the reader knows from earlier, which these days must go on from or repeat
 */
export const firstBrokenDay = (
  sha256: Sha256,
  days: readonly PublishedDay[],
  held: { day: string; root: string } | null,
): string | null => {
  for (const [index, one] of days.entries()) {
    const before = days[index - 1]
    const follows = before === undefined || (one.day === nextDay(before.day) && one.previous === before.root)
    const isHeld = held === null || one.day !== held.day || one.root === held.root
    if (!follows || !isHeld || dayRoot(sha256, one) !== one.root) return one.day
  }
  return null
}

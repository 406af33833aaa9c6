/** Words of danger are looked for in everything that is typed, wherever it is typed. */
import { type CrisisHit, findCrisis } from '@contract/report/crisis-words'
import type { Draft } from '@/outbox/draft'

const written = ['details', 'place', 'occurredWhen', 'since', 'howOften', 'witnesses', 'contact'] as const

/**
 * @param change what was just typed or picked
 * @param answered words that the sheet has come up for already
 */
export const crisisIn = (change: Partial<Draft>, answered: readonly string[]): CrisisHit | null => {
  for (const field of written) {
    const words = change[field]
    const hit = words === undefined ? null : findCrisis(words, answered)
    if (hit) return hit
  }
  return null
}

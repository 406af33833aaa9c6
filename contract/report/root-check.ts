/** The check of a case against the days' published roots: that it cannot vanish, nor fall back to what it was. */
import { inChina } from '../china-time'
import type { Sha256 } from './chain'
import { firstBrokenDay, type Inclusion, isUnderRoot, type PublishedDay } from './daily-root'

export type HeldRoot = { day: string; root: string }

export type RootCheck =
  /** No day has been published yet, or the case is younger than the newest one. */
  | { state: 'waiting' }
  /** The case stood under this day's root with its first `events` steps. */
  | { state: 'under'; day: string; root: string; events: number; isToTheEnd: boolean }
  /** A day does not follow from the one before it, or is not what this phone saw earlier. */
  | { state: 'roots_changed'; day: string }
  /** The case was filed before the day ended, and is not under its root as the server shows it now. */
  | { state: 'not_under'; day: string }

/** The moment at which a day in China is over. @param day `2026-11-25` */
export const endOfDay = (day: string): Date => inChina(`${day}T00:00:00+08:00`).add(1, 'day').toDate()

export type RootQuestion = {
  /** Oldest first; reaching back to the day that the phone holds, where it holds one. */
  days: readonly PublishedDay[]
  heldRoot: HeldRoot | null
  /** What the server offers for the newest of these days. */
  inclusion: Inclusion | null
  /** Hash of each step, as this phone recomputed it. */
  hashes: readonly string[]
  /** Moment of the first step. */
  filedAt: string
}

export const checkRoots = (sha256: Sha256, question: RootQuestion): RootCheck => {
  const { days, heldRoot, inclusion, hashes, filedAt } = question
  const broken = firstBrokenDay(sha256, days, heldRoot)
  if (broken !== null) return { state: 'roots_changed', day: broken }
  if (heldRoot !== null && !days.some(({ day }) => day === heldRoot.day))
    return { state: 'roots_changed', day: heldRoot.day }
  const newest = days.at(-1)
  if (!newest || Date.parse(filedAt) >= endOfDay(newest.day).getTime()) return { state: 'waiting' }
  const isUnder =
    inclusion !== null &&
    isUnderRoot(sha256, inclusion, newest) &&
    hashes[inclusion.events - 1] === inclusion.head
  if (!isUnder) return { state: 'not_under', day: newest.day }
  return {
    state: 'under',
    day: newest.day,
    root: newest.root,
    events: inclusion.events,
    isToTheEnd: inclusion.events === hashes.length,
  }
}

/** Seals each day that is over with a root over all cases, one day after another, each once; after downtime it catches up. */
import { dayInChina, inChina } from '../../contract/china-time'
import { dayRoot, rootStart } from '../../contract/report/daily-root'
import { rootOf } from '../../contract/report/merkle'
import { endOfDay } from '../../contract/report/root-check'
import { type Queryable, transactionAs } from '../platform/database'
import type { Services } from '../platform/services'
import { sha256 } from './chain'
import { buildDayTree, leavesOf } from './day-tree'
import { findLastRoot, insertRoot, listHeadsBefore } from './root-queries'

/** A request that began before midnight has ended by then, so that no step can still slip under the root. */
const AFTER_MIDNIGHT_MINUTES = 10

const dayAfter = (day: string): string => inChina(`${day}T00:00:00+08:00`).add(1, 'day').format('YYYY-MM-DD')

/** The newest day that may be sealed at `now`. */
const lastOver = (now: Date): string =>
  dayInChina(inChina(now).subtract(AFTER_MIDNIGHT_MINUTES, 'minute').subtract(1, 'day').toDate())

/** Hours after midnight by which the day's root is surely missed. */
const MISSED_AFTER_HOURS = 2

/** The newest day whose root should be there by now. */
export const newestDue = (now: Date): string =>
  dayInChina(inChina(now).subtract(MISSED_AFTER_HOURS, 'hour').subtract(1, 'day').toDate())

/**
 * Makes the roots that are due.
 *
 * @param isOver true once no new day may be begun
 * @param since first day of a district that has no root yet; by default the newest day that is over
 * @returns days sealed by this run
 */
export const makeDailyRoots = async (
  services: Services,
  isOver: () => boolean,
  since?: string,
): Promise<number> => {
  const now = services.now()
  const newest = lastOver(now)
  let made = 0
  while (!isOver()) {
    const outcome = await transactionAs(services.database, 'anxin_roots', (db) =>
      sealNext(services, db, since ?? newest, newest, now),
    )
    if (outcome === 'nothing_due') break
    if (outcome === 'sealed') made++
  }
  return made
}

const sealNext = async (
  services: Services,
  db: Queryable,
  first: string,
  newest: string,
  now: Date,
): Promise<'sealed' | 'another_did' | 'nothing_due'> => {
  const last = await findLastRoot(db)
  const day = last ? dayAfter(last.day) : first
  if (day > newest) return 'nothing_due'
  const leaves = leavesOf(services, day, await listHeadsBefore(db, endOfDay(day)))
  const tree = rootOf(buildDayTree(services, day, leaves))
  const previous = last?.root ?? rootStart
  const root = dayRoot(sha256, { day, tree, previous })
  const isNew = await insertRoot(db, { day, tree, previous, root }, leaves, now)
  return isNew ? 'sealed' : 'another_did'
}

/** Keeps the rollups of homework: what changed is counted again, from the log and from nothing else. */
import { actAs, transactionAs } from '../platform/database'
import type { Services } from '../platform/services'
import {
  addDistrictDays,
  addGradeDays,
  type ClassDay,
  clearRollups,
  countClassDays,
  countSpan,
  findSpan,
  holdRollups,
  takeChanges,
  takeMemory,
} from './homework/rollup-queries'

const CHANGES_AT_ONCE = 5_000

/**
 * Works off the queue. Two runs at once do not meet: the second waits and finds less to do.
 *
 * @param isOver true once no new batch may be begun
 * @returns changes worked off
 */
export const rollUpHomework = async (
  { database }: Pick<Services, 'database'>,
  isOver: () => boolean,
): Promise<number> => {
  let done = 0
  while (!isOver()) {
    const taken = await transactionAs(database, 'anxin_rollups', async (db) => {
      await holdRollups(db)
      const changes = await takeChanges(db, CHANGES_AT_ONCE)
      if (changes.length === 0) return 0
      const grades = await countClassDays(db, eachOnce(changes))
      await addGradeDays(db, grades)
      await addDistrictDays(db, eachGradeOnce(grades))
      return changes.length
    })
    done += taken
    if (taken < CHANGES_AT_ONCE) break
  }
  return done
}

const eachOnce = (changes: readonly ClassDay[]): ClassDay[] => [
  ...new Map(changes.map((one) => [`${one.class_id} ${one.day}`, one])).values(),
]

const eachGradeOnce = <One extends { grade: number; day: string }>(grades: readonly One[]): One[] => [
  ...new Map(grades.map((one) => [`${one.grade} ${one.day}`, one])).values(),
]

/**
 * Counts everything anew, month by month in one transaction: readers see the old numbers until it is done.
 *
 * @param say told of each month
 * @returns days from the first to the last that was logged; null where nothing was
 */
export const rebuildRollups = (
  { database }: Pick<Services, 'database'>,
  say: (month: string) => void = () => {},
): Promise<{ first: string; last: string } | null> =>
  database.script(async (db) => {
    await actAs(db, 'anxin_rollups')
    await takeMemory(db)
    await holdRollups(db)
    await clearRollups(db)
    const span = await findSpan(db)
    if (span === null) return null
    for (let month = `${span.first.slice(0, 7)}-01`; month <= span.last; month = nextMonth(month)) {
      say(month.slice(0, 7))
      await countSpan(db, month, nextMonth(month))
    }
    return span
  })

/** @param first `2026-12-01`, answers `2027-01-01` */
const nextMonth = (first: string): string => {
  const [year = 0, month = 0] = first.split('-').map(Number)
  return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10)
}

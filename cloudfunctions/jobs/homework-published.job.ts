/** Publishes each day's homework numbers once, on the next morning, through the gate; raises what they bring to light. */
import { randomInt } from 'node:crypto'
import { inChina } from '../../contract/china-time'
import { dayBefore } from '../../contract/homework/evening'
import { publishedAtHour } from '../../contract/homework/published'
import { transactionAs } from '../platform/database'
import type { Services } from '../platform/services'
import type { Lot } from '../platform/suppression/tables'
import { gateDay } from './homework/gate-day'
import {
  findDueDay,
  holdPublishing,
  insertPublication,
  listClassDay,
  listClassSizes,
} from './homework/publish-queries'
import { climbAlerts, raiseAlerts } from './homework/raise-alerts'

const LOTS = 2 ** 32
/** Nobody can foresee or repeat how these fall. */
const lot: Lot = () => randomInt(LOTS) / LOTS

/** The last day whose numbers are due at that moment. */
const lastDue = (now: Date): string =>
  dayBefore(inChina(now.getTime() - publishedAtHour * 3_600_000).format('YYYY-MM-DD'), 1)

/**
 * Publishes what is due, oldest day first. Two runs at once publish each day once.
 *
 * @param isOver true once no new day may be begun
 * @returns days published
 */
export const publishHomework = async (
  { database, now }: Pick<Services, 'database' | 'now'>,
  isOver: () => boolean,
): Promise<number> => {
  let published = 0
  const publishNext = () =>
    transactionAs(database, 'anxin_rollups', async (db) => {
      await holdPublishing(db)
      const day = await findDueDay(db, lastDue(now()))
      if (day === undefined) return false
      const rows = gateDay(await listClassSizes(db, day), await listClassDay(db, day), lot)
      await insertPublication(db, day, rows, now())
      await raiseAlerts(db, day, now())
      return true
    })
  while (!isOver() && (await publishNext())) published++
  await transactionAs(database, 'anxin_rollups', (db) => climbAlerts(db, now()))
  return published
}

/** Publishes the numbers of each half of the school year that is due, once, through the gate. */
import { randomInt } from 'node:crypto'
import { isPublishable, nextPeriod, periodOf, spanOf } from '../../contract/report/periods'
import { transactionAs } from '../platform/database'
import type { Services } from '../platform/services'
import { passGate } from '../platform/suppression/gate'
import type { Lot, Row } from '../platform/suppression/tables'
import { countHidden, countSchools } from './statistics/count'
import {
  findFirstFiling,
  holdPublishing,
  insertPublication,
  listCounted,
  listPublished,
  listSchools,
  type PublishedRow,
  type SchoolRow,
} from './statistics/queries'

const LOTS = 2 ** 32
/** Nobody can foresee or repeat how these fall. */
const lot: Lot = () => randomInt(LOTS) / LOTS

/**
 * Publishes what is due, oldest half first. Two runs at once publish each half once.
 *
 * @param isOver true once no new half may be begun
 * @returns halves published
 */
export const publishStatistics = async (services: Services, isOver: () => boolean): Promise<number> => {
  let published = 0
  while (!isOver() && (await publishNext(services))) published++
  return published
}

const publishNext = ({ database, now }: Services): Promise<boolean> =>
  transactionAs(database, 'anxin_statistics', async (db) => {
    await holdPublishing(db)
    const first = await findFirstFiling(db)
    if (first === null) return false
    const done = await listPublished(db)
    let period = periodOf(first)
    while (done.has(period)) period = nextPeriod(period)
    if (!isPublishable(period, now())) return false
    const schools = await listSchools(db)
    const cases = await listCounted(db, spanOf(period))
    const district = passGate(countSchools(period, schools, cases), { lot })
    const hidden = passGate([countHidden(period, cases)], { lot })
    await insertPublication(
      db,
      period,
      [...districtRows(district, schools), ...hidden.map((row) => rowOf('bureau', row))],
      now(),
    )
    return true
  })

const rowOf = (scope: PublishedRow['scope'], row: Row): PublishedRow => ({
  scope,
  school_id: scope === 'school' ? Number(row.path[0]) : null,
  school_ids: (row.together ?? []).map(Number),
  total: row.total,
  tables: row.tables,
})

/** Every school has a row, also where nothing of it may be shown; so has a district with fewer than ten cases. */
const districtRows = (rows: readonly Row[], schools: readonly SchoolRow[]): PublishedRow[] => {
  const nothing = { school_ids: [], total: null, tables: {} }
  const shown = new Map(
    rows.filter((row) => row.path.length === 1).map((row) => [Number(row.path[0]), rowOf('school', row)]),
  )
  const [root] = rows
  return [
    root ? rowOf('district', root) : { scope: 'district', school_id: null, ...nothing },
    ...schools.map(({ id }): PublishedRow => shown.get(id) ?? { scope: 'school', school_id: id, ...nothing }),
    ...rows.filter((row) => row.together !== null).map((row) => rowOf('together', row)),
  ]
}

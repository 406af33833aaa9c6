/** Rotation: every data key is wrapped anew by one master key, in batches, while the server runs; content is never touched. */
import { transactionAs } from '../platform/database'
import type { Services } from '../platform/services'
import { countKeys, lockOldKeys, replaceKeys, type WrappedRow, type WrappedTable } from './rewrap-queries'
import { openDataKey, type Place, place, wrapKey } from './seal'

export { LOOKUP_VERSION } from './seal'

type Keyed = WrappedTable & { where: (ids: string[]) => Place }

/** Every table that holds wrapped keys; a test compares this list with the catalogue. */
export const wrappedTables: readonly Keyed[] = [
  { table: 'uploads', ids: ['id'], where: ([id = '']) => place.uploadKey(id) },
  { table: 'case_files', ids: ['case_id', 'id'], where: ([kase = '', id = '']) => place.fileKey(kase, id) },
  { table: 'cases', ids: ['id'], where: ([id = '']) => place.caseKey(id) },
  { table: 'case_identities', ids: ['case_id'], where: ([id = '']) => place.identityKey(id) },
  { table: 'identity_requests', ids: ['id'], where: ([id = '']) => place.identityRequestKey(id) },
]

type Holder = Pick<Services, 'database' | 'masterKeys'>

/** Version → table → how many keys it wraps. */
export type KeyUse = Map<number, Record<string, number>>

export const countKeyUse = async ({ database }: Holder): Promise<KeyUse> =>
  transactionAs(database, 'anxin_operator', async (db) => {
    const use: KeyUse = new Map()
    for (const { table, ...rest } of wrappedTables)
      for (const { version, count } of await countKeys(db, { table, ...rest }))
        use.set(version, { ...use.get(version), [table]: count })
    return use
  })

/** Keys that another version than `target` wraps. */
export const countOldKeys = (use: KeyUse, target: number): number =>
  [...use]
    .filter(([version]) => version !== target)
    .reduce((sum, [, tables]) => sum + Object.values(tables).reduce((a, b) => a + b, 0), 0)

/** Keys in one transaction: short enough that nobody who writes to a case waits for it. */
const BATCH = 200
/** Before looking again for rows that somebody else held. */
const PAUSE_MS = 50

/**
 * Wraps every data key by `target`. Each batch is a transaction of its own: killed at any point, all keys still open, and the
 * next run goes on where this one ended. Ends when nothing is wrapped by another version.
 *
 * @param target a version that every running server already knows
 * @param onProgress told after each batch
 */
export const rewrapAll = async (
  holder: Holder,
  target: number,
  onProgress: (progress: { done: number; left: number }) => void = () => {},
  batch = BATCH,
): Promise<number> => {
  const { database, masterKeys } = holder
  let done = 0
  for (;;) {
    const left = countOldKeys(await countKeyUse(holder), target)
    onProgress({ done, left })
    if (left === 0) return done
    const before = done
    for (const keyed of wrappedTables)
      for (;;) {
        const count = await transactionAs(database, 'anxin_operator', async (db) => {
          const rows = await lockOldKeys(db, keyed, target, batch)
          if (rows.length === 0) return 0
          const rewrapped = rows.map((row) => rewrap(masterKeys, keyed.where(row.ids), row, target))
          await replaceKeys(db, keyed, target, rewrapped)
          return rows.length
        })
        if (count === 0) break
        done += count
        onProgress({ done, left: Math.max(0, left - (done - before)) })
      }
    if (done === before) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
  }
}

const rewrap = (
  masterKeys: Services['masterKeys'],
  where: Place,
  { ids, wrapped, version }: WrappedRow,
  target: number,
) => {
  const key = openDataKey({ masterKeys }, where, { wrapped, version })
  return { ids, wrapped: wrapKey({ masterKeys, wrapVersion: target }, where, key).wrapped }
}

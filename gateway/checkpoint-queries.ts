/** Where the embedded store's log stands, and the order to begin it anew. */
import { one, type Queryable } from '../cloudfunctions/platform/database'

/** @returns bytes logged since the store was made */
export const countLoggedBytes = async (db: Queryable): Promise<number> =>
  one(await db.query<{ at: number }>(`select (pg_current_wal_insert_lsn() - '0/0'::pg_lsn)::bigint as at`)).at

export const writeCheckpoint = async (db: Queryable): Promise<void> => void (await db.query('checkpoint'))

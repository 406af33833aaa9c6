/** The tables there are, read from the catalogue: a test that names them itself forgets the next one. */
import { type Queryable, transactionAs } from '../../cloudfunctions/platform/database'
import type { World } from './world'

/** Every table of ours, from the catalogue; a table divided by month is one, and no role may touch its parts. */
export const listTables = async (db: Queryable): Promise<string[]> => {
  const found = await db.query<{ name: string }>(
    `select c.relname as name from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and not c.relispartition and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
       and c.relname <> 'schema_migrations' order by 1`,
  )
  return found.rows.map((row) => row.name)
}

/** The same, of a world's store. */
export const tablesOf = ({ database }: Pick<World, 'database'>): Promise<string[]> =>
  transactionAs(database, 'anxin_operator', listTables)

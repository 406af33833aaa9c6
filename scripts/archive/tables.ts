/** The database's own tables, parents first, and how their rows are read and written as they are. */
import type { Queryable } from '../../cloudfunctions/platform/database'

const ROWS_AT_ONCE = 500
/** Tables and columns come from the catalogue; still, a name that needs quoting gets it. */
const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** All tables but the list of migrations, a divided one as one, so ordered that a row's parents come before it. */
export const listTables = async (db: Queryable): Promise<string[]> => {
  const { rows } = await db.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'schema_migrations'
     order by 1`,
  )
  const { rows: links } = await db.query<{ child: string; parent: string }>(
    `select child.relname as child, parent.relname as parent from pg_constraint con
     join pg_class child on child.oid = con.conrelid join pg_class parent on parent.oid = con.confrelid
     where con.contype = 'f' and child.oid <> parent.oid`,
  )
  const waiting = new Set(rows.map((row) => row.name))
  const ordered: string[] = []
  while (waiting.size > 0) {
    const free = [...waiting].filter(
      (name) => !links.some((link) => link.child === name && waiting.has(link.parent)),
    )
    if (free.length === 0) throw new Error('tables refer to each other in a circle')
    for (const name of free) {
      waiting.delete(name)
      ordered.push(name)
    }
  }
  return ordered
}

/** A table's rows as JSON texts, a few hundred at a time. */
export async function* readRows(db: Queryable, table: string): AsyncGenerator<string[]> {
  await db.query(
    `declare archive no scroll cursor for select row_to_json(t)::text as row from ${quoted(table)} t`,
  )
  for (;;) {
    const { rows } = await db.query<{ row: string }>(`fetch ${ROWS_AT_ONCE} from archive`)
    if (rows.length === 0) break
    yield rows.map(({ row }) => row)
  }
  await db.query('close archive')
}

export const writeRows = async (db: Queryable, table: string, rows: readonly string[]): Promise<void> => {
  const name = quoted(table)
  await db.query(`insert into ${name} select * from json_populate_recordset(null::${name}, $1::json)`, [
    `[${rows.join(',')}]`,
  ])
}

/** Rows that the migrations themselves put there. */
const fromMigrations: Record<string, string> = {
  hotlines: `layer = 'national'`,
  calendar_days: 'true',
  clock_rules: 'true',
  homework_alert_rules: 'true',
}

/** True where nothing but the migrations' own rows lie in the tables. */
export const isEmpty = async (db: Queryable, tables: readonly string[]): Promise<boolean> => {
  for (const table of tables) {
    const { rows } = await db.query(
      `select 1 from ${quoted(table)} where not (${fromMigrations[table] ?? 'false'}) limit 1`,
    )
    if (rows.length > 0) return false
  }
  return true
}

export const clearMigrationRows = async (db: Queryable): Promise<void> => {
  for (const table of Object.keys(fromMigrations)) await db.query(`delete from ${quoted(table)}`)
}

/** Highest number in use per numbered column; null where there is none. */
export const listCounters = async (
  db: Queryable,
): Promise<{ table: string; column: string; highest: number | null }[]> => {
  const { rows } = await db.query<{ table: string; column: string }>(
    `select c.relname as table, a.attname as column from pg_attribute a join pg_class c on c.oid = a.attrelid
     join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and a.attidentity <> '' and not a.attisdropped order by 1, 2`,
  )
  const counters = []
  for (const { table, column } of rows) {
    const highest = await db.query<{ highest: number | null }>(
      `select max(${quoted(column)}) as highest from ${quoted(table)}`,
    )
    counters.push({ table, column, highest: highest.rows[0]?.highest ?? null })
  }
  return counters
}

/** Lets numbering go on after the highest. As the tables' owner. */
export const setCounter = async (
  db: Queryable,
  counter: { table: string; column: string; highest: number | null },
): Promise<void> => {
  if (counter.highest === null) return
  await db.query(`select setval(pg_get_serial_sequence($1, $2), $3)`, [
    quoted(counter.table),
    counter.column,
    counter.highest,
  ])
}

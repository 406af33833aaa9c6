/** The SQL of wrapped data keys, the same for every table that holds some; as the operator. */
import type { Queryable } from '../platform/database'

/** A table with `data_key_wrapped` and `key_version`, and the uuid columns that tell its rows apart. */
export type WrappedTable = { table: string; ids: readonly string[] }
export type WrappedRow = { ids: string[]; wrapped: Buffer; version: number }

/** Rows wrapped by another version, locked until the transaction ends; those that somebody else holds come next time. */
export const lockOldKeys = async (
  db: Queryable,
  { table, ids }: WrappedTable,
  target: number,
  limit: number,
): Promise<WrappedRow[]> =>
  (
    await db.query<WrappedRow>(
      `select array[${ids.map((id) => `${id}::text`).join(', ')}] as ids, data_key_wrapped as wrapped, key_version as version
       from ${table} where key_version <> $1 order by ${ids.join(', ')} limit $2 for update skip locked`,
      [target, limit],
    )
  ).rows

export const replaceKeys = async (
  db: Queryable,
  { table, ids }: WrappedTable,
  target: number,
  rows: readonly { ids: string[]; wrapped: Buffer }[],
): Promise<void> => {
  const names = ids.map((_, at) => `id${at}`)
  const arrays = ids.map((_, at) => `$${at + 3}::uuid[]`)
  const { count } = await db.query(
    `update ${table} t set data_key_wrapped = v.wrapped, key_version = $1
     from unnest($2::bytea[], ${arrays.join(', ')}) as v(wrapped, ${names.join(', ')})
     where ${ids.map((id, at) => `t.${id} = v.id${at}`).join(' and ')}`,
    [target, rows.map(({ wrapped }) => wrapped), ...ids.map((_, at) => rows.map((row) => row.ids[at]))],
  )
  if (count !== rows.length) throw new Error(`keys of ${table} were not replaced one for one`)
}

/** How many keys of a table each version wraps. */
export const countKeys = async (
  db: Queryable,
  { table }: WrappedTable,
): Promise<{ version: number; count: number }[]> =>
  (
    await db.query<{ version: number; count: number }>(
      `select key_version as version, count(*)::int as count from ${table} group by key_version order by key_version`,
    )
  ).rows

/** Brings a database to the newest migration; safe when two processes start at once. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Database } from './database'

const LOCK = 727_001

export type Migration = { name: string; sql: string; sha256: string }

/** Numbered `.sql` files of a folder, in order. */
export const readMigrations = (folder: string): Migration[] =>
  readdirSync(folder)
    .filter((file) => /^\d{4}_[a-z0-9_]+\.sql$/.test(file))
    .sort()
    .map((file) => {
      const sql = readFileSync(path.join(folder, file), 'utf8')
      return { name: file, sql, sha256: createHash('sha256').update(sql).digest('hex') }
    })

/**
 * Applies what is missing, each in its own transaction, under an advisory lock.
 *
 * @returns names of the migrations applied now
 * @throws Error where a migration that was applied has been changed since
 */
export const migrate = async (database: Database, migrations: readonly Migration[]): Promise<string[]> => {
  await database.script(async (db, run) => {
    await db.query('select pg_advisory_xact_lock($1)', [LOCK])
    await run(`create table if not exists schema_migrations (
      name text primary key, sha256 text not null, applied_at timestamptz not null default now())`)
  })
  const applied: string[] = []
  for (const migration of migrations) {
    await database.script(async (db, run) => {
      await db.query('select pg_advisory_xact_lock($1)', [LOCK])
      const found = await db.query<{ sha256: string }>(
        'select sha256 from schema_migrations where name = $1',
        [migration.name],
      )
      const before = found.rows[0]
      if (before) {
        if (before.sha256 !== migration.sha256)
          throw new Error(
            `migration ${migration.name} was changed after it had been applied; add a new one instead`,
          )
        return
      }
      await run(migration.sql)
      await db.query('insert into schema_migrations (name, sha256) values ($1, $2)', [
        migration.name,
        migration.sha256,
      ])
      applied.push(migration.name)
    })
  }
  return applied
}

/** True once every migration given stands in the database. */
export const isMigrated = (database: Database, migrations: readonly Migration[]): Promise<boolean> =>
  database.transaction(async (db) => {
    const { rows } = await db.query<{ name: string }>('select name from schema_migrations')
    const names = new Set(rows.map((row) => row.name))
    return migrations.every((migration) => names.has(migration.name))
  })

/** Writes everything of a store into one file: all tables as they stood at one moment, then all stored files. */
import { createWriteStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { actAs, type Database, type Queryable } from '../../cloudfunctions/platform/database'
import type { FileStore } from '../../cloudfunctions/platform/files/store'
import type { Migration } from '../../cloudfunctions/platform/migrate'
import { type Entry, FORMAT } from './format'
import { listTables, readRows } from './tables'

export type Counted = { tables: number; rows: number; files: number }

async function* entries(
  db: Queryable,
  files: FileStore,
  migrations: readonly Migration[],
  now: Date,
  counted: Counted,
): AsyncGenerator<Entry> {
  yield {
    kind: 'head',
    format: FORMAT,
    madeAt: now.toISOString(),
    migrations: migrations.map(({ name, sha256 }) => ({ name, sha256 })),
  }
  for (const table of await listTables(db)) {
    counted.tables += 1
    for await (const rows of readRows(db, table)) {
      counted.rows += rows.length
      yield { kind: 'rows', table, rows }
    }
  }
  // Files come after the rows: whatever a row names was stored before it.
  for await (const key of files.list('')) {
    const bytes = await files.get(key)
    counted.files += 1
    yield { kind: 'file', key, bytes: bytes.toString('base64') }
  }
  yield { kind: 'end', rows: counted.rows, files: counted.files }
}

async function* asLines(source: AsyncIterable<Entry>): AsyncGenerator<string> {
  for await (const entry of source) yield `${JSON.stringify(entry)}\n`
}

/** The file appears only when it is whole and on disk. Master keys are not in it. */
export const writeBackup = async (
  store: { database: Database; files: FileStore; migrations: readonly Migration[] },
  file: string,
  now: Date,
): Promise<Counted> => {
  const part = `${file}.part`
  const counted: Counted = { tables: 0, rows: 0, files: 0 }
  await rm(part, { force: true })
  try {
    await store.database.transaction(async (db) => {
      await db.query('set transaction isolation level repeatable read, read only')
      await actAs(db, 'anxin_operator')
      const lines = asLines(entries(db, store.files, store.migrations, now, counted))
      await pipeline(
        Readable.from(lines),
        createGzip(),
        createWriteStream(part, { flags: 'wx', mode: 0o600 }),
      )
    })
    const handle = await open(part, 'r')
    await handle.sync().finally(() => handle.close())
    await rename(part, file)
  } finally {
    await rm(part, { force: true })
  }
  return counted
}

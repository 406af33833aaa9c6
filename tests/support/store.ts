/** A migrated store for tests: PGlite from a template, or a database on a real PostgreSQL server (TEST_STORE=server). */

import { createHash, randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import pg from 'pg'
import {
  type Database,
  embeddedParsers,
  openServer,
  wrapEmbedded,
} from '../../cloudfunctions/platform/database'
import { migrate, readMigrations } from '../../cloudfunctions/platform/migrate'

export const migrationsFolder = path.resolve('cloudfunctions/database/migrations')
/** `server` where the runner has started PostgreSQL and set TEST_DATABASE_URL. */
export const storeKind = process.env.TEST_STORE === 'server' ? 'server' : 'embedded'

const templateFile = (): string => {
  const sha = createHash('sha256')
  for (const migration of readMigrations(migrationsFolder)) sha.update(migration.sha256)
  return path.resolve('.cache', `pglite-template-${sha.digest('hex').slice(0, 16)}.tar`)
}

/** A dumped, migrated PGlite folder; made once per set of migrations, because a new one takes ten seconds. */
export const embeddedTemplate = async (): Promise<Blob> => {
  const file = templateFile()
  if (!existsSync(file)) {
    const lite = await PGlite.create({ parsers: embeddedParsers })
    const database = wrapEmbedded(lite)
    await migrate(database, readMigrations(migrationsFolder))
    const dump = await lite.dumpDataDir('none')
    await database.close()
    mkdirSync(path.dirname(file), { recursive: true })
    const part = `${file}.${randomUUID()}`
    writeFileSync(part, Buffer.from(await dump.arrayBuffer()))
    renameSync(part, file)
  }
  return new Blob([readFileSync(file)])
}

/** A fresh, empty, migrated database. Close it when done. */
export const openTestStore = async (): Promise<Database> => {
  if (storeKind === 'embedded') {
    const lite = await PGlite.create({ loadDataDir: await embeddedTemplate(), parsers: embeddedParsers })
    return wrapEmbedded(lite)
  }
  const url = process.env.TEST_DATABASE_URL
  if (!url) throw new Error('TEST_STORE=server needs TEST_DATABASE_URL; run the tests with npm test')
  const name = `t_${randomUUID().replaceAll('-', '')}`
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  await admin.query(`create database ${name}`)
  await admin.end()
  const target = new URL(url)
  target.pathname = `/${name}`
  const database = openServer({ connectionString: target.toString(), maxConnections: 8 })
  await migrate(database, readMigrations(migrationsFolder))
  return {
    ...database,
    close: async () => {
      await database.close()
      const cleaner = new pg.Client({ connectionString: url })
      await cleaner.connect()
      await cleaner.query(`drop database if exists ${name} with (force)`)
      await cleaner.end()
    },
  }
}

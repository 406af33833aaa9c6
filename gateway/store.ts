/** Opens this server's store: PostgreSQL by address, or the embedded one in a folder that this process owns. */
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { type Database, openEmbedded, openServer } from '../cloudfunctions/platform/database'
import { type Migration, migrate, readMigrations } from '../cloudfunctions/platform/migrate'
import { ownFolder } from './data-folder'
import type { Settings } from './settings'
import { StartProblem } from './start-problem'

export type Store = {
  database: Database
  migrations: readonly Migration[]
  /** True where this start made the embedded store. */
  isNew: boolean
  close(): Promise<void>
}

/** Beside the bundle in production, in the source tree otherwise. */
const migrationsFolder = (): string => {
  const bundled = path.join(__dirname, 'migrations')
  return existsSync(bundled) ? bundled : path.join(__dirname, '../cloudfunctions/database/migrations')
}

const closeAfter = (database: Database, release: () => Promise<void>): Database['close'] => {
  let closing: Promise<void> | undefined
  return () => {
    closing ??= database.close().finally(release)
    return closing
  }
}

const isUnreachable = (code: string, message: string): boolean =>
  /^(ECONN|ETIMEDOUT|EHOST|ENET|57P0|08|53)/.test(code) || /timeout|terminated/i.test(message)

/** Why a server cannot be used, where a person can do something about it. */
const reasonOf = (code: string, message: string): string | undefined => {
  if (code.startsWith('28')) return '用户名或密码不对'
  if (code === '3D000') return '没有这个数据库，请先建库'
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return '找不到这台主机'
  if (code === '42501') return '这个用户没有建表和建角色（CREATEROLE）的权限'
  return isUnreachable(code, message) ? '服务器没有应答' : undefined
}

/** @returns a sentence for the person, or the error as it was */
const explain = (error: unknown): unknown => {
  if (error instanceof StartProblem || !(error instanceof Error)) return error
  const changed = /migration (\S+) was changed/.exec(error.message)?.[1]
  if (changed)
    return new StartProblem(
      `数据库是用另一版程序建立的（${changed} 与这里的不同）。请换回那一版，或用一个空的数据库、空的 DATA_DIR。`,
      { cause: error },
    )
  const reason = reasonOf(String((error as { code?: unknown }).code ?? ''), error.message)
  return reason === undefined
    ? error
    : new StartProblem(`连不上数据库：${reason}（DATABASE_URL）。`, { cause: error })
}

const openServerStore = async (url: string, settings: Settings, migrations: Migration[]): Promise<Store> => {
  const database = openServer({ connectionString: url, maxConnections: settings.maxConnections })
  try {
    await migrate(database, migrations)
  } catch (error) {
    await database.close().catch(() => {})
    throw explain(error)
  }
  return { database, migrations, isNew: false, close: closeAfter(database, async () => {}) }
}

/** Makes the store in a folder beside its place, so that a start cut short leaves no half of one. */
const makeEmbedded = async (folder: string, migrations: Migration[]): Promise<void> => {
  const part = `${folder}.part`
  rmSync(part, { recursive: true, force: true })
  mkdirSync(part, { recursive: true })
  const database = await openEmbedded(part)
  await migrate(database, migrations)
  await database.close()
  renameSync(part, folder)
}

const openEmbeddedStore = async (
  settings: Settings,
  migrations: Migration[],
  say: (line: string) => void,
  onLost: () => void,
): Promise<Store> => {
  const owned = await ownFolder(settings.dataDir, settings.publicUrl, onLost)
  let database: Database | undefined
  try {
    const folder = path.join(settings.dataDir, 'pg')
    const isNew = !existsSync(folder)
    if (isNew) {
      say('首次启动，正在建立数据库（约 10 秒）…')
      await makeEmbedded(folder, migrations)
    }
    database = await openEmbedded(folder)
    await migrate(database, migrations)
    return { database, migrations, isNew, close: closeAfter(database, owned.release) }
  } catch (error) {
    await database?.close().catch(() => {})
    await owned.release().catch(() => {})
    throw explain(error)
  }
}

/**
 * Opens and migrates the store.
 *
 * @param say a line of progress for the person at the terminal
 * @param onLost the data folder was taken by another process: stop writing
 * @throws StartProblem in one sentence where it cannot be had
 */
export const openStore = (
  settings: Settings,
  say: (line: string) => void = () => {},
  onLost: () => void = () => {},
): Promise<Store> => {
  const migrations = readMigrations(migrationsFolder())
  return settings.databaseUrl === undefined
    ? openEmbeddedStore(settings, migrations, say, onLost)
    : openServerStore(settings.databaseUrl, settings, migrations)
}

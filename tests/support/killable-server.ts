/** A function on a store of its own, in a process that a test may kill at any moment. */
import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import path from 'node:path'
import pg from 'pg'
import { type Database, openEmbedded, openServer } from '../../cloudfunctions/platform/database'
import { migrate, readMigrations } from '../../cloudfunctions/platform/migrate'
import { embeddedTemplate, migrationsFolder, storeKind } from './store'

/** The store as the killed process and, afterwards, the test open it: a folder, or an address. */
export const makeStore = async (
  folder: string,
): Promise<{ place: string; open: () => Promise<Database>; drop: () => Promise<void> }> => {
  if (storeKind === 'embedded') {
    const place = path.join(folder, 'database')
    await (await openEmbedded(place, await embeddedTemplate())).close()
    return { place, open: () => openEmbedded(place), drop: async () => {} }
  }
  const name = `t_${randomUUID().replaceAll('-', '')}`
  const asAdmin = async (sql: string): Promise<void> => {
    const admin = new pg.Client({ connectionString: process.env.TEST_DATABASE_URL })
    await admin.connect()
    await admin.query(sql)
    await admin.end()
  }
  await asAdmin(`create database ${name}`)
  const target = new URL(process.env.TEST_DATABASE_URL ?? '')
  target.pathname = `/${name}`
  const open = async () => openServer({ connectionString: target.toString(), maxConnections: 4 })
  const database = await open()
  await migrate(database, readMigrations(migrationsFolder))
  await database.close()
  return {
    place: target.toString(),
    open,
    drop: () => asAdmin(`drop database if exists ${name} with (force)`),
  }
}

export type Running = { child: ChildProcess; port: number }

export const start = (
  place: string,
  files: string,
  {
    keysFolder,
    masterKeys,
    program = 'report-server',
  }: { keysFolder?: string; masterKeys?: string; program?: 'report-server' | 'course-server' } = {},
): Promise<Running> =>
  new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [
        '--import',
        'tsx',
        path.resolve(`tests/support/${program}.ts`),
        place,
        files,
        ...(keysFolder === undefined ? [] : [keysFolder]),
      ],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
        env: { ...process.env, NODE_OPTIONS: '', REPORT_MASTER_KEYS: masterKeys ?? '' },
      },
    )
    child.once('exit', (code) => reject(new Error(`the server ended by itself: ${code}`)))
    child.stdout?.on('data', (data: Buffer) => {
      const port = /port (\d+)/.exec(data.toString())?.[1]
      if (port) resolve({ child, port: Number(port) })
    })
  })

export const kill = (running: Running): Promise<void> =>
  new Promise((resolve) => {
    running.child.removeAllListeners('exit')
    running.child.once('exit', () => resolve())
    running.child.kill('SIGKILL')
  })

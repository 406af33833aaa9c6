/** One thin layer over node-postgres and PGlite: the same SQL, the same JavaScript values, transactions only. */
import { PGlite, type Transaction } from '@electric-sql/pglite'
import pg from 'pg'
import { diskRoomAt } from './disk-room'

/** Runs SQL inside one transaction. `count` is the number of rows touched or returned. */
export interface Queryable {
  query<Row>(sql: string, params?: readonly unknown[]): Promise<{ rows: Row[]; count: number }>
}

export interface Database {
  readonly kind: 'server' | 'embedded'
  /** Runs `work` in one transaction; commits if it answers, rolls back if it throws. Never nest on one store. */
  transaction<T>(work: (db: Queryable) => Promise<T>): Promise<T>
  /** Runs a script of several statements in one transaction. For migrations. */
  script<T>(work: (db: Queryable, run: (sql: string) => Promise<void>) => Promise<T>): Promise<T>
  close(): Promise<void>
}

const int8 = (value: string): number => {
  const number = Number(value)
  if (!Number.isSafeInteger(number)) throw new Error('a bigint beyond 2^53 came from the database')
  return number
}
const asText = (value: string): string => value
const OID = { bytea: 17, int8: 20, date: 1082, timestamp: 1114, interval: 1186 }

const serverTypes: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (oid === OID.int8) return int8
    if (oid === OID.date || oid === OID.timestamp || oid === OID.interval) return asText
    return pg.types.getTypeParser(oid, format as 'text')
  }) as pg.CustomTypesConfig['getTypeParser'],
}

export type ServerOptions = {
  connectionString: string
  maxConnections?: number
  /** After this the server gives a statement up; it says so. */
  statementTimeoutMs?: number
  /** After this we give the server up: one that hangs, or whose cable was cut, says nothing. Shorter than a request may last. */
  answerTimeoutMs?: number
}

/** Longest that a script's statement may run: an index on a big table, or the wait for another server's migration. */
const SCRIPT_TIMEOUT_MS = 10 * 60_000

/** How node-postgres words its own time-out; it carries no code. */
const isUnanswered = (error: unknown): boolean =>
  error instanceof Error && error.message === 'Query read timeout'

/** Opens a pool on a PostgreSQL server. Connects lazily; `transaction` throws what the driver throws. */
export const openServer = (options: ServerOptions): Database => {
  const pool = new pg.Pool({
    connectionString: options.connectionString,
    max: options.maxConnections ?? 10,
    connectionTimeoutMillis: 5_000,
    statement_timeout: options.statementTimeoutMs ?? 12_000,
    query_timeout: options.answerTimeoutMs ?? 14_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    idle_in_transaction_session_timeout: 60_000,
    types: serverTypes,
  })
  // An idle connection that the server drops must not end the process; the next checkout opens another.
  pool.on('error', () => {})
  /** @param longestMs where its statements may last longer than a request's */
  const inTransaction = async <T>(work: (db: Queryable) => Promise<T>, longestMs?: number): Promise<T> => {
    const client = await pool.connect()
    let broken: Error | undefined
    // A server that dies between two of our statements tells the client; unheard, that would end the whole process.
    const onLost = (problem: Error): void => {
      broken = problem
    }
    client.on('error', onLost)
    const run = (text: string, values?: readonly unknown[]): Promise<pg.QueryResult> =>
      client.query({
        text,
        ...(values && { values: [...values] }),
        ...(longestMs && { query_timeout: longestMs }),
      })
    try {
      await run('begin')
      if (longestMs) await run(`set local statement_timeout = ${longestMs}`)
      const answer = await work({
        query: async <Row>(sql: string, params?: readonly unknown[]) => {
          const result = await run(sql, params)
          return { rows: result.rows as Row[], count: result.rowCount ?? 0 }
        },
      })
      await run('commit')
      return answer
    } catch (error) {
      // Where no answer came, none would come to a rollback; the server rolls back what we hang up on.
      if (isUnanswered(error)) broken = error as Error
      else
        await client.query('rollback').catch((problem: Error) => {
          broken = problem
        })
      throw error
    } finally {
      client.off('error', onLost)
      client.release(broken)
    }
  }
  return {
    kind: 'server',
    transaction: (work) => inTransaction(work),
    script: (work) =>
      inTransaction((db) => work(db, async (sql) => void (await db.query(sql))), SCRIPT_TIMEOUT_MS),
    close: () => pool.end(),
  }
}

/** What PGlite must parse so that its values equal the server driver's. */
export const embeddedParsers = {
  [OID.int8]: int8,
  [OID.date]: asText,
  [OID.timestamp]: asText,
  [OID.interval]: asText,
  [OID.bytea]: (value: string) => Buffer.from(value.slice(2), 'hex'),
}

/** Opens the embedded store. @param dataDir a folder, or undefined for memory only */
export const openEmbedded = async (dataDir?: string, template?: Blob): Promise<Database> => {
  const lite = await PGlite.create({
    ...(dataDir === undefined ? {} : { dataDir }),
    ...(template === undefined ? {} : { loadDataDir: template }),
    parsers: embeddedParsers,
  })
  return wrapEmbedded(lite, dataDir)
}

/**
 * Wraps an open PGlite. Its transactions queue one after another on its single connection.
 *
 * @param dataDir its folder; where the disk is nearly full, transactions there may only read, and then are refused as ENOSPC
 */
export const wrapEmbedded = (lite: PGlite, dataDir?: string): Database => {
  const begin = async (tx: Transaction): Promise<void> => {
    const room = dataDir === undefined ? 'enough' : diskRoomAt(dataDir)
    if (room === 'none') throw Object.assign(new Error('the disk is full'), { code: 'ENOSPC' })
    if (room === 'to read') await tx.exec('set transaction read only')
  }
  const over = (tx: Transaction): Queryable => ({
    query: async <Row>(sql: string, params?: readonly unknown[]) => {
      const result = await tx.query<Row>(sql, params as unknown[])
      return { rows: result.rows, count: result.affectedRows || result.rows.length }
    },
  })
  return {
    kind: 'embedded',
    transaction: (work) =>
      lite.transaction(async (tx) => {
        await begin(tx)
        return work(over(tx))
      }),
    script: (work) =>
      lite.transaction(async (tx) => {
        await begin(tx)
        return work(over(tx), async (sql) => void (await tx.exec(sql)))
      }),
    close: () => lite.close(),
  }
}

/** Database roles, one per function, and the ones that precede and accompany them. */
export type DatabaseRole =
  | 'anxin_identity'
  | 'anxin_account'
  | 'anxin_report'
  | 'anxin_canteen'
  | 'anxin_homework'
  | 'anxin_rollups'
  | 'anxin_course'
  | 'anxin_places'
  | 'anxin_jobs'
  | 'anxin_clocks'
  | 'anxin_statistics'
  | 'anxin_roots'
  | 'anxin_operator'

/** From here to the end of the transaction, SQL runs with this role's grants and policies. */
export const actAs = async (db: Queryable, role: DatabaseRole): Promise<void> => {
  await db.query(`set local role ${role}`)
}

/** Settings that policies read (`app.user_id` …); they last until the transaction ends. */
export const setLocal = async (db: Queryable, settings: Record<string, string>): Promise<void> => {
  const names = Object.keys(settings)
  if (names.length === 0) return
  const calls = names.map((_, index) => `set_config($${2 * index + 1}, $${2 * index + 2}, true)`)
  await db.query(
    `select ${calls.join(', ')}`,
    names.flatMap((name) => [`app.${name}`, settings[name]]),
  )
}

/** A transaction of the terminal's commands, jobs and seeds. */
export const transactionAs = <T>(
  database: Database,
  role: DatabaseRole,
  work: (db: Queryable) => Promise<T>,
): Promise<T> =>
  database.transaction(async (db) => {
    await actAs(db, role)
    return work(db)
  })

/** The only row of a query that must answer one. */
export const one = <Row>(result: { rows: Row[] }): Row => {
  const row = result.rows[0]
  if (row === undefined) throw new Error('a query that must answer one row answered none')
  return row
}

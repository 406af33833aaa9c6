/** Before the api tests: a PostgreSQL server where TEST_STORE=server asks for one and none is named. */
import { startPostgres } from './postgres-server'

export default async (): Promise<void> => {
  if (process.env.TEST_STORE !== 'server' || process.env.TEST_DATABASE_URL) return
  const server = await startPostgres()
  process.env.TEST_DATABASE_URL = server.url
  ;(globalThis as { anxinPostgres?: { stop(): Promise<void> } }).anxinPostgres = server
}

/** One small step of long work: its own transaction, then everybody else's turn. */
import { setImmediate as breathe } from 'node:timers/promises'
import { type Database, type Queryable, transactionAs } from '../../platform/database'

/**
 * Runs `work` as the operator and commits. The embedded store answers without ever leaving this thread,
 * so without the pause after each step no timer and no request would come through until all steps are done.
 */
export const step = async <T>(database: Database, work: (db: Queryable) => Promise<T>): Promise<T> => {
  const answer = await transactionAs(database, 'anxin_operator', work)
  await breathe()
  return answer
}

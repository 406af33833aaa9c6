/** On the embedded store nobody else writes checkpoints: without them its log grows for as long as the process lives, and is
 * read from its beginning after a crash. */
import type { Database } from '../cloudfunctions/platform/database'
import { countLoggedBytes, writeCheckpoint } from './checkpoint-queries'
import { startTimer, type Timer } from './timer'

const LOOK_EVERY_MS = 60_000
/** Half a file of the log. */
const AFTER_BYTES = 8 * 1024 * 1024

/** Writes a checkpoint whenever so much was logged since the last one; PostgreSQL then takes its old log files anew. */
export const keepLogShort = (
  database: Database,
  onFault: (error: unknown) => void,
  everyMs = LOOK_EVERY_MS,
): Timer | undefined => {
  if (database.kind === 'server') return undefined
  let writtenAt: number | undefined
  const look = async (): Promise<void> => {
    const at = await database.transaction(countLoggedBytes)
    writtenAt ??= at
    if (at - writtenAt < AFTER_BYTES) return
    await database.transaction(writeCheckpoint)
    writtenAt = at
  }
  return startTimer(everyMs, look, onFault)
}

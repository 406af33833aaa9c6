/** The close of a wish round: from here the list cannot change, and its hash says what it was. */
import { hashInputs } from '../../../contract/course/draw-proof'
import type { Queryable } from '../../platform/database'
import { serverHashes } from './hashes'
import { type ClosedRound, holdRound, insertSealed, readInputs } from './queries'

/** Waits for wishes that are being saved at this moment. Doing it twice keeps the first. */
export const sealRound = async (db: Queryable, round: ClosedRound, now: Date): Promise<void> => {
  await holdRound(db, round.id)
  const inputs = await readInputs(db, round)
  await insertSealed(db, round, inputs, hashInputs(serverHashes.sha256, inputs), now)
}

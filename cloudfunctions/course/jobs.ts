/** What the course function does by the clock: closes wish rounds that are over, and moves waiting lists. */
import { transactionAs } from '../platform/database'
import { AppError } from '../platform/errors'
import type { Caller, Services } from '../platform/services'
import { moveAllLines } from './lines.job'
import { listRoundsToSeal } from './rounds/queries'
import { sealRound } from './rounds/seal'

/** @throws AppError `role.forbidden` where anybody but the timer calls */
export const runCourseJobs = async (
  services: Services,
  caller: Pick<Caller, 'source'>,
): Promise<{ sealed: number; lines: number }> => {
  if (caller.source !== 'timer') throw new AppError('role.forbidden')
  const { database, now } = services
  const rounds = await transactionAs(database, 'anxin_places', (db) => listRoundsToSeal(db, now()))
  for (const round of rounds)
    await transactionAs(database, 'anxin_places', (db) => sealRound(db, round, now()))
  return { sealed: rounds.length, lines: await moveAllLines(services) }
}

/** Moves waiting lists by themselves: lapsed offers go, free places are offered to the first whom they fit. */
import { transactionAs } from '../platform/database'
import type { Services } from '../platform/services'
import { listMovingLines, moveLine } from './lines-queries'
import { tellFamilies } from './tell'

const LINES_A_RUN = 200

/** One transaction a line, so that a busy course holds up no other. */
export const moveLines = async (services: Services, courseIds: readonly number[]): Promise<void> => {
  for (const courseId of courseIds) {
    const offered = await transactionAs(services.database, 'anxin_places', (db) =>
      moveLine(db, courseId, services.now()),
    )
    if (offered.length > 0) await tellFamilies(services, offered, 'offered')
  }
}

/** @returns how many lines were looked at */
export const moveAllLines = async (services: Services): Promise<number> => {
  const courseIds = await transactionAs(services.database, 'anxin_places', (db) =>
    listMovingLines(db, services.now(), LINES_A_RUN),
  )
  await moveLines(services, courseIds)
  return courseIds.length
}

/** Removes what is no longer needed, each after its own time: the shortest retention that still works. */
import { transactionAs } from '../platform/database'
import type { Services } from '../platform/services'
import { dropUploads, forgetCanteenUpload, forgetUpload, listCanteenUploads, sweepRows } from './queries'

/** Days after which each kind goes. A draft may wait a week for the network before its pictures are claimed. */
const DAYS = { ledger: 90, attempts: 2, tickets: 1, sessions: 7, codes: 30, uploads: 7 }
const UPLOADS_A_RUN = 200

export const sweepOld = async (
  { database, files, now }: Services,
  isOver: () => boolean,
): Promise<{ rows: number; uploads: number }> => {
  const before = (days: number): Date => new Date(now().getTime() - days * 86_400_000)
  const rows = await transactionAs(database, 'anxin_jobs', (db) =>
    sweepRows(db, {
      ledger: before(DAYS.ledger),
      attempts: before(DAYS.attempts),
      tickets: before(DAYS.tickets),
      sessions: before(DAYS.sessions),
      codes: before(DAYS.codes),
    }),
  )
  // Marked first, so that no report can claim a picture whose pieces are being removed; forgotten last, so that nothing is left lying.
  const dropped = await transactionAs(database, 'anxin_jobs', (db) =>
    dropUploads(db, before(DAYS.uploads), UPLOADS_A_RUN),
  )
  let uploads = 0
  for (const id of await transactionAs(database, 'anxin_jobs', (db) =>
    listCanteenUploads(db, UPLOADS_A_RUN),
  )) {
    if (isOver()) break
    await files.remove(`canteen-uploads/${id}/`)
    await transactionAs(database, 'anxin_jobs', (db) => forgetCanteenUpload(db, id))
    uploads++
  }
  for (const id of dropped) {
    if (isOver()) break
    await files.remove(`uploads/${id}/`)
    await transactionAs(database, 'anxin_jobs', (db) => forgetUpload(db, id))
    uploads++
  }
  return { rows, uploads }
}

/** Drops an import that has not been applied, with its file and its rows. */
import { AppError } from '../../platform/errors'
import type { Handler } from '../../platform/handler'
import { getImport, lockImport, setStatus } from './import-queries'
import { removePieces } from './pieces'
import { requireRosters } from './policy'
import { presentImport } from './present'
import { deleteRows } from './reading'

export const cancelRosterImport: Handler<'account.cancelRosterImport'> = {
  roles: ['school_admin', 'bureau_officer', 'operator'],
  async run({ actor, afterCommit, db, now, services }, input) {
    const row = await lockImport(db, input.importId)
    requireRosters(actor, row.school_id)
    if (row.status === 'applying' || row.status === 'applied') throw new AppError('record.changed')
    if (row.status !== 'cancelled') {
      await setStatus(db, row.id, 'cancelled', now)
      afterCommit(async (database) => {
        await removePieces(services.files, row.id)
        await deleteRows(database, row.id)
      })
    }
    return presentImport(await getImport(db, row.id))
  },
}

/** Starts reading once all pieces are there; the preview is asked for by `getRosterImport`. */
import { AppError } from '../../platform/errors'
import type { Handler } from '../../platform/handler'
import { looksReadable } from '../../platform/tables/read-table'
import { getImport, lockImport, setStatus } from './import-queries'
import { listPieces } from './pieces'
import { requireRosters } from './policy'
import { presentImport } from './present'
import { readImport } from './reading'

export const readRoster: Handler<'account.readRoster'> = {
  roles: ['school_admin', 'bureau_officer', 'operator'],
  async run({ actor, afterCommit, db, now, services }, input) {
    const row = await lockImport(db, input.importId)
    requireRosters(actor, row.school_id)
    if (row.status === 'cancelled') throw new AppError('roster.not_ready')
    if (row.status !== 'receiving') return presentImport(row)
    const [first] = (await listPieces(services.files, row.id, row.size_bytes)) ?? []
    if (first === undefined) throw new AppError('file.incomplete')
    if (!looksReadable(await services.files.get(first))) throw new AppError('roster.unreadable')
    await setStatus(db, row.id, 'reading', now)
    afterCommit(() => readImport(services, row.id))
    return presentImport(await getImport(db, row.id))
  },
}

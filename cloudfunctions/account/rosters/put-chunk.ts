/** Takes one piece of the file; the same piece again is the same as once. */
import { AppError, refuseField } from '../../platform/errors'
import type { Handler } from '../../platform/handler'
import { getImport } from './import-queries'
import { CHUNK_BYTES, CHUNK_LIMIT_BYTES, putPiece } from './pieces'
import { requireRosters } from './policy'

export const putRosterChunk: Handler<'account.putRosterChunk'> = {
  roles: ['school_admin', 'bureau_officer', 'operator'],
  replay: 'natural',
  async run({ actor, db, services }, input) {
    const row = await getImport(db, input.importId)
    requireRosters(actor, row.school_id)
    if (row.status !== 'receiving') throw new AppError('record.changed')
    if (input.base64.length > Math.ceil(CHUNK_LIMIT_BYTES / 3) * 4) throw new AppError('input.too_large')
    if (!/^[A-Za-z0-9+/]+={0,2}$/.test(input.base64) || input.base64.length % 4 !== 0)
      throw refuseField('base64', '这一段没有传好，请重新上传。')
    const bytes = Buffer.from(input.base64, 'base64')
    // Pieces smaller than told would let the count grow without end.
    if (bytes.length > row.size_bytes || input.index >= Math.ceil(row.size_bytes / CHUNK_BYTES))
      throw new AppError('input.too_large')
    await putPiece(services.files, row.id, input.index, bytes)
    return { received: input.index + 1 }
  },
}

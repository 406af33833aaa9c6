/** A picture that its sender thought better of is forgotten at once. */
import { notFound } from '../platform/errors'
import { pieceKeys, wholeKey } from '../platform/files/upload-keys'
import type { Handler } from '../platform/handler'
import { removeAll } from './finish-upload'
import { ownerKeyOf } from './seal'
import { findUpload, markDropped } from './upload-queries'

export const dropUpload: Handler<'report.dropUpload'> = {
  roles: ['anyone'],
  replay: 'natural',
  async run({ actor, afterCommit, db, services }, input) {
    const upload = await findUpload(db, input.uploadId, ownerKeyOf(actor, services), 'write')
    // What a case holds is evidence: it is no longer its sender's to take away.
    if (!upload || upload.status === 'claimed') throw notFound()
    if (upload.status === 'dropped') return { done: true }
    await markDropped(db, upload.id, 'left')
    afterCommit(() =>
      removeAll(services, [
        ...pieceKeys(upload.id, upload.size_bytes, upload.chunk_bytes),
        wholeKey(upload.id),
      ]),
    )
    return { done: true }
  },
}

/** One piece of a picture: encrypted, on disk, then counted. Sending it again changes nothing. */
import { notFound, refuseField } from '../platform/errors'
import { pieceCount, pieceKey } from '../platform/files/upload-keys'
import type { Handler } from '../platform/handler'
import { openDataKey, ownerKeyOf, place, seal } from './seal'
import { addPiece, findUpload, type UploadRow } from './upload-queries'

export const putChunk: Handler<'report.putChunk'> = {
  roles: ['anyone'],
  replay: 'natural',
  async run({ actor, db, services }, input) {
    const owner = ownerKeyOf(actor, services)
    const upload = await findUpload(db, input.uploadId, owner, 'read')
    if (!upload || upload.status === 'dropped') throw notFound()
    // A late copy of a piece, after the whole was put together.
    if (upload.status !== 'receiving') return { received: upload.received.length }
    const bytes = readPiece(upload, input.index, input.base64)
    const key = openDataKey(services, place.uploadKey(upload.id), {
      wrapped: upload.data_key_wrapped,
      version: upload.key_version,
    })
    await services.files.put(
      pieceKey(upload.id, input.index),
      seal(key, place.piece(upload.id, input.index), bytes),
    )
    const received = await addPiece(db, upload.id, owner, input.index)
    return { received: received ?? upload.received.length }
  },
}

/** @throws AppError `input.invalid` where the piece has not the size that its place asks for */
const readPiece = (upload: UploadRow, index: number, base64: string): Buffer => {
  const last = pieceCount(upload.size_bytes, upload.chunk_bytes) - 1
  if (index > last) throw refuseField('index', '这一段超出了文件的长度，请重新上传')
  const size = index < last ? upload.chunk_bytes : upload.size_bytes - last * upload.chunk_bytes
  const bytes = Buffer.from(base64, 'base64')
  if (bytes.length !== size || !/^[A-Za-z0-9+/]*={0,2}$/.test(base64))
    throw refuseField('base64', '这一段没有传完整，请再传一次')
  return bytes
}

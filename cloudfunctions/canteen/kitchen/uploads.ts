/** A workbook or a photo on its way, in pieces small enough for every road. */
import { randomUUID } from 'node:crypto'
import { AppError, notFound, refuseField } from '../../platform/errors'
import { FileMissing } from '../../platform/files/store'
import type { Context, Handler } from '../../platform/handler'
import { requireKeeper } from '../policy'
import { dropUpload, findUpload, insertUpload, type UploadRow } from './queries'

/** In base64 a piece stays under callFunction's 100 KB of text; HTTP takes more at once. */
const CHUNK_BYTES = { cloud: 60_000, timer: 60_000, http: 600_000 } as const
/** Photos are read in parts of the same size. */
export const partBytesFor = ({ caller }: Pick<Context, 'caller'>): number => CHUNK_BYTES[caller.source]

const folderOf = (uploadId: string): string => `canteen-uploads/${uploadId}/`
const pieceKey = (uploadId: string, index: number): string => `${folderOf(uploadId)}${index}`

export const beginUpload: Handler<'canteen.beginUpload'> = {
  roles: ['canteen_manager'],
  async run(context, { schoolId, kind, sizeBytes }) {
    const { actor, db, now } = context
    const { userId } = requireKeeper(actor, schoolId)
    const id = randomUUID()
    const chunkBytes = partBytesFor(context)
    await insertUpload(
      db,
      { id, kind, size_bytes: sizeBytes, chunk_bytes: chunkBytes, schoolId, ownerId: userId },
      now,
    )
    return { uploadId: id, chunkBytes }
  },
}

export const putChunk: Handler<'canteen.putChunk'> = {
  roles: ['canteen_manager'],
  replay: 'natural',
  async run({ actor, db, services }, { schoolId, uploadId, index, base64 }) {
    const { userId } = requireKeeper(actor, schoolId)
    const upload = await findUpload(db, schoolId, uploadId, userId)
    if (!upload) throw notFound()
    const bytes = Buffer.from(base64, 'base64')
    if (bytes.length !== sizeOfPiece(upload, index) || !/^[A-Za-z0-9+/]*={0,2}$/.test(base64))
      throw refuseField('base64', '这一段没有传完整，请再传一次')
    await services.files.put(pieceKey(upload.id, index), bytes)
    return { done: true }
  },
}

const pieceCount = (upload: UploadRow): number => Math.ceil(upload.size_bytes / upload.chunk_bytes)
const sizeOfPiece = (upload: UploadRow, index: number): number => {
  const last = pieceCount(upload) - 1
  if (index > last) return -1
  return index < last ? upload.chunk_bytes : upload.size_bytes - last * upload.chunk_bytes
}

/**
 * The whole file of an upload that is then forgotten, whatever comes of it.
 *
 * @throws AppError `file.incomplete` where a piece is missing
 */
export const takeUpload = async (
  { actor, afterCommit, db, services }: Context,
  schoolId: number,
  uploadId: string,
  kind: UploadRow['kind'],
): Promise<Buffer> => {
  const { userId } = requireKeeper(actor, schoolId)
  const upload = await findUpload(db, schoolId, uploadId, userId)
  if (upload?.kind !== kind) throw notFound()
  const pieces: Buffer[] = []
  try {
    for (let index = 0; index < pieceCount(upload); index += 1)
      pieces.push(await services.files.get(pieceKey(upload.id, index)))
  } catch (error) {
    if (error instanceof FileMissing) throw new AppError('file.incomplete')
    throw error
  }
  await dropUpload(db, schoolId, upload.id)
  afterCommit(() => services.files.remove(folderOf(upload.id)))
  return Buffer.concat(pieces)
}

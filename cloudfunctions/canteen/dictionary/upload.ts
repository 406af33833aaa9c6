/** A dictionary's file on its way, in pieces small enough for every road; a person has one at a time. */
import { randomUUID } from 'node:crypto'
import { AppError, notFound, refuseField } from '../../platform/errors'
import { FileMissing } from '../../platform/files/store'
import type { Context, Handler } from '../../platform/handler'
import { partBytesFor } from '../kitchen/uploads'
import { personOf } from '../policy'
import { type DraftRow, dropDrafts, findDraftOf, insertDraft } from './queries'

const folderOf = (draftId: string): string => `canteen-uploads/${draftId}/`
const pieceCount = (draft: DraftRow): number => Math.ceil(draft.size_bytes / draft.chunk_bytes)
const sizeOfPiece = (draft: DraftRow, index: number): number => {
  const last = pieceCount(draft) - 1
  if (index > last) return -1
  return index < last ? draft.chunk_bytes : draft.size_bytes - last * draft.chunk_bytes
}

export const beginDictionary: Handler<'canteen.beginDictionary'> = {
  roles: ['bureau_officer', 'operator'],
  async run(context, { fileName, sizeBytes }) {
    const { actor, afterCommit, db, now, services } = context
    const { userId } = personOf(actor)
    for (const id of await dropDrafts(db, userId)) afterCommit(() => services.files.remove(folderOf(id)))
    const id = randomUUID()
    const chunkBytes = partBytesFor(context)
    await insertDraft(db, { id, ownerId: userId, fileName, sizeBytes, chunkBytes }, now)
    return { draftId: id, chunkBytes }
  },
}

export const putDictionaryPiece: Handler<'canteen.putDictionaryPiece'> = {
  roles: ['bureau_officer', 'operator'],
  replay: 'natural',
  async run({ actor, db, services }, { draftId, index, base64 }) {
    const draft = await findDraftOf(db, personOf(actor).userId, draftId)
    if (!draft) throw notFound()
    const bytes = Buffer.from(base64, 'base64')
    if (bytes.length !== sizeOfPiece(draft, index) || !/^[A-Za-z0-9+/]*={0,2}$/.test(base64))
      throw refuseField('base64', '这一段没有传完整，请再传一次')
    await services.files.put(`${folderOf(draft.id)}${index}`, bytes)
    return { done: true }
  },
}

/** The whole file; its pieces go once the transaction holds. @throws AppError `file.incomplete` */
export const takePieces = async (
  { afterCommit, services }: Pick<Context, 'afterCommit' | 'services'>,
  draft: DraftRow,
): Promise<Buffer> => {
  const pieces: Buffer[] = []
  try {
    for (let index = 0; index < pieceCount(draft); index += 1)
      pieces.push(await services.files.get(`${folderOf(draft.id)}${index}`))
  } catch (error) {
    if (error instanceof FileMissing) throw new AppError('file.incomplete')
    throw error
  }
  afterCommit(() => services.files.remove(folderOf(draft.id)))
  return Buffer.concat(pieces)
}

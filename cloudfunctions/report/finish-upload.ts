/** All pieces are here: judged by their bytes, rid of metadata, encrypted as one. What is no picture, voice or film is forgotten. */
import type { CaseFile } from '../../contract/report/report'
import { actAs, setLocal } from '../platform/database'
import { AppError, notFound } from '../platform/errors'
import { FileRefused } from '../platform/files/file-refusal'
import { cleanEvidence } from '../platform/files/media/evidence'
import { FileMissing } from '../platform/files/store'
import { pieceCount, pieceKey, pieceKeys, wholeKey } from '../platform/files/upload-keys'
import type { Context, Handler } from '../platform/handler'
import type { Services } from '../platform/services'
import { makeTurns } from '../platform/turns'
import { presentFile, sha256Of } from './evidence'
import { openDataKey, ownerKeyOf, place, seal, unseal } from './seal'
import { findUpload, markDropped, markFinished, type UploadRow } from './upload-queries'

/** Pieces fetched at once: cloud storage answers slowly, and the whole must fit into one request's time. */
const AT_ONCE = 8
/** A file lies in memory four times over while it is cleaned and sealed: 80 MB for the largest. */
const inTurn = makeTurns(3)

export const finishUpload: Handler<'report.finishUpload'> = {
  roles: ['anyone'],
  replay: 'natural',
  async run(context, input) {
    const { actor, afterCommit, db, now, services } = context
    const owner = ownerKeyOf(actor, services)
    const upload = await findUpload(db, input.uploadId, owner, 'write')
    if (!upload) throw notFound()
    if (upload.status === 'dropped') throw upload.mime === 'refused' ? refused() : notFound()
    if (upload.status !== 'receiving') return presentUpload(upload)
    const count = pieceCount(upload.size_bytes, upload.chunk_bytes)
    if (upload.received.length < count) throw new AppError('file.incomplete')

    const key = openDataKey(services, place.uploadKey(upload.id), {
      wrapped: upload.data_key_wrapped,
      version: upload.key_version,
    })
    const whole = await inTurn(async () => {
      const bytes = await assemble(services, upload, key, count)
      const evidence = await cleanEvidence(bytes).catch((error: unknown) => {
        throw error instanceof FileRefused ? refusing(context, upload, owner) : error
      })
      const sealed = seal(key, place.whole(upload.id), evidence.bytes)
      await services.files.put(wholeKey(upload.id), sealed)
      return {
        mime: evidence.mime,
        cleanBytes: evidence.bytes.length,
        durationSeconds: evidence.durationSeconds === null ? null : Math.ceil(evidence.durationSeconds),
        sealedSha256: sha256Of(sealed).toString('hex'),
        digestSealed: seal(key, place.digest(upload.id), sha256Of(evidence.bytes)),
      }
    })
    await markFinished(db, upload.id, whole, now)
    afterCommit(() => removeAll(services, piecesOf(upload)))
    return presentUpload({
      ...upload,
      mime: whole.mime,
      clean_bytes: whole.cleanBytes,
      duration_seconds: whole.durationSeconds,
    })
  },
}

const refused = (): AppError => new AppError('file.kind_refused')

/** The refusal undoes the transaction, so the row and the pieces are let go of after it. */
const refusing = ({ services }: Context, upload: UploadRow, owner: string): AppError =>
  new AppError('file.kind_refused', {
    afterRollback: async (db) => {
      await setLocal(db, { actor_key: owner })
      await actAs(db, 'anxin_report')
      await markDropped(db, upload.id, 'refused')
      await removeAll(services, piecesOf(upload))
    },
  })

const presentUpload = (upload: UploadRow): CaseFile => {
  if (upload.mime === null || upload.clean_bytes === null) throw new Error('a finished upload has no kind')
  return presentFile({
    id: upload.id,
    mime: upload.mime,
    size_bytes: upload.clean_bytes,
    duration_seconds: upload.duration_seconds,
  })
}

const piecesOf = (upload: UploadRow): string[] => pieceKeys(upload.id, upload.size_bytes, upload.chunk_bytes)

export const removeAll = async (services: Services, keys: readonly string[]): Promise<void> => {
  for (let first = 0; first < keys.length; first += AT_ONCE)
    await Promise.all(keys.slice(first, first + AT_ONCE).map((key) => services.files.remove(key)))
}

/** @throws AppError `file.incomplete` where a piece is gone */
const assemble = async (
  services: Services,
  upload: UploadRow,
  key: Buffer,
  count: number,
): Promise<Buffer> => {
  const pieces: Buffer[] = []
  const read = async (index: number): Promise<Buffer> =>
    unseal(key, place.piece(upload.id, index), await services.files.get(pieceKey(upload.id, index)))
  try {
    for (let first = 0; first < count; first += AT_ONCE) {
      const indexes = Array.from({ length: Math.min(AT_ONCE, count - first) }, (_, index) => first + index)
      pieces.push(...(await Promise.all(indexes.map(read))))
    }
  } catch (error) {
    if (error instanceof FileMissing) throw new AppError('file.incomplete')
    throw error
  }
  return Buffer.concat(pieces)
}

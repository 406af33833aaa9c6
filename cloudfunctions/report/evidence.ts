/** From an upload to evidence: taken once by a case, its key wrapped for that case, its bytes left where they lie. */
import { createHash } from 'node:crypto'
import { fileKindOf } from '../../contract/report/file-check'
import type { CaseFile } from '../../contract/report/report'
import { AppError } from '../platform/errors'
import { FileMissing } from '../platform/files/store'
import { wholeKey } from '../platform/files/upload-keys'
import type { Context } from '../platform/handler'
import type { Services } from '../platform/services'
import type { CaseRow } from './case-queries'
import type { StepContent } from './chain'
import { MissingMasterKey, openDataKey, ownerKeyOf, place, unseal, wrapKey } from './seal'
import { type ClaimedUpload, claimUploads, type FileRow, insertFile } from './upload-queries'

/** Files that one case may hold in all. */
const FILES_A_CASE = 99

/**
 * Takes finished uploads of this owner, in the order given.
 * @throws AppError `file.incomplete` where one is not there, not finished, or already part of a case
 */
export const claimEvidence = async (
  { actor, db, services }: Context,
  uploadIds: readonly string[],
): Promise<ClaimedUpload[]> => {
  const wanted = [...new Set(uploadIds.map((id) => id.toLowerCase()))]
  if (wanted.length === 0) return []
  const claimed = await claimUploads(db, wanted, ownerKeyOf(actor, services))
  if (claimed.length !== wanted.length) throw new AppError('file.incomplete')
  return wanted.map((id) => claimed.find((upload) => upload.id === id) as ClaimedUpload)
}

/** @throws AppError `report.too_many_files` */
export const assertRoomFor = (kase: CaseRow, uploadIds: readonly string[]): void => {
  if (kase.file_count + uploadIds.length > FILES_A_CASE) throw new AppError('report.too_many_files')
}

export const sha256Of = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest()

/** Of the file as its readers get it: kept sealed since it was finished, or taken now of what was finished before. */
const digestOf = async (services: Services, upload: ClaimedUpload): Promise<string> => {
  const key = uploadKey(services, upload)
  const digest = upload.digest_sealed
    ? unseal(key, place.digest(upload.id), upload.digest_sealed)
    : sha256Of(unseal(key, place.whole(upload.id), await services.files.get(wholeKey(upload.id))))
  return digest.toString('hex')
}

/** What the step that brings them says of them. */
export const namesOf = (
  { services }: Context,
  uploads: readonly ClaimedUpload[],
): Promise<StepContent['files']> =>
  Promise.all(
    uploads.map(async (upload) => ({
      id: upload.id,
      sealedSha256: upload.sealed_sha256,
      sha256: await digestOf(services, upload),
      mime: upload.mime,
      sizeBytes: upload.clean_bytes,
    })),
  )

const uploadKey = (services: Services, upload: ClaimedUpload): Buffer =>
  openDataKey(services, place.uploadKey(upload.id), {
    wrapped: upload.data_key_wrapped,
    version: upload.key_version,
  })

export const attachEvidence = async (
  { db, services }: Context,
  kase: Pick<CaseRow, 'id' | 'school_id'>,
  seq: number,
  uploads: readonly ClaimedUpload[],
): Promise<void> => {
  for (const [position, upload] of uploads.entries()) {
    const { wrapped, version } = wrapKey(
      services,
      place.fileKey(kase.id, upload.id),
      uploadKey(services, upload),
    )
    await insertFile(db, kase.school_id, kase.id, {
      id: upload.id,
      seq,
      position,
      mime: upload.mime,
      size_bytes: upload.clean_bytes,
      duration_seconds: upload.duration_seconds,
      storage_key: wholeKey(upload.id),
      data_key_wrapped: wrapped,
      key_version: version,
    })
  }
}

/**
 * The file itself. Whoever asks has been let through already.
 *
 * @throws AppError `file.unreadable` where its row or its bytes were touched, or its bytes are gone
 */
export const readEvidence = async (services: Services, caseId: string, file: FileRow): Promise<Buffer> => {
  if (!services.masterKeys.has(file.key_version)) throw new MissingMasterKey(file.key_version)
  const sealed = await services.files.get(file.storage_key).catch((error: unknown) => {
    throw error instanceof FileMissing ? new AppError('file.unreadable') : error
  })
  try {
    const key = openDataKey(services, place.fileKey(caseId, file.id), {
      wrapped: file.data_key_wrapped,
      version: file.key_version,
    })
    return unseal(key, place.whole(file.id), sealed)
  } catch {
    throw new AppError('file.unreadable')
  }
}

/** A voice may stand in place of words; so may a film, which has a voice too. */
export const isRecording = ({ mime }: Pick<FileRow, 'mime'>): boolean => fileKindOf(mime) !== 'picture'

export const presentFile = (
  file: Pick<FileRow, 'id' | 'mime' | 'size_bytes' | 'duration_seconds'>,
): CaseFile => ({
  fileId: file.id,
  kind: fileKindOf(file.mime),
  mime: file.mime,
  sizeBytes: file.size_bytes,
  durationSeconds: file.duration_seconds,
})

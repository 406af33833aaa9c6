/** From an upload to evidence: taken once by a case, its key wrapped for that case, its bytes left where they lie. */
import type { CaseFile, FileKind } from '../../contract/report/report'
import { AppError } from '../platform/errors'
import { wholeKey } from '../platform/files/upload-keys'
import type { Context } from '../platform/handler'
import type { Services } from '../platform/services'
import type { CaseRow } from './case-queries'
import type { StepContent } from './chain'
import { openDataKey, ownerKeyOf, place, unseal, wrapKey } from './seal'
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

/** What the step that brings them says of them. */
export const namesOf = (uploads: readonly ClaimedUpload[]): StepContent['files'] =>
  uploads.map((upload) => ({ id: upload.id, sealedSha256: upload.sealed_sha256 }))

export const attachEvidence = async (
  { db, services }: Context,
  kase: Pick<CaseRow, 'id' | 'school_id'>,
  seq: number,
  uploads: readonly ClaimedUpload[],
): Promise<void> => {
  for (const [position, upload] of uploads.entries()) {
    const key = openDataKey(services, place.uploadKey(upload.id), {
      wrapped: upload.data_key_wrapped,
      version: upload.key_version,
    })
    const { wrapped, version } = wrapKey(services, place.fileKey(kase.id, upload.id), key)
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

/** The file itself. Whoever asks has been let through already. */
export const readEvidence = async (services: Services, caseId: string, file: FileRow): Promise<Buffer> => {
  const key = openDataKey(services, place.fileKey(caseId, file.id), {
    wrapped: file.data_key_wrapped,
    version: file.key_version,
  })
  return unseal(key, place.whole(file.id), await services.files.get(file.storage_key))
}

/** A voice may stand in place of words; so may a film, which has a voice too. */
export const isRecording = ({ mime }: Pick<FileRow, 'mime'>): boolean => kindOf(mime) !== 'picture'

const kindOf = (mime: string): FileKind =>
  mime.startsWith('audio/') ? 'voice' : mime.startsWith('video/') ? 'video' : 'picture'

export const presentFile = (
  file: Pick<FileRow, 'id' | 'mime' | 'size_bytes' | 'duration_seconds'>,
): CaseFile => ({
  fileId: file.id,
  kind: kindOf(file.mime),
  mime: file.mime,
  sizeBytes: file.size_bytes,
  durationSeconds: file.duration_seconds,
})

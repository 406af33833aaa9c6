/** The SQL of evidence on its way and of evidence that belongs to a case. */
import type { Queryable } from '../platform/database'

export type UploadRow = {
  id: string
  size_bytes: number
  chunk_bytes: number
  received: number[]
  data_key_wrapped: Buffer
  key_version: number
  status: 'receiving' | 'finished' | 'claimed' | 'dropped'
  mime: string | null
  clean_bytes: number | null
  duration_seconds: number | null
  sealed_sha256: string | null
  digest_sealed: Buffer | null
}

export const insertUpload = async (
  db: Queryable,
  upload: Pick<UploadRow, 'id' | 'size_bytes' | 'chunk_bytes' | 'data_key_wrapped' | 'key_version'>,
  ownerKey: string,
  now: Date,
): Promise<void> => {
  await db.query(
    `insert into uploads (id, owner_key, size_bytes, chunk_bytes, data_key_wrapped, key_version, created_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      upload.id,
      ownerKey,
      upload.size_bytes,
      upload.chunk_bytes,
      upload.data_key_wrapped,
      upload.key_version,
      now,
    ],
  )
}

/** Uploads of an owner that no case has claimed yet. */
export const countOpenUploads = async (db: Queryable, ownerKey: string): Promise<number> =>
  (
    await db.query<{ count: number }>(
      `select count(*)::int as count from uploads where owner_key = $1 and status in ('receiving', 'finished')`,
      [ownerKey],
    )
  ).rows[0]?.count ?? 0

/** @param lock `write` waits for whoever works on the same upload */
export const findUpload = async (
  db: Queryable,
  uploadId: string,
  ownerKey: string,
  lock: 'read' | 'write',
): Promise<UploadRow | undefined> =>
  (
    await db.query<UploadRow>(
      `select id, size_bytes, chunk_bytes, received, data_key_wrapped, key_version, status, mime, clean_bytes,
         duration_seconds, sealed_sha256, digest_sealed
       from uploads where id = $1 and owner_key = $2 ${lock === 'write' ? 'for update' : ''}`,
      [uploadId, ownerKey],
    )
  ).rows[0]

/** @returns how many pieces there are now; undefined where it no longer receives any */
export const addPiece = async (
  db: Queryable,
  uploadId: string,
  ownerKey: string,
  index: number,
): Promise<number | undefined> =>
  (
    await db.query<{ count: number }>(
      `update uploads set received = case when $3::int = any (received) then received else array_append(received, $3::int) end
       where id = $1 and owner_key = $2 and status = 'receiving' returning cardinality(received) as count`,
      [uploadId, ownerKey, index],
    )
  ).rows[0]?.count

export const markFinished = async (
  db: Queryable,
  uploadId: string,
  whole: {
    mime: string
    cleanBytes: number
    durationSeconds: number | null
    sealedSha256: string
    digestSealed: Buffer
  },
  now: Date,
): Promise<void> => {
  await db.query(
    `update uploads set status = 'finished', mime = $2, clean_bytes = $3, duration_seconds = $4, sealed_sha256 = $5,
       digest_sealed = $6, finished_at = $7
     where id = $1`,
    [
      uploadId,
      whole.mime,
      whole.cleanBytes,
      whole.durationSeconds,
      whole.sealedSha256,
      whole.digestSealed,
      now,
    ],
  )
}

/** @param why `refused` where its bytes were nothing that is taken in, so that a retry is told the same */
export const markDropped = async (
  db: Queryable,
  uploadId: string,
  why: 'left' | 'refused',
): Promise<void> => {
  await db.query(`update uploads set status = 'dropped', mime = $2 where id = $1 and status <> 'claimed'`, [
    uploadId,
    why === 'refused' ? why : null,
  ])
}

export type ClaimedUpload = Pick<
  UploadRow,
  'id' | 'data_key_wrapped' | 'key_version' | 'duration_seconds' | 'digest_sealed'
> & {
  mime: string
  clean_bytes: number
  sealed_sha256: string
}

/** Takes finished uploads for a case; each can be taken once. */
export const claimUploads = async (
  db: Queryable,
  uploadIds: readonly string[],
  ownerKey: string,
): Promise<ClaimedUpload[]> =>
  (
    await db.query<ClaimedUpload>(
      `update uploads set status = 'claimed' where id = any ($1::uuid[]) and owner_key = $2 and status = 'finished'
       returning id, mime, clean_bytes, duration_seconds, sealed_sha256, digest_sealed, data_key_wrapped, key_version`,
      [uploadIds, ownerKey],
    )
  ).rows

export type FileRow = {
  id: string
  seq: number
  position: number
  mime: string
  size_bytes: number
  duration_seconds: number | null
  storage_key: string
  data_key_wrapped: Buffer
  key_version: number
}

export const insertFile = async (
  db: Queryable,
  schoolId: number,
  caseId: string,
  file: FileRow,
): Promise<void> => {
  await db.query(
    `insert into case_files (school_id, case_id, id, seq, position, mime, size_bytes, duration_seconds, storage_key,
       data_key_wrapped, key_version)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      schoolId,
      caseId,
      file.id,
      file.seq,
      file.position,
      file.mime,
      file.size_bytes,
      file.duration_seconds,
      file.storage_key,
      file.data_key_wrapped,
      file.key_version,
    ],
  )
}

const fileColumns =
  'id, seq, position, mime, size_bytes, duration_seconds, storage_key, data_key_wrapped, key_version'

export const listFiles = async (db: Queryable, schoolId: number, caseId: string): Promise<FileRow[]> =>
  (
    await db.query<FileRow>(
      `select ${fileColumns} from case_files where school_id = $1 and case_id = $2 order by seq, position`,
      [schoolId, caseId],
    )
  ).rows

export const findFile = async (
  db: Queryable,
  schoolId: number,
  caseId: string,
  fileId: string,
): Promise<FileRow | undefined> =>
  (
    await db.query<FileRow>(
      `select ${fileColumns} from case_files where school_id = $1 and case_id = $2 and id = $3`,
      [schoolId, caseId, fileId],
    )
  ).rows[0]

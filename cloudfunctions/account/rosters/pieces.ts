/** The pieces of an uploaded roster file: where they lie, whether all are there, and the file they make. */
import type { FileStore } from '../../platform/files/store'

/** Bytes a client should put in a piece: in base64 it stays under callFunction's 100 KB of text. */
export const CHUNK_BYTES = 60_000
/** Bytes the server takes in a piece. */
export const CHUNK_LIMIT_BYTES = 600_000

const folderOf = (importId: string): string => `rosters/${importId}/`

/** The length is part of the key, so that completeness is known without reading. */
const keyOf = (importId: string, index: number, length: number): string =>
  `${folderOf(importId)}${String(index).padStart(4, '0')}-${length}`

export const putPiece = (files: FileStore, importId: string, index: number, bytes: Buffer): Promise<void> =>
  files.put(keyOf(importId, index, bytes.length), bytes)

/** Keys of the pieces in order; undefined while any is missing. */
export const listPieces = async (
  files: FileStore,
  importId: string,
  sizeBytes: number,
): Promise<string[] | undefined> => {
  const pieces: { key: string; index: number; length: number }[] = []
  for await (const key of files.list(folderOf(importId))) {
    const match = /\/(\d{4})-(\d+)$/.exec(key)
    if (match) pieces.push({ key, index: Number(match[1]), length: Number(match[2]) })
  }
  pieces.sort((a, b) => a.index - b.index)
  const total = pieces.reduce((sum, piece) => sum + piece.length, 0)
  const isWhole = total === sizeBytes && pieces.every((piece, place) => piece.index === place)
  return isWhole ? pieces.map((piece) => piece.key) : undefined
}

const AT_ONCE = 8

export const joinPieces = async (files: FileStore, keys: readonly string[]): Promise<Buffer> => {
  const parts: Buffer[] = []
  for (let at = 0; at < keys.length; at += AT_ONCE)
    parts.push(...(await Promise.all(keys.slice(at, at + AT_ONCE).map((key) => files.get(key)))))
  return Buffer.concat(parts)
}

export const removePieces = (files: FileStore, importId: string): Promise<void> =>
  files.remove(folderOf(importId))

/** The browser's side of the media store: chosen with a file input, pictures made smaller on a canvas, kept in IndexedDB. */
import { maxFileBytes } from '@contract/report/report'
import { newRequestId } from '@/api/call'
import type { KeptMedia } from './kept-media'

const MAX_EDGE = 2000
const SHELF = 'pictures'

/** Where the browser keeps nothing (a private window), files last as long as the page. */
const memory = new Map<string, Blob>()

const open = (): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const asking = indexedDB.open('anxin-report', 1)
    asking.onupgradeneeded = () => asking.result.createObjectStore(SHELF)
    asking.onsuccess = () => resolve(asking.result)
    asking.onerror = () => reject(asking.error)
  })

const onShelf = async <T>(
  mode: IDBTransactionMode,
  deed: (shelf: IDBObjectStore) => IDBRequest<T>,
): Promise<T> => {
  const database = await open()
  try {
    return await new Promise<T>((resolve, reject) => {
      const asking = deed(database.transaction(SHELF, mode).objectStore(SHELF))
      asking.onsuccess = () => resolve(asking.result)
      asking.onerror = () => reject(asking.error)
    })
  } finally {
    database.close()
  }
}

const find = async (mediaId: string): Promise<Blob | undefined> =>
  memory.get(mediaId) ??
  (await onShelf<Blob | undefined>('readonly', (shelf) => shelf.get(mediaId)).catch(() => undefined))

/** Keeps bytes under an id; writing again replaces them, as a recording does while it grows. */
export const keep = async (mediaId: string, blob: Blob): Promise<void> => {
  await onShelf('readwrite', (shelf) => shelf.put(blob, mediaId)).catch(() => memory.set(mediaId, blob))
}

export const sizeOf = async (mediaId: string): Promise<number> => (await find(mediaId))?.size ?? 0

const ask = (): Promise<File[]> =>
  new Promise((resolve) => {
    const input = document.createElement('input')
    input.type = 'file'
    input.multiple = true
    input.accept = 'image/jpeg,image/png,image/webp,video/mp4,video/quicktime,video/webm'
    input.id = 'media-input'
    input.style.display = 'none'
    const answer = (files: File[]) => {
      input.remove()
      resolve(files)
    }
    input.onchange = () => answer([...(input.files ?? [])])
    input.oncancel = () => answer([])
    document.getElementById('media-input')?.remove()
    document.body.append(input)
    input.click()
  })

/** A smaller JPEG; the picture itself where this browser cannot draw it. */
const shrink = async (file: Blob): Promise<Blob> => {
  try {
    const bitmap = await createImageBitmap(file)
    const ratio = Math.min(1, MAX_EDGE / Math.max(bitmap.width, bitmap.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.max(1, Math.round(bitmap.width * ratio))
    canvas.height = Math.max(1, Math.round(bitmap.height * ratio))
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
    const smaller = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.82))
    return smaller && smaller.size < file.size ? smaller : file
  } catch {
    return file
  }
}

/** @returns what was kept, and how many were too large to send */
export const choose = async (most: number): Promise<{ kept: KeptMedia[]; tooLarge: number }> => {
  const kept: KeptMedia[] = []
  let tooLarge = 0
  for (const file of (await ask()).slice(0, most)) {
    const isFilm = file.type.startsWith('video/')
    const blob = isFilm ? file : await shrink(file)
    if (blob.size > maxFileBytes) {
      tooLarge += 1
      continue
    }
    const mediaId = newRequestId()
    await keep(mediaId, blob)
    kept.push({ mediaId, kind: isFilm ? 'video' : 'picture', sizeBytes: blob.size, durationSeconds: null })
  }
  return { kept, tooLarge }
}

export const readPiece = async (mediaId: string, start: number, length: number): Promise<string> => {
  const blob = await find(mediaId)
  if (!blob) throw new Error('this file is no longer in the browser')
  const piece = blob.slice(start, start + length)
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result).replace(/^data:[^,]*,/, ''))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(piece)
  })
}

export const show = async (mediaId: string): Promise<string | null> => {
  const blob = await find(mediaId)
  return blob ? URL.createObjectURL(blob) : null
}

export const remove = async (mediaId: string): Promise<void> => {
  memory.delete(mediaId)
  await onShelf('readwrite', (shelf) => shelf.delete(mediaId)).catch(() => {})
}

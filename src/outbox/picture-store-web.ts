/** The browser's side of the picture store: chosen with a file input, made smaller on a canvas, kept in IndexedDB. */
import { newRequestId } from '@/api/call'

export type KeptPicture = { pictureId: string; sizeBytes: number }

const MAX_EDGE = 2000
const SHELF = 'pictures'

/** Where the browser keeps nothing (a private window), pictures last as long as the page. */
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

const find = async (pictureId: string): Promise<Blob | undefined> =>
  memory.get(pictureId) ??
  (await onShelf<Blob | undefined>('readonly', (shelf) => shelf.get(pictureId)).catch(() => undefined))

const ask = (): Promise<File[]> =>
  new Promise((resolve) => {
    const input = document.createElement('input')
    input.type = 'file'
    input.multiple = true
    input.accept = 'image/jpeg,image/png,image/webp'
    input.id = 'picture-input'
    input.style.display = 'none'
    const answer = (files: File[]) => {
      input.remove()
      resolve(files)
    }
    input.onchange = () => answer([...(input.files ?? [])])
    input.oncancel = () => answer([])
    document.getElementById('picture-input')?.remove()
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

export const choose = async (most: number): Promise<KeptPicture[]> => {
  const kept: KeptPicture[] = []
  for (const file of (await ask()).slice(0, most)) {
    const blob = await shrink(file)
    const pictureId = newRequestId()
    await onShelf('readwrite', (shelf) => shelf.put(blob, pictureId)).catch(() => memory.set(pictureId, blob))
    kept.push({ pictureId, sizeBytes: blob.size })
  }
  return kept
}

export const readPiece = async (pictureId: string, start: number, length: number): Promise<string> => {
  const blob = await find(pictureId)
  if (!blob) throw new Error('this picture is no longer in the browser')
  const piece = blob.slice(start, start + length)
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result).replace(/^data:[^,]*,/, ''))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(piece)
  })
}

export const show = async (pictureId: string): Promise<string | null> => {
  const blob = await find(pictureId)
  return blob ? URL.createObjectURL(blob) : null
}

export const remove = async (pictureId: string): Promise<void> => {
  memory.delete(pictureId)
  await onShelf('readwrite', (shelf) => shelf.delete(pictureId)).catch(() => {})
}

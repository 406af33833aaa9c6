/** The phone's files, in memory: temporary ones die with the process, those of the user folder do not. */
import { fromBase64, toBase64 } from '../../protocol'

export const USER_DATA_PATH = 'wxfile://usr'
const SAVED_PREFIX = 'wxfile://store_'

const files = new Map<string, Uint8Array<ArrayBuffer>>()
const folders = new Set<string>([USER_DATA_PATH])
const displayUrls = new Map<string, { bytes: Uint8Array; url: string }>()
let temporaryCount = 0

const outlivesProcess = (path: string) =>
  path.startsWith(`${USER_DATA_PATH}/`) || path.startsWith(SAVED_PREFIX)
const parentOf = (path: string) => path.slice(0, path.lastIndexOf('/'))
const tidy = (path: unknown) => String(path).replace(/\/+$/, '')

/** Fills the user folder before the app starts. */
export function restoreFiles(userFiles: Record<string, string>): void {
  for (const [path, base64] of Object.entries(userFiles)) {
    files.set(path, fromBase64(base64))
    for (let folder = parentOf(path); folder.startsWith(`${USER_DATA_PATH}/`); folder = parentOf(folder)) {
      folders.add(folder)
    }
  }
}

export function filesSnapshot(): Record<string, string> {
  const lasting = [...files].filter(([path]) => outlivesProcess(path))
  return Object.fromEntries(lasting.map(([path, bytes]) => [path, toBase64(bytes)]))
}

export function readStored(path: string): Uint8Array<ArrayBuffer> | undefined {
  return files.get(path)
}

/** Keeps bytes as a temporary file and returns its path. */
export function storeTemporary(bytes: Uint8Array<ArrayBuffer>, extension: string): string {
  const path = `wxfile://tmp_${++temporaryCount}.${extension}`
  files.set(path, bytes)
  return path
}

const MIME_TYPES: Record<string, string> = {
  png: 'image/png',
  gif: 'image/gif',
  webp: 'image/webp',
  svg: 'image/svg+xml',
}

/**
 * What an `<img>` of the host must load to show `source`.
 *
 * Phone files become object URLs; `cloud://` ids go to the test's `image` mock; all else stays.
 */
export function displayUrl(source: string): string {
  if (source.startsWith('cloud://')) return `/__cloud?id=${encodeURIComponent(source)}`
  const bytes = files.get(source)
  if (!bytes) return source
  const known = displayUrls.get(source)
  if (known?.bytes === bytes) return known.url
  const type = MIME_TYPES[source.slice(source.lastIndexOf('.') + 1)] ?? 'image/jpeg'
  const url = URL.createObjectURL(new Blob([bytes], { type }))
  displayUrls.set(source, { bytes, url })
  return url
}

const missing = (path: unknown) => new Error(`no such file or directory "${path}"`)

export function getStored(path: unknown): Uint8Array<ArrayBuffer> {
  const bytes = files.get(tidy(path))
  if (!bytes) throw missing(path)
  return bytes
}

export function exists(path: unknown): boolean {
  return files.has(tidy(path)) || folders.has(tidy(path))
}

export function isFolder(path: unknown): boolean {
  return folders.has(tidy(path))
}

/** @throws outside the user folder, or where the folder is missing */
export function writeStored(path: unknown, bytes: Uint8Array<ArrayBuffer>): void {
  const target = tidy(path)
  if (!target.startsWith(`${USER_DATA_PATH}/`)) throw new Error(`permission denied, open "${target}"`)
  if (!folders.has(parentOf(target))) throw missing(target)
  files.set(target, bytes)
}

export function removeStored(path: unknown): void {
  if (!files.delete(tidy(path))) throw missing(path)
}

/** Copies a temporary file to `target`, or to a new place that outlives the process. */
export function saveStored(source: unknown, target: unknown): string {
  const bytes = getStored(source)
  const extension = tidy(source).split('.').pop() ?? 'bin'
  const path =
    target === undefined ? `${SAVED_PREFIX}${files.size}_${bytes.length}.${extension}` : tidy(target)
  if (target === undefined) files.set(path, bytes)
  else writeStored(path, bytes)
  files.delete(tidy(source))
  return path
}

export function listSaved(): { filePath: string; size: number; createTime: number }[] {
  const saved = [...files].filter(([path]) => path.startsWith(SAVED_PREFIX))
  return saved.map(([filePath, bytes]) => ({ filePath, size: bytes.length, createTime: 0 }))
}

export function makeFolder(path: unknown, isRecursive: unknown): void {
  const folder = tidy(path)
  if (exists(folder)) throw new Error(`file already exists ${folder}`)
  if (!folder.startsWith(`${USER_DATA_PATH}/`)) throw new Error(`permission denied, open "${folder}"`)
  if (!folders.has(parentOf(folder))) {
    if (!isRecursive) throw missing(parentOf(folder))
    makeFolder(parentOf(folder), true)
  }
  folders.add(folder)
}

export function removeFolder(path: unknown, isRecursive: unknown): void {
  const folder = tidy(path)
  if (!folders.has(folder)) throw missing(folder)
  const inside = [...files.keys(), ...folders].filter((entry) => entry.startsWith(`${folder}/`))
  if (inside.length > 0 && !isRecursive) throw new Error('directory not empty')
  for (const entry of [folder, ...inside]) {
    files.delete(entry)
    folders.delete(entry)
  }
}

export function listFolder(path: unknown): string[] {
  const folder = tidy(path)
  if (!folders.has(folder)) throw missing(folder)
  const entries = [...files.keys(), ...folders].filter((entry) => parentOf(entry) === folder)
  return entries.map((entry) => entry.slice(folder.length + 1)).sort()
}

/** wx storage: JSON values by key, under WeChat's limits of 1 MB an entry and 10 MB in all. */
import type { ApiTable, DirectTable } from './convention'

const ENTRY_LIMIT_BYTES = 1024 * 1024
const TOTAL_LIMIT_KB = 10 * 1024

const entries = new Map<string, string>()

const sizeKb = (): number => {
  let characters = 0
  for (const [key, text] of entries) characters += key.length + text.length
  return Math.ceil(characters / 1024)
}

function set(key: string, value: unknown): void {
  const text = JSON.stringify(value) ?? '""'
  if (text.length > ENTRY_LIMIT_BYTES) throw new Error('setStorage:fail entry size limit reached')
  const before = entries.get(key)
  entries.set(key, text)
  if (sizeKb() <= TOTAL_LIMIT_KB) return
  if (before === undefined) entries.delete(key)
  else entries.set(key, before)
  throw new Error('setStorage:fail exceed storage max size 10Mb')
}

function get(key: string): unknown {
  const text = entries.get(key)
  return text === undefined ? '' : JSON.parse(text)
}

const info = () => ({ keys: [...entries.keys()], currentSize: sizeKb(), limitSize: TOTAL_LIMIT_KB })

/** Fills the storage before the app starts. */
export function restoreStorage(values: Record<string, unknown>): void {
  for (const [key, value] of Object.entries(values)) set(key, value)
}

export function storageSnapshot(): Record<string, unknown> {
  return Object.fromEntries([...entries.keys()].map((key) => [key, get(key)]))
}

export const storageDirect: DirectTable = {
  setStorageSync: set,
  getStorageSync: get,
  removeStorageSync: (key: string) => void entries.delete(key),
  clearStorageSync: () => entries.clear(),
  getStorageInfoSync: info,
}

export const storageApis: ApiTable = {
  setStorage: ({ key, data }) => set(String(key), data),
  getStorage: ({ key }) => {
    if (!entries.has(String(key))) throw new Error('data not found')
    return { data: get(String(key)) }
  },
  removeStorage: ({ key }) => void entries.delete(String(key)),
  clearStorage: () => entries.clear(),
  getStorageInfo: info,
}

/** Files in a folder, each on disk before it is answered: temporary file, fsync, rename, fsync of the folder. */
import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat, unlink } from 'node:fs/promises'
import path from 'node:path'
import { assertKey, FileMissing, type FileStore } from './store'

/** Unfinished files lie here; no key can begin with a dot. */
const INCOMING = '.incoming'
const STALE_MS = 3_600_000

const isMissing = (error: unknown): boolean =>
  ['ENOENT', 'ENOTDIR'].includes(String((error as { code?: unknown } | null)?.code))

const syncFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

const writeAndSync = async (place: string, bytes: Uint8Array): Promise<void> => {
  const handle = await open(place, 'wx', 0o600)
  try {
    await handle.writeFile(bytes)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Makes a folder and writes down in each parent that it is there. */
const makeFolder = async (folder: string): Promise<void> => {
  const first = await mkdir(folder, { recursive: true })
  if (first === undefined) return
  for (let made = folder; made.length >= first.length; made = path.dirname(made))
    await syncFolder(path.dirname(made))
}

/** @param root the folder; made at the first write, when what a killed process left half-written is swept away too */
export const openDiskFiles = (root: string): FileStore => {
  const folder = path.resolve(root)
  const incoming = path.join(folder, INCOMING)
  let prepared: Promise<void> | undefined
  const prepare = async (): Promise<void> => {
    await makeFolder(incoming)
    for (const name of await readdir(incoming)) {
      const left = path.join(incoming, name)
      const age = await stat(left).then(
        (found) => Date.now() - found.mtimeMs,
        () => 0,
      )
      if (age > STALE_MS) await rm(left, { force: true })
    }
  }
  const placeOf = (key: string): string => {
    assertKey(key)
    return path.join(folder, key)
  }
  async function* walk(below: string): AsyncIterable<string> {
    const entries = await readdir(path.join(folder, below), { withFileTypes: true }).catch((error) => {
      if (isMissing(error)) return []
      throw error
    })
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const key = below === '' ? entry.name : `${below}/${entry.name}`
      if (key === INCOMING) continue
      if (entry.isDirectory()) yield* walk(key)
      else yield key
    }
  }
  return {
    async put(key, bytes) {
      const place = placeOf(key)
      prepared ??= prepare().catch((error) => {
        prepared = undefined
        throw error
      })
      await prepared
      const part = path.join(incoming, randomUUID())
      try {
        await writeAndSync(part, bytes)
        await makeFolder(path.dirname(place))
        await rename(part, place)
      } catch (error) {
        // Half a file on a full disk would only keep it full.
        await rm(part, { force: true })
        throw error
      }
      await syncFolder(path.dirname(place))
    },
    async get(key) {
      try {
        return await readFile(placeOf(key))
      } catch (error) {
        if (isMissing(error)) throw new FileMissing(key)
        throw error
      }
    },
    async remove(key) {
      const place = placeOf(key)
      if (key.endsWith('/')) return rm(place, { recursive: true, force: true })
      await unlink(place).catch((error) => {
        if (!isMissing(error)) throw error
      })
    },
    async *list(prefix) {
      for await (const key of walk('')) if (key.startsWith(prefix)) yield key
    },
  }
}

/** Where the report function's master keys come from: the environment, or a file outside the embedded database. */
import { randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs'
import path from 'node:path'
import lockfile from 'proper-lockfile'
import { StartProblem } from './start-problem'

const KEY_BYTES = 32

/**
 * Reads `1:base64,2:base64`, oldest first.
 *
 * @throws StartProblem where a key is not 32 bytes or a version repeats
 */
export const parseMasterKeys = (text: string): Map<number, Buffer> => {
  const keys = new Map<number, Buffer>()
  for (const part of text.split(',')) {
    const match = /^\s*(\d{1,6}):([A-Za-z0-9+/]+=*)\s*$/.exec(part)
    const version = Number(match?.[1])
    const key = Buffer.from(match?.[2] ?? '', 'base64')
    if (!match || key.length !== KEY_BYTES || keys.has(version))
      throw new StartProblem(
        'REPORT_MASTER_KEYS 应形如 1:密钥,2:密钥，每个密钥是 32 字节的 base64，版本号不重复。',
      )
    keys.set(version, key)
  }
  return new Map([...keys].sort(([a], [b]) => a - b))
}

const writeDurably = (file: string, text: string): void => {
  const part = `${file}.${process.pid}`
  const handle = openSync(part, 'w', 0o600)
  writeSync(handle, text)
  fsyncSync(handle)
  closeSync(handle)
  renameSync(part, file)
}

/** Outside the database's own folder, so that a copy of the one is not a copy of the other. */
export const keyFileOf = (dataDir: string): string => path.join(dataDir, 'keys', 'master-keys.json')

const writeKeys = (file: string, keys: ReadonlyMap<number, Buffer>): void =>
  writeDurably(
    file,
    `${JSON.stringify(Object.fromEntries([...keys].map(([version, key]) => [version, key.toString('base64')])))}\n`,
  )

/** @throws StartProblem where the file is damaged */
export const readKeyFile = (file: string): Map<number, Buffer> => {
  try {
    const kept = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>
    return parseMasterKeys(
      Object.entries(kept)
        .map(([version, key]) => `${version}:${key}`)
        .join(','),
    )
  } catch (error) {
    throw new StartProblem(`密钥文件 ${file} 读不了，请用备份的那一份换回来。`, { cause: error })
  }
}

/**
 * Keys of an embedded store, made on its first start.
 *
 * @param isNewStore false where sealed content may already lie there: then a lost file is a refusal, never a new key
 * @throws StartProblem where the file is missing or damaged
 */
export const keysBesideStore = (dataDir: string, isNewStore: boolean): Map<number, Buffer> => {
  const file = keyFileOf(dataDir)
  if (!existsSync(file)) {
    if (!isNewStore)
      throw new StartProblem(
        `找不到 ${file}，没有它就打不开已有的求助内容。请把备份的密钥文件放回原处再启动。`,
      )
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
    writeKeys(file, new Map([[1, randomBytes(KEY_BYTES)]]))
  }
  return readKeyFile(file)
}

export const newMasterKey = (): Buffer => randomBytes(KEY_BYTES)
export const newestOf = (keys: ReadonlyMap<number, Buffer>): number => Math.max(...keys.keys())

/**
 * Adds a version to the file of keys, on disk before it answers. Two commands at once take turns, so that neither writes over
 * the other's key.
 *
 * @param expected the newest version that the caller saw; where there is a newer one by now, nothing is added
 * @returns the newest version
 */
export const addKeyToFile = async (dataDir: string, expected: number): Promise<number> => {
  const file = keyFileOf(dataDir)
  const release = await lockfile.lock(file, { stale: 5_000, retries: { retries: 20, minTimeout: 100 } })
  try {
    const keys = readKeyFile(file)
    if (newestOf(keys) !== expected) return newestOf(keys)
    writeKeys(file, new Map([...keys, [expected + 1, newMasterKey()]]))
    return expected + 1
  } finally {
    await release()
  }
}

/** On the embedded store: notices a new master key beside it, and wraps every data key by the newest while the server runs. */
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { countKeyUse, countOldKeys, rewrapAll } from '../cloudfunctions/report/rewrap'
import { keyFileOf, newestOf, readKeyFile } from './master-keys'
import type { RunningServices } from './services'
import type { Settings } from './settings'
import { startTimer, type Timer } from './timer'

/** How far a rotation is; a command that may not open the store reads it here. */
export type RotationState = { version: number; done: number; left: number; isDone: boolean }

const stateFile = (dataDir: string): string => path.join(dataDir, 'keys', 'rotation.json')

export const readRotation = (dataDir: string): RotationState | undefined => {
  try {
    return JSON.parse(readFileSync(stateFile(dataDir), 'utf8')) as RotationState
  } catch {
    return undefined
  }
}

export const writeRotation = (dataDir: string, state: RotationState): void => {
  const file = stateFile(dataDir)
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  writeFileSync(`${file}.part`, `${JSON.stringify(state)}\n`)
  renameSync(`${file}.part`, file)
}

const LOOK_EVERY_MS = 2_000
/** A request that began under the old key may end after the rotation has: looked for again so often. */
const COUNT_EVERY_MS = 60_000

const changedAt = (file: string): number => {
  try {
    return statSync(file).mtimeMs
  } catch {
    return 0
  }
}

/**
 * Looks every two seconds for a new key in the file; the functions know it at once, and a rotation begins. A rotation that was
 * cut short goes on at the next start. With keys from the environment there is nothing to follow: a restart brings those.
 */
export const followKeys = (
  { services, masterKeys }: Pick<RunningServices, 'services' | 'masterKeys'>,
  settings: Pick<Settings, 'dataDir' | 'masterKeys' | 'databaseUrl'>,
  { everyMs = LOOK_EVERY_MS, batch }: { everyMs?: number; batch?: number } = {},
): Timer | undefined => {
  if (settings.masterKeys !== undefined || settings.databaseUrl !== undefined) return undefined
  const { dataDir } = settings
  const file = keyFileOf(dataDir)
  let seenAt = changedAt(file)
  let nextCountAt = 0
  const look = async (): Promise<void> => {
    const at = changedAt(file)
    const isChanged = at !== seenAt && at !== 0
    // Keys are only ever added here: what was sealed under one must open for as long as this process lives.
    if (isChanged) for (const [version, key] of readKeyFile(file)) masterKeys.set(version, key)
    seenAt = at
    if (!isChanged && performance.now() < nextCountAt) return
    nextCountAt = performance.now() + COUNT_EVERY_MS
    const version = newestOf(masterKeys)
    const isUnsaid = readRotation(dataDir)?.version !== version
    const old = countOldKeys(await countKeyUse(services), version)
    if (old === 0 && !isUnsaid && readRotation(dataDir)?.isDone) return
    await rewrapAll(
      services,
      version,
      ({ done, left }) => writeRotation(dataDir, { version, done, left, isDone: left === 0 }),
      batch,
    )
  }
  return startTimer(everyMs, look, (error) => services.log.fault('keys', error))
}

/** One process owns a data folder: two on one embedded store would lose rows without a word. */
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import lockfile from 'proper-lockfile'
import { StartProblem } from './start-problem'

/** A lock that has not been renewed for this long belongs to nobody, unless its process still lives here. */
const STALE_MS = 30_000
const RENEW_MS = 5_000

type Owner = {
  pid: number
  host: string
  address: string
  startedAt: string
  /** The kernel's own start mark of the process, so that a reused pid is not taken for the owner. */
  processMark: string | null
}

export type OwnedFolder = { release(): Promise<void> }

const markOf = (pid: number): string | null => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name may hold spaces and brackets: count fields from the last bracket.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null
  } catch {
    return null
  }
}

const lives = (owner: Owner): boolean => {
  try {
    process.kill(owner.pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false
  }
  const mark = markOf(owner.pid)
  return owner.processMark === null || mark === null || mark === owner.processMark
}

const readOwner = (file: string): Owner | undefined => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Owner
  } catch {
    return undefined
  }
}

const ageOf = (folder: string): number | undefined => {
  try {
    return Date.now() - statSync(folder).mtimeMs
  } catch {
    return undefined
  }
}

const localTime = (moment: string): string =>
  new Date(moment).toLocaleString('zh-CN', { hour12: false, dateStyle: 'short', timeStyle: 'medium' })

/** Another process owns the folder. */
export class FolderHeld extends StartProblem {}

const heldBy = (shown: string, owner: Owner | undefined): FolderHeld => {
  if (!owner)
    return new FolderHeld(`数据文件夹 ${shown} 正被另一个进程使用，请先停掉它，或用 DATA_DIR 换一个。`)
  const elsewhere = owner.host === os.hostname() ? '' : `主机 ${owner.host}，`
  return new FolderHeld(
    `数据文件夹 ${shown} 正被另一个进程使用（${elsewhere}PID ${owner.pid}，${owner.address}，自 ${localTime(owner.startedAt)}）。请先停掉它，或用 DATA_DIR 换一个。`,
  )
}

/** Throws where a live owner holds the folder; clears away what a dead one left behind. */
const refuseOrClear = (shown: string, lockFolder: string, ownerFile: string): void => {
  const age = ageOf(lockFolder)
  if (age === undefined) return
  const owner = readOwner(ownerFile)
  const isHere = owner?.host === os.hostname()
  if (owner && isHere ? lives(owner) : age < STALE_MS) throw heldBy(shown, owner)
  const aside = `${lockFolder}.left-${process.pid}`
  renameSync(lockFolder, aside)
  rmSync(aside, { recursive: true, force: true })
}

/**
 * Takes the folder for this process, at once where the last owner was killed.
 *
 * @param address what to tell the next one who comes
 * @param onLost called if the lock is taken from us all the same; the store must not be written to any more
 * @throws StartProblem naming the owner
 */
export const ownFolder = async (
  folder: string,
  address: string,
  onLost: () => void,
): Promise<OwnedFolder> => {
  mkdirSync(folder, { recursive: true })
  const near = path.relative(process.cwd(), folder)
  const shown = `${near === '' || near.startsWith('..') ? folder : near}/`
  const ownerFile = path.join(folder, 'owner.json')
  const lockFolder = path.join(folder, 'owner.lock')
  // Starters take turns to look, so that two of them cannot both clear away the same dead owner.
  const leaveTurn = await lockfile
    .lock(path.join(folder, 'starting'), {
      realpath: false,
      stale: 5_000,
      retries: { retries: 40, minTimeout: 100, maxTimeout: 300, factor: 1 },
    })
    .catch((error: NodeJS.ErrnoException) => {
      throw error.code === 'ELOCKED' ? heldBy(shown, readOwner(ownerFile)) : error
    })
  try {
    refuseOrClear(shown, lockFolder, ownerFile)
    const release = await lockfile.lock(path.join(folder, 'owner'), {
      realpath: false,
      stale: STALE_MS,
      update: RENEW_MS,
      onCompromised: onLost,
    })
    const owner: Owner = {
      pid: process.pid,
      host: os.hostname(),
      address,
      startedAt: new Date().toISOString(),
      processMark: markOf(process.pid),
    }
    writeFileSync(ownerFile, `${JSON.stringify(owner)}\n`)
    return {
      release: async () => {
        rmSync(ownerFile, { force: true })
        await release()
      },
    }
  } finally {
    await leaveTurn()
  }
}

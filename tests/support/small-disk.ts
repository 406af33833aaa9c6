/** A small disk of its own that a test may fill to the last byte; where nobody lets us mount one, a stand-in that says so. */
import { execFileSync } from 'node:child_process'
import fs, { closeSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const MB = 1024 * 1024

export type SmallDisk = {
  folder: string
  /** True where writes beyond its end fail by themselves; otherwise the disk only tells that it is full. */
  isReal: boolean
  /** Fills it but for so many megabytes. */
  fillTo(leftMegabytes: number): void
  makeRoom(): void
  close(): void
}

const mount = (folder: string, megabytes: number): boolean => {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], { stdio: 'pipe' })
    return true
  } catch (error) {
    const reason = String((error as { stderr?: unknown }).stderr ?? error).trim()
    process.stderr.write(`no disk of its own may be mounted here (${reason}): a stand-in tells it is full\n`)
    return false
  }
}

export const makeSmallDisk = (megabytes: number): SmallDisk => {
  const folder = mkdtempSync(path.join(tmpdir(), 'anxin-disk-'))
  const isReal = mount(folder, megabytes)
  const filler = path.join(folder, 'filler')
  const fill = (left: number): void => {
    const file = openSync(filler, 'a')
    try {
      for (const size of [MB, 4096]) {
        const block = Buffer.alloc(size)
        while (statfsSync(folder).bavail * statfsSync(folder).bsize >= left * MB + size)
          writeSync(file, block)
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
    } finally {
      closeSync(file)
    }
  }
  let tells: jest.SpyInstance | undefined
  return {
    folder,
    isReal,
    fillTo: (left) => {
      if (isReal) return fill(left)
      tells?.mockRestore()
      tells = jest
        .spyOn(fs, 'statfsSync')
        .mockReturnValue({ bavail: left, bsize: MB } as ReturnType<typeof statfsSync>)
    },
    makeRoom: () => {
      tells?.mockRestore()
      rmSync(filler, { force: true })
    },
    close: () => {
      tells?.mockRestore()
      if (isReal) execFileSync('umount', [folder])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Chooses where a roster file is read: in a worker thread where the host ships one, otherwise here, pausing often. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import type { RosterContext } from '../../../contract/account/roster-rules'
import { type RosterPart, readRosterFile } from './read-roster-file'
import type { WorkerInput } from './read-workbook.worker'

const WORKER_FILES = ['read-workbook.worker.js', 'read-workbook.worker.cjs', 'read-workbook.worker.mjs']
/** Megabytes of heap that a hostile file may take before its thread, and nothing else, is ended. */
const WORKER_HEAP_MB = 1_024

/**
 * The built worker: beside the bundle that runs, or in the folder that ANXIN_WORKER_DIR names.
 *
 * @returns undefined where there is none, as under tsx and in tests
 */
export const findWorkerFile = (): string | undefined => {
  const folders = [
    process.env.ANXIN_WORKER_DIR,
    typeof __dirname === 'string' ? __dirname : undefined,
    process.argv[1] === undefined ? undefined : path.dirname(process.argv[1]),
  ]
  for (const folder of folders) {
    if (!folder) continue
    const found = WORKER_FILES.map((file) => path.join(folder, file)).find((file) => existsSync(file))
    if (found) return found
  }
  return undefined
}

/** The parts of a roster file, as `readRosterFile` gives them. @param batch rows in a part */
export const openRosterFile = (
  bytes: Buffer,
  context: RosterContext,
  batch: number,
): AsyncIterable<RosterPart> => {
  const file = findWorkerFile()
  return file === undefined
    ? readRosterFile(bytes, context, batch)
    : readInWorker(file, { bytes, context, batch })
}

async function* readInWorker(file: string, input: WorkerInput): AsyncGenerator<RosterPart> {
  const worker = new Worker(file, {
    workerData: input,
    resourceLimits: { maxOldGenerationSizeMb: WORKER_HEAP_MB },
  })
  const queue: RosterPart[] = []
  let ended = false
  let wake = (): void => {}
  worker.on('message', (part: RosterPart) => {
    queue.push(part)
    wake()
  })
  // Out of memory, or a fault: the file is then one we cannot read.
  worker.on('error', () => queue.push({ kind: 'unreadable' }))
  worker.on('exit', () => {
    ended = true
    wake()
  })
  try {
    while (queue.length > 0 || !ended) {
      const part = queue.shift()
      if (part) yield part
      else
        await new Promise<void>((resolve) => {
          wake = resolve
        })
    }
  } finally {
    await worker.terminate()
  }
}

/** Reads a roster file in a thread of its own, so that a large one keeps nobody waiting. */
import { parentPort, workerData } from 'node:worker_threads'
import type { RosterContext } from '../../../contract/account/roster-rules'
import { readRosterFile } from './read-roster-file'

export type WorkerInput = { bytes: Uint8Array; context: RosterContext; batch: number }

const work = async ({ bytes, context, batch }: WorkerInput): Promise<void> => {
  for await (const part of readRosterFile(Buffer.from(bytes), context, batch)) parentPort?.postMessage(part)
  parentPort?.close()
}

void work(workerData as WorkerInput)

/** Evidence stays open for a moment while its parts are fetched, so that 20 MB are decrypted once and not once a part. */
import type { Context } from '../platform/handler'
import { readEvidence } from './evidence'
import type { FileRow } from './upload-queries'

const OPEN_MS = 60_000
/** All that may lie open at once; what does not fit is read again for each part. */
const MOST_BYTES = 64 * 1024 * 1024

type Opened = { bytes: Buffer; until: number }

const opened = new Map<string, Opened>()

const makeRoom = (now: number, needed: number): boolean => {
  for (const [key, { until }] of opened) if (until <= now) opened.delete(key)
  const held = [...opened.values()].reduce((sum, { bytes }) => sum + bytes.length, 0)
  return held + needed <= MOST_BYTES
}

/** The file itself. Whoever asks has been let through already, and is asked again for each part. */
export const openEvidence = async (
  { now, services }: Context,
  caseId: string,
  file: FileRow,
): Promise<Buffer> => {
  const key = `${caseId}/${file.id}`
  const found = opened.get(key)
  if (found && found.until > now.getTime()) return found.bytes
  const bytes = await readEvidence(services, caseId, file)
  if (makeRoom(now.getTime(), bytes.length)) opened.set(key, { bytes, until: now.getTime() + OPEN_MS })
  return bytes
}

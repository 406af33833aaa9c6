/** Sends pictures, voices and films in pieces, so that a lost network costs one piece and a killed app goes on where it was. */
import type { InputOf } from '@contract/routes'
import { CallError, call, newRequestId } from '@/api/call'
import type { KeptMedia } from './kept-media'
import { readPiece } from './media-store'

export type Attachment = KeptMedia & {
  /** Null until the server has been asked for a place. */
  uploadId: string | null
  chunkBytes: number
  /** Pieces that have arrived. */
  sent: number
  isDone: boolean
  /** Why it did not get there; empty while there is no problem. */
  problem: string
  /** The two writes around the pieces, each the same on every try. */
  beginRequestId: string
  finishRequestId: string
}

export const newAttachment = (kept: KeptMedia): Attachment => ({
  ...kept,
  uploadId: null,
  chunkBytes: 0,
  sent: 0,
  isDone: false,
  problem: '',
  beginRequestId: newRequestId(),
  finishRequestId: newRequestId(),
})

/** How far it has got, 0–100. */
export const percentSent = ({ isDone, sent, chunkBytes, sizeBytes }: Attachment): number =>
  isDone ? 100 : Math.min(99, sizeBytes > 0 ? ((sent * chunkBytes) / sizeBytes) * 100 : 0)

/** The same file as if nothing had been sent: the server no longer knows the upload. */
export const restarted = ({ mediaId, kind, sizeBytes, durationSeconds }: Attachment): Attachment =>
  newAttachment({ mediaId, kind, sizeBytes, durationSeconds })

const isGone = (problem: unknown): boolean =>
  problem instanceof CallError && (problem.code === 'record.not_found' || problem.code === 'file.incomplete')

type Underway = { sending: Promise<void>; listeners: Set<(next: Attachment) => void>; latest: Attachment }
const underway = new Map<string, Underway>()

/**
 * Sends what is left of one file; a second call joins the first.
 *
 * @param onChange told after each step, so that the draft remembers how far it got
 * @throws CallError; it keeps what has arrived
 */
export const sendAttachment = (one: Attachment, onChange: (next: Attachment) => void): Promise<void> => {
  const before = underway.get(one.mediaId)
  if (before) {
    before.listeners.add(onChange)
    onChange(before.latest)
    return before.sending
  }
  const way: Underway = { sending: Promise.resolve(), listeners: new Set([onChange]), latest: one }
  const tell = (next: Attachment) => {
    way.latest = next
    for (const listener of way.listeners) listener(next)
  }
  underway.set(one.mediaId, way)
  way.sending = send(one, tell).finally(() => underway.delete(one.mediaId))
  return way.sending
}

const send = async (one: Attachment, tell: (next: Attachment) => void): Promise<void> => {
  try {
    await sendRest({ ...one, problem: '' }, tell)
  } catch (problem) {
    if (!isGone(problem) || one.uploadId === null) throw problem
    await sendRest(restarted(one), tell)
  }
}

const sendRest = async (start: Attachment, onChange: (next: Attachment) => void): Promise<void> => {
  let one = start
  const advance = (change: Partial<Attachment>) => {
    one = { ...one, ...change }
    onChange(one)
    return one
  }
  if (one.isDone) return
  let uploadId = one.uploadId
  if (uploadId === null) {
    const place = await call('report.beginUpload', {
      requestId: one.beginRequestId,
      sizeBytes: one.sizeBytes,
    })
    uploadId = place.uploadId
    advance({ ...place, sent: 0 })
  }
  const pieces = Math.ceil(one.sizeBytes / one.chunkBytes)
  for (let index = one.sent; index < pieces; index += 1) {
    const base64 = await readPiece(one, index * one.chunkBytes, one.chunkBytes)
    await putPiece({ requestId: newRequestId(), uploadId, index, base64 })
    advance({ sent: index + 1 })
  }
  await call('report.finishUpload', { requestId: one.finishRequestId, uploadId })
  advance({ isDone: true })
}

const PATIENCE_MS = 6_000
/** A minute and a little: by then the server counts anew. */
const MOST_WAITS = 12

/** A large file has more pieces than a minute may carry: it waits for its turn instead of failing. */
const putPiece = async (piece: InputOf<'report.putChunk'>, waits = 0): Promise<void> => {
  try {
    await call('report.putChunk', piece)
  } catch (problem) {
    const isEarly = problem instanceof CallError && problem.code === 'request.too_many'
    if (!isEarly || waits >= MOST_WAITS) throw problem
    await new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))
    await putPiece(piece, waits + 1)
  }
}

/** Lets go of a file that the server may hold already; it forgets unused ones by itself too. */
export const dropUpload = (one: Attachment): void => {
  if (one.uploadId === null) return
  call('report.dropUpload', { requestId: newRequestId(), uploadId: one.uploadId }).catch(() => {})
}

/** Sends pictures in pieces, so that a lost network costs one piece and a killed app goes on where it was. */
import { CallError, call, newRequestId } from '@/api/call'
import { readPiece } from './picture-store'
import type { KeptPicture } from './picture-store-web'

export type Picture = KeptPicture & {
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

export const newPicture = (kept: KeptPicture): Picture => ({
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
export const percentSent = ({ isDone, sent, chunkBytes, sizeBytes }: Picture): number =>
  isDone ? 100 : Math.min(99, sizeBytes > 0 ? ((sent * chunkBytes) / sizeBytes) * 100 : 0)

/** The same picture as if nothing had been sent: the server no longer knows the upload. */
export const restarted = ({ pictureId, sizeBytes }: Picture): Picture => newPicture({ pictureId, sizeBytes })

const isGone = (problem: unknown): boolean =>
  problem instanceof CallError && (problem.code === 'record.not_found' || problem.code === 'file.incomplete')

type Underway = { sending: Promise<void>; listeners: Set<(next: Picture) => void>; latest: Picture }
const underway = new Map<string, Underway>()

/**
 * Sends what is left of one picture; a second call joins the first.
 *
 * @param onChange told after each step, so that the draft remembers how far it got
 * @throws CallError; the picture keeps what has arrived
 */
export const sendPicture = (picture: Picture, onChange: (next: Picture) => void): Promise<void> => {
  const before = underway.get(picture.pictureId)
  if (before) {
    before.listeners.add(onChange)
    onChange(before.latest)
    return before.sending
  }
  const one: Underway = { sending: Promise.resolve(), listeners: new Set([onChange]), latest: picture }
  const tell = (next: Picture) => {
    one.latest = next
    for (const listener of one.listeners) listener(next)
  }
  underway.set(picture.pictureId, one)
  one.sending = send(picture, tell).finally(() => underway.delete(picture.pictureId))
  return one.sending
}

const send = async (picture: Picture, tell: (next: Picture) => void): Promise<void> => {
  try {
    await sendRest({ ...picture, problem: '' }, tell)
  } catch (problem) {
    if (!isGone(problem) || picture.uploadId === null) throw problem
    await sendRest(restarted(picture), tell)
  }
}

const sendRest = async (start: Picture, onChange: (next: Picture) => void): Promise<void> => {
  let picture = start
  const advance = (change: Partial<Picture>) => {
    picture = { ...picture, ...change }
    onChange(picture)
    return picture
  }
  if (picture.isDone) return
  let uploadId = picture.uploadId
  if (uploadId === null) {
    const place = await call('report.beginUpload', {
      requestId: picture.beginRequestId,
      sizeBytes: picture.sizeBytes,
    })
    uploadId = place.uploadId
    advance({ ...place, sent: 0 })
  }
  const pieces = Math.ceil(picture.sizeBytes / picture.chunkBytes)
  for (let index = picture.sent; index < pieces; index += 1) {
    const base64 = await readPiece(picture.pictureId, index * picture.chunkBytes, picture.chunkBytes)
    await call('report.putChunk', { requestId: newRequestId(), uploadId, index, base64 })
    advance({ sent: index + 1 })
  }
  await call('report.finishUpload', { requestId: picture.finishRequestId, uploadId })
  advance({ isDone: true })
}

/** Lets go of a picture that the server may hold already; it forgets unused ones by itself too. */
export const dropUpload = (picture: Picture): void => {
  if (picture.uploadId === null) return
  call('report.dropUpload', { requestId: newRequestId(), uploadId: picture.uploadId }).catch(() => {})
}

/** The draft on screen: every change is on the phone before the next key is pressed; pictures go up meanwhile. */
import { create } from 'zustand'
import { asProblem } from '@/api/use-load'
import { type Draft, dropDraft, keepDraft, newDraft, readDraft } from '@/outbox/draft'
import { choosePictures, removePicture } from '@/outbox/picture-store'
import { dropUpload, newPicture, type Picture, sendPicture } from '@/outbox/upload'
import { listWaiting } from '@/outbox/waiting-reports'
import { useSession } from '@/stores/session'

type Writing = { ownerId: string | null; draft: Draft }

const owner = (): string | null => useSession.getState().me?.userId ?? null

const open = (): Writing => {
  const ownerId = owner()
  const draft = readDraft(ownerId)
  const isHandedIn = listWaiting().some((entry) => entry.draft.requestId === draft?.requestId)
  return { ownerId, draft: draft && !isHandedIn ? draft : newDraft() }
}

export const useWriting = create<Writing>(() => ({ ownerId: null, draft: newDraft() }))

/** Takes up the draft of the person who is here. */
export const openWriting = (): void => {
  useWriting.setState(open())
  sendPictures()
}

export const changeDraft = (change: Partial<Draft>): void => {
  const { ownerId, draft } = useWriting.getState()
  const next = { ...draft, ...change }
  keepDraft(ownerId, next)
  useWriting.setState({ draft: next })
}

/** Starts a blank one; what was handed in is in the outbox by now. */
export const startBlank = (): void => useWriting.setState({ draft: newDraft() })

/** Throws the draft away, with its pictures. */
export const discardDraft = (): void => {
  const { ownerId, draft } = useWriting.getState()
  for (const picture of draft.pictures) forget(picture)
  dropDraft(ownerId)
  startBlank()
}

const forget = (picture: Picture): void => {
  void removePicture(picture.pictureId)
  dropUpload(picture)
}

const changePicture = (pictureId: string, next: (picture: Picture) => Picture): void => {
  const { pictures } = useWriting.getState().draft
  if (!pictures.some((one) => one.pictureId === pictureId)) return
  changeDraft({ pictures: pictures.map((one) => (one.pictureId === pictureId ? next(one) : one)) })
}

let isSending = false

/** Sends pictures one after another while the rest is being written; one that fails waits for a press or for the end. */
const sendPictures = (): void => {
  if (isSending) return
  const picture = useWriting.getState().draft.pictures.find((one) => !one.isDone && one.problem === '')
  if (!picture) return
  isSending = true
  sendPicture(picture, (next) => changePicture(picture.pictureId, () => next))
    .catch((reason: unknown) =>
      changePicture(picture.pictureId, (one) => ({ ...one, problem: asProblem(reason).message })),
    )
    .finally(() => {
      isSending = false
      sendPictures()
    })
}

export const addPictures = async (most: number): Promise<void> => {
  const kept = await choosePictures(most)
  const { pictures } = useWriting.getState().draft
  changeDraft({ pictures: [...pictures, ...kept.map(newPicture)] })
  sendPictures()
}

export const retryPicture = (pictureId: string): void => {
  changePicture(pictureId, (one) => ({ ...one, problem: '' }))
  sendPictures()
}

export const removeFromDraft = (pictureId: string): void => {
  const { pictures } = useWriting.getState().draft
  const gone = pictures.find((one) => one.pictureId === pictureId)
  changeDraft({ pictures: pictures.filter((one) => one.pictureId !== pictureId) })
  if (gone) forget(gone)
}

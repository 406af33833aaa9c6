/** The draft on screen: every change is on the phone before the next key is pressed; files go up meanwhile. */
import { create } from 'zustand'
import { asProblem } from '@/api/use-load'
import { type Draft, dropDraft, keepDraft, newDraft, readDraft } from '@/outbox/draft'
import type { KeptMedia } from '@/outbox/kept-media'
import { chooseMedia, removeMedia } from '@/outbox/media-store'
import { isBeingRecorded, recoverRecording } from '@/outbox/recorder'
import { type Attachment, dropUpload, newAttachment, sendAttachment } from '@/outbox/upload'
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
  void recoverVoice()
  sendFiles()
}

export const changeDraft = (change: Partial<Draft>): void => {
  const { ownerId, draft } = useWriting.getState()
  const next = { ...draft, ...change }
  keepDraft(ownerId, next)
  useWriting.setState({ draft: next })
}

/** Starts a blank one; what was handed in is in the outbox by now. */
export const startBlank = (): void => useWriting.setState({ draft: newDraft() })

/** Throws the draft away, with its files. */
export const discardDraft = (): void => {
  const { ownerId, draft } = useWriting.getState()
  for (const file of draft.files) forget(file)
  dropDraft(ownerId)
  startBlank()
}

const forget = (file: Attachment): void => {
  void removeMedia(file)
  dropUpload(file)
}

const changeFile = (mediaId: string, next: (file: Attachment) => Attachment): void => {
  const { files } = useWriting.getState().draft
  if (!files.some((one) => one.mediaId === mediaId)) return
  changeDraft({ files: files.map((one) => (one.mediaId === mediaId ? next(one) : one)) })
}

let isSending = false

/** Sends files one after another while the rest is being written; one that fails waits for a press or for the end. */
const sendFiles = (): void => {
  if (isSending) return
  const file = useWriting.getState().draft.files.find((one) => !one.isDone && one.problem === '')
  if (!file) return
  isSending = true
  sendAttachment(file, (next) => changeFile(file.mediaId, () => next))
    .catch((reason: unknown) =>
      changeFile(file.mediaId, (one) => ({ ...one, problem: asProblem(reason).message })),
    )
    .finally(() => {
      isSending = false
      sendFiles()
    })
}

const addKept = (kept: readonly KeptMedia[]): void => {
  const { files } = useWriting.getState().draft
  changeDraft({ files: [...files, ...kept.map(newAttachment)] })
  sendFiles()
}

/** @returns how many of the chosen were too large to send */
export const addMedia = async (most: number): Promise<number> => {
  const { kept, tooLarge } = await chooseMedia(most)
  addKept(kept)
  return tooLarge
}

/** From now on the draft knows of a voice that grows, in case the app does not live to end it. */
export const beginVoice = (mediaId: string): void =>
  changeDraft({ recording: { mediaId, kind: 'voice', sizeBytes: 0, durationSeconds: null } })

/** @param kept null where nothing came of it */
export const endVoice = (kept: KeptMedia | null): void => {
  changeDraft({ recording: null })
  if (kept) addKept([kept])
}

/** A voice that was being recorded when the app was killed becomes a file like any other. */
const recoverVoice = async (): Promise<void> => {
  const { recording } = useWriting.getState().draft
  if (!recording || isBeingRecorded(recording.mediaId)) return
  const kept = await recoverRecording(recording)
  if (useWriting.getState().draft.recording?.mediaId === recording.mediaId) endVoice(kept)
}

export const retryFile = (mediaId: string): void => {
  changeFile(mediaId, (one) => ({ ...one, problem: '' }))
  sendFiles()
}

export const removeFromDraft = (mediaId: string): void => {
  const { files } = useWriting.getState().draft
  const gone = files.find((one) => one.mediaId === mediaId)
  changeDraft({ files: files.filter((one) => one.mediaId !== mediaId) })
  if (gone) forget(gone)
}

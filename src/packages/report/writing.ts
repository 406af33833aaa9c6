/** The draft on screen: every change is on the phone before the next key is pressed; files go up meanwhile. */
import { create } from 'zustand'
import { type Draft, dropDraft, keepDraft, newDraft, readDraft } from '@/outbox/draft'
import { listWaiting } from '@/outbox/waiting-reports'
import { useSession } from '@/stores/session'
import { forgetFiles, makeFileQueue } from './file-queue'

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
  draftFiles.resume()
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
  forgetFiles(draft.files)
  dropDraft(ownerId)
  startBlank()
}

export const draftFiles = makeFileQueue(() => useWriting.getState().draft, changeDraft)

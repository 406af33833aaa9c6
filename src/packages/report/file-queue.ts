/** Files that go with what is being written, a report or a reply: kept, sent one after another, taken out again. */
import Taro from '@tarojs/taro'
import { useEffect } from 'react'
import { asProblem } from '@/api/use-load'
import type { KeptMedia } from '@/outbox/kept-media'
import { chooseMedia, removeMedia } from '@/outbox/media-store'
import { isBeingRecorded, recoverRecording } from '@/outbox/recorder'
import { type Attachment, dropUpload, newAttachment, sendAttachment } from '@/outbox/upload'

/** What holds the files, and keeps them on the phone at every change. */
export type FileHolder = {
  files: Attachment[]
  /** A voice that is being recorded: what the phone has of it outlives the app. */
  recording: KeptMedia | null
}

export type FileQueue = {
  /** Goes on with what is on the phone: a voice that was cut off, and files that are not there yet. */
  resume: () => void
  /** Asks for pictures and films. @returns how many of the chosen were too large to send */
  addMedia: (most: number) => Promise<number>
  /** From now on it is known that a voice grows, in case the app does not live to end it. */
  beginVoice: (mediaId: string) => void
  /** @param kept null where nothing came of it */
  endVoice: (kept: KeptMedia | null) => void
  retry: (mediaId: string) => void
  /** The network is back: those that did not get there go on where they were. */
  retryAll: () => void
  remove: (mediaId: string) => void
}

const forget = (file: Attachment): void => {
  void removeMedia(file)
  dropUpload(file)
}

/** Lets go of all files of what is thrown away. */
export const forgetFiles = (files: readonly Attachment[]): void => {
  for (const file of files) forget(file)
}

/** While this page is open, files that did not get there go on when the network is back. */
export const useResumeWhenBack = ({ retryAll }: FileQueue): void => {
  useEffect(() => {
    const whenBack = ({ isConnected }: { isConnected: boolean }) => {
      if (isConnected) retryAll()
    }
    Taro.onNetworkStatusChange(whenBack)
    return () => Taro.offNetworkStatusChange(whenBack)
  }, [retryAll])
}

export const makeFileQueue = (
  read: () => FileHolder,
  change: (part: Partial<FileHolder>) => void,
): FileQueue => {
  const changeFile = (mediaId: string, next: (file: Attachment) => Attachment): void => {
    const { files } = read()
    if (!files.some((one) => one.mediaId === mediaId)) return
    change({ files: files.map((one) => (one.mediaId === mediaId ? next(one) : one)) })
  }

  let isSending = false
  /** One that fails waits for a press or for the end. */
  const sendFiles = (): void => {
    if (isSending) return
    const file = read().files.find((one) => !one.isDone && one.problem === '')
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
    change({ files: [...read().files, ...kept.map(newAttachment)] })
    sendFiles()
  }

  /** Its holder may have changed meanwhile: then the voice waits there, to be found again. */
  const endVoice = (kept: KeptMedia | null): void => {
    if (kept && read().recording?.mediaId !== kept.mediaId) return
    change({ recording: null })
    if (kept) addKept([kept])
  }

  /** A voice that was being recorded when the app was killed becomes a file like any other. */
  const recoverVoice = async (): Promise<void> => {
    const { recording } = read()
    if (!recording || isBeingRecorded(recording.mediaId)) return
    const kept = await recoverRecording(recording)
    if (read().recording?.mediaId === recording.mediaId) endVoice(kept)
  }

  return {
    resume: () => {
      void recoverVoice()
      sendFiles()
    },
    addMedia: async (most) => {
      const { kept, tooLarge } = await chooseMedia(most)
      addKept(kept)
      return tooLarge
    },
    beginVoice: (mediaId) =>
      change({ recording: { mediaId, kind: 'voice', sizeBytes: 0, durationSeconds: null } }),
    endVoice,
    retry: (mediaId) => {
      changeFile(mediaId, (one) => ({ ...one, problem: '' }))
      sendFiles()
    },
    retryAll: () => {
      const { files } = read()
      if (!files.some(({ problem }) => problem !== '')) return
      change({ files: files.map((one) => ({ ...one, problem: '' })) })
      sendFiles()
    },
    remove: (mediaId) => {
      const { files } = read()
      const gone = files.find((one) => one.mediaId === mediaId)
      change({ files: files.filter((one) => one.mediaId !== mediaId) })
      if (gone) forget(gone)
    },
  }
}

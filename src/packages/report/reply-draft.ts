/** A reply to the school while it is being written: one for each case, kept on the phone with its files until it is sent. */
import Taro from '@tarojs/taro'
import { create } from 'zustand'
import { newRequestId } from '@/api/call'
import { removeMedia } from '@/outbox/media-store'
import { type Attachment, restarted, sendAttachment } from '@/outbox/upload'
import { type FileHolder, makeFileQueue } from './file-queue'

export type Reply = FileHolder & {
  text: string
  requestId: string
  /** It may have arrived: what is changed now must go under another id. */
  isTried: boolean
}

const blank = (): Reply => ({
  text: '',
  files: [],
  recording: null,
  requestId: newRequestId(),
  isTried: false,
})

type Replying = { key: string; reply: Reply }

const useReplying = create<Replying>(() => ({ key: '', reply: blank() }))
const none = blank()

/** The reply to this case; blank while another's is open. */
export const useReply = (key: string): Reply =>
  useReplying((replying) => (replying.key === key ? replying.reply : none))

const storageKey = (key: string): string => `report-reply:${key}`

const stored = (key: string): Reply => ({
  ...blank(),
  ...((Taro.getStorageSync(storageKey(key)) as Partial<Reply> | '') || {}),
})

const store = (key: string, reply: Reply): void => {
  if (isEmpty(reply) && !reply.recording) Taro.removeStorageSync(storageKey(key))
  else Taro.setStorageSync(storageKey(key), reply)
}

const keep = (reply: Reply): void => {
  useReplying.setState({ reply })
  store(useReplying.getState().key, reply)
}

export const isEmpty = ({ text, files }: Reply): boolean => text.trim() === '' && files.length === 0

/** Sending on is no change of what is said; another file is. */
const changeHolder = (part: Partial<FileHolder>): void => {
  const { reply } = useReplying.getState()
  const isSame = part.files === undefined || part.files.length === reply.files.length
  keep({ ...(isSame ? reply : anew(reply)), ...part })
}

const anew = (reply: Reply): Reply =>
  reply.isTried ? { ...reply, requestId: newRequestId(), isTried: false } : reply

export const replyFiles = makeFileQueue(() => useReplying.getState().reply, changeHolder)

/** Takes up the reply to this case. */
export const openReply = (key: string): void => {
  if (useReplying.getState().key !== key) useReplying.setState({ key, reply: stored(key) })
  replyFiles.resume()
}

export const writeReply = (text: string): void => keep({ ...anew(useReplying.getState().reply), text })

export type ReadyReply = { requestId: string; text: string; uploadIds: string[] }

/**
 * Sends what is left of the files, those too that are added meanwhile.
 *
 * @returns what then goes to the school; null where another case's reply was opened meanwhile
 * @throws CallError; what has arrived stays there
 */
export const sendReplyFiles = async (): Promise<ReadyReply | null> => {
  const { key } = useReplying.getState()
  const isHere = () => useReplying.getState().key === key
  const note = (next: Attachment) => {
    if (!isHere()) return
    const { files } = useReplying.getState().reply
    changeHolder({ files: files.map((one) => (one.mediaId === next.mediaId ? next : one)) })
  }
  for (;;) {
    const file = isHere() && useReplying.getState().reply.files.find(({ isDone }) => !isDone)
    if (!file) break
    await sendAttachment(file, note)
  }
  if (!isHere()) return null
  const { reply } = useReplying.getState()
  keep({ ...reply, isTried: true })
  const uploadIds = reply.files.flatMap(({ uploadId }) => (uploadId === null ? [] : [uploadId]))
  return { requestId: reply.requestId, text: reply.text, uploadIds }
}

/** The server has let go of the files of a reply that lay for days: they are sent once more. */
export const restartReplyFiles = (): void =>
  changeHolder({ files: useReplying.getState().reply.files.map(restarted) })

/** It has arrived: what was written or added meanwhile stays, also where another case is open by now. */
export const closeReply = (key: string, sent: ReadyReply): void => {
  const open = useReplying.getState()
  const reply = open.key === key ? open.reply : stored(key)
  const isSent = ({ uploadId }: Attachment) => uploadId !== null && sent.uploadIds.includes(uploadId)
  for (const file of reply.files.filter(isSent)) void removeMedia(file)
  const left: Reply = {
    ...blank(),
    text: reply.text === sent.text ? '' : reply.text,
    files: reply.files.filter((file) => !isSent(file)),
    recording: reply.recording,
  }
  if (open.key === key) useReplying.setState({ reply: left })
  store(key, left)
}

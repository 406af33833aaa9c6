/** One case as its reporter sees it: loaded by account or receipt, marked as seen, answered once however often pressed. */

import type { ReporterKey } from '@contract/report/report'
import type { OutputOf } from '@contract/routes'
import { useDidShow } from '@tarojs/taro'
import { useRef, useState } from 'react'
import { CallError, call, newRequestId } from '@/api/call'
import { asProblem, useLoad } from '@/api/use-load'
import { useResumeWhenBack } from './file-queue'
import {
  closeReply,
  isEmpty,
  openReply,
  replyFiles,
  restartReplyFiles,
  sendReplyFiles,
  useReply,
  writeReply,
} from './reply-draft'

export type ProgressData = OutputOf<'report.getProgress'>

export const useProgress = (by: ReporterKey, replyKey: string) => {
  const { load, reload, replace } = useLoad(() => loadAndMark(by), [replyKey])
  const reply = useReply(replyKey)
  const [sending, setSending] = useState(false)
  const [problem, setProblem] = useState('')
  const isBusy = useRef(false)
  const wasShown = useRef(false)

  useDidShow(() => {
    openReply(replyKey)
    if (wasShown.current) void reload()
    wasShown.current = true
  })
  useResumeWhenBack(replyFiles)

  const write = (text: string) => {
    setProblem('')
    writeReply(text)
  }
  const send = async () => {
    if (isBusy.current || isEmpty(reply) || reply.recording) return
    isBusy.current = true
    setSending(true)
    try {
      const after = await sendOnceMore(by, replyKey)
      if (after) replace(after)
      setProblem('')
    } catch (reason) {
      setProblem(asProblem(reason).message)
    } finally {
      isBusy.current = false
      setSending(false)
    }
  }
  return { load, reload, replace, reply, write, send, sending, problem }
}

const sendReply = async (by: ReporterKey, replyKey: string): Promise<ProgressData | null> => {
  const ready = await sendReplyFiles()
  if (!ready) return null
  const after = await call('report.writeToSchool', { ...ready, by })
  closeReply(replyKey, ready)
  return after
}

/** Files that lay on the phone for days are gone at the server: they go up once more, then the reply. */
const sendOnceMore = (by: ReporterKey, replyKey: string): Promise<ProgressData | null> =>
  sendReply(by, replyKey).catch((reason: unknown) => {
    if (!(reason instanceof CallError) || reason.code !== 'file.incomplete') throw reason
    restartReplyFiles()
    return sendReply(by, replyKey)
  })

/** What was new stays marked on this screen; for the next time it has been seen. */
const loadAndMark = async (by: ReporterKey): Promise<ProgressData> => {
  const data = await call('report.getProgress', { by })
  const last = Math.max(0, ...data.timeline.map(({ seq }) => seq))
  if (data.newCount > 0) call('report.markSeen', { requestId: newRequestId(), by, seq: last }).catch(() => {})
  return data
}

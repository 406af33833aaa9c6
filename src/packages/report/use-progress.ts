/** One case as its reporter sees it: loaded by account or receipt, marked as seen, answered once however often pressed. */

import type { ReporterKey } from '@contract/report/report'
import type { OutputOf } from '@contract/routes'
import Taro, { useDidShow } from '@tarojs/taro'
import { useRef, useState } from 'react'
import { call, newRequestId } from '@/api/call'
import { asProblem, useLoad } from '@/api/use-load'

export type ProgressData = OutputOf<'report.getProgress'>

type Reply = {
  text: string
  requestId: string
  /** It may have arrived: other words must then go under another id. */
  isTried: boolean
}

const blank = (): Reply => ({ text: '', requestId: newRequestId(), isTried: false })

export const useProgress = (by: ReporterKey, replyKey: string) => {
  const key = `report-reply:${replyKey}`
  const { load, reload, replace } = useLoad(() => loadAndMark(by), [replyKey])
  const [reply, setReply] = useState<Reply>(() => (Taro.getStorageSync(key) as Reply | '') || blank())
  const [sending, setSending] = useState(false)
  const [problem, setProblem] = useState('')
  const isBusy = useRef(false)
  const wasShown = useRef(false)

  useDidShow(() => {
    if (wasShown.current) void reload()
    wasShown.current = true
  })

  const keep = (next: Reply) => {
    setReply(next)
    Taro.setStorageSync(key, next)
  }
  const write = (text: string) => {
    setProblem('')
    keep({ text, requestId: reply.isTried ? newRequestId() : reply.requestId, isTried: false })
  }
  const send = async () => {
    if (isBusy.current || reply.text.trim() === '') return
    isBusy.current = true
    setSending(true)
    const { text, requestId } = reply
    keep({ text, requestId, isTried: true })
    try {
      replace(await call('report.writeToSchool', { requestId, by, text, uploadIds: [] }))
      Taro.removeStorageSync(key)
      setReply(blank())
      setProblem('')
    } catch (reason) {
      setProblem(asProblem(reason).message)
    } finally {
      isBusy.current = false
      setSending(false)
    }
  }
  return { load, reload, replace, reply: reply.text, write, send, sending, problem }
}

/** What was new stays marked on this screen; for the next time it has been seen. */
const loadAndMark = async (by: ReporterKey): Promise<ProgressData> => {
  const data = await call('report.getProgress', { by })
  const last = Math.max(0, ...data.timeline.map(({ seq }) => seq))
  if (data.newCount > 0) call('report.markSeen', { requestId: newRequestId(), by, seq: last }).catch(() => {})
  return data
}

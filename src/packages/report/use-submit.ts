/** From writing to filed: editing → sending → filed, or waiting for the network; never two at once. */
import Taro, { useDidShow } from '@tarojs/taro'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Receipt } from '@/outbox/receipts'
import { handIn, sendWaitingReports, takeBackRefused } from '@/outbox/waiting-reports'
import { useSession } from '@/stores/session'
import { useResumeWhenBack } from './file-queue'
import { answered } from './kinds'
import { draftFiles, openWriting, startBlank, useWriting } from './writing'

export type SubmitState =
  | { step: 'editing'; problem: string; fields: Record<string, string> }
  | { step: 'sending' }
  | { step: 'waiting'; words: string; needsSignIn: boolean }
  | { step: 'filed'; receipt: Receipt }

const RETRY_EVERY_MS = 30_000

const editing = (problem = '', fields: Record<string, string> = {}): SubmitState => ({
  step: 'editing',
  problem,
  fields,
})

export const openReceipt = (receipt: Receipt): void => {
  void Taro.redirectTo({ url: `/packages/report/pages/receipt/index?case=${receipt.caseId}` })
}

/** Sends what waits when the page is shown, when the network comes back and every half minute. */
export const useOutbox = (isWaiting: boolean, onFiled: (receipts: Receipt[]) => void): void => {
  const told = useRef(onFiled)
  told.current = onFiled
  const attempt = useCallback(async () => {
    const receipts = await sendWaitingReports()
    if (receipts.length > 0) told.current(receipts)
  }, [])
  useDidShow(() => void attempt())
  useEffect(() => {
    const onNetwork = ({ isConnected }: { isConnected: boolean }) => {
      if (isConnected) void attempt()
    }
    Taro.onNetworkStatusChange(onNetwork)
    return () => Taro.offNetworkStatusChange(onNetwork)
  }, [attempt])
  useEffect(() => {
    if (!isWaiting) return
    const timer = setInterval(() => void attempt(), RETRY_EVERY_MS)
    return () => clearInterval(timer)
  }, [isWaiting, attempt])
}

export const useSubmit = () => {
  const [state, setState] = useState<SubmitState>(() => editing())
  const isBusy = useRef(false)
  const userId = useSession((session) => session.me?.userId ?? null)

  // biome-ignore lint/correctness/useExhaustiveDependencies: another person has another draft
  useEffect(() => {
    const refused = takeBackRefused()
    openWriting()
    if (refused) setState(editing(refused.problem))
  }, [userId])

  useResumeWhenBack(draftFiles)
  useOutbox(state.step === 'waiting', (receipts) => {
    const last = receipts[receipts.length - 1]
    if (state.step === 'waiting' && last) {
      setState({ step: 'filed', receipt: last })
      openReceipt(last)
    }
  })

  const submit = async () => {
    if (isBusy.current) return
    isBusy.current = true
    setState({ step: 'sending' })
    const { draft } = useWriting.getState()
    const sending = handIn({ ...draft, ...answered(draft) })
    startBlank()
    const result = await sending
    isBusy.current = false
    if (result.outcome === 'filed') {
      setState({ step: 'filed', receipt: result.receipt })
      openReceipt(result.receipt)
    } else if (result.outcome === 'waiting') {
      setState({ step: 'waiting', words: result.words, needsSignIn: result.needsSignIn })
    } else {
      takeBackRefused()
      openWriting()
      setState(editing(result.problem.message, result.problem.fields))
    }
  }

  const writeAnother = () => {
    openWriting()
    setState(editing())
  }
  const clearProblem = () => {
    if (state.step === 'editing' && state.problem !== '') setState(editing())
  }
  return { state, submit, writeAnother, clearProblem }
}

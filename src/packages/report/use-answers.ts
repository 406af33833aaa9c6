/** What a reporter says to how it is handled, one thing at a time; a try that did not arrive goes again under the same id. */
import type { UnsettledReason } from '@contract/report/life'
import type { ReporterKey } from '@contract/report/report'
import { useRef, useState } from 'react'
import { call, newRequestId } from '@/api/call'
import { asProblem } from '@/api/use-load'
import type { ProgressData } from './use-progress'

export const useAnswers = (by: ReporterKey, onAnswered: (data: ProgressData) => void) => {
  const [doing, setDoing] = useState<string | null>(null)
  const [problem, setProblem] = useState('')
  const isBusy = useRef(false)
  const tried = useRef(new Map<string, string>())

  const run = async (
    key: string,
    words: unknown,
    deed: (requestId: string) => Promise<ProgressData>,
  ): Promise<boolean> => {
    if (isBusy.current) return false
    isBusy.current = true
    setDoing(key)
    setProblem('')
    const what = `${key} ${JSON.stringify(words)}`
    const requestId = tried.current.get(what) ?? newRequestId()
    tried.current.set(what, requestId)
    try {
      onAnswered(await deed(requestId))
      tried.current.delete(what)
      return true
    } catch (reason) {
      const found = asProblem(reason)
      if (found.code !== 'network.away') tried.current.delete(what)
      setProblem(Object.values(found.fields)[0] ?? found.message)
      return false
    } finally {
      isBusy.current = false
      setDoing(null)
    }
  }
  return {
    doing,
    problem,
    settle: () =>
      run('settled', '', (requestId) =>
        call('report.answerOutcome', { requestId, by, isSettled: true, reasons: [], text: '' }),
      ),
    unsettle: (reasons: UnsettledReason[], text: string) =>
      run('unsettled', [reasons, text], (requestId) =>
        call('report.answerOutcome', { requestId, by, isSettled: false, reasons, text }),
      ),
    appeal: (text: string) =>
      run('appeal', text, (requestId) => call('report.appeal', { requestId, by, text })),
    sayConflict: (reason: string) =>
      run('conflict', reason, (requestId) => call('report.sayConflict', { requestId, by, reason })),
    withdraw: (seq: number | null) =>
      run('withdraw', seq, (requestId) => call('report.withdraw', { requestId, by, seq })),
  }
}

export type CaseAnswers = ReturnType<typeof useAnswers>

/** One write from a page: sending or not, what went wrong, and never twice however often it is tapped or retried. */
import type { InputOf, OutputOf, RouteName } from '@contract/routes'
import { useRef, useState } from 'react'
import { type CallError, call, newRequestId } from './call'
import { asProblem } from './use-load'

type WriteName = { [N in RouteName]: InputOf<N> extends { requestId: string } ? N : never }[RouteName]

export type Sender<N extends WriteName> = {
  /** @returns what the server answered, or null where it did not: `problem` then says why */
  send: (input: Omit<InputOf<N>, 'requestId'>) => Promise<OutputOf<N> | null>
  isSending: boolean
  problem: CallError | null
  /** Forgets the problem, once the person has changed something. */
  clear: () => void
}

/** After these the server may have taken the write: the same request id goes with the next try. */
const mayHaveArrived = (problem: CallError): boolean =>
  problem.code === 'network.away' || problem.code.startsWith('server.')

export const useSend = <N extends WriteName>(name: N): Sender<N> => {
  const [isSending, setSending] = useState(false)
  const [problem, setProblem] = useState<CallError | null>(null)
  const attempt = useRef<{ key: string; requestId: string } | null>(null)
  const isBusy = useRef(false)

  const send = async (input: Omit<InputOf<N>, 'requestId'>): Promise<OutputOf<N> | null> => {
    if (isBusy.current) return null
    isBusy.current = true
    const key = JSON.stringify(input)
    if (attempt.current?.key !== key) attempt.current = { key, requestId: newRequestId() }
    setSending(true)
    setProblem(null)
    try {
      const answer = await call(name, { ...input, requestId: attempt.current.requestId } as InputOf<N>)
      attempt.current = null
      return answer
    } catch (reason) {
      const found = asProblem(reason)
      if (!mayHaveArrived(found)) attempt.current = null
      setProblem(found)
      return null
    } finally {
      isBusy.current = false
      setSending(false)
    }
  }

  return { send, isSending, problem, clear: () => setProblem(null) }
}

/** One write at a time: busy while it runs, its problem in words, the same request id until it is done. */
import { useRef, useState } from 'react'
import { type CallError, newRequestId } from '@/api/call'
import { asProblem } from '@/api/use-load'

export type Deed = {
  /** Key of what is being done; null while nothing is. */
  doing: string | null
  problem: CallError | null
  forget: () => void
  /**
   * Does one thing; pressing again meanwhile does nothing. A try that did not reach the server goes again under the same id.
   *
   * @param key what is done, with what it depends on, so that other words get another id
   * @returns whether it is done
   */
  run: (key: string, deed: (requestId: string) => Promise<void>) => Promise<boolean>
}

export const useDeed = (): Deed => {
  const [doing, setDoing] = useState<string | null>(null)
  const [problem, setProblem] = useState<CallError | null>(null)
  const isBusy = useRef(false)
  const tried = useRef(new Map<string, string>())

  const run = async (key: string, deed: (requestId: string) => Promise<void>): Promise<boolean> => {
    if (isBusy.current) return false
    isBusy.current = true
    setDoing(key)
    setProblem(null)
    const requestId = tried.current.get(key) ?? newRequestId()
    tried.current.set(key, requestId)
    try {
      await deed(requestId)
      tried.current.delete(key)
      return true
    } catch (reason) {
      const found = asProblem(reason)
      if (found.code !== 'network.away' && !found.code.startsWith('server.')) tried.current.delete(key)
      setProblem(found)
      return false
    } finally {
      isBusy.current = false
      setDoing(null)
    }
  }
  return { doing, problem, run, forget: () => setProblem(null) }
}

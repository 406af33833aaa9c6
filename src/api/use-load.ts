/** Server data for one page: loading, failed or ready, never two of them at once. */
import { useCallback, useEffect, useRef, useState } from 'react'
import { CallError } from './call'

export type Load<T> =
  | { state: 'loading' }
  | { state: 'failed'; problem: CallError }
  | {
      state: 'ready'
      data: T
      /** Why the last refresh did not succeed; the data is then older than it could be. */
      stale: CallError | null
    }

export type Loader<T> = {
  load: Load<T>
  /** Asks again. What is shown stays until the answer is there; ends when it is, and never throws. */
  reload: () => Promise<void>
  /** Puts in what a write answered, without asking again. */
  replace: (data: T) => void
}

/** Any failure as a problem with Chinese words. */
export const asProblem = (reason: unknown): CallError =>
  reason instanceof CallError
    ? reason
    : new CallError('server.failed', '出了点问题，没有东西丢失，请稍后再试。')

/**
 * Loads when the page opens and whenever `deps` change; an answer to an older question is dropped.
 *
 * @param ask null while it is not yet known what to ask for; the state is then `loading`
 * @param deps what the question depends on
 */
export const useLoad = <T>(
  ask: (() => Promise<T>) | null,
  deps: readonly (string | number | boolean | null | undefined)[],
): Loader<T> => {
  const key = JSON.stringify([ask !== null, ...deps])
  const [kept, setKept] = useState<{ key: string; load: Load<T> }>({ key, load: { state: 'loading' } })
  const latest = useRef(ask)
  latest.current = ask
  const turn = useRef(0)

  const run = useCallback(async (asked: string) => {
    const question = latest.current
    if (question === null) return
    turn.current += 1
    const mine = turn.current
    try {
      const data = await question()
      if (mine === turn.current) setKept({ key: asked, load: { state: 'ready', data, stale: null } })
    } catch (reason) {
      const problem = asProblem(reason)
      if (mine !== turn.current) return
      setKept((before) =>
        before.key === asked && before.load.state === 'ready'
          ? { key: asked, load: { ...before.load, stale: problem } }
          : { key: asked, load: { state: 'failed', problem } },
      )
    }
  }, [])

  useEffect(() => {
    void run(key)
    return () => {
      turn.current += 1
    }
  }, [key, run])

  const reload = useCallback(async () => {
    setKept((before) =>
      before.key === key && before.load.state === 'failed' ? { key, load: { state: 'loading' } } : before,
    )
    await run(key)
  }, [key, run])

  const replace = useCallback(
    (data: T) => {
      turn.current += 1
      setKept({ key, load: { state: 'ready', data, stale: null } })
    },
    [key],
  )

  return { load: kept.key === key ? kept.load : { state: 'loading' }, reload, replace }
}

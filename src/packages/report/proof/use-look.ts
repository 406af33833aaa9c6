/** One check of a case on a page: under way, done, or the case that this phone knew is gone. */
import type { ReporterKey } from '@contract/report/report'
import { useCallback, useEffect, useState } from 'react'
import type { CallError } from '@/api/call'
import { asProblem } from '@/api/use-load'
import { lookAndKeep, readKept } from './kept'
import type { Kept, KeptCase, Looked } from './look'

export type Look =
  | { step: 'checking' }
  | { step: 'checked'; looked: Looked; kept: Kept }
  /** The server does not know it now, and this phone has seen it. */
  | { step: 'gone'; kept: KeptCase }
  | { step: 'failed'; problem: CallError }

/**
 * @param by null while it is not known what to look at
 * @param scannedHead hash of the first step, where a receipt was scanned
 * @param events steps that the page shows, where it shows them: more of them means another look
 */
export const useLook = (
  by: ReporterKey | null,
  scannedHead: string | null,
  events = 0,
): { look: Look; again: () => void } => {
  const [look, setLook] = useState<Look>({ step: 'checking' })
  const [turn, setTurn] = useState(0)
  const name = by && JSON.stringify(by)

  // biome-ignore lint/correctness/useExhaustiveDependencies: `turn` and `events` ask again with the same question.
  useEffect(() => {
    if (name === null) return
    let isOver = false
    const key = JSON.parse(name) as ReporterKey
    const kept = readKept(key, scannedHead)
    setLook({ step: 'checking' })
    void lookAndKeep(key, kept)
      .then((looked): Look => ({ step: 'checked', looked, kept }))
      .catch((reason: unknown): Look => {
        const problem = asProblem(reason)
        return problem.code === 'record.not_found' && kept.case
          ? { step: 'gone', kept: kept.case }
          : { step: 'failed', problem }
      })
      .then((found) => {
        if (!isOver) setLook(found)
      })
    return () => {
      isOver = true
    }
  }, [name, scannedHead, events, turn])
  const again = useCallback(() => setTurn((before) => before + 1), [])
  return { look, again }
}

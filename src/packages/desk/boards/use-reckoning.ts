/** Asks what an estimate really took, once the typing pauses; the answer to an older question is dropped. */
import type { Reckoning } from '@contract/homework/board'
import type { InputOf } from '@contract/routes'
import { useEffect, useState } from 'react'
import { call } from '@/api/call'

const PAUSE_MS = 350

/** @param question null while there is nothing to ask */
export const useReckoning = (question: InputOf<'homework.getReckoning'> | null): Reckoning | null => {
  const key = question === null ? '' : JSON.stringify(question)
  const [answer, setAnswer] = useState<{ key: string; reckoning: Reckoning } | null>(null)
  useEffect(() => {
    if (key === '') return
    let isOld = false
    const timer = setTimeout(() => {
      // Without an answer the form works all the same: it is only advice.
      call('homework.getReckoning', JSON.parse(key) as InputOf<'homework.getReckoning'>)
        .then((reckoning) => {
          if (!isOld) setAnswer({ key, reckoning })
        })
        .catch(() => {})
    }, PAUSE_MS)
    return () => {
      isOld = true
      clearTimeout(timer)
    }
  }, [key])
  return answer?.key === key ? answer.reckoning : null
}

/** Recording a voice for what is being written: idle → asking → recording ⇄ interrupted → saving → idle. */
import { useEffect, useRef, useState } from 'react'
import { longestVoiceSeconds, startRecorder } from '@/outbox/recorder'
import type { Recorder, RecorderProblem } from '@/outbox/recorder-events'
import type { FileQueue } from '../file-queue'

export type VoiceState =
  | { step: 'idle'; problem: RecorderProblem | null }
  | { step: 'asking' }
  | { step: 'recording' }
  | { step: 'interrupted' }
  | { step: 'saving' }

const TICK_MS = 250
/** How many of the last levels are drawn. */
const BARS = 24
const quiet = (): number[] => Array<number>(BARS).fill(0)

export const useVoice = ({ beginVoice, endVoice }: FileQueue) => {
  const [state, setState] = useState<VoiceState>({ step: 'idle', problem: null })
  const [seconds, setSeconds] = useState(0)
  const [levels, setLevels] = useState<number[]>(quiet)
  const recorder = useRef<Recorder | null>(null)
  const isGone = useRef(false)

  useEffect(() => {
    if (state.step !== 'recording') return
    const timer = setInterval(
      () => setSeconds((now) => Math.min(longestVoiceSeconds, now + TICK_MS / 1000)),
      TICK_MS,
    )
    return () => clearInterval(timer)
  }, [state.step])
  // Leaving the page is no reason to lose what was said.
  useEffect(
    () => () => {
      isGone.current = true
      recorder.current?.stop()
    },
    [],
  )

  const rest = (problem: RecorderProblem | null) => {
    recorder.current = null
    setState({ step: 'idle', problem })
  }
  const start = async () => {
    if (state.step !== 'idle') return
    setState({ step: 'asking' })
    setSeconds(0)
    setLevels(quiet())
    const opened = await startRecorder({
      onStart: (mediaId) => {
        beginVoice(mediaId)
        setState({ step: 'recording' })
      },
      onLevel: (level) => setLevels((before) => [...before.slice(1), level]),
      onInterrupted: () => setState((now) => (now.step === 'recording' ? { step: 'interrupted' } : now)),
      onStop: (kept) => {
        endVoice(kept)
        rest(null)
      },
      onProblem: (problem) => {
        endVoice(null)
        rest(problem)
      },
    }).catch(() => {
      rest('failed')
      return null
    })
    recorder.current = opened
    if (isGone.current) opened?.stop()
  }
  const stop = () => {
    setState({ step: 'saving' })
    recorder.current?.stop()
  }
  const resume = () => {
    setState({ step: 'recording' })
    recorder.current?.resume()
  }
  const cancel = () => {
    recorder.current?.cancel()
    endVoice(null)
    rest(null)
  }
  return { state, seconds, levels, start, stop, resume, cancel }
}

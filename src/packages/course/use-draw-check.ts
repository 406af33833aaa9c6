/** Runs a published draw again on this phone, a slice at a time, so that the page goes on answering. */
import type { DrawCheck } from '@contract/course/draw-proof'
import { checkDraw } from '@contract/course/draw-proof'
import { hmacSha256 } from '@contract/course/hmac'
import { sha256 } from '@contract/report/sha256'
import { useEffect, useState } from 'react'
import { type CallError, call } from '@/api/call'
import { asProblem } from '@/api/use-load'
import { readKnownDraw } from './use-catalogue'

export type Checking =
  | { step: 'asking' }
  | { step: 'running'; done: number; total: number }
  | {
      step: 'done'
      total: number
      agrees: boolean
      check: DrawCheck
      /** True where this phone had written the codes down before the draw; otherwise they are the server's. */
      isFromBefore: boolean
    }
  | { step: 'failed'; problem: CallError }

/** Milliseconds of work between two pauses: under a frame. */
const SLICE_MS = 12
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0))

const run = async (
  schoolId: number,
  roundId: number,
  isOver: () => boolean,
  tell: (checking: Checking) => void,
): Promise<void> => {
  const published = await call('course.getPublishedDraw', { schoolId, roundId })
  const total = published.inputs.students.length
  const known = readKnownDraw(roundId)
  const slices = checkDraw({ sha256, hmacSha256 }, published, {
    commitment: known.commitment ?? published.commitment,
    inputsHash: known.inputsHash ?? published.inputsHash,
  })
  let until = Date.now() + SLICE_MS
  tell({ step: 'running', done: 0, total })
  while (!isOver()) {
    const step = slices.next()
    if (step.done) {
      const check = step.value
      const agrees = check.seedFits && check.inputsFit && check.placesFit
      tell({ step: 'done', total, agrees, check, isFromBefore: known.commitment !== null })
      return
    }
    if (Date.now() < until) continue
    tell({ step: 'running', done: Math.round(step.value * total), total })
    await pause()
    until = Date.now() + SLICE_MS
  }
}

/** @param schoolId null while it is not known */
export const useDrawCheck = (
  schoolId: number | null,
  roundId: number,
): { checking: Checking; again: () => void } => {
  const [checking, setChecking] = useState<Checking>({ step: 'asking' })
  const [turn, setTurn] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `turn` asks again with the same question.
  useEffect(() => {
    if (schoolId === null) return
    let isOver = false
    setChecking({ step: 'asking' })
    run(
      schoolId,
      roundId,
      () => isOver,
      (next) => {
        if (!isOver) setChecking(next)
      },
    ).catch((reason: unknown) => {
      if (!isOver) setChecking({ step: 'failed', problem: asProblem(reason) })
    })
    return () => {
      isOver = true
    }
  }, [schoolId, roundId, turn])
  return { checking, again: () => setTurn((before) => before + 1) }
}

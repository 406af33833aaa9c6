/** A child's catalogue on a page: loaded, with the server's clock, and with what this phone wrote down of each draw in time. */
import type { Round } from '@contract/course/course'
import type { OutputOf } from '@contract/routes'
import Taro from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { call } from '@/api/call'
import { type Loader, useLoad } from '@/api/use-load'

export type Catalogue = OutputOf<'course.getCatalogue'> & {
  /** The server's clock minus the phone's, in milliseconds. */
  clockOffset: number
}

/** What was seen of a round before its draw; a check compares with this, not with what is said afterwards. */
export type KnownDraw = { commitment: string | null; inputsHash: string | null }
const keyOf = (roundId: number) => `course-draw-${roundId}`

export const readKnownDraw = (roundId: number): KnownDraw =>
  (Taro.getStorageSync(keyOf(roundId)) as KnownDraw) || { commitment: null, inputsHash: null }

/** The first thing seen stays. */
const keepKnownDraw = ({ roundId, commitment, inputsHash }: Round): void => {
  if (commitment === null) return
  const known = readKnownDraw(roundId)
  const next = {
    commitment: known.commitment ?? commitment,
    inputsHash: known.inputsHash ?? inputsHash,
  }
  if (next.commitment !== known.commitment || next.inputsHash !== known.inputsHash)
    Taro.setStorageSync(keyOf(roundId), next)
}

const ask = async (studentId: number): Promise<Catalogue> => {
  const asked = Date.now()
  const catalogue = await call('course.getCatalogue', { studentId })
  // Half the way there and half back: the best guess of when the server looked at its clock.
  const clockOffset = Date.parse(catalogue.now) - (asked + Date.now()) / 2
  for (const round of catalogue.rounds) keepKnownDraw(round)
  return { ...catalogue, clockOffset }
}

/** @param studentId null while it is not known */
export const useCatalogue = (studentId: number | null): Loader<Catalogue> =>
  useLoad(studentId === null ? null : () => ask(studentId), [studentId])

/** The server's time, told again every second while the page is shown. */
export const useServerNow = (clockOffset: number): number => {
  const [now, setNow] = useState(() => Date.now() + clockOffset)
  useEffect(() => {
    const tick = () => setNow(Date.now() + clockOffset)
    tick()
    const timer = setInterval(tick, 1000)
    return () => clearInterval(timer)
  }, [clockOffset])
  return now
}

/** The server's time at which rounds were last looked at: it moves when one opens or closes, not every second. */
export const useRoundsNow = (rounds: readonly Round[], clockOffset: number): number => {
  const [now, setNow] = useState(() => Date.now() + clockOffset)
  useEffect(() => {
    const at = Date.now() + clockOffset
    const next = Math.min(
      ...rounds
        .flatMap(({ opensAt, closesAt }) => [Date.parse(opensAt), Date.parse(closesAt)])
        .filter((moment) => moment > at),
    )
    // A timer holds no more than 24 days; by then the page has long been opened anew.
    const timer = setTimeout(() => setNow(Date.now() + clockOffset), Math.min(next - at, 2_000_000_000))
    return () => clearTimeout(timer)
  }, [rounds, clockOffset])
  return now
}

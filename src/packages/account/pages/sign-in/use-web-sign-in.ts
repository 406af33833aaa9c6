/** Signing in by a phone: a ticket in a QR code, asked after every two seconds until it is answered. */

import type { Me } from '@contract/account/session'
import { useCallback, useEffect, useRef, useState } from 'react'
import { CallError, call, newRequestId } from '@/api/call'
import { asProblem } from '@/api/use-load'

type Ticket = { ticketId: string; secret: string; expiresAt: string }

export type WebSignIn =
  | { step: 'starting' }
  | { step: 'failed'; words: string }
  | { step: 'waiting'; ticketId: string; secondsLeft: number; isAway: boolean }
  | { step: 'expired' }
  | { step: 'refused' }
  | { step: 'confirmed' }

const POLL_MS = 2000
const TICK_MS = 1000

const secondsUntil = (moment: string): number =>
  Math.max(0, Math.ceil((Date.parse(moment) - Date.now()) / 1000))

/**
 * @param onSession told once, with the session that the phone gave
 * @returns how it stands, and a way to begin anew
 */
export const useWebSignIn = (
  onSession: (session: { token: string; me: Me }) => void,
): { state: WebSignIn; restart: () => void } => {
  const [state, setState] = useState<WebSignIn>({ step: 'starting' })
  const [round, setRound] = useState(0)
  const told = useRef(onSession)
  told.current = onSession

  const run = useCallback((_round: number) => {
    let isOver = false
    let ticket: Ticket | null = null
    const timers: ReturnType<typeof setTimeout>[] = []
    const later = (work: () => void, ms: number) => {
      if (!isOver) timers.push(setTimeout(work, ms))
    }
    const end = (next: WebSignIn) => {
      isOver = true
      setState(next)
    }
    const tick = () => {
      if (isOver || ticket === null) return
      const secondsLeft = secondsUntil(ticket.expiresAt)
      if (secondsLeft === 0) return end({ step: 'expired' })
      setState((before) => (before.step === 'waiting' ? { ...before, secondsLeft } : before))
      later(tick, TICK_MS)
    }
    const poll = async () => {
      if (isOver || ticket === null) return
      try {
        const { status, session } = await call('account.pollWebSignIn', {
          ticketId: ticket.ticketId,
          secret: ticket.secret,
        })
        if (isOver) return
        if (status === 'confirmed' && session) {
          end({ step: 'confirmed' })
          return told.current(session)
        }
        if (status === 'refused' || status === 'expired') return end({ step: status })
        setState((before) => (before.step === 'waiting' ? { ...before, isAway: false } : before))
      } catch (reason) {
        if (isOver) return
        const isAway = reason instanceof CallError && reason.code === 'network.away'
        if (!isAway) return end({ step: 'failed', words: asProblem(reason).message })
        setState((before) => (before.step === 'waiting' ? { ...before, isAway: true } : before))
      }
      later(() => void poll(), POLL_MS)
    }
    const start = async () => {
      setState({ step: 'starting' })
      try {
        const made = await call('account.startWebSignIn', { requestId: newRequestId() })
        if (isOver) return
        ticket = made
        setState({
          step: 'waiting',
          ticketId: made.ticketId,
          secondsLeft: secondsUntil(made.expiresAt),
          isAway: false,
        })
        later(tick, TICK_MS)
        later(() => void poll(), POLL_MS)
      } catch (reason) {
        if (!isOver) end({ step: 'failed', words: asProblem(reason).message })
      }
    }
    void start()
    return () => {
      isOver = true
      for (const timer of timers) clearTimeout(timer)
    }
  }, [])

  useEffect(() => run(round), [run, round])
  return { state, restart: () => setRound(round + 1) }
}

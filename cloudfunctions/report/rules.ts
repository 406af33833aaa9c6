/** What may happen to a case: its states, its clocks, and when a step comes too late. */
import {
  type CaseClock,
  type ClockRule,
  clockAt,
  clockRules,
  dueAt,
  firstLookRule,
} from '../../contract/report/clocks'
import type { BullyingAct, CaseState, ReportKind } from '../../contract/report/report'
import { AppError } from '../platform/errors'

/** What the rules need to know of a case. */
export type CaseFacts = {
  kind: ReportKind
  acts: BullyingAct[]
  state: CaseState
  events: number
  filed_at: Date
  first_looked_at: Date | null
  investigation_started_at: Date | null
  closed_at: Date | null
}

/** From each state, where a handler may take a case. Taking it and reopening it have rules of their own. */
const moves: Record<CaseState, readonly CaseState[]> = {
  filed: [],
  accepted: ['investigating', 'waiting_reporter', 'closed'],
  investigating: ['waiting_reporter', 'closed'],
  waiting_reporter: ['investigating', 'closed'],
  asking: [],
  reviewing: [],
  closed: [],
  withdrawn: [],
}

/** @throws AppError `report.case_closed`, `report.state_refused` */
export const assertMove = (from: CaseState, to: CaseState): void => {
  if (from === 'closed') throw new AppError('report.case_closed')
  if (!moves[from].includes(to)) throw new AppError('report.state_refused')
}

/** @throws AppError `report.case_closed` */
export const assertOpen = (facts: Pick<CaseFacts, 'state'>): void => {
  if (facts.state === 'closed') throw new AppError('report.case_closed')
}

/** @param events what the handler last saw. @throws AppError `record.changed` where more has happened since */
export const assertFresh = (facts: Pick<CaseFacts, 'events'>, events: number): void => {
  if (facts.events !== events) throw new AppError('record.changed')
}

type Running = { rule: ClockRule; startedAt: Date }

const firstLook = (facts: CaseFacts): Running => ({
  rule: firstLookRule(facts.kind, facts.acts),
  startedAt: facts.filed_at,
})
/** Runs from the start of the investigation, and until that is said, from the moment the case was taken. */
const investigation = (facts: CaseFacts): Running | null => {
  const startedAt = facts.investigation_started_at ?? facts.first_looked_at
  return startedAt && { rule: clockRules.investigation, startedAt }
}

const running = (facts: CaseFacts): Running | null => {
  if (facts.state === 'closed') return null
  return facts.state === 'filed' ? firstLook(facts) : investigation(facts)
}

const shown = ({ rule, startedAt }: Running, doneAt: Date | null, now: Date): CaseClock =>
  clockAt(rule, startedAt.toISOString(), doneAt?.toISOString() ?? null, now)

/** The clock that runs now; null once closed. Waiting for the reporter does not stop it. */
export const runningClock = (facts: CaseFacts, now: Date): CaseClock | null => {
  const found = running(facts)
  return found && shown(found, null, now)
}

/** When the clock that runs now lapses. */
export const dueMoment = (facts: CaseFacts): Date | null => {
  const found = running(facts)
  return found && new Date(dueAt(found.startedAt.toISOString(), found.rule))
}

/** Every clock of a case so far, done or running. */
export const allClocks = (facts: CaseFacts, now: Date): CaseClock[] => {
  const second = facts.state === 'filed' ? null : investigation(facts)
  return [
    shown(firstLook(facts), facts.first_looked_at, now),
    ...(second ? [shown(second, facts.closed_at, now)] : []),
  ]
}

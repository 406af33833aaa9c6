/** What may happen to a case: its states, and when a step comes too late. Its clocks follow the state (`clocks.ts`). */
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

/** What may happen to a case: its states, and when a step comes too late. Its clocks follow the state (`clocks.ts`). */
import type { HeldBy } from '../../contract/report/clocks'
import type { BullyingAct, CaseState, Level, MissingDeed, ReportKind } from '../../contract/report/report'
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
  accepted: ['investigating', 'waiting_reporter', 'asking'],
  investigating: ['waiting_reporter', 'asking'],
  waiting_reporter: ['investigating', 'asking'],
  asking: [],
  reviewing: ['closed'],
  closed: [],
  withdrawn: [],
}

/** Closing asks the reporter first; only the bureau's review ends without asking. */
export const closingState = (from: CaseState): 'asking' | 'closed' =>
  from === 'reviewing' ? 'closed' : 'asking'

/** @throws AppError `report.case_closed`, `report.case_withdrawn`, `report.state_refused` */
export const assertMove = (from: CaseState, to: CaseState): void => {
  assertOpen({ state: from })
  if (!moves[from].includes(to)) throw new AppError('report.state_refused')
}

/** @throws AppError `report.case_closed`, `report.case_withdrawn` */
export const assertOpen = (facts: Pick<CaseFacts, 'state'>): void => {
  if (facts.state === 'closed') throw new AppError('report.case_closed')
  if (facts.state === 'withdrawn') throw new AppError('report.case_withdrawn')
}

/** @param events what the handler last saw. @throws AppError `record.changed` where more has happened since */
export const assertFresh = (facts: Pick<CaseFacts, 'events'>, events: number): void => {
  if (facts.events !== events) throw new AppError('record.changed')
}

/** What the reporter's say depends on. */
export type AnswerFacts = Pick<CaseFacts, 'state'> & {
  held_by: HeldBy
  reopened_count: number
  outcome: string | null
}

/** While they are asked, and after a silence that closed the case. */
export const canAnswer = ({ state, outcome }: AnswerFacts): boolean =>
  state === 'asking' || (state === 'closed' && outcome === 'silent')

/**
 * What follows where the reporter is not satisfied: once it is taken up again; after that a school's case goes to the
 * bureau if they wish, and beyond the bureau's own word lie other authorities.
 */
export const afterUnsatisfied = (facts: AnswerFacts): 'reopens' | 'appeal' | 'beyond' => {
  if (facts.reopened_count === 0) return 'reopens'
  return facts.held_by === 'school' ? 'appeal' : 'beyond'
}

export const canAppeal = (facts: AnswerFacts): boolean =>
  canAnswer(facts) && afterUnsatisfied(facts) === 'appeal'

const WITHDRAW_MS = 10 * 60_000

/** Within ten minutes, and while nobody at the desk has opened it. @param seq the step that is taken back */
export const canWithdraw = (
  kase: { handler_seen_seq: number; withdrawn_seqs: number[] },
  seq: number,
  writtenAt: Date,
  now: Date,
): boolean =>
  kase.handler_seen_seq < seq &&
  !kase.withdrawn_seqs.includes(seq) &&
  now.getTime() - writtenAt.getTime() <= WITHDRAW_MS

/**
 * What the law wants done or answered before a case may be closed.
 *
 * @param deeds kinds of the steps so far
 * @see 未成年人保护法 arts 11, 39; 教督〔2017〕10号
 */
export const missingForClosing = (
  { kind, level }: { kind: ReportKind; level: Level },
  deeds: readonly string[],
): MissingDeed[] => {
  const isBullying = kind === 'bullying'
  const isGrave = level === 'severe' || level === 'illegal' || (kind === 'danger' && level === 'serious')
  const missing: MissingDeed[] = []
  if (isBullying && level === 'unset') missing.push('level')
  if (isBullying && !deeds.includes('guardians_told')) missing.push('guardians')
  if (isGrave && !deeds.includes('authority_told')) missing.push('authority')
  return missing
}

/** Every move of a case from every state: what is not allowed is refused, whoever asks. */
import {
  type AnswerFacts,
  afterUnsatisfied,
  assertMove,
  assertOpen,
  canAnswer,
  canAppeal,
  canWithdraw,
  closingState,
  missingForClosing,
} from '../../cloudfunctions/report/rules'
import { type CaseState, caseStates } from '../../contract/report/report'

const codeOf = (deed: () => void): string => {
  try {
    deed()
    return 'ok'
  } catch (error) {
    return (error as { code: string }).code
  }
}

const allowed: [CaseState, CaseState][] = [
  ['accepted', 'investigating'],
  ['accepted', 'waiting_reporter'],
  ['accepted', 'asking'],
  ['investigating', 'waiting_reporter'],
  ['investigating', 'asking'],
  ['waiting_reporter', 'investigating'],
  ['waiting_reporter', 'asking'],
  ['reviewing', 'closed'],
]
const every = caseStates.flatMap((from) => caseStates.map((to): [CaseState, CaseState] => [from, to]))

describe('a handler moves a case', () => {
  it.each(every)('from %s to %s only where that is a move', (from, to) => {
    const isAllowed = allowed.some(([a, b]) => a === from && b === to)
    const expected = isAllowed
      ? 'ok'
      : ({ closed: 'report.case_closed', withdrawn: 'report.case_withdrawn' }[from as string] ??
        'report.state_refused')
    expect(codeOf(() => assertMove(from, to))).toBe(expected)
  })

  it("to its end only by asking the reporter, but for the bureau's review", () => {
    for (const state of caseStates)
      expect(closingState(state)).toBe(state === 'reviewing' ? 'closed' : 'asking')
  })

  it('no more once it is closed or taken back', () => {
    expect(caseStates.filter((state) => codeOf(() => assertOpen({ state })) !== 'ok')).toEqual([
      'closed',
      'withdrawn',
    ])
  })
})

describe('the reporter', () => {
  const facts = (change: Partial<AnswerFacts>): AnswerFacts => ({
    state: 'asking',
    held_by: 'school',
    reopened_count: 0,
    outcome: null,
    ...change,
  })

  it('answers while asked, and after a silence', () => {
    const states = caseStates.filter((state) => canAnswer(facts({ state })))
    expect(states).toEqual(['asking'])
    expect(canAnswer(facts({ state: 'closed', outcome: 'silent' }))).toBe(true)
    for (const outcome of ['satisfied', 'review_final', 'withdrawn', null])
      expect(canAnswer(facts({ state: 'closed', outcome }))).toBe(false)
  })

  it('opens it again once, then goes to the bureau, then beyond it', () => {
    expect(afterUnsatisfied(facts({}))).toBe('reopens')
    expect(afterUnsatisfied(facts({ held_by: 'bureau' }))).toBe('reopens')
    expect(afterUnsatisfied(facts({ reopened_count: 1 }))).toBe('appeal')
    expect(afterUnsatisfied(facts({ reopened_count: 1, held_by: 'bureau' }))).toBe('beyond')
  })

  it("appeals only from a school's second answer", () => {
    expect(canAppeal(facts({ reopened_count: 1 }))).toBe(true)
    expect(canAppeal(facts({ reopened_count: 1, state: 'closed', outcome: 'silent' }))).toBe(true)
    expect(canAppeal(facts({}))).toBe(false)
    expect(canAppeal(facts({ reopened_count: 1, held_by: 'bureau' }))).toBe(false)
    expect(canAppeal(facts({ reopened_count: 1, state: 'reviewing' }))).toBe(false)
  })

  it('takes back within ten minutes what nobody has read, once', () => {
    const at = new Date('2026-11-17T12:00:00Z')
    const later = (minutes: number) => new Date(at.getTime() + minutes * 60_000)
    const kase = { handler_seen_seq: 1, withdrawn_seqs: [] as number[] }
    expect(canWithdraw(kase, 2, at, later(10))).toBe(true)
    expect(canWithdraw(kase, 2, at, later(10.1))).toBe(false)
    expect(canWithdraw(kase, 1, at, later(1))).toBe(false)
    expect(canWithdraw({ ...kase, withdrawn_seqs: [2] }, 2, at, later(1))).toBe(false)
  })
})

describe('before a case is closed', () => {
  it("bullying is graded, and both sides' guardians are told or it is said why not", () => {
    expect(missingForClosing({ kind: 'bullying', level: 'unset' }, [])).toEqual(['level', 'guardians'])
    expect(missingForClosing({ kind: 'bullying', level: 'mild' }, ['guardians_told'])).toEqual([])
  })

  it('what is grave is answered for to the authorities, whatever its kind', () => {
    for (const level of ['severe', 'illegal'] as const)
      expect(missingForClosing({ kind: 'other', level }, [])).toEqual(['authority'])
    expect(missingForClosing({ kind: 'danger', level: 'serious' }, [])).toEqual(['authority'])
    expect(missingForClosing({ kind: 'danger', level: 'mild' }, [])).toEqual([])
    expect(missingForClosing({ kind: 'bullying', level: 'severe' }, ['guardians_told'])).toEqual([
      'authority',
    ])
  })
})

/** The clocks of a case: two hours where a body is at stake, ten days for the investigation, never paused by waiting. */
import {
  allClocks,
  assertMove,
  type CaseFacts,
  dueMoment,
  runningClock,
} from '../../cloudfunctions/report/rules'
import { clockAt, clockRules, firstLookRule, isUrgent } from '../../contract/report/clocks'
import { caseStates } from '../../contract/report/report'

const at = (hours: number): Date => new Date(Date.parse('2026-11-17T12:00:00Z') + hours * 3_600_000)
const facts = (change: Partial<CaseFacts> = {}): CaseFacts => ({
  kind: 'bullying',
  acts: ['insult'],
  state: 'filed',
  events: 1,
  filed_at: at(0),
  first_looked_at: null,
  investigation_started_at: null,
  closed_at: null,
  ...change,
})

describe('the clocks of a case', () => {
  it('give two hours where somebody is in danger or beaten, and a day otherwise', () => {
    expect(firstLookRule('danger', []).hours).toBe(2)
    expect(firstLookRule('bullying', ['insult', 'beating']).hours).toBe(2)
    expect(firstLookRule('bullying', ['online']).hours).toBe(24)
    expect(firstLookRule('other', []).hours).toBe(24)
    expect(isUrgent('other', [])).toBe(false)
  })

  it('call a step late only after its moment, and a done step by when it was done', () => {
    const start = at(0).toISOString()
    expect(clockAt(clockRules.firstLook, start, null, at(24)).isLate).toBe(false)
    expect(clockAt(clockRules.firstLook, start, null, at(24.01)).isLate).toBe(true)
    expect(clockAt(clockRules.firstLook, start, at(3).toISOString(), at(900)).isLate).toBe(false)
    expect(clockAt(clockRules.firstLook, start, at(30).toISOString(), at(31)).isLate).toBe(true)
  })

  it('run the first look until the case is taken, then ten days of investigation', () => {
    expect(dueMoment(facts())).toEqual(at(24))
    expect(dueMoment(facts({ kind: 'danger', acts: [] }))).toEqual(at(2))
    const taken = facts({ state: 'accepted', first_looked_at: at(5) })
    expect(dueMoment(taken)).toEqual(at(5 + 240))
    expect(runningClock(taken, at(6))?.document).toBe('教督〔2017〕10号')
    const started = facts({ state: 'investigating', first_looked_at: at(5), investigation_started_at: at(8) })
    expect(dueMoment(started)).toEqual(at(8 + 240))
  })

  it('do not stop while the school waits for an answer', () => {
    const waiting = facts({
      state: 'waiting_reporter',
      first_looked_at: at(1),
      investigation_started_at: at(2),
    })
    expect(dueMoment(waiting)).toEqual(at(242))
    expect(runningClock(waiting, at(243))?.isLate).toBe(true)
  })

  it('end with the case, and still show what was late', () => {
    const closed = facts({ state: 'closed', first_looked_at: at(30), closed_at: at(40) })
    expect(dueMoment(closed)).toBeNull()
    expect(runningClock(closed, at(50))).toBeNull()
    expect(allClocks(closed, at(5_000)).map((clock) => [clock.kind, clock.isLate])).toEqual([
      ['first_look', true],
      ['investigation', false],
    ])
  })
})

describe('the states of a case', () => {
  const allowed = (from: (typeof caseStates)[number]) =>
    caseStates.filter((to) => {
      try {
        assertMove(from, to)
        return true
      } catch {
        return false
      }
    })
  it('let nobody close what nobody has taken, and nothing leave the closed state but by reopening', () => {
    expect(allowed('filed')).toEqual([])
    expect(allowed('accepted')).toEqual(['investigating', 'waiting_reporter', 'closed'])
    expect(allowed('investigating')).toEqual(['waiting_reporter', 'closed'])
    expect(allowed('waiting_reporter')).toEqual(['investigating', 'closed'])
    expect(allowed('closed')).toEqual([])
  })
})

/** The clocks of a case: which run in which state, when they end, which rule counts, and how people read them. */

import type { ClockRow } from '../../cloudfunctions/report/clock-queries'
import { presentClock, runningClock } from '../../cloudfunctions/report/clocks'
import { assertMove } from '../../cloudfunctions/report/rules'
import { calendarOf } from '../../contract/calendar'
import { clockView, dutyWords, pauseSentence, pauseWords } from '../../contract/report/clock-words'
import {
  type ClockedFacts,
  type ClockRule,
  clockEnd,
  clocksIn,
  isUrgent,
  strictestRule,
} from '../../contract/report/clocks'
import { caseStates, reportKinds } from '../../contract/report/report'

const at = (hours: number): Date => new Date(Date.parse('2026-11-17T12:00:00Z') + hours * 3_600_000)
const noDays = calendarOf([])
const rule = (change: Partial<ClockRule>): ClockRule => ({
  ruleId: 'r',
  clock: 'investigation',
  caseKinds: null,
  isUrgent: null,
  heldBy: null,
  amount: 10,
  unit: 'calendar_days',
  warnMinutes: 2880,
  climbMinutes: 4320,
  pauseMostDays: 15,
  document: '文件',
  layer: 'national',
  isDefault: false,
  ...change,
})
const bullying: ClockedFacts = { kind: 'bullying', isUrgent: false, heldBy: 'school' }
const row = (change: Partial<ClockRow> = {}): ClockRow => ({
  school_id: 1,
  case_id: 'c',
  kind: 'investigation',
  round: 1,
  document: '教督〔2017〕10号',
  layer: 'national',
  unit: 'calendar_days',
  pause_most_days: 15,
  started_at: at(0),
  due_at: at(240),
  warn_at: at(192),
  climb_at: at(312),
  done_at: null,
  paused_at: null,
  paused_until: null,
  paused_seconds: 0,
  warned_at: null,
  climbed_head_at: null,
  climbed_bureau_at: null,
  next_at: at(192),
  ...change,
})

describe('the clocks of a case', () => {
  it('are urgent where somebody is in danger or beaten, and not otherwise', () => {
    expect(isUrgent('danger', [])).toBe(true)
    expect(isUrgent('bullying', ['insult', 'beating'])).toBe(true)
    expect(isUrgent('bullying', ['online'])).toBe(false)
    expect(isUrgent('other', [])).toBe(false)
  })

  it('begin with a first look, which for other complaints runs beside registering and closing', () => {
    expect(clocksIn('filed', 'bullying')).toEqual(['first_look'])
    expect(clocksIn('filed', 'fees')).toEqual(['first_look', 'register', 'close'])
  })

  it('leave no case without one until it is closed or withdrawn', () => {
    for (const kind of reportKinds)
      for (const state of caseStates)
        expect([kind, state, clocksIn(state, kind).length > 0]).toEqual([
          kind,
          state,
          state !== 'closed' && state !== 'withdrawn',
        ])
  })

  it('do not stop while the school waits for an answer', () => {
    expect(clocksIn('waiting_reporter', 'bullying')).toEqual(clocksIn('investigating', 'bullying'))
    expect(clocksIn('waiting_reporter', 'other')).toEqual(clocksIn('investigating', 'other'))
  })

  it('count hours, days of 24 hours, and school days over a holiday', () => {
    const holiday = calendarOf([{ day: '2026-11-18', isSchoolDay: false, name: '运动会' }])
    expect(clockEnd(at(0), { amount: 2, unit: 'hours' }, noDays)).toEqual(at(2))
    expect(clockEnd(at(0), { amount: 10, unit: 'calendar_days' }, noDays)).toEqual(at(240))
    // Tuesday; Wednesday is off, so Thursday, Friday, Monday.
    expect(clockEnd(at(0), { amount: 3, unit: 'school_days' }, holiday)).toEqual(at(144))
  })

  it('follow the strictest rule that fits, whichever layer it is of', () => {
    const rules = [
      rule({ ruleId: 'national' }),
      rule({ ruleId: 'district', layer: 'district', amount: 7 }),
      rule({ ruleId: 'school', layer: 'school', amount: 12 }),
      rule({ ruleId: 'fees', caseKinds: ['fees'], amount: 1 }),
      rule({ ruleId: 'urgent', isUrgent: true, amount: 1 }),
      rule({ ruleId: 'bureau', heldBy: 'bureau', amount: 1 }),
    ]
    expect(strictestRule(rules, 'investigation', bullying, at(0), noDays)?.rule.ruleId).toBe('district')
    expect(strictestRule(rules, 'appeal', bullying, at(0), noDays)).toBeNull()
  })

  it('find the strictest by when it ends, not by its number', () => {
    const rules = [
      rule({ ruleId: 'days', amount: 3 }),
      rule({ ruleId: 'school days', amount: 2, unit: 'school_days' }),
    ]
    const friday = new Date('2026-11-20T02:00:00Z')
    expect(strictestRule(rules, 'investigation', bullying, at(0), noDays)?.rule.ruleId).toBe('school days')
    expect(strictestRule(rules, 'investigation', bullying, friday, noDays)?.rule.ruleId).toBe('days')
  })

  it('name the higher document where two rules end together', () => {
    const rules = [rule({ ruleId: 'district', layer: 'district' }), rule({ ruleId: 'national' })]
    expect(strictestRule(rules, 'investigation', bullying, at(0), noDays)?.rule.ruleId).toBe('national')
  })
})

describe('a clock as people read it', () => {
  const shown = (change: Partial<ClockRow>, now: Date) => presentClock(row(change), 'school', now)

  it('is late only after its moment, and a done one by when it was done', () => {
    expect(shown({}, at(240)).isLate).toBe(false)
    expect(shown({}, at(240.01)).isLate).toBe(true)
    expect(shown({ done_at: at(239) }, at(900)).isLate).toBe(false)
    expect(shown({ done_at: at(241) }, at(242)).isLate).toBe(true)
  })

  it('says who must do what by when, and plainly where that was missed', () => {
    expect(dutyWords(shown({}, at(1)), at(1))).toBe('学校须在 11月27日前完成调查')
    expect(dutyWords(presentClock(row({ kind: 'appeal' }), 'bureau', at(1)), at(1))).toBe(
      '区教育局须在 11月27日前完成复核',
    )
    expect(dutyWords(shown({}, at(250)), at(250))).toBe('学校应在 11月27日前完成调查，还没有做到')
    expect(dutyWords(shown({ kind: 'reply' }, at(1)), at(1))).toMatch(/^请在 11月27日前答复/)
  })

  it('says that it stands still and until which day, and is not late meanwhile', () => {
    const paused = shown({ paused_at: at(20), paused_until: new Date('2026-12-05T16:00:00Z') }, at(400))
    expect(pauseWords(paused)).toBe('时限暂停，到 12月5日 为止')
    expect(dutyWords(paused, at(400))).toBe('时限暂停，到 12月5日 为止')
    expect(
      pauseSentence(paused, [
        { kind: 'paused', text: '旧的' },
        { kind: 'paused', text: '等检查结果，到 12月5日 为止' },
        { kind: 'note', text: '' },
      ]),
    ).toBe('时限暂停：等检查结果，到 12月5日 为止')
    expect(paused.isLate).toBe(false)
    expect(clockView(paused, at(400))).toMatchObject({ tone: 'normal', words: '已暂停' })
  })

  it('is the one of several that ends first, and one that stands still only where all do', () => {
    const first = shown({ kind: 'first_look', due_at: at(24) }, at(1))
    const close = shown({ kind: 'close', due_at: at(1440) }, at(1))
    const done = shown({ kind: 'register', due_at: at(2), done_at: at(1) }, at(1))
    expect(runningClock([close, done, first])?.kind).toBe('first_look')
    expect(runningClock([close, { ...first, pausedAt: at(1).toISOString() }])?.kind).toBe('close')
    expect(runningClock([{ ...close, pausedAt: at(1).toISOString() }])?.kind).toBe('close')
    expect(runningClock([done])).toBeNull()
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
    expect(allowed('accepted')).toEqual(['investigating', 'waiting_reporter', 'asking'])
    expect(allowed('investigating')).toEqual(['waiting_reporter', 'asking'])
    expect(allowed('waiting_reporter')).toEqual(['investigating', 'asking'])
    expect(allowed('closed')).toEqual([])
  })
})

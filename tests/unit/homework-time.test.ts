/** Minutes that land on the right evening and a stopwatch that no locked phone, midnight or changed clock can spoil. */
import fc from 'fast-check'
import { daysBetween, eveningOf, mendingOf } from '../../contract/homework/evening'
import { homeworkLimit, sleepRule } from '../../contract/homework/limits'
import {
  lookAt,
  measured,
  minutesOf,
  pauseStopwatch,
  resumeStopwatch,
  type Stopwatch,
  startStopwatch,
  stopwatchWords,
  wasForgotten,
} from '../../contract/homework/stopwatch'
import { blankWeek, layOver, moveOn } from '../../contract/homework/week-on-phone'

/** A moment on China's clock. */
const at = (text: string): Date => new Date(`${text}+08:00`)
const later = (from: Date, minutes: number): Date => new Date(from.getTime() + minutes * 60_000)

describe('the evening a minute belongs to', () => {
  it('lasts until four in the morning, over midnight, new year and the leap day', () => {
    expect(eveningOf(at('2026-11-25T19:20:00'))).toBe('2026-11-25')
    expect(eveningOf(at('2026-11-26T00:30:00'))).toBe('2026-11-25')
    expect(eveningOf(at('2026-11-26T03:59:59'))).toBe('2026-11-25')
    expect(eveningOf(at('2026-11-26T04:00:00'))).toBe('2026-11-26')
    expect(eveningOf(at('2027-01-01T01:00:00'))).toBe('2026-12-31')
    expect(eveningOf(at('2028-02-29T20:00:00'))).toBe('2028-02-29')
    expect(eveningOf(at('2028-03-01T00:10:00'))).toBe('2028-02-29')
  })

  it('is put right freely for a week, then with a reason, and never in advance', () => {
    const now = at('2026-11-25T19:20:00')
    expect(mendingOf('2026-11-25', now)).toBe('free')
    expect(mendingOf('2026-11-18', now)).toBe('free')
    expect(mendingOf('2026-11-17', now)).toBe('why')
    expect(mendingOf('2026-11-26', now)).toBe('closed')
    expect(mendingOf('2025-11-25', now)).toBe('closed')
    // At one in the morning it is still last evening: the new day has not begun.
    expect(mendingOf('2026-11-26', at('2026-11-26T01:00:00'))).toBe('closed')
    expect(daysBetween('2028-02-28', '2028-03-01')).toBe(2)
  })
})

describe('the stopwatch', () => {
  const start = at('2026-11-25T19:20:00')

  it('goes on while the phone is locked and the app is gone, and stands while paused', () => {
    const kept = JSON.parse(JSON.stringify(startStopwatch(start))) as Stopwatch
    expect(minutesOf(kept, later(start, 13))).toBe(13)
    const paused = pauseStopwatch(kept, later(start, 13))
    expect(minutesOf(paused, later(start, 90))).toBe(13)
    const resumed = resumeStopwatch(paused, later(start, 90))
    expect(minutesOf(resumed, later(start, 97))).toBe(20)
    expect(resumeStopwatch(resumed, later(start, 95))).toBe(resumed)
  })

  it('belongs to the evening it was started on, past midnight too', () => {
    const watch = startStopwatch(at('2026-11-25T23:50:00'))
    expect(watch.day).toBe('2026-11-25')
    expect(minutesOf(watch, at('2026-11-26T00:15:00'))).toBe(25)
  })

  it('keeps what it had when the phone’s clock is set back, and counts on from there', () => {
    const watch = lookAt(startStopwatch(start), later(start, 10))
    const setBack = later(start, -60)
    const seen = lookAt(watch, setBack)
    expect(minutesOf(seen, setBack)).toBe(10)
    expect(minutesOf(seen, later(setBack, 5))).toBe(15)
  })

  it('asks when it ran longer than anybody sits at one subject', () => {
    const watch = startStopwatch(start)
    expect(wasForgotten(watch, later(start, 179))).toBe(false)
    expect(wasForgotten(watch, later(start, 181))).toBe(true)
    expect(wasForgotten(pauseStopwatch(watch, later(start, 20)), later(start, 500))).toBe(false)
  })

  it('never measures less than before, whatever is pressed and wherever the clock jumps', () => {
    const press = fc.record({
      what: fc.constantFrom('look', 'pause', 'resume'),
      minutes: fc.integer({ min: -300, max: 300 }),
    })
    fc.assert(
      fc.property(fc.array(press, { maxLength: 30 }), (presses) => {
        let now = start
        let watch = startStopwatch(now)
        let before = 0
        for (const { what, minutes } of presses) {
          now = later(now, minutes)
          watch =
            what === 'look'
              ? lookAt(watch, now)
              : what === 'pause'
                ? pauseStopwatch(watch, now)
                : resumeStopwatch(lookAt(watch, now), now)
          const is = measured(watch, now)
          expect(is).toBeGreaterThanOrEqual(before)
          before = is
        }
      }),
    )
  })

  it('says what it measured', () => {
    expect(stopwatchWords(758_000)).toBe('12:38')
    expect(stopwatchWords(3_725_000)).toBe('1:02:05')
    expect(stopwatchWords(0)).toBe('00:00')
  })
})

describe('limits', () => {
  it('are none for the smallest, an hour for grades 3–6, an hour and a half for 7–9, on school days', () => {
    const minutes = (grade: number, isSchoolDay = true) => homeworkLimit(grade, isSchoolDay)?.minutes ?? null
    expect([1, 2, 3, 6, 7, 9, 10].map((grade) => minutes(grade))).toEqual([0, 0, 60, 60, 90, 90, null])
    expect([2, 3, 9].map((grade) => minutes(grade, false))).toEqual([0, null, null])
    expect(homeworkLimit(4, true)?.document).toContain('减轻义务教育阶段学生作业负担')
  })

  it('send primary pupils to bed by 21:20 for ten hours, juniors by 22:00 for nine, seniors by 23:00 for eight', () => {
    const rule = (grade: number) => [sleepRule(grade).hours, sleepRule(grade).inBedByMinutes]
    expect([rule(3), rule(8), rule(11)]).toEqual([
      [10, 1_280],
      [9, 1_320],
      [8, 1_380],
    ])
  })
})

describe('the week on a phone without a network', () => {
  const entry = { subject: 'math', kind: 'written', minutes: 20, revision: 2 } as const
  const blank = blankWeek(7, 4, '2026-11-25')
  const known = {
    ...blank,
    evenings: blank.evenings.map((one) =>
      one.day === '2026-11-25' ? { ...one, entries: [entry], writtenMinutes: 20 } : one,
    ),
  }

  it('moves on to the evening that is now, so that nothing is logged on the day it last heard of', () => {
    const moved = moveOn(known, '2026-11-27')
    expect(moved.today).toBe('2026-11-27')
    expect(moved.evenings.map(({ day, writtenMinutes }) => [day, writtenMinutes])).toEqual([
      ['2026-11-21', null],
      ['2026-11-22', null],
      ['2026-11-23', null],
      ['2026-11-24', null],
      ['2026-11-25', 20],
      ['2026-11-26', null],
      ['2026-11-27', null],
    ])
    expect(moved.evenings[0]?.isSchoolDay).toBe(false)
  })

  it('does not go back where the phone’s clock is behind the server’s', () => {
    expect(moveOn(known, '2026-11-20')).toBe(known)
  })

  it('shows what waits as it will stand, on top of the revision it was made on', () => {
    const log = { day: '2026-11-25', subject: 'math', kind: 'written', minutes: 35, basedOn: 2 } as const
    const english = { ...log, subject: 'english', kind: 'school', minutes: 5, basedOn: 0 } as const
    const evening = layOver(known, [log, english]).evenings.at(-1)
    expect(evening?.writtenMinutes).toBe(35)
    expect(evening?.entries).toEqual([
      { subject: 'math', kind: 'written', minutes: 35, revision: 2 },
      { subject: 'english', kind: 'school', minutes: 5, revision: 0 },
    ])
    expect(layOver(known, [{ ...log, minutes: null }]).evenings.at(-1)).toMatchObject({
      entries: [],
      writtenMinutes: null,
    })
  })
})

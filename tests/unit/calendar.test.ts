/** School days and days off on China's clock, whatever the machine is set to. */
import fc from 'fast-check'
import { addSchoolDays, calendarOf, isSchoolDay, onSchoolDay, ordinaryWeek } from '../../contract/calendar'

const nationalDay = calendarOf([
  ...['01', '02', '03', '04', '05', '06', '07'].map((day) => ({
    day: `2026-10-${day}`,
    isSchoolDay: false,
    name: '国庆节',
  })),
  { day: '2026-10-10', isSchoolDay: true, name: '国庆节调休' },
])
const inChina = (text: string): Date => new Date(`${text}+08:00`)

describe('a day', () => {
  it('is a school day from Monday to Friday unless the bureau says otherwise', () => {
    expect(
      ['2026-11-23', '2026-11-27', '2026-11-28', '2026-11-29'].map((day) => isSchoolDay(day, ordinaryWeek)),
    ).toEqual([true, true, false, false])
    expect(isSchoolDay('2026-10-01', nationalDay)).toBe(false)
    expect(isSchoolDay('2026-10-10', nationalDay)).toBe(true)
    expect(isSchoolDay('2026-10-11', nationalDay)).toBe(false)
  })
})

describe('school days from a moment', () => {
  it('leave out weekends and holidays, count swapped working days, and keep the time of day', () => {
    expect(addSchoolDays(inChina('2026-09-29T16:30'), 1, nationalDay)).toEqual(inChina('2026-09-30T16:30'))
    expect(addSchoolDays(inChina('2026-09-30T16:30'), 1, nationalDay)).toEqual(inChina('2026-10-08T16:30'))
    expect(addSchoolDays(inChina('2026-09-30T16:30'), 3, nationalDay)).toEqual(inChina('2026-10-10T16:30'))
    expect(addSchoolDays(inChina('2026-10-09T09:00'), 2, nationalDay)).toEqual(inChina('2026-10-12T09:00'))
  })

  it('are China’s days: an evening in Europe is already tomorrow', () => {
    // Friday 20:00 UTC is Saturday in China.
    expect(addSchoolDays(new Date('2026-11-27T20:00:00Z'), 1, ordinaryWeek)).toEqual(
      new Date('2026-11-29T20:00:00Z'),
    )
  })

  it('end on the next school day where a moment falls on a day off', () => {
    expect(onSchoolDay(inChina('2026-10-03T10:00'), nationalDay)).toEqual(inChina('2026-10-08T10:00'))
    expect(onSchoolDay(inChina('2026-10-08T10:00'), nationalDay)).toEqual(inChina('2026-10-08T10:00'))
  })

  const moments = fc.date({ min: new Date('2026-01-01'), max: new Date('2026-12-31'), noInvalidDate: true })
  const dayOf = (moment: Date): string =>
    new Date(moment.getTime() + 8 * 3_600_000).toISOString().slice(0, 10)

  it('always end on a school day, at the same time, with just as many school days on the way', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 1, max: 40 }), (moment, count) => {
        const end = addSchoolDays(moment, count, nationalDay)
        const passed = (end.getTime() - moment.getTime()) / 86_400_000
        expect(Number.isInteger(passed)).toBe(true)
        const days = Array.from({ length: passed }, (_, index) =>
          dayOf(new Date(moment.getTime() + (index + 1) * 86_400_000)),
        )
        expect(days.filter((day) => isSchoolDay(day, nationalDay))).toHaveLength(count)
        expect(isSchoolDay(dayOf(end), nationalDay)).toBe(true)
      }),
    )
  })

  it('add up: so many and then more is as far as both at once', () => {
    fc.assert(
      fc.property(moments, fc.nat(20), fc.nat(20), (moment, first, second) => {
        const both = addSchoolDays(addSchoolDays(moment, first, nationalDay), second, nationalDay)
        expect(both).toEqual(addSchoolDays(moment, first + second, nationalDay))
      }),
    )
  })

  it('refuse a calendar without school days instead of looking for ever', () => {
    const never = {
      get: (day: string) => ({ day, isSchoolDay: false, name: '' }),
    } as unknown as typeof nationalDay
    expect(() => addSchoolDays(inChina('2026-10-01T10:00'), 1, never)).toThrow('no school days')
  })
})

/** The district's calendar: kept by the bureau, read by everybody with a session. */
import { randomUUID } from 'node:crypto'
import { makeWorld, type TestPerson, type World } from '../support/world'

jest.setTimeout(60_000)
let world: World
let officer: TestPerson
let admin: TestPerson
beforeAll(async () => {
  world = await makeWorld()
  officer = await world.staff('bureau_officer', null)
  admin = await world.staff('school_admin', await world.school())
})
afterAll(() => world.close())

const winter = { day: '2027-01-25', isSchoolDay: false, name: '寒假' }

describe('the calendar', () => {
  it('holds the national holidays and swapped days of this year from the start', async () => {
    const { days } = await world.get(admin, 'account.listCalendar', { year: 2026 })
    expect(days.find((one) => one.day === '2026-10-01')).toEqual({
      day: '2026-10-01',
      isSchoolDay: false,
      name: '国庆节',
    })
    expect(days.find((one) => one.day === '2026-10-10')).toMatchObject({ isSchoolDay: true })
    expect(days.map((one) => one.day)).toEqual([...days.map((one) => one.day)].sort())
  })

  it('is changed by the bureau, a day or a whole holiday at once, and everybody sees it', async () => {
    const days = Array.from({ length: 20 }, (_, index) => ({
      ...winter,
      day: `2027-02-${String(index + 1).padStart(2, '0')}`,
    }))
    await world.get(officer, 'account.saveCalendarDays', { year: 2027, days: [winter, ...days] })
    const seen = await world.get(admin, 'account.listCalendar', { year: 2027 })
    expect(seen.days).toHaveLength(21)
    expect(seen.days[0]).toEqual(winter)
  })

  it('lets a day be an ordinary one again, and keeps no row for what the week says anyway', async () => {
    const saved = await world.get(officer, 'account.saveCalendarDays', {
      year: 2028,
      days: [
        { day: '2028-03-01', isSchoolDay: false, name: '停课' },
        { day: '2028-03-02', isSchoolDay: true, name: '' },
        { day: '2028-03-03', isSchoolDay: true, name: '开学' },
      ],
    })
    expect(saved.days.map((one) => one.day)).toEqual(['2028-03-01', '2028-03-03'])
    const back = await world.get(officer, 'account.saveCalendarDays', {
      year: 2028,
      days: [{ day: '2028-03-01', isSchoolDay: null, name: '' }],
    })
    expect(back.days.map((one) => one.day)).toEqual(['2028-03-03'])
  })

  it('is refused to everybody but the bureau, and for days of another year', async () => {
    const input = { year: 2029, days: [{ day: '2029-01-02', isSchoolDay: false, name: '' }] }
    expect(await world.refused(admin, 'account.saveCalendarDays', input)).toBe('role.forbidden')
    expect(await world.refused(null, 'account.saveCalendarDays', input)).toBe('session.missing')
    expect(await world.refused(null, 'account.listCalendar', { year: 2029 })).toBe('session.missing')
    const stray = await world.ask(officer, 'account.saveCalendarDays', { ...input, year: 2030 })
    expect(!stray.ok && stray.error.fields).toEqual({ 'days.0.day': '请选 2030 年的日期' })
    expect((await world.get(admin, 'account.listCalendar', { year: 2029 })).days).toEqual([])
  })

  it('answers a retry with what it answered before, though somebody changed the day since', async () => {
    const requestId = randomUUID()
    const input = { requestId, year: 2031, days: [{ day: '2031-05-01', isSchoolDay: false, name: '劳动节' }] }
    const first = await world.get(officer, 'account.saveCalendarDays', input)
    await world.get(officer, 'account.saveCalendarDays', {
      year: 2031,
      days: [{ day: '2031-05-01', isSchoolDay: null, name: '' }],
    })
    expect(await world.get(officer, 'account.saveCalendarDays', input)).toEqual(first)
    expect((await world.get(officer, 'account.listCalendar', { year: 2031 })).days).toEqual([])
  })
})

/** The bureau watches over the days' roots: none missing, none smaller than the day before; and learns no number that is hidden. */
import readExcelFile from 'read-excel-file/node'
import { sha256 } from '../../cloudfunctions/report/chain'
import { makeDailyRoots } from '../../cloudfunctions/report/daily-root.job'
import { type RootMonth, rootTroubles } from '../../contract/report/root-month'
import { makeReportWorld, type ReportWorld } from '../support/report-world'
import { deleteCase } from '../support/tamper'
import type { TestPerson } from '../support/world'

jest.setTimeout(60_000)
let world: ReportWorld
let officer: TestPerson
/** Filed one a day, from 28 November on. */
const filed: string[] = []
let atFirst: RootMonth

const sealOn = async (moment: string) => {
  world.clock.now = new Date(moment)
  await makeDailyRoots(world.services, () => false)
}
beforeAll(async () => {
  world = await makeReportWorld()
  officer = await world.staff('bureau_officer', null, '何静')
  atFirst = await month(null)
  for (let date = 28; date <= 32; date++) {
    const day = new Date(Date.UTC(2026, 10, date, 3))
    world.clock.now = day
    for (let index = 0; index < 3; index++) filed.push((await world.fileFresh()).caseId)
    if (date < 32) await sealOn(new Date(day.getTime() + 14 * 3_600_000).toISOString())
  }
  world.clock.now = new Date('2026-12-03T03:00:00Z')
})
afterAll(() => world.close())

const month = (key: string | null): Promise<RootMonth> =>
  world.get(officer, 'report.getRootMonth', { month: key })

describe('a month of roots on the desk of the bureau', () => {
  it('is empty before the first day is over', () => {
    expect(atFirst).toEqual({ month: null, months: [], days: [], before: null })
  })

  it('holds each day that should be there, and follows from the month before', async () => {
    const november = await month('2026-11')
    expect(november.before).toBeNull()
    expect(november.months).toEqual(['2026-12', '2026-11'])
    expect(november.days.map(({ day }) => day)).toEqual(['2026-11-30', '2026-11-29', '2026-11-28'])
    expect(rootTroubles(sha256, november)).toEqual([])
    const december = await month(null)
    expect(december.month).toBe('2026-12')
    expect(december.before).toEqual({ day: '2026-11-30', root: november.days[0]!.sealed!.root })
    expect(december.days[1]).toMatchObject({ day: '2026-12-01', sealed: { isFewer: false } })
  })

  it('names the day that is due and was not made', async () => {
    expect(rootTroubles(sha256, await month('2026-12'))).toContainEqual({
      day: '2026-12-02',
      what: 'missing',
    })
    // Not yet: the hours after midnight are left to the timer.
    world.clock.now = new Date('2026-12-02T17:30:00Z')
    expect((await month('2026-12')).days.map(({ day }) => day)).toEqual(['2026-12-01'])
    await sealOn('2026-12-03T03:00:00Z')
    expect(rootTroubles(sha256, await month('2026-12'))).toEqual([])
  })

  it('says in tens how many cases a root holds, so that a day to day difference tells nothing', async () => {
    const { days } = await month('2026-11')
    // 9, 6 and 3 cases.
    expect(days.map(({ sealed }) => sealed?.atLeast)).toEqual([0, 0, 0])
    expect((await month('2026-12')).days.at(-1)?.sealed?.atLeast).toBe(10)
    expect(JSON.stringify(days)).not.toContain('cases')
  })

  it('is exported as the page shows it, with what is wrong', async () => {
    const { fileName, base64 } = await world.get(officer, 'report.getRootMonthFile', { month: '2026-11' })
    expect(fileName).toBe('每日总根 2026年11月.xlsx')
    const sheets = await readExcelFile(Buffer.from(base64, 'base64'))
    const rows = sheets.find(({ sheet }) => sheet === '每日总根')!.data
    const { days } = await month('2026-11')
    expect(rows.slice(1).map(([day, root, cases]) => [day, root, cases])).toEqual(
      [...days].reverse().map(({ day, sealed }) => [day, sealed!.root, '不足 10 件']),
    )
    const notes = sheets.find(({ sheet }) => sheet === '说明')!.data.flat()
    expect(notes).toContain('这个月的总根都在，前后相连。')
  })

  it('shows a case that vanished, a root that was removed and one whose leaves are gone', async () => {
    await deleteCase(world, filed[0]!)
    await sealOn('2026-12-04T03:00:00Z')
    expect(rootTroubles(sha256, await month('2026-12'))).toEqual([{ day: '2026-12-03', what: 'fewer' }])
    await world.sql(`delete from daily_trees where day = '2026-11-29'`)
    expect(rootTroubles(sha256, await month('2026-11'))).toEqual([{ day: '2026-11-29', what: 'treeless' }])
    await world.sql(`delete from daily_roots where day = '2026-11-29'`)
    expect(rootTroubles(sha256, await month('2026-11'))).toEqual([{ day: '2026-11-29', what: 'missing' }])
  })

  it('is shown to nobody else, and no month beyond the days', async () => {
    for (const who of [world.zhou, world.mother, await world.staff('school_head', world.schoolId, '高校长')])
      expect(await world.refused(who, 'report.getRootMonth', { month: null })).toBe('role.forbidden')
    expect(await world.refused(null, 'report.getRootMonthFile', { month: null })).toBe('session.missing')
    for (const key of ['2026-10', '2027-01'])
      expect(await world.refused(officer, 'report.getRootMonth', { month: key })).toBe('record.not_found')
    expect(await world.refused(officer, 'report.getRootMonth', { month: '2026-13' })).toBe('input.invalid')
  })
})

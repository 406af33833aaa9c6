/** Numbers of reports: published once a half, the same for all readers, with nobody to be found in them. */
import readWorkbook from 'read-excel-file/node'
import { runJobs } from '../../cloudfunctions/jobs/index'
import { transactionAs } from '../../cloudfunctions/platform/database'
import { answersOf, questions, type StatisticsRow } from '../../contract/report/statistics'
import { addOldCases, type OldCase } from '../support/old-cases'
import { makeReportWorld, type ReportWorld } from '../support/report-world'
import type { TestPerson } from '../support/world'

jest.setTimeout(60_000)

const SPRING = '2025-2'
let world: ReportWorld
let bureau: TestPerson
let head: TestPerson
let schools: number[]

const publish = () => runJobs(world.services, { source: 'timer' })
const many = (count: number, kase: OldCase): OldCase[] => Array.from({ length: count }, () => kase)
const rowOf = (rows: StatisticsRow[], schoolId: number): StatisticsRow | undefined =>
  rows.find((row) => row.schoolId === schoolId)

beforeAll(async () => {
  world = await makeReportWorld()
  bureau = await world.staff('bureau_officer', null, '局里')
  head = await world.staff('school_head', world.schoolId, '校长')
  schools = [world.schoolId, world.otherSchoolId]
  for (let index = 0; index < 3; index++) schools.push(await world.school())
  const [first = 0, second = 0, third = 0, fourth = 0, fifth = 0] = schools
  const at = (schoolId: number, more: Partial<OldCase> = {}): OldCase => ({
    schoolId,
    filedAt: '2026-03-10T02:00:00Z',
    grade: 4,
    ...more,
  })
  await addOldCases(world, [
    ...many(30, at(first)),
    ...many(14, at(first, { kind: 'danger', place: 'corridor', outcome: 'silent' })),
    ...many(3, at(first, { kind: 'staff', state: 'investigating', outcome: null, closedAfter: null })),
    ...many(4, at(first, { isHidden: true, kind: 'staff' })),
    ...many(2, at(first, { state: 'withdrawn', closedAfter: null, outcome: 'withdrawn' })),
    ...many(40, at(second, { kind: 'canteen', place: 'canteen', lookedAfter: 30, closedAfter: 900 })),
    ...many(3, at(third)),
    ...many(4, at(fourth)),
    ...many(5, at(fifth)),
    // The half that runs, and the one before.
    ...many(20, at(first, { filedAt: '2026-09-10T02:00:00Z' })),
    ...many(12, at(first, { filedAt: '2026-01-31T15:59:59Z' })),
    ...many(7, at(second, { filedAt: '2026-01-31T16:00:00Z', kind: 'fees' })),
  ])
})
afterAll(() => world.close())

describe('before anything is published', () => {
  it('says which half comes next, and when', async () => {
    const answer = await world.get(bureau, 'report.getStatistics', { schoolId: null, period: null })
    expect(answer).toMatchObject({ periods: [], period: null, rows: [] })
    expect(answer.next).toEqual({ name: '2026—2027学年上学期', on: '2027-03-03' })
  })

  it('publishes nothing while the half may still change', async () => {
    world.clock.now = new Date('2026-08-30T15:59:00Z')
    await publish()
    const { periods } = await world.get(bureau, 'report.getStatistics', { schoolId: null, period: null })
    expect(periods.map(({ key }) => key)).toEqual(['2025-1'])
    world.clock.now = new Date('2026-11-17T12:00:00Z')
  })
})

describe('once the half is out', () => {
  beforeAll(async () => {
    expect((await publish()).published).toBe(1)
  })
  const district = () => world.get(bureau, 'report.getStatistics', { schoolId: null, period: null })

  it('tells the bureau of every school, and of the district', async () => {
    const { period, rows, periods } = await district()
    expect(period).toBe(SPRING)
    expect(periods[0]).toEqual({ key: SPRING, name: '2025—2026学年下学期', months: '2026年2月至7月' })
    expect(rows[0]).toMatchObject({ scope: 'district', total: 47 + 47 + 12 })
    expect(rowOf(rows, schools[0]!)).toMatchObject({ total: 47, name: '育才小学' })
    expect(rowOf(rows, schools[1]!)?.total).toBe(47)
    expect(rows.filter((row) => row.scope === 'school')).toHaveLength(5)
  })

  it('puts schools with fewer than ten cases together', async () => {
    const { rows } = await district()
    for (const schoolId of schools.slice(2))
      expect(rowOf(rows, schoolId)).toMatchObject({ total: null, tables: {} })
    const together = rows.find((row) => row.scope === 'together')
    expect(together?.total).toBe(12)
    expect(together?.members).toHaveLength(3)
  })

  it('counts what a school does not know of nowhere, and so few of them not even for the bureau', async () => {
    const { rows } = await district()
    expect(rows.some((row) => row.scope === 'bureau')).toBe(false)
    expect(rowOf(rows, schools[0]!)?.total).toBe(30 + 14 + 3)
  })

  it('hides what is small, zeros too, and more, so that it cannot be worked out', async () => {
    const { rows } = await district()
    const kinds = rowOf(rows, schools[0]!)?.tables.kind ?? []
    const staff = answersOf('kind', SPRING).indexOf('教职工言行')
    const fees = answersOf('kind', SPRING).indexOf('收费')
    expect(kinds[staff]).toBe('hidden')
    expect(kinds[fees]).toBe('hidden')
    // 47 in all: 30 and 14 shown would leave 3.
    const shown = kinds.filter((cell) => typeof cell === 'number')
    expect(shown.length).toBeLessThan(2)
  })

  it('keeps no number anywhere that it does not show', async () => {
    const stored = await world.sql<{ tables: Record<string, (number | string)[]>; total: number | null }>(
      'select tables, total from report_statistics',
    )
    for (const { tables, total } of stored) {
      if (total !== null) expect(total).toBeGreaterThanOrEqual(10)
      for (const cells of Object.values(tables))
        for (const cell of cells) if (typeof cell === 'number') expect(cell).toBeGreaterThanOrEqual(10)
    }
  })

  it('gives a school its own row and no other, the same as the bureau reads', async () => {
    const { rows } = await district()
    for (const who of [head, world.zhou]) {
      const own = await world.get(who, 'report.getStatistics', { schoolId: schools[0]!, period: SPRING })
      expect(own.rows).toEqual([rowOf(rows, schools[0]!)])
    }
    const asked = await world.get(bureau, 'report.getStatistics', { schoolId: schools[1]!, period: SPRING })
    expect(asked.rows).toEqual([rowOf(rows, schools[1]!)])
  })

  it('tells the work at hand only to those who may open the cases', async () => {
    const at = { schoolId: schools[0]!, period: null }
    expect((await world.get(head, 'report.getStatistics', at)).working).toBeNull()
    expect((await world.get(bureau, 'report.getStatistics', at)).working).toBeNull()
    await world.sql(
      `update cases set due_at = '2026-11-01' where school_id = $1 and state = 'investigating'`,
      [schools[0]],
    )
    expect((await world.get(world.zhou, 'report.getStatistics', at)).working).toEqual({ open: 3, late: 3 })
    expect((await district()).working).toEqual({ open: 0, late: 0 })
  })

  it('stays as it is, whatever becomes of the cases', async () => {
    const before = await district()
    await world.sql(`update cases set kind = 'other' where kind = 'danger'`)
    expect((await publish()).published).toBe(0)
    await world.sql(`update cases set kind = 'danger' where kind = 'other'`)
    expect((await district()).rows).toEqual(before.rows)
  })

  it('is published once by two timers at once', async () => {
    await world.sql('delete from report_statistics')
    const done = await Promise.all([publish(), publish()])
    expect(done[0].published + done[1].published).toBe(2)
    expect((await district()).periods.map(({ key }) => key)).toEqual([SPRING, '2025-1'])
  })

  it('is an Excel file with the same cells, a dash for what is hidden', async () => {
    const { rows } = await district()
    const file = await world.get(bureau, 'report.getStatisticsFile', { schoolId: null, period: SPRING })
    expect(file.fileName).toBe('求助与举报统计 全区 2025—2026学年下学期.xlsx')
    const sheets = await readWorkbook(Buffer.from(file.base64, 'base64'))
    expect(sheets).toHaveLength(1 + questions.length)
    const kinds = sheets.find(({ sheet }) => sheet === '类别')?.data ?? []
    expect(kinds[0]).toEqual(['学校', '合计', ...answersOf('kind', SPRING)])
    const own = kinds.find(([name]) => name === '育才小学')
    const cells = rowOf(rows, schools[0]!)?.tables.kind ?? []
    expect(own).toEqual(['育才小学', 47, ...cells.map((cell) => (cell === 'hidden' ? '—' : cell))])
    const numbers = sheets.flatMap(({ data }) => data.flat()).filter((cell) => typeof cell === 'number')
    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(10)
  })

  it('is for the head, the handlers and the bureau, and for nobody else', async () => {
    const own = { schoolId: schools[0]!, period: SPRING }
    for (const route of ['report.getStatistics', 'report.getStatisticsFile'] as const) {
      for (const who of [world.mother, world.pupil, world.teacher, world.canteenManager, world.stranger])
        expect(await world.refused(who, route, own)).toBe('role.forbidden')
      expect(await world.refused(null, route, own)).toBe('session.missing')
      expect(await world.refused(world.outsider, route, own)).toBe('record.not_found')
      expect(await world.refused(world.zhou, route, { schoolId: null, period: SPRING })).toBe(
        'record.not_found',
      )
      expect(await world.refused(world.zhou, route, { ...own, period: '2031-1' })).toBe('record.not_found')
      expect(await world.refused(bureau, route, { schoolId: 999_999, period: SPRING })).toBe(
        'record.not_found',
      )
    }
  })

  it('was counted by a role that can open nothing and change nothing', async () => {
    const refused = (sql: string) =>
      transactionAs(world.database, 'anxin_statistics', (db) => db.query(sql)).then(
        () => false,
        (error: { code?: string }) => error.code === '42501',
      )
    expect(await refused('select content_sealed from cases')).toBe(true)
    expect(await refused('select reporter_key from cases')).toBe(true)
    expect(await refused('select number from cases')).toBe(true)
    expect(await refused('select * from case_event_contents')).toBe(true)
    expect(await refused('select * from case_identities')).toBe(true)
    expect(await refused('select * from users')).toBe(true)
    expect(await refused(`update report_statistics set total = 1`)).toBe(true)
    expect(await refused('delete from report_statistics')).toBe(true)
  })
})

describe('the place of a report', () => {
  it('is kept as one of a closed list, and its words stay sealed', async () => {
    const { caseId } = await world.fileFresh({ place: '三楼走廊拐角，靠近小明家长休息室' })
    const other = await world.fileFresh({ place: '小明家里' })
    const [row] = await world.sql<Record<string, unknown>>('select * from cases where id = $1', [caseId])
    expect(row?.place_group).toBe('corridor')
    expect(JSON.stringify(row)).not.toContain('小明')
    const [elsewhere] = await world.sql<Record<string, unknown>>('select * from cases where id = $1', [
      other.caseId,
    ])
    expect(elsewhere?.place_group).toBe('elsewhere')
  })
})

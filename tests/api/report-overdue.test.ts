/** What the bureau sees of the schools' late cases: that they are late, never what is in them; and one reminder a day. */
import { transactionAs } from '../../cloudfunctions/platform/database'
import { runClocks } from '../../cloudfunctions/report'
import { makeReportWorld, newRequestId, type ReportWorld } from '../support/report-world'
import type { TestPerson } from '../support/world'

jest.setTimeout(60_000)
let world: ReportWorld
let head: TestPerson
let officer: TestPerson
let colleague: TestPerson
const start = new Date('2026-11-17T02:00:00Z')
beforeAll(async () => {
  world = await makeReportWorld()
  head = await world.staff('school_head', world.schoolId, '郑校长')
  officer = await world.staff('bureau_officer', null, '孙科长')
  colleague = await world.staff('bureau_officer', null, '李科员')
})
afterAll(() => world.close())
beforeEach(async () => {
  world.clock.now = start
  await world.sql('delete from outbox')
  await world.sql('delete from overdue_reminders')
  await world.sql('update case_clocks set done_at = started_at, next_at = null where done_at is null')
})

const later = async (days: number): Promise<void> => {
  world.clock.now = new Date(start.getTime() + days * 86_400_000)
  await runClocks(world.services, { source: 'timer' })
  await world.sql('delete from outbox')
}
const overdue = (change: { schoolId?: number | null; cursor?: string | null; limit?: number } = {}) =>
  world.get(officer, 'report.listOverdue', { schoolId: null, cursor: null, ...change })
const remind = (who = officer, schoolId = world.schoolId) =>
  world.get(who, 'report.remindSchool', { schoolId })
const told = async (): Promise<string[]> =>
  (await world.sql<{ user_id: string }>('select user_id from outbox')).map((row) => row.user_id)

describe('late cases of schools', () => {
  it('stand on the bureau’s list once they have climbed to it, with number, kind, level and clock and no more', async () => {
    const { number, caseId } = await world.fileFresh({ details: '这句话谁也不该看到', place: '秘密地点' })
    await later(1)
    expect(await overdue()).toEqual({ cases: [], schools: [], nextCursor: null })
    await later(2)
    const answer = await overdue()
    expect(answer).toEqual({
      cases: [
        {
          caseId,
          number,
          schoolId: world.schoolId,
          schoolName: '育才小学',
          kind: 'bullying',
          level: 'unset',
          clock: 'first_look',
          dueAt: '2026-11-18T02:00:00.000Z',
          climbedAt: '2026-11-19T02:00:00.000Z',
        },
      ],
      schools: [
        { schoolId: world.schoolId, schoolName: '育才小学', cases: 1, remindedAt: null, canRemind: true },
      ],
      nextCursor: null,
    })
  })

  it('come the latest first, page by page, and school by school', async () => {
    const first = await world.fileFresh()
    world.clock.now = new Date(start.getTime() + 3_600_000)
    const second = await world.fileFresh({ schoolId: world.otherSchoolId })
    world.clock.now = new Date(start.getTime() + 7_200_000)
    const third = await world.fileFresh()
    await later(4)
    const numbers = (answer: Awaited<ReturnType<typeof overdue>>) =>
      answer.cases.map(({ number, schoolId }) => `${schoolId} ${number}`)
    const all = [first, second, third].map(
      ({ number }, at) => `${at === 1 ? world.otherSchoolId : world.schoolId} ${number}`,
    )
    expect(numbers(await overdue())).toEqual(all)
    const page = await overdue({ limit: 2 })
    expect(numbers(page)).toEqual(all.slice(0, 2))
    expect(numbers(await overdue({ limit: 2, cursor: page.nextCursor }))).toEqual(all.slice(2))
    const one = await overdue({ schoolId: world.otherSchoolId })
    expect(numbers(one)).toEqual(all.slice(1, 2))
    expect(one.schools.map(({ cases }) => cases)).toEqual([2, 1])
    for (const cursor of ['x', `${start.toISOString()}_9_'; drop`, `${start.toISOString()}_99999999999_1`])
      expect(await world.refused(officer, 'report.listOverdue', { schoolId: null, cursor })).toBe(
        'input.invalid',
      )
  })

  it('leave the list when the school has looked, while the clock stands still, and when they are closed', async () => {
    const { caseId } = await world.fileFresh()
    await later(2)
    const isListed = async () => (await overdue()).cases.length === 1
    expect(await isListed()).toBe(true)
    await world.sql(`update case_clocks set paused_at = now(), paused_until = now() where case_id = $1`, [
      caseId,
    ])
    expect(await isListed()).toBe(false)
    await world.sql(`update case_clocks set paused_at = null, paused_until = null where case_id = $1`, [
      caseId,
    ])
    await world.sql(`update cases set state = 'withdrawn' where id = $1`, [caseId])
    expect(await isListed()).toBe(false)
    await world.sql(`update cases set state = 'filed' where id = $1`, [caseId])
    await world.get(world.zhou, 'report.takeCase', { caseId, events: await world.eventsOf(caseId) })
    expect(await isListed()).toBe(false)
  })

  it('are not listed where the case is hidden from its school, or the bureau’s own, or the officer stands aside', async () => {
    const { caseId } = await world.fileFresh()
    await later(2)
    const listedWith = async (change: string): Promise<number> => {
      await world.sql(`update cases set ${change} where id = $1`, [caseId])
      return (await overdue()).cases.length
    }
    expect(await listedWith(`held_by = 'bureau', is_hidden_from_school = true`)).toBe(0)
    expect(await listedWith(`is_hidden_from_school = false`)).toBe(0)
    expect(await listedWith(`held_by = 'school', excluded_user_ids = '{${officer.userId}}'`)).toBe(0)
    expect(
      (await world.get(colleague, 'report.listOverdue', { schoolId: null, cursor: null })).cases,
    ).toHaveLength(1)
  })

  it('are shown to nobody else, not even by the database', async () => {
    await world.fileFresh()
    await later(2)
    for (const who of [world.zhou, head, world.outsider, world.mother])
      expect(await world.refused(who, 'report.listOverdue', { schoolId: null, cursor: null })).toBe(
        'role.forbidden',
      )
    expect(await world.refused(null, 'report.listOverdue', { schoolId: null, cursor: null })).toBe(
      'session.missing',
    )
    const rows = await transactionAs(world.database, 'anxin_report', (db) =>
      db.query('select * from app.overdue_clocks'),
    )
    expect(rows.rows).toEqual([])
    for (const sql of [
      'select content_sealed from cases',
      'select reporter_key from cases',
      'select handler_name from cases',
    ])
      await expect(
        world.database.transaction(async (db) => {
          await db.query('set local role anxin_overdue')
          await db.query(sql)
        }),
      ).rejects.toThrow(/permission denied/)
  })
})

describe('a reminder', () => {
  it('reaches the school’s handlers and its head once a day, without number or content', async () => {
    const { number, caseId } = await world.fileFresh()
    await later(2)
    expect(await remind()).toEqual({ outcome: 'reminded' })
    expect((await told()).sort()).toEqual([world.zhou, world.wu, head].map(({ userId }) => userId).sort())
    const sent = JSON.stringify(await world.sql('select title, body, link from outbox'))
    expect(sent).not.toContain(number)
    expect(sent).not.toContain(caseId)
    expect(await remind(colleague)).toEqual({ outcome: 'already_today' })
    expect(await told()).toHaveLength(3)
    expect((await overdue()).schools[0]).toMatchObject({
      canRemind: false,
      remindedAt: '2026-11-19T02:00:00.000Z',
    })
    await later(3)
    expect(await remind(colleague)).toEqual({ outcome: 'reminded' })
  })

  it('goes out once though two officers press at once, and a retry answers the same', async () => {
    await world.fileFresh()
    await later(2)
    const both = await Promise.all([remind(), remind(colleague)])
    expect(both.map(({ outcome }) => outcome).sort()).toEqual(['already_today', 'reminded'])
    expect(await told()).toHaveLength(3)
    await later(3)
    const input = { requestId: newRequestId(), schoolId: world.schoolId }
    expect(await world.get(officer, 'report.remindSchool', input)).toEqual({ outcome: 'reminded' })
    expect(await world.get(officer, 'report.remindSchool', input)).toEqual({ outcome: 'reminded' })
    expect(await told()).toHaveLength(3)
  })

  it('does not reach whoever stands aside from all that is late', async () => {
    const { caseId } = await world.fileFresh()
    await later(2)
    await world.sql(`update cases set excluded_user_ids = '{${head.userId}}' where id = $1`, [caseId])
    expect(await remind()).toEqual({ outcome: 'reminded' })
    expect((await told()).sort()).toEqual([world.zhou, world.wu].map(({ userId }) => userId).sort())
  })

  it('is not sent where nothing is late, and not to a school that does not exist', async () => {
    expect(await remind()).toEqual({ outcome: 'nothing_late' })
    expect(await told()).toEqual([])
    expect(await world.refused(officer, 'report.remindSchool', { schoolId: 2_000_000_000 })).toBe(
      'record.not_found',
    )
  })
})

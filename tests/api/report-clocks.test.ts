/** Clocks that really run: warned of before, climbing after, standing still only for a reason the reporter reads. */
import { runClocks } from '../../cloudfunctions/report'
import { makeReportWorld, type ReportWorld } from '../support/report-world'
import type { TestPerson } from '../support/world'

jest.setTimeout(60_000)
let world: ReportWorld
let head: TestPerson
let officer: TestPerson
const start = new Date('2026-11-17T12:00:00Z')
beforeAll(async () => {
  world = await makeReportWorld()
  head = await world.staff('school_head', world.schoolId, '郑校长')
  officer = await world.staff('bureau_officer', null, '孙科长')
})
afterAll(() => world.close())
beforeEach(async () => {
  world.clock.now = start
  await world.sql('delete from outbox')
  // What an earlier test left behind must not speak in this one.
  await world.sql('update case_clocks set next_at = null')
})

const hours = (count: number): void => {
  world.clock.now = new Date(start.getTime() + count * 3_600_000)
}
const run = () => runClocks(world.services, { source: 'timer' })
const steps = async (caseId: string): Promise<string[]> =>
  (
    await world.sql<{ kind: string }>('select kind from case_events where case_id = $1 order by seq', [
      caseId,
    ])
  ).map((row) => row.kind)
const toldTo = async (person: TestPerson): Promise<string[]> =>
  (
    await world.sql<{ title: string }>(
      `select title from outbox where user_id = $1 and kind = 'case_clock' order by created_at`,
      [person.userId],
    )
  ).map((row) => row.title)
const dueOf = async (caseId: string): Promise<Date | null> =>
  (await world.sql<{ due_at: Date | null }>('select due_at from cases where id = $1', [caseId]))[0]!.due_at

describe('the run of the clocks', () => {
  it('is started by the timer and by nobody else', async () => {
    for (const source of ['http', 'cloud'] as const)
      await expect(runClocks(world.services, { source })).rejects.toMatchObject({ code: 'role.forbidden' })
  })

  it('warns the handlers before the first look is due, tells the head when it is over, and the bureau a day later', async () => {
    const { caseId } = await world.fileFresh()
    hours(19.99)
    expect(await run()).toMatchObject({ warned: 0, climbed: 0 })
    hours(20)
    expect(await run()).toMatchObject({ warned: 1, climbed: 0 })
    expect(await toldTo(world.zhou)).toEqual(['有一件个案的时限快到了'])
    expect(await toldTo(world.wu)).toHaveLength(1)
    expect(await toldTo(head)).toEqual([])
    hours(24)
    expect(await run()).toMatchObject({ warned: 0, climbed: 1 })
    expect(await toldTo(head)).toEqual(['有一件个案超过了时限'])
    expect(await toldTo(world.zhou)).toHaveLength(2)
    expect(await toldTo(officer)).toEqual([])
    hours(47.9)
    expect(await run()).toMatchObject({ climbed: 0 })
    hours(48)
    expect(await run()).toMatchObject({ climbed: 1 })
    expect(await toldTo(officer)).toEqual(['育才小学有一件个案超过了时限'])
    expect(await toldTo(head)).toHaveLength(1)
    hours(9_000)
    expect(await run()).toMatchObject({ warned: 0, climbed: 0 })
    expect(await steps(caseId)).toEqual(['filed', 'warned', 'climbed', 'climbed'])
  })

  it('writes each step into the chain, where the reporter reads who was told', async () => {
    const { caseId, reporter } = await world.fileFresh()
    hours(24)
    await run()
    const progress = await world.get(reporter, 'report.getProgress', { by: { caseId } })
    expect(progress.timeline.map(({ kind, actorName, text }) => [kind, actorName, text])).toEqual([
      ['filed', '举报人', ''],
      ['warned', '系统', '受理时限（11月18日 20:00）快到了，已提醒经办人'],
      ['climbed', '系统', '受理时限（11月18日 20:00）已过，已告知校长和经办人，校长现在可以查看'],
    ])
    expect(progress.brokenStep).toBeNull()
    expect(progress.newCount).toBe(2)
  })

  it('says nothing of a clock that was done in time', async () => {
    await world.takenCase()
    hours(100)
    expect(await run()).toMatchObject({ warned: 0, climbed: 0 })
  })

  it('warns the one who holds the case, and not the others', async () => {
    await world.takenCase()
    hours(8 * 24)
    expect(await run()).toMatchObject({ warned: 1 })
    expect(await toldTo(world.zhou)).toHaveLength(1)
    expect(await toldTo(world.wu)).toEqual([])
  })

  it('catches up after days away, everything once, and never twice though two run at once', async () => {
    const { caseId } = await world.fileFresh()
    hours(24 * 7)
    const both = await Promise.all([run(), run(), run()])
    expect(both.reduce((sum, one) => sum + one.warned, 0)).toBe(1)
    expect(both.reduce((sum, one) => sum + one.climbed, 0)).toBe(2)
    expect(await run()).toMatchObject({ warned: 0, climbed: 0 })
    expect(await steps(caseId)).toEqual(['filed', 'warned', 'climbed', 'climbed'])
    expect(await toldTo(head)).toHaveLength(1)
    expect(await toldTo(officer)).toHaveLength(1)
  })

  it('tells the bureau at once where a school has no head', async () => {
    const child = world.otherSchoolId
    await world.fileFresh({ schoolId: child })
    hours(24)
    expect(await run()).toMatchObject({ warned: 1, climbed: 1 })
    expect(await toldTo(officer)).toEqual(['新华小学有一件个案超过了时限'])
    expect(await toldTo(world.outsider)).toHaveLength(2)
    hours(72)
    expect(await run()).toMatchObject({ climbed: 0 })
  })

  it('never tells the school of a case that is hidden from it', async () => {
    const { caseId } = await world.fileFresh()
    await world.sql(`update cases set held_by = 'bureau', is_hidden_from_school = true where id = $1`, [
      caseId,
    ])
    hours(24)
    expect(await run()).toMatchObject({ warned: 1, climbed: 1 })
    expect(await toldTo(officer)).toEqual(['有一件个案的时限快到了', '有一件个案超过了时限'])
    for (const person of [world.zhou, world.wu, head]) expect(await toldTo(person)).toEqual([])
    hours(96)
    expect(await run()).toMatchObject({ climbed: 0 })
  })

  it('says nothing to people who stand aside from it, and climbs past them', async () => {
    const { caseId } = await world.fileFresh()
    await world.sql('update cases set excluded_user_ids = $2 where id = $1', [
      caseId,
      [world.zhou.userId, head.userId],
    ])
    hours(24)
    expect(await run()).toMatchObject({ warned: 1, climbed: 1 })
    expect(await toldTo(world.wu)).toHaveLength(2)
    expect(await toldTo(officer)).toHaveLength(1)
    for (const person of [world.zhou, head]) expect(await toldTo(person)).toEqual([])
  })

  it('waits for somebody to tell where nobody is there, and tells them then', async () => {
    await world.sql('update posts set ended_at = $1 where user_id = $2', [start, officer.userId])
    await world.fileFresh({ schoolId: world.otherSchoolId })
    hours(24)
    expect(await run()).toMatchObject({ warned: 1, climbed: 0, failed: 0 })
    await world.sql('update posts set ended_at = null where user_id = $1', [officer.userId])
    expect(await run()).toMatchObject({ climbed: 1 })
  })

  it('is not stopped by one case that cannot be opened', async () => {
    const bad = await world.fileFresh()
    const good = await world.fileFresh()
    await world.sql(`update cases set data_key_wrapped = '\\x00' where id = $1`, [bad.caseId])
    hours(20)
    expect(await run()).toMatchObject({ warned: 1, failed: 1 })
    expect(await steps(good.caseId)).toEqual(['filed', 'warned'])
    expect(await steps(bad.caseId)).toEqual(['filed'])
    expect(await toldTo(world.zhou)).toHaveLength(1)
  })

  it('leaves no content, number or id in a notice', async () => {
    const { caseId, number } = await world.fileFresh()
    hours(24 * 7)
    await run()
    const said = JSON.stringify(await world.sql('select title, body, link from outbox'))
    expect(said).not.toContain(caseId)
    expect(said).not.toContain(number)
    expect(said).not.toContain('外号')
  })
})

describe('other complaints', () => {
  it('are registered within 15 days and closed within 60, by the petition rules', async () => {
    const { caseId, clock } = await world.fileFresh({ kind: 'fees', acts: [] })
    expect(clock).toMatchObject({ kind: 'first_look', heldBy: 'school', layer: 'district' })
    const view = await world.get(world.zhou, 'report.takeCase', { caseId, events: 1 })
    expect(
      view.clocks.map(({ kind, dueAt, doneAt, document }) => [kind, dueAt, doneAt !== null, document]),
    ).toEqual([
      ['first_look', '2026-11-18T12:00:00.000Z', true, '本区受理时限'],
      ['register', '2026-12-02T12:00:00.000Z', true, '《信访工作条例》（2022）第二十二条'],
      ['close', '2027-01-16T12:00:00.000Z', false, '《信访工作条例》（2022）第三十四条'],
    ])
    expect(await dueOf(caseId)).toEqual(new Date('2027-01-16T12:00:00Z'))
  })
})

describe('a reporter who was asked', () => {
  const asked = async () => {
    const filed = await world.takenCase()
    await world.sql(`update cases set state = 'asking' where id = $1`, [filed.caseId])
    await world.sql(
      `update case_clocks set done_at = $2, next_at = null where case_id = $1 and done_at is null`,
      [filed.caseId, start],
    )
    await world.sql(
      `insert into case_clocks (school_id, case_id, kind, round, document, layer, unit, pause_most_days, started_at,
         due_at, warn_at, climb_at, next_at)
       values ($1, $2, 'reply', 1, '本区征求意见时限', 'district', 'calendar_days', 0, $3, $4, $5, $4, $5)`,
      [
        world.schoolId,
        filed.caseId,
        start,
        new Date(start.getTime() + 7 * 86_400_000),
        new Date(start.getTime() + 5 * 86_400_000),
      ],
    )
    return filed
  }

  it('is reminded after five days, and after seven of silence the case is closed', async () => {
    const { caseId, reporter } = await asked()
    hours(5 * 24)
    expect(await run()).toMatchObject({ warned: 1, closed: 0 })
    hours(7 * 24 - 1)
    expect(await run()).toMatchObject({ closed: 0 })
    hours(7 * 24)
    expect(await run()).toMatchObject({ closed: 1, climbed: 0 })
    const progress = await world.get(reporter, 'report.getProgress', { by: { caseId } })
    expect(progress).toMatchObject({ state: 'closed', clock: null, brokenStep: null })
    expect(await world.sql('select outcome, due_at from cases where id = $1', [caseId])).toEqual([
      { outcome: 'silent', due_at: null },
    ])
    expect(
      await world.sql('select 1 from case_clocks where case_id = $1 and done_at is null', [caseId]),
    ).toEqual([])
    const told = await world.sql(`select 1 from outbox where user_id = $1 and kind = 'case_progress'`, [
      reporter.userId,
    ])
    expect(told.length).toBeGreaterThanOrEqual(2)
    hours(7 * 24 + 200)
    expect(await run()).toMatchObject({ closed: 0 })
  })
})

describe('a pause', () => {
  const reason = '等医院的检查结果'
  const pause = (caseId: string, events: number, until = '2026-11-20') =>
    world.get(world.zhou, 'report.pauseClocks', { caseId, events, until, reason })

  it('stops the clock until a day, for a reason that the reporter reads', async () => {
    const { caseId, events, reporter } = await world.takenCase()
    const view = await pause(caseId, events)
    expect(view.clocks[1]).toMatchObject({ kind: 'investigation', pausedUntil: '2026-11-20T16:00:00.000Z' })
    expect(await dueOf(caseId)).toBeNull()
    const progress = await world.get(reporter, 'report.getProgress', { by: { caseId } })
    expect(progress.clock?.pausedUntil).toBe('2026-11-20T16:00:00.000Z')
    expect(progress.timeline.at(-1)).toMatchObject({
      kind: 'paused',
      text: '等医院的检查结果，到 11月20日 为止',
    })
    expect(JSON.stringify(await world.sql('select * from case_clocks'))).not.toContain('医院')
  })

  it('is over by itself on its day, and everything ahead has moved by it, also where nobody came by in time', async () => {
    const { caseId, events } = await world.takenCase()
    await pause(caseId, events)
    hours(76)
    expect(await run()).toMatchObject({ resumed: 1, warned: 0 })
    // Paused from 20:00 on the 17th to the midnight after the 20th: 76 hours.
    expect(await dueOf(caseId)).toEqual(new Date(start.getTime() + (240 + 76) * 3_600_000))
    hours(192 + 75.9)
    expect(await run()).toMatchObject({ warned: 0 })
    hours(192 + 76)
    expect(await run()).toMatchObject({ warned: 1 })
    const late = await (async () => {
      hours(0)
      return world.takenCase()
    })()
    await pause(late.caseId, late.events)
    hours(500)
    await run()
    expect((await steps(late.caseId)).slice(2)).toEqual(['paused', 'resumed', 'warned', 'climbed', 'climbed'])
  })

  it('can be ended before its day', async () => {
    const { caseId, events } = await world.takenCase()
    await pause(caseId, events)
    hours(10)
    await world.get(world.zhou, 'report.resumeClocks', { caseId, events: events + 1 })
    expect(await dueOf(caseId)).toEqual(new Date(start.getTime() + 250 * 3_600_000))
    expect(await world.refused(world.zhou, 'report.resumeClocks', { caseId, events: events + 2 })).toBe(
      'report.state_refused',
    )
  })

  it('has a most, over all pauses together', async () => {
    const { caseId, events } = await world.takenCase()
    const asked = { caseId, events, reason }
    const far = await world.ask(world.zhou, 'report.pauseClocks', { ...asked, until: '2026-12-02' })
    expect(!far.ok && far.error.fields).toEqual({ until: '最多暂停到 12月1日' })
    await pause(caseId, events, '2026-12-01')
    world.clock.now = new Date('2026-12-01T16:00:00Z')
    await run()
    expect(
      await world.refused(world.zhou, 'report.pauseClocks', {
        caseId,
        events: events + 2,
        reason,
        until: '2026-12-02',
      }),
    ).toBe('clock.fixed')
  })

  it('is refused for the first look, once a clock has lapsed, while it stands still, for the past, and to others', async () => {
    const fresh = await world.fileFresh()
    const { caseId, events } = await world.takenCase()
    const asked = { caseId, events, reason, until: '2026-11-20' }
    const tries: [TestPerson | null, object, string][] = [
      [world.zhou, { ...asked, caseId: fresh.caseId, events: 1 }, 'clock.fixed'],
      [world.zhou, { ...asked, until: '2026-11-16' }, 'input.invalid'],
      [world.zhou, { ...asked, reason: '等' }, 'input.invalid'],
      [world.zhou, { ...asked, events: 1 }, 'record.changed'],
      [world.wu, asked, 'report.case_taken'],
      [world.outsider, asked, 'record.not_found'],
      [world.mother, asked, 'record.not_found'],
      [null, asked, 'session.missing'],
    ]
    for (const [who, input, code] of tries)
      expect([code, await world.refused(who, 'report.pauseClocks', input as typeof asked)]).toEqual([
        code,
        code,
      ])
    await pause(caseId, events)
    expect(await world.refused(world.zhou, 'report.pauseClocks', { ...asked, events: events + 1 })).toBe(
      'clock.paused',
    )
    const late = await world.takenCase()
    hours(241)
    expect(
      await world.refused(world.zhou, 'report.pauseClocks', {
        ...asked,
        ...{ caseId: late.caseId, events: late.events, until: '2026-11-30' },
      }),
    ).toBe('clock.lapsed')
  })

  it('is answered again to a retry, and pauses nothing twice', async () => {
    const { caseId, events } = await world.takenCase()
    const input = { caseId, events, reason, until: '2026-11-20', requestId: crypto.randomUUID() }
    const first = await world.get(world.zhou, 'report.pauseClocks', input)
    expect(await world.get(world.zhou, 'report.pauseClocks', input)).toEqual(first)
    expect((await steps(caseId)).filter((kind) => kind === 'paused')).toHaveLength(1)
  })
})

describe('the bureau', () => {
  const change = {
    ruleId: 'first_look',
    unit: 'hours' as const,
    warnMinutes: 240,
    climbMinutes: 1440,
    pauseMostDays: 0,
  }

  it('changes a default, which holds for the next case, is kept on record, and moves no clock that runs', async () => {
    const before = await world.fileFresh()
    await world.get(officer, 'report.saveClockRule', { ...change, amount: 12 })
    const after = await world.fileFresh()
    expect(after.clock?.dueAt).toBe('2026-11-18T00:00:00.000Z')
    expect(await dueOf(before.caseId)).toEqual(new Date('2026-11-18T12:00:00Z'))
    const { changes } = await world.get(officer, 'report.listClockRules', {})
    expect(changes[0]).toMatchObject({ ruleId: 'first_look', byName: '孙科长' })
    expect(changes[0]?.before).toMatch(/^24 小时/)
    expect(changes[0]?.after).toMatch(/^12 小时/)
    await world.get(officer, 'report.saveClockRule', { ...change, amount: 24 })
  })

  it('changes no figure that a document of the state sets, and nobody else changes any', async () => {
    const fixed = { ...change, ruleId: 'investigation', unit: 'calendar_days' as const, amount: 20 }
    expect(await world.refused(officer, 'report.saveClockRule', fixed)).toBe('input.invalid')
    for (const person of [world.zhou, head, world.mother])
      expect(await world.refused(person, 'report.saveClockRule', { ...change, amount: 1 })).toBe(
        'role.forbidden',
      )
    expect(await world.refused(officer, 'report.saveClockRule', { ...change, ruleId: 'x', amount: 1 })).toBe(
      'record.not_found',
    )
  })
})

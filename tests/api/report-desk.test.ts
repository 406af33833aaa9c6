/** The school's desk: who sees a case, who may move it, and that two hands at once leave one truth. */
import { randomUUID } from 'node:crypto'
import type { InputOf } from '../../contract/routes'
import { makeReportWorld, type ReportWorld } from '../support/report-world'

jest.setTimeout(60_000)
let world: ReportWorld
beforeAll(async () => {
  world = await makeReportWorld()
})
afterAll(() => world.close())

const letter = '我们已经和几位同学及家长谈过，之后每周会有老师来问你。'
const closing = {
  findings: '三人起外号属实。',
  measures: '道歉并约谈家长。',
  letter,
  noProof: '谈话没有照片。',
}
const queue = (change: Partial<InputOf<'report.listQueue'>> = {}): InputOf<'report.listQueue'> => ({
  schoolId: world.schoolId,
  tab: 'all',
  kind: null,
  level: null,
  search: '',
  cursor: null,
  limit: 100,
  ...change,
})

/** The whole way to the end, with the reporter saying that it is settled. */
const closeAndSettle = async (caseId: string) => {
  const events = await world.readyToClose(caseId)
  await world.get(world.zhou, 'report.closeCase', { caseId, events, ...closing })
  await world.sql(`update cases set state = 'closed', outcome = 'satisfied', closed_at = $2 where id = $1`, [
    caseId,
    world.clock.now,
  ])
  return world.get(world.zhou, 'report.getCase', { caseId })
}

describe('whoever is not a handler of that school', () => {
  it('is told that there is no such case, on every road', async () => {
    const { caseId } = await world.takenCase()
    const toPostId = randomUUID()
    const others = [world.outsider, world.teacher, world.canteenManager, world.mother, world.stranger]
    for (const other of others) {
      const codes = [
        await world.refused(other, 'report.getCase', { caseId }),
        await world.refused(other, 'report.takeCase', { caseId, events: 2 }),
        await world.refused(other, 'report.replyToReporter', { caseId, text: '你好', isQuestion: false }),
        await world.refused(other, 'report.writeNote', { caseId, text: '笔记' }),
        await world.refused(other, 'report.setLevel', { caseId, events: 2, level: 'mild' }),
        await world.refused(other, 'report.changeState', {
          caseId,
          events: 2,
          to: 'investigating',
          reason: '',
        }),
        await world.refused(other, 'report.closeCase', { caseId, events: 2, ...closing }),
        await world.refused(other, 'report.reassignCase', { caseId, events: 2, toPostId }),
        await world.refused(other, 'report.listHandlers', { caseId }),
        await world.refused(other, 'report.listQueue', queue()),
        await world.refused(other, 'report.getProgress', { by: { caseId } }),
        await world.refused(other, 'report.writeToSchool', { by: { caseId }, text: '我', uploadIds: [] }),
        await world.refused(other, 'report.markSeen', { by: { caseId }, seq: 2 }),
      ]
      expect(new Set(codes)).toEqual(new Set(['record.not_found']))
    }
    expect(await world.eventsOf(caseId)).toBe(2)
  })

  it('gets the same words for a case that exists and one that does not', async () => {
    const { caseId } = await world.takenCase()
    const there = await world.ask(world.outsider, 'report.getCase', { caseId })
    const nowhere = await world.ask(world.outsider, 'report.getCase', { caseId: randomUUID() })
    expect({ ...there, requestId: '' }).toEqual({ ...nowhere, requestId: '' })
  })

  it('is asked to sign in where nobody is signed in', async () => {
    const { caseId } = await world.takenCase()
    expect(await world.refused(null, 'report.getCase', { caseId })).toBe('session.missing')
    expect(await world.refused(null, 'report.listQueue', queue())).toBe('session.missing')
    expect(await world.refused(null, 'report.getProgress', { by: { caseId } })).toBe('session.missing')
    expect(await world.refused(null, 'report.listMine', {})).toBe('session.missing')
  })

  it('sees nothing any more on the day the post ends', async () => {
    const leaving = await world.staff('handler', world.schoolId, '沈洁')
    const { caseId } = await world.takenCase()
    await world.get(leaving, 'report.getCase', { caseId })
    await world.sql('update posts set ended_at = now() where user_id = $1', [leaving.userId])
    expect(await world.refused(leaving, 'report.getCase', { caseId })).toBe('record.not_found')
  })
})

describe('a case on the desk', () => {
  it('shows what was written, and no name where the reporter kept it closed', async () => {
    const { caseId } = await world.file(world.mother, {
      studentId: world.child.studentId,
      contact: '0417-0000101',
    })
    const seen = await world.get(world.zhou, 'report.getCase', { caseId })
    expect(seen).toMatchObject({
      state: 'filed',
      isNamed: false,
      reporterName: null,
      reporterContact: null,
      gradeName: '四年级',
      place: '三楼走廊',
      handler: null,
      events: 1,
    })
    expect(seen.timeline[0]).toMatchObject({ kind: 'filed', actorName: '举报人', seq: 1, isNew: true })
    expect(JSON.stringify(seen)).not.toMatch(/王芳|林小满|0417-0000101/)
  })

  it('shows name, tie to the child and contact where the reporter opened them', async () => {
    const { caseId } = await world.file(world.mother, {
      studentId: world.child.studentId,
      contact: '0417-0000101',
      isNamed: true,
    })
    const seen = await world.get(world.zhou, 'report.getCase', { caseId })
    expect(seen.reporterName).toBe('王芳（林小满的妈妈）')
    expect(seen.reporterContact).toBe('0417-0000101')
    expect(seen.timeline[0]?.actorName).toBe('王芳（林小满的妈妈）')
  })

  it('remembers every look, with who looked and when', async () => {
    const { caseId } = await world.fileFresh()
    await world.get(world.zhou, 'report.getCase', { caseId })
    await world.get(world.wu, 'report.getCase', { caseId })
    const looks = await world.sql<{ user_id: string; what: string; school_id: number }>(
      'select user_id, what, school_id from access_log where subject = $1 order by user_id',
      [caseId],
    )
    expect(looks.map((look) => look.user_id).sort()).toEqual([world.zhou.userId, world.wu.userId].sort())
    expect(looks[0]).toMatchObject({ what: 'case.read', school_id: world.schoolId })
  })
})

describe('taking a case', () => {
  it('makes the handler its own, starts the investigation clock and tells the reporter', async () => {
    const { caseId, reporter } = await world.fileFresh()
    await world.sql('delete from outbox')
    const taken = await world.get(world.zhou, 'report.takeCase', { caseId, events: 1 })
    expect(taken).toMatchObject({ state: 'accepted', handler: { name: '周敏', isMe: true }, events: 2 })
    expect(taken.clocks.map((clock) => [clock.kind, clock.dueAt, clock.doneAt !== null])).toEqual([
      ['first_look', '2026-11-18T12:00:00.000Z', true],
      ['investigation', '2026-11-27T12:00:00.000Z', false],
    ])
    const told = await world.sql<{ user_id: string; template_key: string }>(
      'select user_id, template_key from outbox',
    )
    expect(told).toEqual([{ user_id: reporter.userId, template_key: 'case_progress' }])
    const progress = await world.get(reporter, 'report.getProgress', { by: { caseId } })
    expect(progress.handlerName).toBe('周老师')
  })

  it('leaves one handler where two reach for it at the same moment', async () => {
    for (let round = 0; round < 4; round++) {
      const { caseId } = await world.fileFresh()
      const answers = await Promise.all(
        [world.zhou, world.wu].map((who) => world.ask(who, 'report.takeCase', { caseId, events: 1 })),
      )
      expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
      const lost = answers.find((answer) => !answer.ok)
      expect(lost).toMatchObject({ error: { code: 'report.case_taken' } })
      expect(await world.eventsOf(caseId)).toBe(2)
    }
  })

  it('does nothing twice where the same handler taps twice', async () => {
    const { caseId } = await world.fileFresh()
    const requestId = randomUUID()
    const all = await Promise.all(
      [requestId, requestId, randomUUID()].map((id) =>
        world.ask(world.zhou, 'report.takeCase', { requestId: id, caseId, events: 1 }),
      ),
    )
    for (const answer of all) expect(answer.ok).toBe(true)
    expect(await world.eventsOf(caseId)).toBe(2)
  })

  it('asks to look again where the reporter has written since', async () => {
    const { caseId, reporter } = await world.fileFresh()
    await world.get(reporter, 'report.writeToSchool', {
      by: { caseId },
      text: '他今天又来了。',
      uploadIds: [],
    })
    expect(await world.refused(world.zhou, 'report.takeCase', { caseId, events: 1 })).toBe('record.changed')
    expect((await world.get(world.zhou, 'report.takeCase', { caseId, events: 2 })).state).toBe('accepted')
  })

  it('lets another handler go on where its handler has left the school', async () => {
    const leaving = await world.staff('handler', world.schoolId, '沈洁')
    const { caseId, reporter } = await world.fileFresh()
    await world.get(leaving, 'report.takeCase', { caseId, events: 1 })
    expect(await world.refused(world.wu, 'report.takeCase', { caseId, events: 2 })).toBe('report.case_taken')
    await world.sql('update posts set ended_at = now() where user_id = $1', [leaving.userId])
    const taken = await world.get(world.wu, 'report.takeCase', { caseId, events: 2 })
    expect(taken.handler).toEqual({ name: '吴刚', isMe: true })
    expect((await world.get(reporter, 'report.getProgress', { by: { caseId } })).handlerName).toBe('吴老师')
  })
})

describe('working on a case', () => {
  it('moves from taken to investigating to waiting to closed, and each step reaches the reporter in order', async () => {
    const { caseId, reporter, events } = await world.takenCase()
    let view = await world.get(world.zhou, 'report.changeState', {
      caseId,
      events,
      to: 'investigating',
      reason: '',
    })
    expect(view.state).toBe('investigating')
    view = await world.get(world.zhou, 'report.replyToReporter', {
      caseId,
      text: '请问是哪几位同学？',
      isQuestion: true,
    })
    expect(view.state).toBe('waiting_reporter')
    await world.get(reporter, 'report.writeToSchool', { by: { caseId }, text: '是同桌他们。', uploadIds: [] })
    view = await world.get(world.zhou, 'report.getCase', { caseId })
    expect(view.state).toBe('investigating')
    const ready = await world.readyToClose(caseId)
    view = await world.get(world.zhou, 'report.closeCase', { caseId, events: ready, ...closing })
    expect(view.state).toBe('asking')
    expect(view.timeline.at(-2)?.text).toContain(closing.findings)
    const progress = await world.get(reporter, 'report.getProgress', { by: { caseId } })
    expect(progress.timeline.map((entry) => entry.kind)).toEqual([
      'filed',
      'accepted',
      'investigating',
      'school_message',
      'reporter_message',
      'guardians_told',
      'asking',
    ])
    expect(progress.timeline.at(-1)?.text).toBe(letter)
    expect(progress).toMatchObject({ state: 'asking', canWrite: true, clock: { kind: 'reply' } })
    expect(JSON.stringify(progress)).not.toContain(closing.findings)
  })

  it('does not close what nobody has taken, nor change what is closed', async () => {
    const { caseId } = await world.fileFresh({ kind: 'other', acts: [] })
    expect(await world.refused(world.zhou, 'report.closeCase', { caseId, events: 1, ...closing })).toBe(
      'report.state_refused',
    )
    expect(
      await world.refused(world.zhou, 'report.changeState', {
        caseId,
        events: 1,
        to: 'investigating',
        reason: '',
      }),
    ).toBe('report.state_refused')
    await world.get(world.zhou, 'report.takeCase', { caseId, events: 1 })
    const { events } = await closeAndSettle(caseId)
    const refused = [
      await world.refused(world.zhou, 'report.closeCase', { caseId, events, ...closing }),
      await world.refused(world.zhou, 'report.setLevel', { caseId, events, level: 'mild' }),
      await world.refused(world.zhou, 'report.takeCase', { caseId: caseId, events, requestId: randomUUID() }),
      await world.refused(world.zhou, 'report.replyToReporter', { caseId, text: '还有', isQuestion: false }),
      await world.refused(world.zhou, 'report.changeState', {
        caseId,
        events,
        to: 'investigating',
        reason: '',
      }),
    ]
    expect(new Set(refused)).toEqual(new Set(['report.case_closed']))
  })

  it('opens a closed case again only with a reason, which the reporter reads, and with a fresh clock', async () => {
    const { caseId, reporter } = await world.takenCase()
    const closed = await closeAndSettle(caseId)
    const reopen = { caseId, events: closed.events, to: 'reopened' as const }
    expect(await world.ask(world.zhou, 'report.changeState', { ...reopen, reason: ' ' })).toMatchObject({
      error: { code: 'input.invalid', fields: { reason: expect.stringMatching(/原因/) } },
    })
    const before = world.clock.now
    world.clock.now = new Date(before.getTime() + 30 * 86_400_000)
    const view = await world.get(world.zhou, 'report.changeState', {
      ...reopen,
      reason: '家长补充了新的情况。',
    })
    expect(view.state).toBe('investigating')
    const progress = await world.get(reporter, 'report.getProgress', { by: { caseId } })
    expect(progress.timeline.at(-1)).toMatchObject({ kind: 'reopened', text: '家长补充了新的情况。' })
    expect(progress.clock).toMatchObject({ kind: 'investigation', isLate: false })
    world.clock.now = before
  })

  it('lets every handler of the school write, but only its own handler steer it', async () => {
    const { caseId, events } = await world.takenCase()
    await world.get(world.wu, 'report.writeNote', { caseId, text: '我教过这个班。' })
    const { events: now } = await world.get(world.wu, 'report.replyToReporter', {
      caseId,
      text: '我也在关注。',
      isQuestion: false,
    })
    expect(now).toBe(events + 2)
    const toPostId = await world.postOf(world.wu)
    const refused = [
      await world.refused(world.wu, 'report.setLevel', { caseId, events: now, level: 'mild' }),
      await world.refused(world.wu, 'report.closeCase', { caseId, events: now, ...closing }),
      await world.refused(world.wu, 'report.changeState', {
        caseId,
        events: now,
        to: 'investigating',
        reason: '',
      }),
      await world.refused(world.wu, 'report.replyToReporter', { caseId, text: '在哪里？', isQuestion: true }),
      await world.refused(world.wu, 'report.reassignCase', { caseId, events: now, toPostId }),
    ]
    expect(new Set(refused)).toEqual(new Set(['report.case_taken']))
  })

  it('refuses to close on the strength of an old view', async () => {
    const { caseId, reporter } = await world.takenCase()
    const events = await world.readyToClose(caseId)
    await world.get(reporter, 'report.writeToSchool', {
      by: { caseId },
      text: '等一下，还有一件事。',
      uploadIds: [],
    })
    for (const seen of [events, 0, 999])
      expect(await world.refused(world.zhou, 'report.closeCase', { caseId, events: seen, ...closing })).toBe(
        'record.changed',
      )
    expect(
      (await world.get(world.zhou, 'report.closeCase', { caseId, events: events + 1, ...closing })).state,
    ).toBe('asking')
  })

  it('says once what was sent twice', async () => {
    const { caseId, events } = await world.takenCase()
    const requestId = randomUUID()
    const reply = { requestId, caseId, text: '收到了。', isQuestion: false }
    const first = await world.get(world.zhou, 'report.replyToReporter', reply)
    expect(await world.get(world.zhou, 'report.replyToReporter', reply)).toEqual(first)
    expect(await world.eventsOf(caseId)).toBe(events + 1)
  })

  it('keeps every step where many hands write at once', async () => {
    const { caseId, events, reporter } = await world.takenCase()
    await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        index % 3 === 0
          ? world.get(reporter, 'report.writeToSchool', {
              by: { caseId },
              text: `话 ${index}`,
              uploadIds: [],
            })
          : world.get(index % 3 === 1 ? world.zhou : world.wu, 'report.writeNote', {
              caseId,
              text: `记 ${index}`,
            }),
      ),
    )
    const view = await world.get(world.zhou, 'report.getCase', { caseId })
    expect(view.timeline.map((entry) => entry.seq)).toEqual(
      Array.from({ length: events + 12 }, (_, index) => index + 1),
    )
  })

  it('sets how grave it is without a word to the reporter', async () => {
    const { caseId, events, reporter } = await world.takenCase()
    await world.sql('delete from outbox')
    const view = await world.get(world.zhou, 'report.setLevel', { caseId, events, level: 'severe' })
    expect(view.level).toBe('severe')
    expect(await world.sql('select 1 from outbox')).toEqual([])
    const progress = await world.get(reporter, 'report.getProgress', { by: { caseId } })
    expect(JSON.stringify(progress.timeline)).not.toMatch(/level_set|严重/)
  })
})

/** How a case ends: what the law wants first, the reporter asked, taken up again once, and the bureau's word after that. */
import { randomUUID } from 'node:crypto'
import { plainJpeg } from '../support/pictures'
import { makeReportWorld, type ReportWorld } from '../support/report-world'
import type { TestPerson } from '../support/world'

jest.setTimeout(60_000)
let world: ReportWorld
let officer: TestPerson
beforeAll(async () => {
  world = await makeReportWorld()
  officer = await world.staff('bureau_officer', null, '高宁')
})
afterAll(() => world.close())

const closing = {
  findings: '三人起外号属实。',
  measures: '道歉并约谈家长。',
  letter: '我们和几位同学谈过，之后每周会有老师来问你。',
  noProof: '谈话没有照片。',
}
const no = { isSettled: false, reasons: ['still_happens' as const], text: '' }
const yes = { isSettled: true, reasons: [], text: '谢谢' }

const askedCase = async () => {
  const filed = await world.takenCase()
  const events = await world.readyToClose(filed.caseId)
  await world.get(world.zhou, 'report.closeCase', { caseId: filed.caseId, events, ...closing })
  return { ...filed, by: { caseId: filed.caseId } }
}
/** Asked, not satisfied, worked on again, and asked a second time. */
const askedTwice = async () => {
  const kase = await askedCase()
  const { caseId } = kase
  await world.get(kase.reporter, 'report.answerOutcome', { by: kase.by, ...no })
  await world.get(world.zhou, 'report.closeCase', {
    caseId,
    events: await world.eventsOf(caseId),
    ...closing,
  })
  return kase
}
const kindsOf = async (who: TestPerson, caseId: string) =>
  (await world.get(who, 'report.getProgress', { by: { caseId } })).timeline.map(({ kind }) => kind)

describe('closing', () => {
  it('is refused with a sentence for each thing that the law wants first', async () => {
    const { caseId, events } = await world.takenCase()
    expect(await world.ask(world.zhou, 'report.closeCase', { caseId, events, ...closing })).toMatchObject({
      error: {
        code: 'report.not_ready',
        fields: { level: expect.any(String), guardians: expect.stringContaining('举报人的安全优先') },
      },
    })
    const graded = await world.get(world.zhou, 'report.setLevel', { caseId, events, level: 'severe' })
    expect(graded.missing).toEqual(['guardians', 'authority'])
    const told = await world.get(world.zhou, 'report.recordTold', {
      caseId,
      events: graded.events,
      what: 'authority',
      isTold: true,
      when: '11月17日 20:00',
      by: '校长',
      to: '派出所、区教育局',
      why: '',
    })
    expect(told.timeline.at(-1)).toMatchObject({
      kind: 'authority_told',
      text: '11月17日 20:00，校长报告派出所、区教育局',
    })
    const waits = await world.get(world.zhou, 'report.recordTold', {
      caseId,
      events: told.events,
      what: 'guardians',
      isTold: false,
      when: '',
      by: '',
      to: '',
      why: '告知可能让对方猜到是谁说的，先不告知。',
    })
    expect(waits.missing).toEqual([])
    const closed = await world.get(world.zhou, 'report.closeCase', {
      caseId,
      events: waits.events,
      ...closing,
    })
    expect(closed.state).toBe('asking')
  })

  it('tells the reporter that authorities were told, and neither its words nor that something waits', async () => {
    const { caseId, reporter, events } = await world.takenCase()
    const told = { caseId, when: '昨天', by: '校长', to: '派出所' }
    const one = await world.get(world.zhou, 'report.recordTold', {
      ...told,
      events,
      what: 'authority',
      isTold: true,
      why: '',
    })
    await world.get(world.zhou, 'report.recordTold', {
      ...told,
      events: one.events,
      what: 'guardians',
      isTold: false,
      why: '先保护举报人。',
    })
    const progress = await world.get(reporter, 'report.getProgress', { by: { caseId } })
    expect(progress.timeline.at(-1)).toMatchObject({ kind: 'authority_told', text: '' })
    expect(JSON.stringify(progress)).not.toMatch(/派出所|先保护/)
  })

  it('marks what is missing of an answer about who was told', async () => {
    const { caseId, events } = await world.takenCase()
    const blank = { caseId, events, when: '', by: '', to: '', why: '' }
    expect(
      await world.ask(world.zhou, 'report.recordTold', { ...blank, what: 'guardians', isTold: true }),
    ).toMatchObject({
      error: { fields: { when: expect.any(String), by: expect.any(String), to: expect.any(String) } },
    })
    expect(
      await world.ask(world.zhou, 'report.recordTold', { ...blank, what: 'authority', isTold: false }),
    ).toMatchObject({ error: { fields: { why: expect.any(String) } } })
    expect(
      await world.refused(world.wu, 'report.recordTold', { ...blank, what: 'authority', isTold: true }),
    ).toBe('report.case_taken')
  })

  it('takes proof, which the desk alone can open, or a reason why there is none', async () => {
    const { caseId, reporter } = await world.takenCase({ kind: 'canteen', acts: [] })
    const events = await world.eventsOf(caseId)
    expect(
      await world.ask(world.zhou, 'report.closeCase', { caseId, events, ...closing, noProof: '' }),
    ).toMatchObject({ error: { code: 'input.invalid', fields: { proof: expect.any(String) } } })
    const { fileId } = await world.upload(world.zhou, plainJpeg)
    const view = await world.get(world.zhou, 'report.closeCase', {
      caseId,
      events,
      ...closing,
      noProof: '',
      uploadIds: [fileId],
    })
    expect(view.timeline.at(-2)?.files.map((file) => file.fileId)).toEqual([fileId])
    expect((await world.download(world.wu, caseId, fileId)).length).toBeGreaterThan(0)
    for (const who of [reporter, world.outsider, world.stranger])
      expect(
        await world.refused(who, 'report.readFile', { caseId, fileId, receiptCode: null, part: 0 }),
      ).toBe('record.not_found')
  })

  it('lets a handler show the reporter a picture with a reply', async () => {
    const { caseId, reporter } = await world.takenCase()
    const { fileId } = await world.upload(world.zhou, plainJpeg)
    await world.get(world.zhou, 'report.replyToReporter', {
      caseId,
      text: '栏杆已经修好。',
      isQuestion: false,
      uploadIds: [fileId],
    })
    expect((await world.download(reporter, caseId, fileId)).length).toBeGreaterThan(0)
    expect((await world.get(world.zhou, 'report.getCase', { caseId })).brokenStep).toBeNull()
  })
})

describe('the reporter is asked', () => {
  it('and says that it is settled: closed, once, however often it is sent', async () => {
    const { by, caseId, reporter } = await askedCase()
    await world.sql('delete from outbox')
    const requestId = randomUUID()
    const first = await world.get(reporter, 'report.answerOutcome', { requestId, by, ...yes })
    expect(first).toMatchObject({ state: 'closed', canWrite: false, choices: { canAnswer: false } })
    expect(await world.get(reporter, 'report.answerOutcome', { requestId, by, ...yes })).toEqual(first)
    expect(await world.refused(reporter, 'report.answerOutcome', { by, ...no })).toBe('report.state_refused')
    expect(await world.sql('select user_id from outbox')).toEqual([{ user_id: world.zhou.userId }])
    expect(await world.sql('select outcome from cases where id = $1', [caseId])).toEqual([
      { outcome: 'satisfied' },
    ])
  })

  it('and says no: taken up again by the same handler, with a fresh clock', async () => {
    const { by, caseId, reporter } = await askedCase()
    expect((await world.get(reporter, 'report.getProgress', { by })).choices).toMatchObject({
      canAnswer: true,
      ifUnsatisfied: 'reopens',
      canAppeal: false,
    })
    expect(
      await world.ask(reporter, 'report.answerOutcome', { by, isSettled: false, reasons: [], text: '' }),
    ).toMatchObject({ error: { fields: { reasons: expect.any(String) } } })
    const after = await world.get(reporter, 'report.answerOutcome', {
      by,
      isSettled: false,
      reasons: ['still_happens', 'afraid'],
      text: '昨天又来了。',
    })
    expect(after).toMatchObject({ state: 'investigating', clock: { kind: 'investigation', isLate: false } })
    expect(after.timeline.slice(-2).map(({ kind, text }) => [kind, text])).toEqual([
      ['unsatisfied', '事情还在发生；担心被报复；昨天又来了。'],
      ['reopened', ''],
    ])
    const view = await world.get(world.zhou, 'report.getCase', { caseId })
    expect(view).toMatchObject({ isReopened: true, handler: { isMe: true }, brokenStep: null })
  })

  it('answers once where two answers come at the same moment', async () => {
    const { by, reporter, receiptCode } = await askedCase()
    const answers = await Promise.all([
      world.ask(reporter, 'report.answerOutcome', { by, ...yes }),
      world.ask(null, 'report.answerOutcome', { by: { receiptCode }, ...no }),
    ])
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
  })

  it('may still say so after a silence has closed it', async () => {
    for (const answer of [yes, no]) {
      const { by, caseId, reporter } = await askedCase()
      await world.sql(`update cases set state = 'closed', outcome = 'silent', closed_at = $2 where id = $1`, [
        caseId,
        world.clock.now,
      ])
      const after = await world.get(reporter, 'report.answerOutcome', { by, ...answer })
      expect(after.state).toBe(answer === yes ? 'closed' : 'investigating')
    }
  })

  it('is nobody else, and not before the letter', async () => {
    const { by } = await askedCase()
    for (const who of [world.zhou, world.outsider, world.stranger])
      expect(await world.refused(who, 'report.answerOutcome', { by, ...yes })).toBe('record.not_found')
    const { caseId, reporter } = await world.takenCase()
    expect(await world.refused(reporter, 'report.answerOutcome', { by: { caseId }, ...yes })).toBe(
      'report.state_refused',
    )
  })

  it('loses the handler whom the answer names', async () => {
    const { by, caseId, reporter } = await askedCase()
    await world.get(reporter, 'report.answerOutcome', { by, ...no, text: '周老师根本没有问过我。' })
    expect(await world.refused(world.zhou, 'report.getCase', { caseId })).toBe('record.not_found')
    expect((await world.get(world.wu, 'report.getCase', { caseId })).canSteer).toBe(true)
  })
})

describe('not satisfied twice', () => {
  it("goes to the bureau, which the school may watch but no longer steer, and ends with the bureau's word", async () => {
    const { by, caseId, reporter } = await askedTwice()
    const second = await world.get(reporter, 'report.answerOutcome', { by, ...no })
    expect(second).toMatchObject({ state: 'asking', choices: { canAppeal: true, ifUnsatisfied: 'appeal' } })
    await world.sql('delete from outbox')
    const appealed = await world.get(reporter, 'report.appeal', { by, text: '请查监控。' })
    expect(appealed).toMatchObject({ state: 'reviewing', heldBy: 'bureau', clock: { kind: 'appeal' } })
    expect(await world.sql('select user_id from outbox')).toEqual([{ user_id: officer.userId }])
    expect(await world.refused(reporter, 'report.appeal', { by, text: '' })).toBe('report.state_refused')

    const seen = await world.get(world.zhou, 'report.getCase', { caseId })
    expect(seen).toMatchObject({ state: 'reviewing', canSteer: false, isHidden: false })
    const { events } = seen
    const refused = [
      await world.refused(world.zhou, 'report.takeCase', { caseId, events }),
      await world.refused(world.zhou, 'report.setLevel', { caseId, events, level: 'severe' }),
      await world.refused(world.zhou, 'report.closeCase', { caseId, events, ...closing }),
      await world.refused(world.zhou, 'report.standAside', { caseId, events, postId: null, reason: '理由' }),
    ]
    expect(new Set(refused)).toEqual(new Set(['report.case_taken']))

    await world.get(officer, 'report.takeCase', { caseId, events })
    const final = await world.get(officer, 'report.closeCase', {
      caseId,
      events: await world.eventsOf(caseId),
      ...closing,
    })
    expect(final).toMatchObject({ state: 'closed', outcome: 'review_final' })
    const progress = await world.get(reporter, 'report.getProgress', { by })
    expect(progress).toMatchObject({ choices: { isFinal: true, canAnswer: false, canAppeal: false } })
    expect(await kindsOf(reporter, caseId)).toEqual([
      'filed',
      'accepted',
      'guardians_told',
      'asking',
      'unsatisfied',
      'reopened',
      'asking',
      'unsatisfied',
      'appealed',
      'closed',
    ])
    expect(progress.brokenStep).toBeNull()
  })

  it('is no appeal before that, nor of what the bureau held from the start', async () => {
    const { by, reporter } = await askedCase()
    expect(await world.refused(reporter, 'report.appeal', { by, text: '' })).toBe('report.state_refused')

    const hidden = await world.fileFresh({ aboutStaff: 'head', kind: 'fees', acts: [] })
    const caseId = hidden.caseId
    await world.get(officer, 'report.takeCase', { caseId, events: 2 })
    const end = async () =>
      world.get(officer, 'report.closeCase', { caseId, events: await world.eventsOf(caseId), ...closing })
    expect((await end()).state).toBe('asking')
    await world.get(hidden.reporter, 'report.answerOutcome', { by: { caseId }, ...no })
    await end()
    expect(
      (await world.get(hidden.reporter, 'report.getProgress', { by: { caseId } })).choices.ifUnsatisfied,
    ).toBe('beyond')
    const last = await world.get(hidden.reporter, 'report.answerOutcome', { by: { caseId }, ...no })
    expect(last).toMatchObject({ state: 'closed', choices: { isFinal: true } })
  })
})

describe('taking back', () => {
  it('seals a whole report from the desk, which sees only that something was taken back', async () => {
    const { fileId } = await world.upload(null, plainJpeg)
    const { caseId, receiptCode } = await world.file(null, { uploadIds: [fileId] })
    const by = { receiptCode }
    const before = await world.get(null, 'report.getProgress', { by })
    expect(before.choices.canWithdraw).toBe(true)
    const after = await world.get(null, 'report.withdraw', { by, seq: null })
    expect(after).toMatchObject({ state: 'withdrawn', canWrite: false, brokenStep: null })
    const view = await world.get(world.zhou, 'report.getCase', { caseId })
    expect(view).toMatchObject({ state: 'withdrawn', details: '', place: '', files: [], brokenStep: null })
    expect(view.timeline.map(({ kind, text }) => [kind, text])).toEqual([
      ['filed', ''],
      ['withdrawn', ''],
    ])
    const readFile = { caseId, fileId, receiptCode: null, part: 0 }
    expect(await world.refused(world.zhou, 'report.readFile', readFile)).toBe('record.not_found')
    const search = {
      tab: 'all' as const,
      kind: null,
      level: null,
      search: '三楼走廊',
      cursor: null,
      limit: 100,
    }
    const found = await world.get(world.zhou, 'report.listQueue', { schoolId: world.schoolId, ...search })
    expect(found.items.some((item) => item.caseId === caseId)).toBe(false)
    const refused = [
      await world.refused(world.zhou, 'report.takeCase', { caseId, events: view.events }),
      await world.refused(world.zhou, 'report.writeNote', { caseId, text: '记' }),
      await world.refused(null, 'report.writeToSchool', { by, text: '还有', uploadIds: [] }),
    ]
    expect(new Set(refused)).toEqual(new Set(['report.case_withdrawn']))
  })

  it("takes one message out of the desk's sight", async () => {
    const { caseId, reporter } = await world.takenCase()
    const by = { caseId }
    const written = await world.get(reporter, 'report.writeToSchool', {
      by,
      text: '是张小明干的',
      uploadIds: [],
    })
    const last = written.timeline.at(-1)!
    expect(last.canWithdraw).toBe(true)
    await world.get(reporter, 'report.withdraw', { by, seq: last.seq })
    const view = await world.get(world.zhou, 'report.getCase', { caseId })
    expect(JSON.stringify(view)).not.toContain('张小明')
    expect(view.timeline.slice(-2).map(({ kind, isWithdrawn }) => [kind, isWithdrawn])).toEqual([
      ['reporter_message', true],
      ['message_withdrawn', false],
    ])
    expect(view.brokenStep).toBeNull()
  })

  it('comes too late once somebody has looked, or after ten minutes', async () => {
    const { caseId, reporter } = await world.fileFresh()
    const by = { caseId }
    await world.get(world.wu, 'report.getCase', { caseId })
    expect(await world.refused(reporter, 'report.withdraw', { by, seq: null })).toBe('report.too_late')

    const other = await world.fileFresh()
    const before = world.clock.now
    world.clock.now = new Date(before.getTime() + 11 * 60_000)
    expect(
      await world.refused(other.reporter, 'report.withdraw', { by: { caseId: other.caseId }, seq: null }),
    ).toBe('report.too_late')
    world.clock.now = before
    expect(
      await world.refused(other.reporter, 'report.withdraw', { by: { caseId: other.caseId }, seq: 9 }),
    ).toBe('record.not_found')
    expect(
      await world.refused(world.stranger, 'report.withdraw', { by: { caseId: other.caseId }, seq: null }),
    ).toBe('record.not_found')
  })
})

/** The reporter's side: from the account or from any phone with the receipt, and nobody else's. */
import { randomUUID } from 'node:crypto'
import { formatReceiptCode } from '../../contract/report/receipt-code'
import { makeReportWorld, type ReportWorld } from '../support/report-world'

jest.setTimeout(60_000)
let world: ReportWorld
beforeAll(async () => {
  world = await makeReportWorld()
})
afterAll(() => world.close())

describe('how a report stands', () => {
  it('is read by the account that sent it, and by no other account', async () => {
    const { caseId } = await world.file(world.mother, { studentId: world.child.studentId })
    const progress = await world.get(world.mother, 'report.getProgress', { by: { caseId } })
    expect(progress).toMatchObject({
      state: 'filed',
      schoolName: '育才小学',
      handlerName: null,
      canWrite: true,
      events: 1,
      newCount: 0,
    })
    for (const other of [world.pupil, world.stranger, world.zhou, world.outsider])
      expect(await world.refused(other, 'report.getProgress', { by: { caseId } })).toBe('record.not_found')
  })

  it('is read on another phone, without an account, by the receipt however it is typed', async () => {
    const { receiptCode, caseId } = await world.fileFresh()
    for (const typed of [receiptCode, formatReceiptCode(receiptCode), receiptCode.toLowerCase()])
      for (const who of [null, world.stranger])
        expect((await world.get(who, 'report.getProgress', { by: { receiptCode: typed } })).caseId).toBe(
          caseId,
        )
  })

  it('stands in the list of the person who sent it, with what is new', async () => {
    const reporter = await world.person()
    const { caseId } = await world.file(reporter)
    await world.get(world.zhou, 'report.takeCase', { caseId, events: 1 })
    await world.get(world.zhou, 'report.writeNote', { caseId, text: '内部' })
    await world.get(world.zhou, 'report.replyToReporter', { caseId, text: '我们看到了。', isQuestion: false })
    const { reports } = await world.get(reporter, 'report.listMine', {})
    expect(reports).toHaveLength(1)
    expect(reports[0]).toMatchObject({ caseId, state: 'accepted', newCount: 2 })
    expect((await world.get(world.stranger, 'report.listMine', {})).reports).toEqual([])
  })

  it('shows each new step as new until it was seen, and a late mark takes nothing back', async () => {
    const { caseId, reporter } = await world.takenCase()
    await world.get(world.zhou, 'report.replyToReporter', { caseId, text: '我们看到了。', isQuestion: false })
    const by = { caseId }
    const first = await world.get(reporter, 'report.getProgress', { by })
    expect(first.timeline.map((entry) => entry.isNew)).toEqual([false, true, true])
    expect(first.newCount).toBe(2)
    await world.get(reporter, 'report.markSeen', { by, seq: 3 })
    await world.get(reporter, 'report.markSeen', { by, seq: 2 })
    await world.get(reporter, 'report.markSeen', { by, seq: -5 })
    expect((await world.get(reporter, 'report.getProgress', { by })).newCount).toBe(0)
    await world.get(reporter, 'report.markSeen', { by, seq: 2_000_000_000 })
    await world.get(world.zhou, 'report.replyToReporter', { caseId, text: '还有一句。', isQuestion: false })
    expect((await world.get(reporter, 'report.getProgress', { by })).newCount).toBe(1)
  })

  it('tells each side when the other has looked at a message', async () => {
    const { caseId, reporter } = await world.takenCase()
    const by = { caseId }
    const seenByOther = async () => ({
      reporters: (await world.get(reporter, 'report.getProgress', { by })).timeline.at(-1)?.isSeen,
      schools: (await world.get(world.wu, 'report.getCase', { caseId })).timeline[1]?.isSeen,
    })
    await world.get(reporter, 'report.writeToSchool', { by, text: '你们看到了吗', uploadIds: [] })
    expect(await seenByOther()).toEqual({ reporters: false, schools: false })
    await world.get(reporter, 'report.markSeen', { by, seq: 2 })
    expect(await seenByOther()).toEqual({ reporters: true, schools: true })
  })

  it("never holds a handler's full name, an inner note, or who else works on it", async () => {
    const { caseId, reporter } = await world.takenCase()
    await world.get(world.wu, 'report.writeNote', { caseId, text: '这是给同事看的。' })
    const text = JSON.stringify(await world.get(reporter, 'report.getProgress', { by: { caseId } }))
    expect(text).not.toMatch(/周敏|吴|同事|note/)
    expect(text).toContain('周老师')
  })
})

describe('writing to the school', () => {
  it("reaches the desk, tells the case's handler, and says once what was sent twice", async () => {
    const { caseId, reporter, events } = await world.takenCase()
    await world.sql('delete from outbox')
    const message = { requestId: randomUUID(), by: { caseId }, text: '今天又发生了。', uploadIds: [] }
    const first = await world.get(reporter, 'report.writeToSchool', message)
    expect(await world.get(reporter, 'report.writeToSchool', message)).toEqual(first)
    expect(first.timeline.at(-1)).toMatchObject({ kind: 'reporter_message', text: '今天又发生了。' })
    const view = await world.get(world.zhou, 'report.getCase', { caseId })
    expect(view.events).toBe(events + 1)
    expect(view.timeline.at(-1)).toMatchObject({ actorName: '举报人', text: '今天又发生了。' })
    const told = await world.sql<{ user_id: string; body: string }>('select user_id, body from outbox')
    expect(told.map((notice) => notice.user_id)).toEqual([world.zhou.userId])
  })

  it('tells all handlers while nobody has taken the case', async () => {
    const { caseId, reporter } = await world.fileFresh()
    await world.sql('delete from outbox')
    await world.get(reporter, 'report.writeToSchool', { by: { caseId }, text: '还在吗', uploadIds: [] })
    expect(await world.sql('select 1 from outbox')).toHaveLength(2)
  })

  it('works with nothing but the receipt', async () => {
    const { receiptCode, caseId } = await world.file(null)
    await world.get(world.zhou, 'report.takeCase', { caseId, events: 1 })
    const by = { receiptCode }
    const after = await world.get(null, 'report.writeToSchool', {
      by,
      text: '我是用查询码写的。',
      uploadIds: [],
    })
    expect(after.timeline.at(-1)?.text).toBe('我是用查询码写的。')
    await world.get(null, 'report.markSeen', { by, seq: 2 })
    expect((await world.get(null, 'report.getProgress', { by })).newCount).toBe(0)
  })

  it('is refused once the case is closed, and says why', async () => {
    const { caseId, reporter } = await world.takenCase()
    const events = await world.readyToClose(caseId)
    await world.get(world.zhou, 'report.closeCase', {
      caseId,
      events,
      findings: '已经查清楚。',
      measures: '已经处理好。',
      letter: '已经处理好了，谢谢你告诉我们。',
      noProof: '谈话没有照片。',
    })
    await world.get(reporter, 'report.answerOutcome', {
      by: { caseId },
      isSettled: true,
      reasons: [],
      text: '',
    })
    expect(
      await world.refused(reporter, 'report.writeToSchool', { by: { caseId }, text: '还有', uploadIds: [] }),
    ).toBe('report.case_closed')
  })

  it('refuses empty, endless and twisted words', async () => {
    const { caseId, reporter } = await world.takenCase()
    for (const text of ['', '   ', 'x'.repeat(10_000_000), 7, null])
      expect(
        await world.refused(reporter, 'report.writeToSchool', {
          by: { caseId },
          text: text as string,
          uploadIds: [],
        }),
      ).toBe('input.invalid')
    for (const by of [{}, { caseId: 'x' }, { receiptCode: 'x'.repeat(99) }, [], 'K7M429XQ8RTN'])
      expect(await world.refused(reporter, 'report.getProgress', { by: by as never })).toBe('input.invalid')
  })
})

describe('a wrong receipt', () => {
  it('finds nothing, whether it looks like one or not', async () => {
    const caller = { address: '198.51.100.1' }
    for (const receiptCode of ['K7M429XQ8RTN', '查询码查询码查询', '00000000', `' or 1=1 --`])
      expect(await world.refused(null, 'report.getProgress', { by: { receiptCode } }, caller)).toBe(
        'record.not_found',
      )
  })

  it('is tried a hundred times in an hour and then no more, on any road, until the hour has passed', async () => {
    const before = world.clock.now
    const caller = { address: '198.51.100.2' }
    const { receiptCode, caseId } = await world.fileFresh()
    const wrong = { receiptCode: 'K7M429XQ8RTN' }
    for (let count = 0; count < 50; count++) {
      expect(await world.refused(null, 'report.getProgress', { by: wrong }, caller)).toBe('record.not_found')
      expect(
        await world.refused(null, 'report.readFile', { caseId, fileId: caseId, part: 0, ...wrong }, caller),
      ).toBe('record.not_found')
    }
    const message = { by: wrong, text: '试试', uploadIds: [] }
    expect(await world.refused(null, 'report.getProgress', { by: wrong }, caller)).toBe('request.too_many')
    expect(await world.refused(null, 'report.writeToSchool', message, caller)).toBe('request.too_many')
    expect(await world.refused(null, 'report.getProgress', { by: { receiptCode } }, caller)).toBe(
      'request.too_many',
    )
    // Nobody else at that address is locked out who has an account, nor anybody elsewhere.
    await world.get(world.stranger, 'report.getProgress', { by: { receiptCode } }, caller)
    await world.get(null, 'report.getProgress', { by: { receiptCode } }, { address: '198.51.100.3' })
    world.clock.now = new Date(before.getTime() + 3_600_000)
    await world.get(null, 'report.getProgress', { by: { receiptCode } }, caller)
    world.clock.now = before
  })

  it('does not open another case by its id', async () => {
    const one = await world.fileFresh()
    const two = await world.fileFresh()
    expect(
      await world.refused(null, 'report.readFile', {
        caseId: two.caseId,
        fileId: two.caseId,
        receiptCode: one.receiptCode,
        part: 0,
      }),
    ).toBe('record.not_found')
  })
})

describe('a new master key', () => {
  it('opens what the old one sealed, seals with the new, and still finds receipts', async () => {
    const old = await world.fileFresh({ details: '旧钥匙时写的内容。' })
    const keys = world.services.masterKeys as Map<number, Buffer>
    keys.set(2, Buffer.alloc(32, 9))
    const fresh = await world.fileFresh()
    const versions = await world.sql<{ key_version: number }>(
      'select key_version from cases where id = any ($1::uuid[]) order by key_version',
      [[old.caseId, fresh.caseId]],
    )
    expect(versions.map((row) => row.key_version)).toEqual([1, 2])
    const by = { receiptCode: old.receiptCode }
    expect((await world.get(null, 'report.getProgress', { by })).details).toBe('旧钥匙时写的内容。')
    keys.delete(2)
    expect(await world.refused(fresh.reporter, 'report.getProgress', { by: { caseId: fresh.caseId } })).toBe(
      'server.key_missing',
    )
  })
})

/** A case that is late climbs: the head, and later the bureau, read it and give it to another handler; before that, nobody above does. */
import { runClocks } from '../../cloudfunctions/report'
import { plainJpeg } from '../support/pictures'
import { makeReportWorld, newRequestId, type ReportWorld } from '../support/report-world'
import type { TestPerson } from '../support/world'

jest.setTimeout(60_000)

let world: ReportWorld
let head: TestPerson
let otherHead: TestPerson
let officer: TestPerson
const start = new Date('2026-11-17T02:00:00Z')
beforeAll(async () => {
  world = await makeReportWorld()
  head = await world.staff('school_head', world.schoolId, '孙校')
  otherHead = await world.staff('school_head', world.otherSchoolId, '何校')
  officer = await world.staff('bureau_officer', null, '钱科长')
})
afterAll(() => world.close())
beforeEach(() => {
  world.clock.now = start
})

const atHour = async (hours: number): Promise<void> => {
  world.clock.now = new Date(start.getTime() + hours * 3_600_000)
  await runClocks(world.services, { source: 'timer' })
}
const atHead = () => atHour(25)
const atBureau = () => atHour(49)
const read = async (who: TestPerson, caseId: string): Promise<string> => {
  const answer = await world.ask(who, 'report.getCase', { caseId })
  return answer.ok ? answer.data.seat : answer.error.code
}
const onDeskOf = async (who: TestPerson): Promise<string[]> =>
  (await world.get(who, 'report.listShared', { cursor: null, limit: 100 })).cases.map(({ caseId }) => caseId)

describe('a clock that climbs', () => {
  it('opens the case to the head, and only then; and says so where the reporter reads it', async () => {
    const { caseId, reporter } = await world.fileFresh()
    await atHour(21)
    expect([await read(head, caseId), await onDeskOf(head)]).toEqual(['record.not_found', []])
    await atHead()
    expect([await read(head, caseId), await onDeskOf(head)]).toEqual(['above', [caseId]])
    for (const who of [officer, otherHead, world.teacher, world.outsider])
      expect(await read(who, caseId)).toBe('record.not_found')
    expect([await onDeskOf(otherHead), await onDeskOf(world.teacher)]).toEqual([[], []])
    const { timeline } = await world.get(reporter, 'report.getProgress', { by: { caseId } })
    expect(timeline.at(-1)).toMatchObject({
      kind: 'climbed',
      text: expect.stringMatching(/校长现在可以查看$/),
    })
  })

  it('opens it to the bureau once it has climbed there, which finds it among the late ones', async () => {
    const { caseId } = await world.fileFresh()
    await atHead()
    expect(await read(officer, caseId)).toBe('record.not_found')
    await atBureau()
    expect([await read(officer, caseId), await read(head, caseId)]).toEqual(['above', 'above'])
    const late = await world.get(officer, 'report.listOverdue', {
      schoolId: world.schoolId,
      cursor: null,
      limit: 100,
    })
    expect(late.cases.map((one) => one.caseId)).toContain(caseId)
    // The bureau's own queue holds what it handles itself.
    const queue = {
      desk: 'bureau',
      schoolId: null,
      tab: 'all',
      kind: null,
      level: null,
      search: '',
      cursor: null,
    } as const
    expect((await world.get(officer, 'report.listQueue', queue)).items).toEqual([])
  })

  it('shows the words and files, without a name that was opened to the handlers; each look is logged', async () => {
    const reporter = await world.person()
    const { fileId } = await world.upload(reporter, plainJpeg)
    const { caseId } = await world.get(
      reporter,
      'report.submitReport',
      world.submission({ isNamed: true, contact: '0417-0000188', uploadIds: [fileId] }),
    )
    await atHead()
    await world.sql('delete from access_log')
    const view = await world.get(head, 'report.getCase', { caseId })
    expect(view).toMatchObject({
      canSteer: false,
      canReassign: true,
      reporterName: null,
      reporterContact: null,
    })
    expect(view.details).not.toBe('')
    expect(JSON.stringify(view)).not.toContain('0417-0000188')
    await world.download(head, caseId, view.files[0]!.fileId)
    expect(await world.sql('select school_id, user_id, what, subject from access_log order by what')).toEqual(
      [
        { school_id: world.schoolId, user_id: head.userId, what: 'case.file', subject: caseId },
        { school_id: world.schoolId, user_id: head.userId, what: 'case.read', subject: caseId },
      ],
    )
  })

  it('lets whoever is above write notes and give the case to a handler, and do nothing else to it', async () => {
    const { caseId, events, reporter } = await world.takenCase()
    const asked = await world.get(world.zhou, 'report.changeState', {
      caseId,
      events,
      to: 'investigating',
      reason: '',
    })
    expect(asked.events).toBe(events + 1)
    await atHour(11 * 24 + 1)
    await world.sql('delete from access_log')
    const noted = await world.get(head, 'report.writeNote', { caseId, text: '请今天之内办完。' })
    expect(await world.sql('select user_id, what from access_log')).toEqual([
      { user_id: head.userId, what: 'case.read' },
    ])
    expect(noted.timeline.at(-1)).toMatchObject({ kind: 'note', actorName: '孙校' })
    const now = noted.events
    const refusals = [
      await world.refused(head, 'report.takeCase', { caseId, events: now }),
      await world.refused(head, 'report.setLevel', { caseId, events: now, level: 'mild' }),
      await world.refused(head, 'report.replyToReporter', { caseId, text: '你好', isQuestion: false }),
      await world.refused(head, 'report.askIdentity', { caseId, reason: '想知道是谁写的这些话。' }),
      await world.refused(head, 'report.standAside', { caseId, events: now, postId: null, reason: '校长' }),
      await world.refused(head, 'report.listColleagues', { caseId }),
      await world.refused(head, 'report.leaveTeam', { caseId }),
    ]
    expect(new Set(refusals)).toEqual(new Set(['record.not_found']))

    const { handlers } = await world.get(head, 'report.listHandlers', { caseId })
    // How much each has in hand is not told: the head sees only what is late.
    expect(handlers.map(({ name, openCases }) => [name, openCases])).toEqual([
      ['周敏', null],
      ['吴刚', null],
    ])
    const wu = handlers.find(({ name }) => name === '吴刚')!
    const input = { requestId: newRequestId(), caseId, events: now, toPostId: wu.postId }
    await world.sql('delete from outbox')
    const view = await world.get(head, 'report.reassignCase', input)
    expect([view.handler, view.seat]).toEqual([{ name: '吴刚', isMe: false }, 'above'])
    expect(await world.get(head, 'report.reassignCase', input)).toEqual(view)
    expect(await world.sql('select user_id from outbox')).toEqual([{ user_id: world.wu.userId }])
    const again = { caseId, events: now, toPostId: await world.postOf(world.zhou) }
    expect(await world.refused(head, 'report.reassignCase', again)).toBe('record.changed')
    expect(await world.refused(otherHead, 'report.reassignCase', again)).toBe('record.not_found')
    const elsewhere = { caseId, events: view.events, toPostId: await world.postOf(world.outsider) }
    expect(await world.refused(head, 'report.reassignCase', elsewhere)).toBe('record.not_found')
    const { timeline } = await world.get(reporter, 'report.getProgress', { by: { caseId } })
    expect(timeline.map(({ kind }) => kind)).not.toContain('note')
  })

  it('is answered by giving the case to somebody, who still has to take it up: the clock runs until then', async () => {
    for (const who of [head, officer]) {
      world.clock.now = start
      const { caseId } = await world.fileFresh()
      await atBureau()
      const events = await world.eventsOf(caseId)
      expect(
        await world.refused(world.zhou, 'report.reassignCase', {
          caseId,
          events,
          toPostId: await world.postOf(world.wu),
        }),
      ).toBe('report.state_refused')
      const given = await world.get(who, 'report.reassignCase', {
        caseId,
        events,
        toPostId: await world.postOf(world.wu),
      })
      expect([given.state, given.handler?.name, given.clocks[0]?.doneAt]).toEqual(['filed', '吴刚', null])
      expect(await world.refused(world.zhou, 'report.takeCase', { caseId, events: given.events })).toBe(
        'report.case_taken',
      )
      const taken = await world.get(world.wu, 'report.takeCase', { caseId, events: given.events })
      expect([taken.state, taken.handler?.isMe]).toEqual(['accepted', true])
      expect(taken.clocks[0]?.doneAt).not.toBeNull()
    }
  })

  it('opens nothing to a head who stands aside, or of a case that the school may not know of', async () => {
    const aside = await world.fileFresh()
    const hidden = await world.fileFresh()
    await atBureau()
    await world.sql('update cases set excluded_user_ids = $2 where id = $1', [aside.caseId, [head.userId]])
    await world.get(hidden.reporter, 'report.sayConflict', { by: { caseId: hidden.caseId }, reason: '' })
    for (const { caseId } of [aside, hidden]) {
      expect(await read(head, caseId)).toBe('record.not_found')
      expect(await onDeskOf(head)).not.toContain(caseId)
    }
    expect(await read(officer, hidden.caseId)).toBe('desk')
  })

  it('of the bureau’s own clock opens the case to nobody at the school', async () => {
    const { caseId } = await world.fileFresh({ kind: 'staff', acts: [] })
    await atBureau()
    expect(await read(head, caseId)).toBe('record.not_found')
    expect(await onDeskOf(head)).not.toContain(caseId)
    expect(
      await world.sql('select head_sees_since, bureau_sees_since from cases where id = $1', [caseId]),
    ).toEqual([{ head_sees_since: null, bureau_sees_since: null }])
  })
})

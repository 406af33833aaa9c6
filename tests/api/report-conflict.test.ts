/** Nobody works on a case about themselves: people stand aside, and what concerns the school's own goes to the bureau unseen. */
import { randomUUID } from 'node:crypto'
import type { InputOf } from '../../contract/routes'
import { makeReportWorld, type ReportWorld } from '../support/report-world'
import type { TestPerson } from '../support/world'

jest.setTimeout(60_000)
let world: ReportWorld
let head: TestPerson
let officer: TestPerson
let otherOfficer: TestPerson
beforeAll(async () => {
  world = await makeReportWorld()
  head = await world.staff('school_head', world.schoolId, '孙建国')
  officer = await world.staff('bureau_officer', null, '高宁')
  otherOfficer = await world.staff('bureau_officer', null, '贺兰')
})
afterAll(() => world.close())

const queue = (change: Partial<InputOf<'report.listQueue'>> = {}): InputOf<'report.listQueue'> => ({
  desk: 'school',
  schoolId: world.schoolId,
  tab: 'all',
  kind: null,
  level: null,
  search: '',
  cursor: null,
  limit: 100,
  ...change,
})
const bureauQueue = (change: Partial<InputOf<'report.listQueue'>> = {}) =>
  queue({ desk: 'bureau', schoolId: null, ...change })
const noticesTo = async (): Promise<string[]> =>
  (await world.sql<{ user_id: string }>('select user_id from outbox')).map((row) => row.user_id).sort()
/** Everything that a person at the school can ask about cases. */
const pictureOf = async (who: TestPerson) => {
  const { items, counts } = await world.get(who, 'report.listQueue', queue())
  return JSON.stringify({ items, counts })
}
const refusals = async (who: TestPerson, caseId: string): Promise<Set<string>> =>
  new Set([
    await world.refused(who, 'report.getCase', { caseId }),
    await world.refused(who, 'report.takeCase', { caseId, events: 2 }),
    await world.refused(who, 'report.replyToReporter', { caseId, text: '你好', isQuestion: false }),
    await world.refused(who, 'report.writeNote', { caseId, text: '笔记' }),
    await world.refused(who, 'report.listHandlers', { caseId }),
    await world.refused(who, 'report.standAside', { caseId, events: 2, postId: null, reason: '理由' }),
    await world.refused(who, 'report.readFile', { caseId, fileId: randomUUID(), receiptCode: null, part: 0 }),
  ])

describe('a report about the school’s own people', () => {
  it.each([
    ['the reporter says that it is about the head', { aboutStaff: 'head' as const }],
    ['the reporter says that it is about a teacher', { aboutStaff: 'teacher' as const }],
    ['it is about what staff did', { kind: 'staff' as const, acts: [] }],
    ['the head is named in it', { details: '孙校长让我们班交钱，不交就罚站。' }],
    ['its handlers are all named in it', { details: '周敏和吴刚都知道，就是不管。' }],
  ])('is unseen by the school, counts and numbers included, where %s', async (_, change) => {
    const before = await pictureOf(world.zhou)
    await world.sql('delete from outbox')
    const { caseId, number, heldBy } = await world.fileFresh(change)
    expect(heldBy).toBe('bureau')
    expect(number).toMatch(/^26-J\d{7}$/)
    expect(await pictureOf(world.zhou)).toBe(before)
    for (const who of [world.zhou, world.wu, head, world.teacher, world.outsider])
      expect(await refusals(who, caseId)).toEqual(new Set(['record.not_found']))
    expect(await noticesTo()).toEqual([officer.userId, otherOfficer.userId].sort())
  })

  it('leaves no gap between the numbers of the cases around it', async () => {
    const first = await world.fileFresh()
    await world.fileFresh({ aboutStaff: 'head' })
    await world.fileFresh({ details: '吴刚老师把他关在门外一整节课。' })
    const second = await world.fileFresh()
    expect(Number(second.number.slice(3)) - Number(first.number.slice(3))).toBe(1)
  })

  it('leaves no trace in the log of looks that the head may read', async () => {
    const { caseId } = await world.fileFresh({ aboutStaff: 'head' })
    await world.get(officer, 'report.getCase', { caseId })
    const looks = await world.sql('select school_id, user_id from access_log where subject = $1', [caseId])
    expect(looks).toEqual([{ school_id: null, user_id: officer.userId }])
  })

  it('is handled by the bureau as a school handles its own, and the reporter reads who does', async () => {
    const { caseId, reporter } = await world.fileFresh({ aboutStaff: 'teacher' })
    const events = 2
    const { items } = await world.get(officer, 'report.listQueue', bureauQueue({ tab: 'new' }))
    expect(items.find((item) => item.caseId === caseId)).toMatchObject({ schoolName: '育才小学' })
    const taken = await world.get(officer, 'report.takeCase', { caseId, events })
    expect(taken).toMatchObject({ heldBy: 'bureau', isHidden: true, canSteer: true, state: 'accepted' })
    expect(await world.refused(otherOfficer, 'report.takeCase', { caseId, events: 3 })).toBe(
      'report.case_taken',
    )
    await world.get(officer, 'report.replyToReporter', { caseId, text: '我们明天到校。', isQuestion: false })
    await world.get(otherOfficer, 'report.writeNote', { caseId, text: '同去。' })
    const progress = await world.get(reporter, 'report.getProgress', { by: { caseId } })
    expect(progress).toMatchObject({ heldBy: 'bureau', handlerName: '区教育局', brokenStep: null })
    expect(progress.timeline.map(({ kind, actorName }) => [kind, actorName])).toEqual([
      ['filed', '举报人'],
      ['moved_to_bureau', '系统'],
      ['accepted', '区教育局'],
      ['school_message', '区教育局'],
    ])
    expect(JSON.stringify(progress)).not.toMatch(/高宁|贺兰/)
    const { handlers } = await world.get(officer, 'report.listHandlers', { caseId })
    expect(handlers.map(({ name }) => name).sort()).toEqual(['贺兰', '高宁'].sort())
    const passed = await world.get(officer, 'report.reassignCase', {
      caseId,
      events: await world.eventsOf(caseId),
      toPostId: await world.postOf(otherOfficer),
    })
    expect(passed.handler).toEqual({ name: '贺兰', isMe: false })
  })

  it('is found by the bureau in one school, and not in another', async () => {
    const { caseId } = await world.fileFresh({ aboutStaff: 'head' })
    const has = async (schoolId: number) =>
      (await world.get(officer, 'report.listQueue', bureauQueue({ schoolId }))).items.some(
        (item) => item.caseId === caseId,
      )
    expect([await has(world.schoolId), await has(world.otherSchoolId)]).toEqual([true, false])
    expect(await world.refused(world.zhou, 'report.listQueue', bureauQueue())).toBe('record.not_found')
    expect(await world.refused(officer, 'report.listQueue', queue())).toBe('record.not_found')
  })

  it('is answered the same on a retry', async () => {
    const reporter = await world.person()
    const requestId = randomUUID()
    const submission = world.submission({ requestId, aboutStaff: 'head' })
    const first = await world.get(reporter, 'report.submitReport', submission)
    expect(await world.get(reporter, 'report.submitReport', submission)).toEqual(first)
    await world.sql('delete from requests')
    expect(await world.get(reporter, 'report.submitReport', submission)).toMatchObject({
      number: first.number,
      head: first.head,
      heldBy: 'bureau',
    })
  })
})

describe('what stays with a school', () => {
  it('is not seen by the bureau', async () => {
    const { caseId } = await world.fileFresh()
    expect(await world.refused(officer, 'report.getCase', { caseId })).toBe('record.not_found')
    const { items } = await world.get(officer, 'report.listQueue', bureauQueue())
    expect(items.some((item) => item.caseId === caseId)).toBe(false)
  })
})

describe('a handler who is named', () => {
  it('never sees the case, while a colleague does', async () => {
    await world.sql('delete from outbox')
    const before = await pictureOf(world.wu)
    const { caseId, reporter } = await world.fileFresh({ details: '吴老师把他关在门外一整节课，不让他进。' })
    expect(await pictureOf(world.wu)).toBe(before)
    expect(await refusals(world.wu, caseId)).toEqual(new Set(['record.not_found']))
    expect(await noticesTo()).toEqual([world.zhou.userId])
    const seen = await world.get(world.zhou, 'report.getCase', { caseId })
    expect(seen.timeline.at(-1)).toMatchObject({ kind: 'handler_excluded', text: '吴刚' })
    const { handlers } = await world.get(world.zhou, 'report.listHandlers', { caseId })
    expect(handlers.map(({ name }) => name)).not.toContain('吴刚')
    await world.get(world.zhou, 'report.takeCase', { caseId, events: 2 })
    expect(
      await world.refused(world.zhou, 'report.reassignCase', {
        caseId,
        events: 3,
        toPostId: await world.postOf(world.wu),
      }),
    ).toBe('record.not_found')
    const progress = await world.get(reporter, 'report.getProgress', { by: { caseId } })
    expect(progress.timeline[1]).toMatchObject({ kind: 'handler_excluded', text: '', actorName: '系统' })
    expect(progress.brokenStep).toBeNull()
  })

  it('loses a case at once, in the very message that names them, and only the others hear of it', async () => {
    const { caseId, reporter } = await world.takenCase()
    await world.sql('delete from outbox')
    const progress = await world.get(reporter, 'report.writeToSchool', {
      by: { caseId },
      text: '其实就是周老师不让我说的。',
      uploadIds: [],
    })
    expect(progress.timeline.at(-1)?.kind).toBe('handler_excluded')
    expect(progress.handlerName).toBeNull()
    expect(await refusals(world.zhou, caseId)).toEqual(new Set(['record.not_found']))
    expect((await noticesTo()).filter((userId) => userId !== reporter.userId)).toEqual([
      world.wu.userId,
      world.wu.userId,
    ])
    const taken = await world.get(world.wu, 'report.takeCase', {
      caseId,
      events: await world.eventsOf(caseId),
    })
    expect(taken.handler).toEqual({ name: '吴刚', isMe: true })
  })

  it('keeps a case in which they are only greeted', async () => {
    const { caseId, reporter } = await world.takenCase()
    await world.get(reporter, 'report.writeToSchool', {
      by: { caseId },
      text: '周老师您好，他今天又来了。谢谢周老师。',
      uploadIds: [],
    })
    expect((await world.get(world.zhou, 'report.getCase', { caseId })).handler?.isMe).toBe(true)
  })

  it('leaves the case to the bureau, unseen, where nobody else is left', async () => {
    const { caseId, reporter } = await world.takenCase()
    const write = (text: string) =>
      world.get(reporter, 'report.writeToSchool', { by: { caseId }, text, uploadIds: [] })
    await write('周敏就是那个人。')
    const progress = await write('吴刚也一样。')
    expect(progress).toMatchObject({ heldBy: 'bureau', handlerName: '区教育局' })
    expect(progress.timeline.at(-1)?.kind).toBe('moved_to_bureau')
    for (const who of [world.zhou, world.wu])
      expect(await refusals(who, caseId)).toEqual(new Set(['record.not_found']))
    expect((await world.get(officer, 'report.getCase', { caseId })).isHidden).toBe(true)
  })
})

describe('standing aside', () => {
  it('ends a handler’s sight of the case, in their own step', async () => {
    const { caseId, events, reporter } = await world.takenCase()
    const aside = {
      requestId: randomUUID(),
      caseId,
      events,
      postId: await world.postOf(world.zhou),
      reason: '我是其中一个孩子的亲戚。',
    }
    const first = await world.get(world.zhou, 'report.standAside', aside)
    expect(first).toEqual({ kase: null })
    expect(await world.get(world.zhou, 'report.standAside', aside)).toEqual(first)
    expect(await refusals(world.zhou, caseId)).toEqual(new Set(['record.not_found']))
    const seen = await world.get(world.wu, 'report.getCase', { caseId })
    expect(seen).toMatchObject({ handler: null, canSteer: true, brokenStep: null })
    expect(seen.timeline.map(({ kind }) => kind)).toEqual(['filed', 'accepted', 'note', 'handler_excluded'])
    const progress = await world.get(reporter, 'report.getProgress', { by: { caseId } })
    expect(JSON.stringify(progress)).not.toMatch(/亲戚|周敏/)
  })

  it('is said of a colleague only by whoever may pass the case on', async () => {
    const { caseId, events } = await world.takenCase()
    const zhou = { caseId, events, postId: await world.postOf(world.zhou), reason: '和当事人是邻居。' }
    expect(await world.refused(world.wu, 'report.standAside', zhou)).toBe('report.case_taken')
    const { kase } = await world.get(world.zhou, 'report.standAside', {
      ...zhou,
      postId: await world.postOf(world.wu),
    })
    expect(kase?.handler?.isMe).toBe(true)
    expect(await refusals(world.wu, caseId)).toEqual(new Set(['record.not_found']))
  })

  it('moves the whole case to the bureau where the school’s leadership is concerned', async () => {
    const { caseId, events } = await world.takenCase()
    await world.sql('delete from outbox')
    expect(
      await world.get(world.zhou, 'report.standAside', {
        caseId,
        events,
        postId: null,
        reason: '当事人是校长的孩子。',
      }),
    ).toEqual({ kase: null })
    for (const who of [world.zhou, world.wu, head])
      expect(await refusals(who, caseId)).toEqual(new Set(['record.not_found']))
    expect(await noticesTo()).toEqual(expect.arrayContaining([officer.userId, otherOfficer.userId]))
    expect(await noticesTo()).not.toContain(world.wu.userId)
  })

  it('is refused on the strength of an old view, and for a stranger’s post', async () => {
    const { caseId, events } = await world.takenCase()
    const aside = { caseId, postId: await world.postOf(world.zhou), reason: '亲戚关系' }
    expect(await world.refused(world.zhou, 'report.standAside', { ...aside, events: events - 1 })).toBe(
      'record.changed',
    )
    expect(
      await world.refused(world.zhou, 'report.standAside', {
        ...aside,
        events,
        postId: await world.postOf(world.outsider),
      }),
    ).toBe('record.not_found')
  })

  it('leaves one officer at the bureau', async () => {
    const { caseId } = await world.fileFresh({ aboutStaff: 'head' })
    await world.get(officer, 'report.takeCase', { caseId, events: 2 })
    const postId = await world.postOf(officer)
    const gone = await world.get(officer, 'report.standAside', { caseId, events: 3, postId, reason: '亲属' })
    expect(gone.kase).toBeNull()
    expect(await world.refused(officer, 'report.getCase', { caseId })).toBe('record.not_found')
    const taken = await world.get(otherOfficer, 'report.takeCase', {
      caseId,
      events: await world.eventsOf(caseId),
    })
    expect(
      await world.refused(otherOfficer, 'report.standAside', {
        caseId,
        events: taken.events,
        postId: await world.postOf(otherOfficer),
        reason: '亲属',
      }),
    ).toBe('input.invalid')
  })
})

describe('a reporter who says that the handler has to do with it', () => {
  it('is heard by the bureau, and the school sees nothing any more', async () => {
    const { caseId, reporter, receiptCode } = await world.takenCase()
    await world.sql('delete from outbox')
    const progress = await world.get(null, 'report.sayConflict', {
      by: { receiptCode },
      reason: '处理的老师是他爸爸。',
    })
    expect(progress).toMatchObject({ heldBy: 'bureau', state: 'accepted' })
    expect(progress.timeline.at(-1)).toMatchObject({ kind: 'moved_to_bureau', actorName: '举报人' })
    for (const who of [world.zhou, world.wu])
      expect(await refusals(who, caseId)).toEqual(new Set(['record.not_found']))
    expect(await noticesTo()).not.toContain(world.zhou.userId)
    expect(await noticesTo()).toContain(officer.userId)
    expect(await world.refused(reporter, 'report.sayConflict', { by: { caseId }, reason: '' })).toBe(
      'report.state_refused',
    )
    expect((await world.get(officer, 'report.getCase', { caseId })).timeline.at(-1)?.text).toBe(
      '处理的老师是他爸爸。',
    )
  })

  it('is told nothing of another’s case', async () => {
    const { caseId } = await world.takenCase()
    expect(await world.refused(world.stranger, 'report.sayConflict', { by: { caseId }, reason: '' })).toBe(
      'record.not_found',
    )
  })
})

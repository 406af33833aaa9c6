/** A case's team: asked in by its handler, joined by one's own yes, out of it for good; and what each may read meanwhile. */
import { randomUUID } from 'node:crypto'
import { plainJpeg } from '../support/pictures'
import { makeReportWorld, newRequestId, type ReportWorld } from '../support/report-world'
import type { TestPerson } from '../support/world'

jest.setTimeout(60_000)

let world: ReportWorld
let li: TestPerson
let head: TestPerson
let otherTeacher: TestPerson
beforeAll(async () => {
  world = await makeReportWorld()
  li = await world.staff('teacher', world.schoolId, '李青')
  head = await world.staff('school_head', world.schoolId, '孙校')
  otherTeacher = await world.staff('teacher', world.otherSchoolId, '何平')
})
afterAll(() => world.close())

type Case = { caseId: string; events: number; reporter: TestPerson; memberId: string }

const invite = async (caseId: string, events: number, who = li) => {
  const postId = await world.postOf(who)
  return world.get(world.zhou, 'report.inviteToTeam', { caseId, events, postId })
}
const invited = async (change = {}): Promise<Case> => {
  const { caseId, events, reporter } = await world.takenCase(change)
  const kase = await invite(caseId, events)
  return { caseId, reporter, events: kase.events, memberId: kase.team[0]!.memberId }
}
const answer = (memberId: string, accepts: boolean, who = li) =>
  world.get(who, 'report.answerInvitation', { invitationId: memberId, accepts })
const joined = async (change = {}): Promise<Case> => {
  const kase = await invited(change)
  await answer(kase.memberId, true)
  return { ...kase, events: kase.events + 1 }
}
const canRead = async (who: TestPerson, caseId: string): Promise<boolean> => {
  const answered = await world.ask(who, 'report.getCase', { caseId })
  if (!answered.ok) expect(answered.error.code).toBe('record.not_found')
  return answered.ok
}
const shared = (who: TestPerson) => world.get(who, 'report.listShared', { cursor: null })
const told = async (): Promise<string[]> =>
  (await world.sql<{ user_id: string }>('select user_id from outbox')).map(({ user_id }) => user_id)

describe('asking a colleague in', () => {
  it('tells them that somebody asks, and of the case no more than its number, kind and level before they accept', async () => {
    const { caseId, events } = await world.takenCase({ details: '这句话要等到接受以后。' })
    await world.sql('delete from outbox')
    const kase = await invite(caseId, events)
    expect(kase.team).toEqual([
      { memberId: expect.any(String), name: '李青', role: 'teacher', state: 'invited', isMe: false },
    ])
    expect(await told()).toEqual([li.userId])
    const sent = JSON.stringify(await world.sql('select title, body, link from outbox'))
    for (const secret of [kase.number, caseId, '这句话']) expect(sent).not.toContain(secret)
    const { invitations, cases } = await shared(li)
    expect(invitations[0]).toEqual({
      invitationId: kase.team[0]!.memberId,
      schoolName: '育才小学',
      caseNumber: kase.number,
      kind: 'bullying',
      level: 'unset',
      invitedByName: '周敏',
      invitedAt: '2026-11-17T12:00:00.000Z',
    })
    expect(cases.map((one) => one.caseId)).not.toContain(caseId)
    expect(await canRead(li, caseId)).toBe(false)
    expect(await world.refused(li, 'report.writeNote', { caseId, text: '先写一句' })).toBe('record.not_found')
  })

  it('offers the school’s people who are no handlers, without who stands aside and who was asked already', async () => {
    const { caseId, events } = await world.takenCase()
    await world.sql(`update cases set excluded_user_ids = $2 where id = $1`, [caseId, [head.userId]])
    const names = async () =>
      (await world.get(world.zhou, 'report.listColleagues', { caseId })).colleagues.map(({ name }) => name)
    expect(await names()).toEqual(['钱师傅', '李青', '郑老师'])
    await invite(caseId, events)
    expect(await names()).toEqual(['钱师傅', '郑老师'])
  })

  it('is for its handler alone, and for colleagues of the school alone', async () => {
    const { caseId, events } = await world.takenCase()
    const ask = async (by: TestPerson, who: TestPerson) =>
      world.refused(by, 'report.inviteToTeam', { caseId, events, postId: await world.postOf(who) })
    expect(await ask(world.wu, li)).toBe('report.case_taken')
    expect(await world.refused(world.wu, 'report.listColleagues', { caseId })).toBe('record.not_found')
    for (const by of [world.outsider, li, head, world.mother])
      expect(await ask(by, li)).toBe('record.not_found')
    for (const who of [otherTeacher, world.outsider, world.wu, world.zhou])
      expect(await ask(world.zhou, who)).toBe('record.not_found')
    await world.sql(`update cases set excluded_user_ids = $2 where id = $1`, [caseId, [li.userId]])
    expect(await ask(world.zhou, li)).toBe('record.not_found')
  })

  it('is refused for somebody whom the reporter wrote about, and needs what the handler last saw', async () => {
    const { caseId, events } = await world.takenCase({ details: '李青老师看见了，什么也没有说。' })
    const postId = await world.postOf(li)
    expect(await world.refused(world.zhou, 'report.inviteToTeam', { caseId, events, postId })).toBe(
      'input.invalid',
    )
    const later = await world.takenCase()
    expect(
      await world.refused(world.zhou, 'report.inviteToTeam', { caseId: later.caseId, events: 1, postId }),
    ).toBe('record.changed')
  })

  it('asks once: a retry answers the same, two taps at once ask once, and the same colleague is not asked twice', async () => {
    const { caseId, events } = await world.takenCase()
    const postId = await world.postOf(li)
    const input = { requestId: newRequestId(), caseId, events, postId }
    await world.sql('delete from outbox')
    await world.get(world.zhou, 'report.inviteToTeam', input)
    await world.get(world.zhou, 'report.inviteToTeam', input)
    expect(await told()).toEqual([li.userId])
    const again = { caseId, events: events + 1, postId }
    expect(await world.refused(world.zhou, 'report.inviteToTeam', again)).toBe('record.not_found')
    const other = await world.takenCase()
    const both = await Promise.all(
      [1, 2].map(() =>
        world.ask(world.zhou, 'report.inviteToTeam', { caseId: other.caseId, events: other.events, postId }),
      ),
    )
    expect(both.map((one) => (one.ok ? 'asked' : one.error.code)).sort()).toEqual(['asked', 'record.changed'])
  })

  it('stops at eight', async () => {
    let { caseId, events } = await world.takenCase()
    for (let one = 1; one <= 8; one++)
      ({ events } = await invite(
        caseId,
        events,
        await world.staff('teacher', world.schoolId, `同事${one}号`),
      ))
    const postId = await world.postOf(li)
    expect(await world.refused(world.zhou, 'report.inviteToTeam', { caseId, events, postId })).toBe(
      'input.invalid',
    )
    await world.sql(`update posts set ended_at = now() where name like '同事%'`)
  })
})

describe('a colleague who accepts', () => {
  it('reads the case, its files and its steps, each look logged, and the reporter reads who joined', async () => {
    const reporter = await world.person()
    const { fileId } = await world.upload(reporter, plainJpeg)
    const filed = await world.get(
      reporter,
      'report.submitReport',
      world.submission({ uploadIds: [fileId], details: '体育课后推我。' }),
    )
    const { caseId } = filed
    const { events } = await world.get(world.zhou, 'report.takeCase', { caseId, events: 1 })
    const { team } = await invite(caseId, events)
    await world.sql('delete from outbox')
    expect(await answer(team[0]!.memberId, true)).toEqual({ caseId })
    expect((await told()).sort()).toEqual([world.zhou.userId, reporter.userId].sort())

    await world.sql('delete from access_log')
    const view = await world.get(li, 'report.getCase', { caseId })
    expect(view).toMatchObject({
      seat: 'team',
      canSteer: false,
      canReassign: false,
      details: '体育课后推我。',
    })
    expect(view.team).toMatchObject([{ name: '李青', state: 'joined', isMe: true }])
    expect((await world.download(li, caseId, view.files[0]!.fileId)).length).toBeGreaterThan(0)
    expect(await world.sql('select user_id, what from access_log order by what')).toEqual([
      { user_id: li.userId, what: 'case.file' },
      { user_id: li.userId, what: 'case.read' },
    ])
    const progress = await world.get(reporter, 'report.getProgress', { by: { caseId } })
    expect(progress.timeline.at(-1)).toMatchObject({
      kind: 'team_joined',
      actorName: '李老师',
      text: '教师。能看到写的内容和附件，看不到举报人的名字。',
    })
    expect(progress.brokenStep).toBeNull()
    expect(await shared(li)).toMatchObject({
      cases: expect.arrayContaining([expect.objectContaining({ caseId, seat: 'team' })]),
    })
  })

  it('never sees a name that the reporter opened to the handlers', async () => {
    const { caseId } = await joined({ isNamed: true, contact: '0417-0000199' })
    expect((await world.get(world.zhou, 'report.getCase', { caseId })).reporterContact).toBe('0417-0000199')
    const seen = await world.get(li, 'report.getCase', { caseId })
    expect([seen.reporterName, seen.reporterContact]).toEqual([null, null])
    expect(JSON.stringify(seen)).not.toContain('0417-0000199')
  })

  it('writes notes, and does nothing else to the case', async () => {
    const { caseId, events } = await joined()
    const noted = await world.get(li, 'report.writeNote', { caseId, text: '我问过班里两个同学。' })
    expect(noted.timeline.at(-1)).toMatchObject({
      kind: 'note',
      actorName: '李青',
      text: '我问过班里两个同学。',
    })
    const now = events + 1
    const toPostId = await world.postOf(world.wu)
    const closing = {
      findings: '查过了，属实。',
      measures: '换了座位。',
      letter: '已经处理好了，谢谢你说出来。',
    }
    const refusals = [
      await world.refused(li, 'report.takeCase', { caseId, events: now }),
      await world.refused(li, 'report.setLevel', { caseId, events: now, level: 'mild' }),
      await world.refused(li, 'report.replyToReporter', { caseId, text: '你好', isQuestion: false }),
      await world.refused(li, 'report.closeCase', { caseId, events: now, ...closing }),
      await world.refused(li, 'report.changeState', { caseId, events: now, to: 'investigating', reason: '' }),
      await world.refused(li, 'report.getSeal', { caseId }),
      await world.refused(li, 'report.askIdentity', { caseId, reason: '想知道是谁写的这些话。' }),
      await world.refused(li, 'report.listHandlers', { caseId }),
      await world.refused(li, 'report.listColleagues', { caseId }),
      await world.refused(li, 'report.standAside', { caseId, events: now, postId: null, reason: '校长' }),
    ]
    expect(new Set(refusals)).toEqual(new Set(['record.not_found']))
    expect(await world.refused(li, 'report.reassignCase', { caseId, events: now, toPostId })).toBe(
      'report.case_taken',
    )
  })

  it('leaves the desk’s marks alone: what the handler has not read stays unread', async () => {
    const { caseId, reporter } = await joined()
    await world.get(reporter, 'report.writeToSchool', { by: { caseId }, text: '今天又来了。', uploadIds: [] })
    await world.get(li, 'report.getCase', { caseId })
    const { timeline } = await world.get(reporter, 'report.getProgress', { by: { caseId } })
    expect(timeline.at(-1)).toMatchObject({ kind: 'reporter_message', isSeen: false })
  })

  it('joins once, however often and from wherever they say yes; nobody else may say it for them', async () => {
    const { memberId, caseId, reporter } = await invited()
    for (const who of [world.teacher, head, otherTeacher, world.zhou, world.mother])
      expect(
        await world.refused(who, 'report.answerInvitation', { invitationId: memberId, accepts: true }),
      ).toBe('record.not_found')
    expect(await Promise.all([answer(memberId, true), answer(memberId, true)])).toEqual([
      { caseId },
      { caseId },
    ])
    expect(await answer(memberId, true)).toEqual({ caseId })
    expect(
      await world.refused(li, 'report.answerInvitation', { invitationId: memberId, accepts: false }),
    ).toBe('report.state_refused')
    const { timeline } = await world.get(reporter, 'report.getProgress', { by: { caseId } })
    expect(timeline.filter(({ kind }) => kind === 'team_joined')).toHaveLength(1)
  })

  it('joins or is kept out, never both, where the handler takes the invitation back at the same moment', async () => {
    const { memberId, caseId, events } = await invited()
    const [yes, back] = await Promise.all([
      world.ask(li, 'report.answerInvitation', { invitationId: memberId, accepts: true }),
      world.ask(world.zhou, 'report.removeFromTeam', { caseId, events, memberId }),
    ])
    expect([yes.ok, back.ok].filter(Boolean)).toHaveLength(1)
    expect(await canRead(li, caseId)).toBe(yes.ok)
    const { brokenStep, team } = await world.get(world.zhou, 'report.getCase', { caseId })
    expect([brokenStep, team.length]).toEqual([null, yes.ok ? 1 : 0])
  })

  it('does not join a case that was closed meanwhile, and is left as they were', async () => {
    const { memberId, caseId } = await invited()
    await world.sql(`update cases set state = 'closed' where id = $1`, [caseId])
    expect(
      await world.refused(li, 'report.answerInvitation', { invitationId: memberId, accepts: true }),
    ).toBe('report.case_closed')
    expect(await canRead(li, caseId)).toBe(false)
  })
})

describe('the list of what somebody helps with', () => {
  it('comes page by page, newest first, and refuses a place that it did not give', async () => {
    const helper = await world.staff('teacher', world.schoolId, '宋可')
    const ids: string[] = []
    for (let one = 0; one < 3; one++) {
      const { caseId, events } = await world.takenCase()
      const { team } = await invite(caseId, events, helper)
      await answer(team[0]!.memberId, true, helper)
      ids.push(caseId)
    }
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const page: Awaited<ReturnType<typeof shared>> = await world.get(helper, 'report.listShared', {
        cursor,
        limit: 2,
      })
      seen.push(...page.cases.map(({ caseId }) => caseId))
      cursor = page.nextCursor
    } while (cursor !== null)
    expect([...seen].sort()).toEqual([...ids].sort())
    for (const place of ['x', `${world.clock.now.toISOString()}_1`, 'a'.repeat(300)])
      expect(await world.refused(helper, 'report.listShared', { cursor: place })).toBe('input.invalid')
    expect(await world.refused(null, 'report.listShared', { cursor: null })).toBe('session.missing')
  })
})

describe('the end of a part', () => {
  it('comes by declining: the handler hears of it, the reporter does not, and may ask again', async () => {
    const { caseId, memberId, events, reporter } = await invited()
    await world.sql('delete from outbox')
    expect(await answer(memberId, false)).toEqual({ caseId: null })
    expect(await told()).toEqual([world.zhou.userId])
    expect(await canRead(li, caseId)).toBe(false)
    expect((await world.get(world.zhou, 'report.getCase', { caseId })).team).toMatchObject([
      { state: 'declined' },
    ])
    const { timeline } = await world.get(reporter, 'report.getProgress', { by: { caseId } })
    expect(timeline.map(({ kind }) => kind)).toEqual(['filed', 'accepted'])
    expect((await invite(caseId, events)).team).toMatchObject([{ state: 'invited' }])
  })

  it('comes by leaving: the case is out of sight at once, the reporter reads it, and the old yes lets nobody in again', async () => {
    const { caseId, memberId, reporter } = await joined()
    expect(await world.get(li, 'report.leaveTeam', { caseId })).toEqual({ done: true })
    expect(await canRead(li, caseId)).toBe(false)
    expect(await world.refused(li, 'report.leaveTeam', { caseId })).toBe('record.not_found')
    expect(
      await world.refused(li, 'report.answerInvitation', { invitationId: memberId, accepts: true }),
    ).toBe('record.not_found')
    const { timeline } = await world.get(reporter, 'report.getProgress', { by: { caseId } })
    expect(timeline.at(-1)).toMatchObject({ kind: 'team_left', text: '李老师不再参与，之后看不到这件事。' })
  })

  it('comes by the handler’s word: an invitation is taken back, a part is ended, by nobody else', async () => {
    const { caseId, memberId, events } = await joined()
    const remove = { caseId, events, memberId }
    expect(await world.refused(world.wu, 'report.removeFromTeam', remove)).toBe('report.case_taken')
    for (const who of [li, head, world.outsider])
      expect(await world.refused(who, 'report.removeFromTeam', remove)).toBe('record.not_found')
    const elsewhere = await joined()
    expect(
      await world.refused(world.zhou, 'report.removeFromTeam', { ...remove, memberId: elsewhere.memberId }),
    ).toBe('record.not_found')
    const input = { requestId: newRequestId(), ...remove }
    expect((await world.get(world.zhou, 'report.removeFromTeam', input)).team).toEqual([])
    expect((await world.get(world.zhou, 'report.removeFromTeam', input)).team).toEqual([])
    expect(await canRead(li, caseId)).toBe(false)
    expect(await canRead(li, elsewhere.caseId)).toBe(true)

    const asked = await invited()
    await world.get(world.zhou, 'report.removeFromTeam', asked)
    expect(
      await world.refused(li, 'report.answerInvitation', { invitationId: asked.memberId, accepts: true }),
    ).toBe('record.not_found')
    expect((await shared(li)).invitations.map(({ invitationId }) => invitationId)).not.toContain(
      asked.memberId,
    )
  })

  it('comes with the post: who lays it down reads the case no longer', async () => {
    const leaver = await world.staff('teacher', world.schoolId, '马宁')
    const { caseId, events } = await world.takenCase()
    const { team } = await invite(caseId, events, leaver)
    await answer(team[0]!.memberId, true, leaver)
    expect(await canRead(leaver, caseId)).toBe(true)
    await world.sql(`update posts set ended_at = now() where user_id = $1`, [leaver.userId])
    await world.sql(
      `insert into posts (id, school_id, user_id, role, name) values ($1, $2, $3, 'teacher', '马宁')`,
      [randomUUID(), world.otherSchoolId, leaver.userId],
    )
    expect(await canRead(leaver, caseId)).toBe(false)
  })
})

describe('a conflict of interest', () => {
  it('takes the case at once from a colleague whom the reporter names, and the handler keeps it', async () => {
    for (const make of [joined, invited]) {
      const { caseId, memberId, reporter } = await make()
      await world.get(reporter, 'report.writeToSchool', {
        by: { caseId },
        text: '那天李青也在，他还笑了。',
        uploadIds: [],
      })
      expect(await canRead(li, caseId)).toBe(false)
      expect(
        await world.refused(li, 'report.answerInvitation', { invitationId: memberId, accepts: true }),
      ).toBe('record.not_found')
      const view = await world.get(world.zhou, 'report.getCase', { caseId })
      expect([view.team, view.handler?.name]).toEqual([[], '周敏'])
      const { timeline } = await world.get(reporter, 'report.getProgress', { by: { caseId } })
      expect(timeline.at(-1)).toMatchObject({ kind: 'handler_excluded', text: '' })
    }
  })

  it('is no conflict where the reporter greets a colleague who has joined', async () => {
    const { caseId, reporter } = await joined()
    await world.get(reporter, 'report.writeToSchool', {
      by: { caseId },
      text: '李老师您好，谢谢李老师。',
      uploadIds: [],
    })
    expect(await canRead(li, caseId)).toBe(true)
  })

  it('about the school as a whole leaves nobody of the school on the team, the waiting ones included', async () => {
    const { caseId, events, reporter } = await joined()
    const { team } = await invite(caseId, events, world.teacher)
    await world.get(reporter, 'report.sayConflict', { by: { caseId }, reason: '他们都认识' })
    for (const who of [li, world.teacher, world.zhou, head]) expect(await canRead(who, caseId)).toBe(false)
    const waiting = team.find(({ state }) => state === 'invited')!
    expect(
      await world.refused(world.teacher, 'report.answerInvitation', {
        invitationId: waiting.memberId,
        accepts: true,
      }),
    ).toBe('record.not_found')
    for (const who of [li, world.teacher]) {
      const { invitations, cases } = await shared(who)
      expect(JSON.stringify([invitations, cases])).not.toContain(caseId)
    }
    expect((await shared(world.teacher)).invitations).toEqual([])
  })
})

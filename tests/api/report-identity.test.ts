/** The custodian's desk: asked for with a reason, approved by a second person, opened once, and all of it shown to the reporter. */
import { randomUUID } from 'node:crypto'
import { actAs, type Queryable, setLocal } from '../../cloudfunctions/platform/database'
import { makeReportWorld, type ReportWorld } from '../support/report-world'
import type { TestPerson } from '../support/world'

jest.setTimeout(60_000)
let world: ReportWorld
let custodian: TestPerson
let secondCustodian: TestPerson
beforeAll(async () => {
  world = await makeReportWorld()
  custodian = await world.staff('custodian', null, '冯琳')
  secondCustodian = await world.staff('custodian', null, '诸葛明')
})
afterAll(() => world.close())

const REASON = '需要当面向孩子核实受伤经过，电话联系不上。'

/** A sealed case of 王芳 that 周敏 handles. */
const sealedCase = async (contact = '') => {
  const reporter = await world.guardian(world.child, 'mother', '王芳芳')
  const filed = await world.file(reporter, { studentId: world.child.studentId, contact })
  await world.get(world.zhou, 'report.takeCase', { caseId: filed.caseId, events: 1 })
  return { ...filed, reporter, by: { caseId: filed.caseId } }
}
const askedCase = async () => {
  const kase = await sealedCase()
  const seal = await world.get(world.zhou, 'report.askIdentity', { caseId: kase.caseId, reason: REASON })
  return { ...kase, id: seal.request!.identityRequestId }
}
const approvedCase = async () => {
  const kase = await askedCase()
  await world.get(custodian, 'report.decideIdentity', {
    identityRequestId: kase.id,
    approve: true,
    answer: '',
  })
  return kase
}
const stepsOf = async (caseId: string): Promise<string[]> =>
  (
    await world.sql<{ kind: string }>('select kind from case_events where case_id = $1 order by seq', [
      caseId,
    ])
  ).map(({ kind }) => kind)
const noticesTo = async (person: TestPerson): Promise<string[]> =>
  (
    await world.sql<{ title: string }>('select title from outbox where user_id = $1 order by created_at', [
      person.userId,
    ])
  ).map(({ title }) => title)

describe('a request to see who reported', () => {
  it('goes to every custodian with number, school, kind, level, who asks and why, and nothing else of the case', async () => {
    const kase = await askedCase()
    const list = await world.get(custodian, 'report.listIdentityRequests', { tab: 'waiting', cursor: null })
    const item = list.items.find(({ identityRequestId }) => identityRequestId === kase.id)
    expect(item).toMatchObject({
      schoolName: '育才小学',
      caseNumber: kase.number,
      kind: 'bullying',
      level: 'unset',
      askedBy: '周敏',
      askedRole: 'handler',
      reason: REASON,
      state: 'waiting',
      isOwn: false,
    })
    const said = JSON.stringify(list)
    for (const secret of [kase.caseId, '外号', '三楼走廊', '王芳芳', '林小满', kase.reporter.userId])
      expect(said.includes(secret)).toBe(false)
    expect(await noticesTo(custodian)).toContain('有一份查看身份的申请')
    expect(await noticesTo(secondCustodian)).toContain('有一份查看身份的申请')
    const notices = await world.sql<{ row: string }>('select row_to_json(o)::text as row from outbox o')
    for (const { row } of notices)
      for (const secret of [kase.caseId, kase.number, REASON]) expect(row.includes(secret)).toBe(false)
  })

  it('needs a reason of ten characters, the handler of the case, and an identity to be there', async () => {
    const kase = await sealedCase()
    const { caseId } = kase
    const ask = (who: TestPerson | null, id = caseId, reason = REASON) =>
      world.refused(who, 'report.askIdentity', { caseId: id, reason })
    expect(await ask(world.zhou, caseId, '想知道是谁')).toBe('input.invalid')
    expect(await ask(world.wu)).toBe('report.case_taken')
    expect(await ask(world.outsider)).toBe('record.not_found')
    expect(await ask(world.teacher)).toBe('record.not_found')
    expect(await ask(custodian)).toBe('record.not_found')
    expect(await ask(kase.reporter)).toBe('record.not_found')
    expect(await ask(null)).toBe('session.missing')

    const nameless = await world.file(null)
    await world.get(world.zhou, 'report.takeCase', { caseId: nameless.caseId, events: 1 })
    expect(await world.get(world.zhou, 'report.getSeal', { caseId: nameless.caseId })).toEqual({
      state: 'none',
      request: null,
    })
    expect(await ask(world.zhou, nameless.caseId)).toBe('identity.not_left')
    const named = await world.takenCase({ isNamed: true })
    expect(await ask(world.zhou, named.caseId)).toBe('identity.already_open')
    expect(await stepsOf(caseId)).toEqual(['filed', 'accepted'])
  })

  it('is made once however often it is sent, and a second one waits for the first', async () => {
    const { caseId } = await sealedCase()
    const input = { caseId, reason: REASON, requestId: randomUUID() }
    const first = await world.get(world.zhou, 'report.askIdentity', input)
    expect(await world.get(world.zhou, 'report.askIdentity', input)).toEqual(first)
    expect(await world.refused(world.zhou, 'report.askIdentity', { caseId, reason: REASON })).toBe(
      'identity.already_asked',
    )
    expect((await stepsOf(caseId)).filter((kind) => kind === 'identity_asked')).toHaveLength(1)
  })

  it('is refused where nobody but the asker could answer it', async () => {
    const alone = await makeReportWorld()
    const filed = await alone.file(alone.mother)
    await alone.get(alone.zhou, 'report.takeCase', { caseId: filed.caseId, events: 1 })
    const ask = () =>
      alone.refused(alone.zhou, 'report.askIdentity', { caseId: filed.caseId, reason: REASON })
    expect(await ask()).toBe('identity.no_custodian')
    await alone.sql(
      `insert into posts (id, school_id, user_id, role, name) values ($1, null, $2, 'custodian', '周敏')`,
      [randomUUID(), alone.zhou.userId],
    )
    expect(await ask()).toBe('identity.no_custodian')
    await alone.close()
  })
})

describe('a custodian', () => {
  it('refuses only with words, which the asker and the reporter read', async () => {
    const kase = await askedCase()
    const refuse = { identityRequestId: kase.id, approve: false }
    expect(await world.refused(custodian, 'report.decideIdentity', { ...refuse, answer: '' })).toBe(
      'input.invalid',
    )
    const decided = await world.get(custodian, 'report.decideIdentity', {
      ...refuse,
      answer: '请先通过留言联系。',
    })
    expect(decided).toMatchObject({ state: 'refused', decidedBy: '冯琳', answer: '请先通过留言联系。' })
    const { caseId } = kase
    const seal = await world.get(world.zhou, 'report.getSeal', { caseId })
    expect(seal.request).toMatchObject({ state: 'refused', answer: '请先通过留言联系。' })
    expect(await world.refused(world.zhou, 'report.openIdentity', { caseId })).toBe('identity.not_approved')
    const name = await world.get(kase.reporter, 'report.getName', { by: kase.by })
    expect(name.looks.map(({ kind, who, role, words }) => [kind, who, role, words])).toEqual([
      ['identity_asked', '周老师', '经办人', REASON],
      ['identity_refused', '冯老师', '身份保管人', '请先通过留言联系。'],
    ])
    expect(await noticesTo(world.zhou)).toContain('查看身份的申请没有批准')
  })

  it('never answers an own request, not even through two posts', async () => {
    const both = await world.staff('handler', world.schoolId, '孔双')
    await world.sql(
      `insert into posts (id, school_id, user_id, role, name) values ($1, null, $2, 'custodian', '孔双')`,
      [randomUUID(), both.userId],
    )
    const filed = await world.fileFresh()
    await world.get(both, 'report.takeCase', { caseId: filed.caseId, events: 1 })
    const { request } = await world.get(both, 'report.askIdentity', { caseId: filed.caseId, reason: REASON })
    const decision = { identityRequestId: request!.identityRequestId, approve: true, answer: '' }
    expect(await world.refused(both, 'report.decideIdentity', decision)).toBe('identity.own_request')
    const own = await world.get(both, 'report.listIdentityRequests', { tab: 'waiting', cursor: null })
    expect(own.items.find((one) => one.identityRequestId === request!.identityRequestId)?.isOwn).toBe(true)
    // Straight at the database, with everything that both posts together would let through.
    await attack(
      { user_id: both.userId, posts: JSON.stringify({ handler: [world.schoolId], custodian: [0] }) },
      async (db) => {
        const approve = `update identity_requests set status = 'approved', decided_by = $2, decided_name = 'x',
          decided_at = now(), expires_at = now() + interval '1 day' where id = $1`
        expect((await db.query(approve, [request!.identityRequestId, both.userId])).count).toBe(0)
        expect((await db.query(approve, [request!.identityRequestId, custodian.userId])).count).toBe(0)
      },
    )
    expect(await world.get(secondCustodian, 'report.decideIdentity', decision)).toMatchObject({
      state: 'approved',
    })
  })

  it('cannot be by-passed: handlers, heads, officers and strangers decide and list nothing', async () => {
    const { id } = await askedCase()
    const officer = await world.staff('bureau_officer', null)
    const head = await world.staff('school_head', world.schoolId)
    for (const who of [world.zhou, world.wu, officer, head, world.stranger]) {
      const decision = { identityRequestId: id, approve: true, answer: '' }
      expect(await world.refused(who, 'report.decideIdentity', decision)).toBe('role.forbidden')
      const list = { tab: 'waiting', cursor: null } as const
      expect(await world.refused(who, 'report.listIdentityRequests', list)).toBe('role.forbidden')
    }
    const unknown = { identityRequestId: randomUUID(), approve: true, answer: '' }
    expect(await world.refused(custodian, 'report.decideIdentity', unknown)).toBe('record.not_found')
  })

  it('decides once: two at the same moment leave one decision and one step', async () => {
    const { caseId, id } = await askedCase()
    const answers = await Promise.all(
      [custodian, secondCustodian].map((who, at) =>
        world.ask(who, 'report.decideIdentity', {
          identityRequestId: id,
          approve: at === 0,
          answer: '另一种意见。',
        }),
      ),
    )
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    const [lost] = answers.flatMap((answer) => (answer.ok ? [] : [answer.error.code]))
    expect(lost).toBe('identity.already_decided')
    expect((await stepsOf(caseId)).filter((kind) => /approved|refused/.test(kind))).toHaveLength(1)
  })

  it('opens no case, file, message or note, by any route', async () => {
    const kase = await approvedCase()
    const { caseId } = kase
    const { events } = await world.get(world.zhou, 'report.getCase', { caseId })
    const shut = 'record.not_found'
    expect(await world.refused(custodian, 'report.getCase', { caseId })).toBe(shut)
    expect(await world.refused(custodian, 'report.getSeal', { caseId })).toBe(shut)
    expect(await world.refused(custodian, 'report.openIdentity', { caseId })).toBe(shut)
    expect(await world.refused(custodian, 'report.writeNote', { caseId, text: '我来看看' })).toBe(shut)
    expect(await world.refused(custodian, 'report.takeCase', { caseId, events })).toBe(shut)
    expect(await world.refused(custodian, 'report.getProgress', { by: { caseId } })).toBe(shut)
    expect(await world.refused(custodian, 'report.getName', { by: { caseId } })).toBe(shut)
    const file = { caseId, fileId: randomUUID(), receiptCode: null, part: 0 }
    expect(await world.refused(custodian, 'report.readFile', file)).toBe(shut)
  })
})

describe('an approved request', () => {
  it('is opened once: a retry answers the same, another try is refused, and the chain stays whole', async () => {
    const kase = await approvedCase()
    const { caseId } = kase
    const input = { caseId, requestId: randomUUID() }
    const shown = await world.get(world.zhou, 'report.openIdentity', input)
    expect(shown).toEqual({ name: '王芳芳', relation: '妈妈', childName: '林小满', contact: '' })
    expect(await world.get(world.zhou, 'report.openIdentity', input)).toEqual(shown)
    expect(await world.refused(world.zhou, 'report.openIdentity', { caseId })).toBe('identity.not_approved')
    expect((await world.get(world.zhou, 'report.getSeal', { caseId })).request?.state).toBe('opened')
    expect(await stepsOf(caseId)).toEqual([
      'filed',
      'accepted',
      'identity_asked',
      'identity_approved',
      'identity_opened',
    ])
    const progress = await world.get(kase.reporter, 'report.getProgress', { by: kase.by })
    expect(progress.brokenStep).toBeNull()
    expect(progress.isNamed).toBe(false)
    const name = await world.get(kase.reporter, 'report.getName', { by: kase.by })
    expect(name.looks.at(-1)).toMatchObject({ kind: 'identity_opened', who: '周老师', words: REASON })
    expect(await noticesTo(kase.reporter)).toContain('有一条查看身份的记录')
    const log = await world.sql<{ what: string }>('select what from access_log where subject = $1', [caseId])
    expect(log.map(({ what }) => what)).toEqual(expect.arrayContaining(['identity.ask', 'identity.open']))
  })

  it('is opened once by two taps at the same moment', async () => {
    const { caseId } = await approvedCase()
    const answers = await Promise.all(
      [1, 2, 3].map(() => world.ask(world.zhou, 'report.openIdentity', { caseId })),
    )
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
  })

  it('lapses after 72 hours', async () => {
    const { caseId } = await approvedCase()
    const before = world.clock.now
    world.clock.now = new Date(before.getTime() + 72 * 3_600_000)
    expect(await world.refused(world.zhou, 'report.openIdentity', { caseId })).toBe('identity.not_approved')
    expect((await world.get(world.zhou, 'report.getSeal', { caseId })).request?.state).toBe('lapsed')
    world.clock.now = new Date(before.getTime() + 72 * 3_600_000 - 1)
    expect((await world.get(world.zhou, 'report.openIdentity', { caseId })).name).toBe('王芳芳')
    world.clock.now = before
  })

  it('belongs to the one who asked: no colleague opens it, nor the asker once the case is in other hands', async () => {
    const { caseId } = await approvedCase()
    expect(await world.refused(world.wu, 'report.openIdentity', { caseId })).toBe('report.case_taken')
    const events = await world.eventsOf(caseId)
    const toPostId = await world.postOf(world.wu)
    await world.get(world.zhou, 'report.reassignCase', { caseId, events, toPostId })
    expect(await world.refused(world.zhou, 'report.openIdentity', { caseId })).toBe('report.case_taken')
    expect(await world.refused(world.wu, 'report.openIdentity', { caseId })).toBe('identity.not_approved')
  })
})

class Undone extends Error {}
/** Hand-written SQL on behalf of somebody, undone afterwards. */
const attack = async <T>(
  settings: Record<string, string>,
  work: (db: Queryable) => Promise<T>,
): Promise<T> => {
  let answer: { value: T } | undefined
  await world.database
    .transaction(async (db) => {
      await setLocal(db, { actor_key: 'x', students: '{}', ...settings })
      await actAs(db, 'anxin_report')
      answer = { value: await work(db) }
      throw new Undone()
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undone)) throw error
    })
  return answer!.value
}
const count = async (db: Queryable, table: string): Promise<number> =>
  (await db.query<{ count: number }>(`select count(*)::int as count from ${table}`)).rows[0]!.count

describe('a query that forgets its where', () => {
  const at = (moment: Date) => ({ moment: moment.toISOString() })

  it('shows an identity only within the opening of that very request, to its own asker, in time', async () => {
    const kase = await approvedCase()
    const other = await approvedCase()
    const handler = { user_id: world.zhou.userId, posts: JSON.stringify({ handler: [world.schoolId] }) }
    const request = { identity_request: kase.id }
    const now = world.clock.now
    const later = new Date(now.getTime() + 73 * 3_600_000)
    const seen = (settings: Record<string, string>) => attack(settings, (db) => count(db, 'case_identities'))
    expect(await seen(handler)).toBe(0)
    expect(await seen({ ...handler, ...at(now) })).toBe(0)
    expect(await seen({ ...handler, ...request })).toBe(0)
    expect(await seen({ ...handler, ...request, ...at(later) })).toBe(0)
    expect(await seen({ ...handler, ...request, ...at(now), user_id: world.wu.userId })).toBe(0)
    expect(await seen({ ...handler, ...request, ...at(now), posts: '{}' })).toBe(0)
    expect(
      await seen({ ...request, ...at(now), user_id: custodian.userId, posts: '{"custodian":[0]}' }),
    ).toBe(0)
    expect(await seen({ ...handler, ...request, ...at(now) })).toBe(1)
    await world.get(world.zhou, 'report.openIdentity', { caseId: kase.caseId })
    expect(await seen({ ...handler, ...request, ...at(now) })).toBe(0)
    expect(await seen({ ...handler, ...at(now), identity_request: other.id })).toBe(1)
  })

  it('shows a custodian no case, no step and no content, and while one is decided on only that one’s row', async () => {
    const { id } = await askedCase()
    const { id: answered } = await approvedCase()
    const settings = { user_id: custodian.userId, posts: '{"custodian":[0]}' }
    const tables = ['cases', 'case_events', 'case_event_contents', 'case_files', 'case_identities', 'uploads']
    const seen = (more: Record<string, string>) =>
      attack({ ...settings, ...more }, async (db) => {
        const counts: number[] = []
        for (const table of tables) counts.push(await count(db, table))
        return counts
      })
    expect(await seen({})).toEqual([0, 0, 0, 0, 0, 0])
    expect(await seen({ identity_request: answered })).toEqual([0, 0, 0, 0, 0, 0])
    const [cases, steps, ...rest] = await seen({ identity_request: id })
    expect([cases, steps, ...rest]).toEqual([1, 3, 0, 0, 0, 0])
  })

  it('lets nobody forge a decision, an opening or somebody else’s request', async () => {
    const { caseId, id } = await askedCase()
    const handler = { user_id: world.zhou.userId, posts: JSON.stringify({ handler: [world.schoolId] }) }
    const change = (sql: string, settings: Record<string, string> = handler) =>
      attack(settings, (db) => db.query(sql, [id]).then(({ count: touched }) => touched)).catch(
        (error: { code?: string }) => error.code,
      )
    const moment = at(world.clock.now)
    expect(
      await change(`update identity_requests set status = 'opened', opened_at = now() where id = $1`),
    ).toBe(0)
    expect(
      await change(`update identity_requests set expires_at = now() + interval '9 years' where id = $1`, {
        ...handler,
        ...moment,
      }),
    ).toBe(0)
    expect(await change('update identity_requests set asked_by = decided_by where id = $1')).toBe('42501')
    expect(await change('delete from identity_requests where id = $1')).toBe('42501')
    const forged = attack({ ...handler, user_id: world.wu.userId }, (db) =>
      db.query(
        `insert into identity_requests (school_id, id, case_id, case_number, kind, level, asked_by, asked_name, asked_role,
           asked_at, reason_sealed, data_key_wrapped, key_version)
         values ($1, $2, $3, '1', 'other', 'unset', $4, 'x', 'handler', now(), 'x', 'x', 1)`,
        [world.schoolId, randomUUID(), caseId, world.zhou.userId],
      ),
    )
    await expect(forged).rejects.toThrow(/row-level security/)
  })
})

describe('the list of requests', () => {
  it('pages through everything once', async () => {
    const ids = new Set<string>()
    for (let made = 0; made < 4; made++) ids.add((await askedCase()).id)
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const page: Awaited<ReturnType<typeof world.get<'report.listIdentityRequests'>>> = await world.get(
        custodian,
        'report.listIdentityRequests',
        { tab: 'waiting', cursor, limit: 3 },
      )
      seen.push(...page.items.map(({ identityRequestId }) => identityRequestId))
      expect(page.items.every(({ state }) => state === 'waiting')).toBe(true)
      cursor = page.nextCursor
    } while (cursor !== null)
    expect(new Set(seen).size).toBe(seen.length)
    for (const id of ids) expect(seen).toContain(id)
    const decided = await world.get(custodian, 'report.listIdentityRequests', {
      tab: 'decided',
      cursor: null,
    })
    expect(decided.items.length).toBeGreaterThan(0)
    expect(decided.waiting).toBe(seen.length)
    const wrong = { tab: 'decided', cursor: 'somewhere' } as const
    expect(await world.refused(custodian, 'report.listIdentityRequests', wrong)).toBe('input.invalid')
  })
})

describe('a reporter who opens their name, and seals it again', () => {
  const actors = async (caseId: string) =>
    (await world.get(world.zhou, 'report.getCase', { caseId })).timeline
      .filter(({ kind }) => kind === 'reporter_message')
      .map(({ actorName, text }) => [text, actorName])

  it('gives each message the name it was written under, and the desk sees the name while it is open', async () => {
    const kase = await sealedCase('0417-0000321')
    const { caseId, by, reporter } = kase
    const say = (text: string) => world.get(reporter, 'report.writeToSchool', { by, text, uploadIds: [] })
    expect(await world.get(reporter, 'report.getName', { by })).toEqual({
      state: 'sealed',
      wasOpen: false,
      shownAs: '王芳芳（林小满的妈妈），0417-0000321',
      canOpen: true,
      looks: [],
    })
    await say('不带名字的第一句')
    const input = { by, requestId: randomUUID() }
    await world.get(reporter, 'report.openName', input)
    await world.get(reporter, 'report.openName', input)
    await world.get(reporter, 'report.openName', { by })
    await say('带名字的第二句')
    expect(await world.get(world.zhou, 'report.getCase', { caseId })).toMatchObject({
      isNamed: true,
      reporterName: '王芳芳（林小满的妈妈）',
      reporterContact: '0417-0000321',
    })
    expect(await world.get(reporter, 'report.getName', { by })).toMatchObject({
      state: 'open',
      wasOpen: true,
    })
    await world.get(reporter, 'report.sealName', { by })
    await say('又不带名字的第三句')
    expect(await world.get(world.zhou, 'report.getCase', { caseId })).toMatchObject({
      isNamed: false,
      reporterName: null,
      reporterContact: null,
      brokenStep: null,
    })
    expect(await actors(caseId)).toEqual([
      ['不带名字的第一句', '举报人'],
      ['带名字的第二句', '王芳芳（林小满的妈妈）'],
      ['又不带名字的第三句', '举报人'],
    ])
    expect((await stepsOf(caseId)).filter((kind) => kind.startsWith('name_'))).toEqual([
      'name_opened',
      'name_sealed',
    ])
    expect(await world.get(reporter, 'report.getName', { by })).toMatchObject({
      state: 'sealed',
      wasOpen: true,
    })
  })

  it('also seals a name that was open from the start, and it is not found by a search any more', async () => {
    const reporter = await world.guardian(world.child, 'father', '欧阳震华')
    const filed = await world.file(reporter, { isNamed: true, studentId: world.child.studentId })
    const by = { caseId: filed.caseId }
    const search = async () =>
      (
        await world.get(world.zhou, 'report.listQueue', {
          schoolId: world.schoolId,
          tab: 'all',
          kind: null,
          level: null,
          search: '欧阳震华',
          cursor: null,
        })
      ).items.length
    expect(await search()).toBe(1)
    await world.get(reporter, 'report.sealName', { by })
    await world.get(reporter, 'report.writeToSchool', { by, text: '以后不写名字了', uploadIds: [] })
    expect(await actors(filed.caseId)).toEqual([['以后不写名字了', '举报人']])
    expect(await search()).toBe(0)
  })

  it('needs the account that holds the name: a receipt alone opens nothing and shows nothing', async () => {
    const kase = await sealedCase()
    const by = { receiptCode: kase.receiptCode }
    expect(await world.get(null, 'report.getName', { by })).toMatchObject({
      state: 'sealed',
      shownAs: null,
      canOpen: false,
    })
    expect(await world.refused(null, 'report.openName', { by })).toBe('identity.needs_account')
    expect(await world.refused(world.stranger, 'report.openName', { by })).toBe('identity.needs_account')
    expect(await world.get(kase.reporter, 'report.openName', { by })).toMatchObject({ isNamed: true })
    expect(await world.get(null, 'report.sealName', { by })).toMatchObject({ isNamed: false })
  })

  it('without an account opens the contact that was left, or has nothing to open', async () => {
    const withContact = await world.file(null, { contact: '0417-0000456' })
    const by = { receiptCode: withContact.receiptCode }
    expect(await world.get(null, 'report.getName', { by })).toMatchObject({
      state: 'sealed',
      shownAs: '0417-0000456',
      canOpen: true,
    })
    await world.get(null, 'report.openName', { by })
    const seen = await world.get(world.zhou, 'report.getCase', { caseId: withContact.caseId })
    expect(seen).toMatchObject({ reporterName: null, reporterContact: '0417-0000456' })
    const nobody = await world.file(null)
    const receipt = { by: { receiptCode: nobody.receiptCode } }
    expect(await world.get(null, 'report.getName', receipt)).toMatchObject({ state: 'none', canOpen: false })
    expect(await world.refused(null, 'report.openName', receipt)).toBe('identity.not_left')
  })

  it('is asked of nobody else: a stranger, a handler and a custodian change no name', async () => {
    const kase = await sealedCase()
    for (const who of [world.stranger, world.zhou, custodian, world.outsider])
      for (const name of ['report.openName', 'report.sealName'] as const)
        expect(await world.refused(who, name, { by: kase.by })).toBe('record.not_found')
    expect(await world.refused(null, 'report.openName', { by: kase.by })).toBe('session.missing')
  })
})

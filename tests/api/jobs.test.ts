/** Notices reach people once; what is old goes; nobody but the timer starts it. */
import { randomUUID } from 'node:crypto'
import { runJobs } from '../../cloudfunctions/jobs'
import { MOST_TRIES } from '../../cloudfunctions/jobs/reminders'
import { transactionAs } from '../../cloudfunctions/platform/database'
import { notify } from '../../cloudfunctions/platform/notices'
import type { SubscribeMessage, WeChat } from '../../cloudfunctions/platform/wechat'
import { cloudWeChat } from '../../cloudfunctions/platform/wechat-cloud'
import { makeWorld, type TestPerson, type World } from '../support/world'

jest.setTimeout(60_000)

type Answer = Awaited<ReturnType<WeChat['sendSubscribeMessage']>>
const sent: SubscribeMessage[] = []
let answer: () => Answer | Promise<Answer>
const wechat: WeChat = {
  isLive: true,
  sendSubscribeMessage: async (message) => {
    sent.push(message)
    return answer()
  },
  checkWords: async () => null,
}
const noCheck = { msgSecCheck: async () => ({}) }
let world: World
beforeAll(async () => {
  world = await makeWorld({ wechat })
})
afterAll(() => world.close())
beforeEach(async () => {
  world.clock.now = new Date('2026-11-17T12:00:00Z')
  process.env.WECHAT_TEMPLATE_CASE_PROGRESS = 'template-1'
  sent.length = 0
  answer = () => ({ ok: true })
  await world.sql('delete from outbox')
})
afterEach(() => {
  delete process.env.WECHAT_TEMPLATE_CASE_PROGRESS
})

const run = () => runJobs(world.services, { source: 'timer' })
const minutesLater = (minutes: number) => {
  world.clock.now = new Date(world.clock.now.getTime() + minutes * 60_000)
}
const post = (person: TestPerson, templateKey: 'case_progress' | null = 'case_progress') =>
  transactionAs(world.database, 'anxin_operator', (db) =>
    notify(
      db,
      {
        userId: person.userId,
        kind: 'case_progress',
        title: '您的求助有新进展，请打开小程序看一看处理情况',
        body: '请打开查看。',
        link: '/packages/report/pages/mine/index',
        templateKey,
      },
      world.clock.now,
    ),
  )
const withCredits = async (credits: number): Promise<TestPerson> => {
  const person = await world.person()
  await world.sql(
    `insert into reminder_credits (user_id, template_key, credits) values ($1, 'case_progress', $2)`,
    [person.userId, credits],
  )
  return person
}
const creditsOf = async (person: TestPerson): Promise<number> =>
  (
    await world.sql<{ credits: number }>('select credits from reminder_credits where user_id = $1', [
      person.userId,
    ])
  )[0]?.credits ?? 0
const outboxOf = async (person: TestPerson) =>
  (
    await world.sql<{
      tries: number
      is_delivered: boolean
      is_given_up: boolean
      last_problem: string | null
    }>(
      `select tries, delivered_at is not null as is_delivered, given_up_at is not null as is_given_up, last_problem
       from outbox where user_id = $1`,
      [person.userId],
    )
  )[0]
const inboxOf = async (person: TestPerson) =>
  (await world.get(person, 'account.listMessages', { cursor: null })).items

describe('the jobs', () => {
  it('are started by the timer and by nobody else', async () => {
    for (const source of ['http', 'cloud'] as const)
      await expect(runJobs(world.services, { source })).rejects.toMatchObject({ code: 'role.forbidden' })
  })
})

describe('a notice', () => {
  it('is in the message centre after the next run, and only once however often it runs', async () => {
    const person = await world.person()
    await post(person, null)
    expect(await run()).toMatchObject({ inApp: 1, reminded: 0 })
    expect(await run()).toMatchObject({ inApp: 0, reminded: 0 })
    expect(await inboxOf(person)).toMatchObject([{ title: expect.stringContaining('新进展'), isRead: false }])
    expect(await outboxOf(person)).toMatchObject({ is_delivered: true, is_given_up: false })
    expect(sent).toEqual([])
  })

  it('also goes by WeChat where a credit was left, which it spends', async () => {
    const person = await withCredits(1)
    await post(person)
    expect(await run()).toMatchObject({ inApp: 1, reminded: 1 })
    expect(sent).toEqual([
      {
        openid: person.openid,
        templateId: 'template-1',
        page: 'packages/report/pages/mine/index',
        data: { thing1: '您的求助有新进展，请打开小程序看一看处理', time2: '2026年11月17日 20:00' },
      },
    ])
    expect(await creditsOf(person)).toBe(0)
    await post(person)
    expect(await run()).toMatchObject({ inApp: 1, reminded: 0 })
    expect(sent).toHaveLength(1)
    expect(await outboxOf(person)).toMatchObject({ is_delivered: true })
  })

  it('stays in the message centre alone where there is no template or no WeChat', async () => {
    delete process.env.WECHAT_TEMPLATE_CASE_PROGRESS
    const person = await withCredits(1)
    await post(person)
    await run()
    expect(sent).toEqual([])
    expect(await inboxOf(person)).toHaveLength(1)
    expect(await creditsOf(person)).toBe(1)
  })

  it('is not tried again where the person refused, and costs no credit', async () => {
    const person = await withCredits(1)
    const api = cloudWeChat(
      { send: () => Promise.reject({ errCode: 43101, errMsg: `refused ${person.openid}` }) },
      noCheck,
    )
    answer = () => api.sendSubscribeMessage(sent[0]!)
    await post(person)
    await run()
    minutesLater(24 * 60)
    await run()
    expect(sent).toHaveLength(1)
    expect(await creditsOf(person)).toBe(1)
    expect(await outboxOf(person)).toMatchObject({ is_given_up: true, tries: 1, last_problem: 'code 43101' })
    expect(await inboxOf(person)).toHaveLength(1)
  })

  it('is tried again later and later where WeChat is away, without a second message in the app, then given up', async () => {
    const person = await withCredits(1)
    answer = () => Promise.reject(new Error('no network'))
    await post(person)
    await run()
    await run()
    expect(sent).toHaveLength(1)
    minutesLater(1)
    await run()
    expect(sent).toHaveLength(2)
    minutesLater(1)
    await run()
    expect(sent).toHaveLength(2)
    minutesLater(1)
    await run()
    expect(sent).toHaveLength(3)
    for (let more = 0; more < MOST_TRIES + 3; more++) {
      minutesLater(6 * 60)
      await run()
    }
    expect(sent).toHaveLength(MOST_TRIES)
    expect(await outboxOf(person)).toMatchObject({
      is_given_up: true,
      tries: MOST_TRIES,
      last_problem: 'no answer',
    })
    expect(await creditsOf(person)).toBe(1)
    expect(await inboxOf(person)).toHaveLength(1)
  })

  it('comes through once WeChat is back', async () => {
    const person = await withCredits(2)
    answer = () => ({ ok: false, isFinal: false, problem: 'code -1' })
    await post(person)
    await run()
    answer = () => ({ ok: true })
    minutesLater(2)
    expect(await run()).toMatchObject({ inApp: 0, reminded: 1 })
    expect(await creditsOf(person)).toBe(1)
    expect(await outboxOf(person)).toMatchObject({ is_delivered: true, last_problem: null })
  })

  it('is delivered once though two runs start at the same moment', async () => {
    const people = await Promise.all(Array.from({ length: 12 }, () => withCredits(1)))
    for (const person of people) await post(person)
    answer = () => new Promise((resolve) => setTimeout(() => resolve({ ok: true }), 20))
    const done = await Promise.all([run(), run(), run()])
    expect(done.reduce((sum, each) => sum + each.inApp, 0)).toBe(12)
    expect(sent.map((message) => message.openid).sort()).toEqual(people.map((person) => person.openid).sort())
    for (const person of people) {
      expect(await inboxOf(person)).toHaveLength(1)
      expect(await creditsOf(person)).toBe(0)
    }
  })

  it('spends one credit once though two runs hold two notices for the same person', async () => {
    const person = await withCredits(1)
    await post(person)
    await post(person)
    answer = () => new Promise((resolve) => setTimeout(() => resolve({ ok: true }), 20))
    await Promise.all([run(), run()])
    expect(sent).toHaveLength(1)
    expect(await creditsOf(person)).toBe(0)
    expect(await inboxOf(person)).toHaveLength(2)
  })

  it('is given up where the person has deleted their account', async () => {
    const person = await withCredits(1)
    await post(person)
    await world.get(person, 'account.deleteMyAccount', { confirmation: '删除我的账号' })
    await run()
    expect(sent).toEqual([])
    expect(await outboxOf(person)).toMatchObject({ is_given_up: true })
    expect(await world.sql('select 1 from messages where user_id = $1', [person.userId])).toEqual([])
  })

  it('is one of many, and all of them arrive', async () => {
    const person = await world.person()
    await world.sql(
      `insert into outbox (id, user_id, kind, title, body, created_at, next_try_at)
       select gen_random_uuid(), $1, 'system', '题', '文', $2, $2 from generate_series(1, 450)`,
      [person.userId, world.clock.now],
    )
    expect(await run()).toMatchObject({ inApp: 450 })
  })
})

describe('WeChat’s answers', () => {
  const ask = (send: () => Promise<{ errCode?: number }>) =>
    cloudWeChat({ send }, noCheck).sendSubscribeMessage({
      openid: 'o',
      templateId: 't',
      page: 'p',
      data: { thing1: '题' },
    })

  it('are told apart: sent, refused for good, worth another try', async () => {
    expect(await ask(async () => ({ errCode: 0 }))).toEqual({ ok: true })
    expect(await ask(() => Promise.reject({ errCode: 43101 }))).toEqual({
      ok: false,
      isFinal: true,
      problem: 'code 43101',
    })
    expect(await ask(async () => ({ errCode: 47003 }))).toMatchObject({ isFinal: true })
    expect(await ask(() => Promise.reject({ errCode: -1 }))).toEqual({
      ok: false,
      isFinal: false,
      problem: 'code -1',
    })
    expect(await ask(() => Promise.reject(new Error('socket')))).toEqual({
      ok: false,
      isFinal: false,
      problem: 'no answer',
    })
  })
})

describe('what is old', () => {
  const daysAgo = (days: number) => new Date(world.clock.now.getTime() - days * 86_400_000)

  it('goes, and what is still needed stays', async () => {
    const person = await world.person()
    const schoolId = await world.school()
    const student = await world.student(schoolId, await world.schoolClass(schoolId))
    for (const [age, name] of [
      [91, 'old'],
      [89, 'new'],
    ] as const)
      await world.sql(
        `insert into requests (function, request_key, actor_key, input_hash, created_at) values ('account', $1, 'x', 'x', $2)`,
        [name, daysAgo(age)],
      )
    for (const [age, name] of [
      [3, 'old'],
      [1, 'new'],
    ] as const)
      await world.sql('insert into attempts (key, window_start, count) values ($1, $2, 1)', [
        name,
        daysAgo(age),
      ])
    for (const age of [2, 0])
      await world.sql(
        `insert into web_sign_ins (id, secret_hash, client_label, started_at, expires_at) values ($1, 'x', $2, $3, $3)`,
        [randomUUID(), age === 2 ? 'old' : 'new', daysAgo(age)],
      )
    const sessions = [
      ['expired', daysAgo(8), null],
      ['ended', daysAgo(-20), daysAgo(8)],
      ['just ended', daysAgo(-20), daysAgo(1)],
      ['living', daysAgo(-20), null],
    ] as const
    for (const [name, expiresAt, endedAt] of sessions)
      await world.sql(
        `insert into sessions (id, token_hash, user_id, client_label, started_at, last_seen_at, expires_at, ended_at)
         values ($1, $2, $3, $2, $4, $4, $5, $6)`,
        [randomUUID(), name, person.userId, daysAgo(30), expiresAt, endedAt],
      )
    for (const [age, handle] of [
      [31, 'OLD2'],
      [1, 'NEW2'],
    ] as const)
      await world.sql(
        `insert into binding_codes (school_id, id, student_id, handle, code_hash, created_at, expires_at)
         values ($1, $2, $3, $4, 'x', $5, $5)`,
        [schoolId, randomUUID(), student.studentId, handle, daysAgo(age)],
      )
    await run()
    const left = async (sql: string) => (await world.sql<{ name: string }>(sql)).map((row) => row.name)
    expect(await left(`select request_key as name from requests where actor_key = 'x'`)).toEqual(['new'])
    expect(await left('select key as name from attempts')).toEqual(['new'])
    expect(await left('select client_label as name from web_sign_ins')).toEqual(['new'])
    expect(await left('select client_label as name from sessions order by 1')).toEqual([
      'just ended',
      'living',
    ])
    expect(await left('select handle as name from binding_codes')).toEqual(['NEW2'])
  })

  it('takes abandoned pictures with it, files and all, but none that a report has or that is still on its way', async () => {
    const add = async (status: string, age: number): Promise<string> => {
      const id = randomUUID()
      await world.sql(
        `insert into uploads (id, owner_key, size_bytes, chunk_bytes, data_key_wrapped, key_version, status, created_at)
         values ($1, 'x', 10, 10, '\\x00', 1, $2, $3)`,
        [id, status, daysAgo(age)],
      )
      await world.files.put(`uploads/${id}/0`, Buffer.from('x'))
      await world.files.put(`uploads/${id}/whole`, Buffer.from('x'))
      return id
    }
    const gone = [await add('receiving', 8), await add('finished', 8), await add('dropped', 8)]
    const kept = [await add('receiving', 6), await add('finished', 6), await add('claimed', 400)]
    expect(await run()).toMatchObject({ uploads: 3 })
    const rows = await world.sql<{ id: string }>('select id from uploads')
    expect(rows.map((row) => row.id).sort()).toEqual([...kept].sort())
    const files = [...world.files.files.keys()]
    for (const id of gone) expect(files.some((key) => key.includes(id))).toBe(false)
    for (const id of kept) expect(files.filter((key) => key.includes(id))).toHaveLength(2)
  })

  it('is taken up by the next run where the files could not be removed', async () => {
    const id = randomUUID()
    await world.sql(
      `insert into uploads (id, owner_key, size_bytes, chunk_bytes, data_key_wrapped, key_version, status, created_at)
       values ($1, 'x', 10, 10, '\\x00', 1, 'finished', $2)`,
      [id, daysAgo(8)],
    )
    await world.files.put(`uploads/${id}/whole`, Buffer.from('x'))
    const remove = jest.spyOn(world.files, 'remove').mockRejectedValueOnce(new Error('disk'))
    await expect(run()).rejects.toThrow('disk')
    remove.mockRestore()
    expect(await world.sql('select status from uploads where id = $1', [id])).toEqual([{ status: 'dropped' }])
    await run()
    expect(await world.sql('select 1 from uploads where id = $1', [id])).toEqual([])
    expect([...world.files.files.keys()].filter((key) => key.includes(id))).toEqual([])
  })
})

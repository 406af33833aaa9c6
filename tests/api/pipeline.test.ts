/** The road every request takes: retries, hostile input, limits, time, and what the log never says. */
import { randomUUID } from 'node:crypto'
import { accountFunction } from '../../cloudfunctions/account'
import type { Database } from '../../cloudfunctions/platform/database'
import type { AnyFunction, Handler } from '../../cloudfunctions/platform/handler'
import { defaultRateLimits } from '../../cloudfunctions/platform/limits'
import { openLog } from '../../cloudfunctions/platform/log'
import { hostFunction, REQUEST_TIMEOUT_MS } from '../../cloudfunctions/platform/pipeline'
import type { Caller, Services } from '../../cloudfunctions/platform/services'
import { consentVersion, type FamilyWorld, makeFamilyWorld } from '../support/families'

jest.setTimeout(60_000)
let world: FamilyWorld
beforeAll(async () => {
  world = await makeFamilyWorld()
})
afterAll(() => world.close())
beforeEach(() => {
  world.clock.now = new Date(world.clock.now.getTime() + 60_000)
})

const caller = (changes: Partial<Caller> = {}): Caller => ({
  address: '203.0.113.9',
  clientLabel: '测试',
  source: 'cloud',
  ...changes,
})
/** A database that is not there: whoever gets as far as asking it hears `server.away`. */
const noDatabase: Database = {
  kind: 'server',
  transaction: () => Promise.reject(Object.assign(new Error('x'), { code: 'ECONNREFUSED' })),
  script: () => Promise.reject(new Error('x')),
  close: async () => {},
}
/** The account function with one operation replaced. */
const withHandler = (name: string, handler: unknown): AnyFunction =>
  ({ ...accountFunction, handlers: { ...accountFunction.handlers, [name]: handler } }) as AnyFunction

describe('a request id', () => {
  const tap = { templateKey: 'case_progress' as const, isAccepted: true }

  it('makes a retry answer what the first try answered, and do nothing twice', async () => {
    const person = await world.person()
    const input = { ...tap, requestId: randomUUID() }
    expect(await world.get(person, 'account.recordReminderConsent', input)).toEqual({ credits: 1 })
    await world.get(person, 'account.recordReminderConsent', tap)
    expect(await world.get(person, 'account.recordReminderConsent', input)).toEqual({ credits: 1 })
    expect(await world.get(person, 'account.recordReminderConsent', { ...tap, isAccepted: false })).toEqual({
      credits: 2,
    })
  })

  it('does the work once where eight tries come at the same moment', async () => {
    const person = await world.person()
    const input = { ...tap, requestId: randomUUID() }
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => world.get(person, 'account.recordReminderConsent', input)),
    )
    expect(answers).toEqual(Array.from({ length: 8 }, () => ({ credits: 1 })))
  })

  it('cannot be used again for something else', async () => {
    const person = await world.person()
    const requestId = randomUUID()
    await world.get(person, 'account.recordReminderConsent', { ...tap, requestId })
    expect(
      await world.refused(person, 'account.recordReminderConsent', { ...tap, isAccepted: false, requestId }),
    ).toBe('request.reused')
    expect(await world.refused(person, 'account.savePreferences', { textScale: '1.2', requestId })).toBe(
      'request.reused',
    )
    expect((await world.get(person, 'account.getMe', {})).textScale).toBe('1')
  })

  it('of one person is never answered with what another got', async () => {
    const [one, two] = [await world.person(), await world.person()]
    const requestId = randomUUID()
    await world.get(one, 'account.recordReminderConsent', { ...tap, requestId })
    await world.get(one, 'account.recordReminderConsent', tap)
    expect(await world.get(two, 'account.recordReminderConsent', { ...tap, requestId })).toEqual({
      credits: 1,
    })
    const child = await world.aChild('林小满')
    const mother = await world.guardian(child)
    const invited = await world.get(mother, 'account.inviteGuardian', {
      studentId: child.studentId,
      requestId,
    })
    const stranger = await world.guardian(await world.aChild())
    const answer = await world.ask(stranger, 'account.inviteGuardian', {
      studentId: child.studentId,
      requestId,
    })
    expect(JSON.stringify(answer)).not.toContain(invited.code)
    expect(answer).toMatchObject({ ok: false, error: { code: 'record.not_found' } })
  })

  it('is free again after a refusal, so that the same tap can succeed later', async () => {
    const child = await world.aChild()
    const mother = await world.guardian(child, 'mother')
    const requestId = randomUUID()
    const leave = () => world.ask(mother, 'account.leaveChild', { studentId: child.studentId, requestId })
    expect(await leave()).toMatchObject({ ok: false, error: { code: 'binding.last_guardian' } })
    await world.guardian(child, 'father')
    expect(await leave()).toMatchObject({ ok: true })
  })

  it('is demanded of every write, and must be a uuid', async () => {
    const person = await world.person()
    for (const requestId of ['', '1', 'x'.repeat(10_000_000), null, 7, {}])
      expect(
        await world.refused(person, 'account.recordReminderConsent', {
          ...tap,
          requestId: requestId as string,
        }),
      ).toBe('input.invalid')
  })

  it('leaves nothing in the ledger that opens without it', async () => {
    const child = await world.aChild()
    const mother = await world.guardian(child)
    const requestId = randomUUID()
    const { code } = await world.get(mother, 'account.inviteGuardian', {
      studentId: child.studentId,
      requestId,
    })
    const rows = await world.sql<{ sealed: string; all: string }>(
      `select encode(reply_sealed, 'escape') as sealed, requests::text as all from requests where actor_key = $1`,
      [mother.userId],
    )
    expect(rows).toHaveLength(1)
    for (const secret of [code, code.replace('-', ''), requestId])
      expect(rows[0]!.sealed + rows[0]!.all).not.toContain(secret)
  })
})

describe('hostile input', () => {
  const call = async (action: unknown, input: unknown, changes: Partial<Caller> = {}) => {
    const running = hostFunction(accountFunction, world.services)
    const envelope = await running.call({ action, input }, caller(changes))
    return envelope.ok ? 'ok' : envelope.error.code
  }

  it('is not a route, whatever it is called', async () => {
    const names = [
      '__proto__',
      'constructor',
      'toString',
      'hasOwnProperty',
      '',
      'getMe ',
      'GetMe',
      'report.submitReport',
      '../getMe',
      'x'.repeat(10_000_000),
    ]
    for (const name of names) expect(await call(name, {})).toBe('route.not_found')
    for (const name of [undefined, null, 7, {}, ['getMe'], { toString: () => 'getConsent' }])
      expect(await call(name, {})).toBe('route.not_found')
  })

  it('is refused by its type before anything is done', async () => {
    const { openid } = await world.person()
    for (const input of ['text', 7, true, [], [[]], 'x'.repeat(10_000_000)])
      expect(await call('getMe', input, { openid })).toBe('input.invalid')
    for (const code of [null, 7, {}, [], true, '\u0000'.repeat(20), 'x'.repeat(10_000_000)])
      expect(await call('previewBinding', { code }, { openid })).toMatch(
        /^(input.invalid|binding.code_wrong)$/,
      )
    for (const studentId of [-1, 0, 1.5, 2 ** 31, Number.NaN, '1', null, {}])
      expect(await call('listGuardians', { studentId }, { openid })).toBe('input.invalid')
    for (const ticketId of ['x', "' or 1=1 --", null])
      expect(await call('describeWebSignIn', { ticketId }, { openid })).toBe('input.invalid')
  })

  it('is told which field is wrong, in Chinese, without hearing its own words again', async () => {
    const person = await world.person()
    const answer = await world.ask(person, 'account.askToBind', {
      schoolId: world.schoolId,
      childName: '<script>',
      studentNumberEnd: '12',
      relation: 'mother',
      guardianName: '',
      consentVersion,
    })
    if (answer.ok) throw new Error('strange input was let through')
    expect(answer.error.fields).toEqual({
      studentNumberEnd: expect.stringMatching(/字/),
      guardianName: expect.stringMatching(/字|填/),
    })
    expect(JSON.stringify(answer)).not.toContain('<script>')
  })

  it('cannot pass itself off as somebody: the event’s own openid, role or source count for nothing', async () => {
    const admin = await world.person()
    const forged = {
      openid: admin.openid,
      userInfo: { openId: admin.openid },
      source: 'timer',
      Type: 'Timer',
    }
    const running = hostFunction(accountFunction, world.services)
    const event = { action: 'getMe', input: forged, ...forged }
    expect(await running.call(event, caller())).toMatchObject({
      ok: false,
      error: { code: 'session.missing' },
    })
  })
})

describe('limits', () => {
  it('slow one person down after 240 calls a minute, nobody else, and only for that minute', async () => {
    const [busy, calm] = [await world.person(), await world.person()]
    const codes: string[] = []
    for (let calls = 0; calls < 245; calls++) {
      const answer = await world.ask(busy, 'account.getConsent', {})
      codes.push(answer.ok ? 'ok' : answer.error.code)
    }
    expect(codes.slice(0, 240).every((code) => code === 'ok')).toBe(true)
    expect(codes.slice(240)).toEqual(Array.from({ length: 5 }, () => 'request.too_many'))
    expect((await world.ask(calm, 'account.getConsent', {})).ok).toBe(true)
    world.clock.now = new Date(world.clock.now.getTime() + 60_000)
    expect((await world.ask(busy, 'account.getConsent', {})).ok).toBe(true)
  })

  it('slow down an address without a session after 300, and leave its neighbours alone', async () => {
    const from = (changes: Partial<Caller>) => world.ask(null, 'account.getConsent', {}, changes)
    for (let calls = 0; calls < 300; calls++) expect((await from({ address: '203.0.113.20' })).ok).toBe(true)
    expect(await from({ address: '203.0.113.20' })).toMatchObject({
      ok: false,
      error: { code: 'request.too_many' },
    })
    expect((await from({ address: '203.0.113.21' })).ok).toBe(true)
  })

  it('refuse a guessed token before the database is asked, once its address has had its share', async () => {
    const services = { ...world.services, database: noDatabase }
    const running = hostFunction(accountFunction, services)
    const call = (token: string) =>
      running.call({ action: 'getMe', input: {} }, caller({ address: '203.0.113.23', token }))
    const codes: string[] = []
    for (let calls = 0; calls <= defaultRateLimits.perAddressPerMinute; calls++) {
      const answer = await call(`guess-${calls}`)
      codes.push(answer.ok ? 'ok' : answer.error.code)
    }
    expect(codes.at(-2)).toBe('server.away')
    expect(codes.at(-1)).toBe('request.too_many')
  })
})

describe('faults of ours', () => {
  const getConsent = (run: Handler<'account.getConsent'>['run']): AnyFunction =>
    withHandler('account.getConsent', { roles: ['anyone'], run })

  const captured = (): { services: Services; lines: () => string } => {
    const written: string[] = []
    const log = openLog({ write: (line: string) => void written.push(line) })
    return { services: { ...world.services, log }, lines: () => written.join('') }
  }

  it('are not sent out: an answer outside the contract becomes a plain failure, and its words stay here', async () => {
    const { services, lines } = captured()
    const broken = hostFunction(
      getConsent(async () => ({ version: 'SECRET-WORDS' }) as never),
      services,
    )
    const answer = await broken.call({ action: 'getConsent', input: {} }, caller())
    expect(answer).toMatchObject({ ok: false, error: { code: 'server.failed' } })
    expect(JSON.stringify(answer) + lines()).not.toContain('SECRET-WORDS')
    expect(lines()).toContain('"fault":"Error"')
  })

  it('undo everything: a write that answers outside its contract did nothing, and can be sent again', async () => {
    const person = await world.person()
    const requestId = randomUUID()
    const good = accountFunction.handlers['account.recordReminderConsent']
    const broken = hostFunction(
      withHandler('account.recordReminderConsent', {
        ...good,
        run: async (...args: Parameters<typeof good.run>) => ({ wrong: await good.run(...args) }),
      }),
      world.services,
    )
    const input = { requestId, templateKey: 'case_progress' as const, isAccepted: true }
    const event = { action: 'recordReminderConsent', input }
    expect(await broken.call(event, caller({ openid: person.openid }))).toMatchObject({
      error: { code: 'server.failed' },
    })
    expect(await world.get(person, 'account.recordReminderConsent', input)).toEqual({ credits: 1 })
  })

  it('say nothing of the database', async () => {
    const { services, lines } = captured()
    const running = hostFunction(
      getConsent(async ({ db }) => {
        await db.query(`select 'MARKED-VALUE'::int`)
        throw new Error('unreachable')
      }),
      services,
    )
    const answer = await running.call({ action: 'getConsent', input: {} }, caller())
    expect(answer).toMatchObject({ ok: false, error: { code: 'server.failed' } })
    expect(JSON.stringify(answer) + lines()).not.toMatch(/MARKED-VALUE|invalid input syntax/)
    expect(lines()).toContain('22P02')
  })

  it('end a request that hangs, and tell the person to try again', async () => {
    jest.useFakeTimers()
    try {
      const stuck: Database = { ...world.database, transaction: () => new Promise(() => {}) }
      const running = hostFunction(accountFunction, { ...world.services, database: stuck })
      const answer = running.call({ action: 'getConsent', input: {} }, caller({ address: '203.0.113.30' }))
      await jest.advanceTimersByTimeAsync(REQUEST_TIMEOUT_MS)
      expect(await answer).toMatchObject({ ok: false, error: { code: 'server.busy' } })
    } finally {
      jest.useRealTimers()
    }
  })

  it('tell a lost database from a broken program', async () => {
    const running = hostFunction(accountFunction, { ...world.services, database: noDatabase })
    const answer = await running.call(
      { action: 'getConsent', input: {} },
      caller({ address: '203.0.113.31' }),
    )
    expect(answer).toMatchObject({ ok: false, error: { code: 'server.away' } })
  })
})

describe('the log', () => {
  it('has one line per request: id, route, code, milliseconds, and no word, name, openid, token, code or address', async () => {
    const written: string[] = []
    const log = openLog({ write: (line: string) => void written.push(line) })
    const running = hostFunction(accountFunction, { ...world.services, log })
    const child = await world.aChild('标记姓名')
    const code = await world.codeFor(child)
    const { openid, userId } = await world.person('标记本人')
    const from = caller({ openid, address: '198.51.100.77', clientLabel: '标记设备' })
    const events = [
      { action: 'bindChild', input: { requestId: randomUUID(), code, relation: 'mother', consentVersion } },
      {
        action: 'askToBind',
        input: {
          requestId: randomUUID(),
          schoolId: world.schoolId,
          childName: '标记孩子',
          studentNumberEnd: '9876',
          relation: 'other',
          guardianName: '标记监护人',
          consentVersion,
        },
      },
      { action: 'previewBinding', input: { code: '标记错码' } },
      { action: '标记路由', input: { text: '标记内容' } },
    ]
    const answers = []
    for (const event of events) answers.push(await running.call(event, from))
    const lines = written.map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(lines.map((line) => [line.requestId, line.route, line.code])).toEqual([
      [answers[0]!.requestId, 'account.bindChild', 'ok'],
      [answers[1]!.requestId, 'account.askToBind', 'ok'],
      [answers[2]!.requestId, 'account.previewBinding', 'binding.code_wrong'],
      [answers[3]!.requestId, 'account.?', 'route.not_found'],
    ])
    for (const line of lines)
      expect(Object.keys(line).sort()).toEqual(['code', 'level', 'ms', 'requestId', 'route', 'time'])
    const all = written.join('')
    for (const marked of [
      '标记',
      '9876',
      openid,
      userId,
      code,
      code.replace('-', ''),
      '198.51.100.77',
      String(child.name),
    ])
      expect(all).not.toContain(marked)
  })
})

describe('sessions at the door', () => {
  it('are asked for, end at once, and are not replaced by an empty token', async () => {
    const person = await world.person()
    const ticket = await world.get(null, 'account.startWebSignIn', {})
    await world.get(person, 'account.answerWebSignIn', { ticketId: ticket.ticketId, accept: true })
    const { session } = await world.get(null, 'account.pollWebSignIn', ticket)
    const token = session!.token
    expect((await world.get(null, 'account.getMe', {}, { token })).userId).toBe(person.userId)
    await world.get(null, 'account.signOut', {}, { token })
    expect(await world.refused(null, 'account.getMe', {}, { token })).toBe('session.ended')
    expect(await world.refused(null, 'account.getConsent', {}, { token })).toBe('session.ended')
    expect(await world.refused(null, 'account.getMe', {}, { token: '' })).toBe('session.ended')
    expect(await world.refused(null, 'account.getMe', {})).toBe('session.missing')
  })

  it('do not let a person in where the role is another’s', async () => {
    const person = await world.person()
    expect(await world.refused(person, 'account.inviteGuardian', { studentId: 1 })).toBe('role.forbidden')
    expect(await world.refused(null, 'account.inviteGuardian', { studentId: 1 })).toBe('session.missing')
  })
})

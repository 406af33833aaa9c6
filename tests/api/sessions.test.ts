/** Signing in, staying signed in, and being signed out at once. */
import { randomUUID } from 'node:crypto'
import { hashSecret } from '../../cloudfunctions/platform/identity'
import { makeWorld, type TestPerson, type World } from '../support/world'

jest.mock('../../cloudfunctions/database/seeds/demo-people', () => ({
  demoPeople: [
    { key: 'mother', name: '李梅', roleName: '监护人', note: '两个孩子' },
    { key: 'nobody', name: '无人', roleName: '教师', note: '没有写进库里' },
  ],
}))

jest.setTimeout(60_000)
let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())
beforeEach(() => {
  world.clock.now = new Date('2026-11-17T12:00:00Z')
})

const minutesLater = (minutes: number) => {
  world.clock.now = new Date(world.clock.now.getTime() + minutes * 60_000)
}
const later = (minutes: number) => new Date(world.clock.now.getTime() + minutes * 60_000)

const signInByCode = async (person: TestPerson, clientLabel = 'Chrome · Windows') => {
  const browser = { clientLabel, source: 'http' as const }
  const ticket = await world.get(null, 'account.startWebSignIn', {}, browser)
  await world.get(person, 'account.answerWebSignIn', { ticketId: ticket.ticketId, accept: true })
  const polled = await world.get(null, 'account.pollWebSignIn', ticket, browser)
  if (!polled.session) throw new Error(`no session came, but ${polled.status}`)
  return { ...ticket, ...polled.session }
}

describe('who I am', () => {
  it('shows a guardian their children, the pupil apart from them, and how many messages are unread', async () => {
    const schoolId = await world.school('海棠小学')
    const classId = await world.schoolClass(schoolId)
    const child = await world.student(schoolId, classId, '林小满')
    const mother = await world.guardian(child, 'mother', '李梅')
    const pupil = await world.guardian(child, 'self', '')
    await world.sql(
      `insert into messages (user_id, id, kind, title, body, sent_at) values ($1, $2, 'system', '题', '文', $3)`,
      [mother.userId, randomUUID(), world.clock.now],
    )
    const me = await world.get(mother, 'account.getMe', {})
    expect(me).toMatchObject({ displayName: '李梅', self: null, unreadMessages: 1, posts: [], isDemo: false })
    expect(me.children).toEqual([
      {
        studentId: child.studentId,
        schoolId,
        schoolName: '海棠小学',
        name: '林小满',
        grade: 4,
        classId,
        className: '四年级2班',
        relation: 'mother',
        status: 'active',
        isConsented: false,
      },
    ])
    const own = await world.get(pupil, 'account.getMe', {})
    expect(own.children).toEqual([])
    expect(own.self).toMatchObject({ name: '林小满', relation: 'self' })
    expect(own.displayName).toBe('林小满')
  })

  it('shows staff their posts, at a school and at the bureau', async () => {
    const schoolId = await world.school('槐树小学')
    const admin = await world.staff('school_admin', schoolId, '王老师')
    const officer = await world.staff('bureau_officer', null, '赵科长')
    expect((await world.get(admin, 'account.getMe', {})).posts).toEqual([
      { role: 'school_admin', schoolId, schoolName: '槐树小学' },
    ])
    expect((await world.get(officer, 'account.getMe', {})).posts).toEqual([
      { role: 'bureau_officer', schoolId: null, schoolName: '教育局' },
    ])
  })

  it('leaves out a child who has left the school', async () => {
    const schoolId = await world.school()
    const child = await world.student(schoolId, await world.schoolClass(schoolId))
    const mother = await world.guardian(child)
    await world.sql('update students set left_at = now() where id = $1', [child.studentId])
    expect((await world.get(mother, 'account.getMe', {})).children).toEqual([])
  })

  it('asks a nobody to sign in', async () => {
    expect(await world.refused(null, 'account.getMe', {})).toBe('session.missing')
  })

  it('remembers how large the words are', async () => {
    const person = await world.person()
    await world.get(person, 'account.savePreferences', { textScale: '1.4' })
    expect((await world.get(person, 'account.getMe', {})).textScale).toBe('1.4')
    expect(await world.refused(person, 'account.savePreferences', { textScale: '9' as '1' })).toBe(
      'input.invalid',
    )
    expect(await world.refused(null, 'account.savePreferences', { textScale: '1' })).toBe('session.missing')
  })
})

describe('the demo people', () => {
  it('do not exist anywhere but on the demo store', async () => {
    expect(await world.refused(null, 'account.listDemoPeople', {})).toBe('route.not_found')
    expect(await world.refused(null, 'account.signInDemo', { personKey: 'mother' })).toBe('route.not_found')
  })

  it('are listed where they are in the store, and let in as themselves', async () => {
    const demo = await makeWorld({ isDemo: true })
    try {
      await demo.sql(`insert into users (id, display_name, demo_key) values ($1, '李梅', 'mother')`, [
        randomUUID(),
      ])
      expect((await demo.get(null, 'account.listDemoPeople', {})).people).toEqual([
        { personKey: 'mother', name: '李梅', roleName: '监护人', note: '两个孩子' },
      ])
      const requestId = randomUUID()
      const session = await demo.get(null, 'account.signInDemo', { personKey: 'mother', requestId })
      expect(session.me).toMatchObject({ displayName: '李梅', isDemo: true })
      expect((await demo.get(null, 'account.getMe', {}, { token: session.token })).displayName).toBe('李梅')
      const again = await demo.get(null, 'account.signInDemo', { personKey: 'mother', requestId })
      expect(again.token).toBe(session.token)
      expect(await demo.sql('select 1 from sessions')).toHaveLength(1)
      expect(await demo.refused(null, 'account.signInDemo', { personKey: 'nobody' })).toBe('record.not_found')
    } finally {
      await demo.close()
    }
  })
})

describe('signing in on the web with a phone', () => {
  it('lets the browser in once the phone says yes, and gives the session only once', async () => {
    const teacher = await world.person('王老师')
    const browser = { clientLabel: 'Edge · Windows', source: 'http' as const }
    const ticket = await world.get(null, 'account.startWebSignIn', {}, browser)
    expect(await world.get(null, 'account.pollWebSignIn', ticket)).toEqual({
      status: 'waiting',
      session: null,
    })
    expect(await world.get(teacher, 'account.describeWebSignIn', { ticketId: ticket.ticketId })).toEqual({
      clientLabel: 'Edge · Windows',
      startedAt: '2026-11-17T12:00:00.000Z',
      expiresAt: '2026-11-17T12:03:00.000Z',
    })
    await world.get(teacher, 'account.answerWebSignIn', { ticketId: ticket.ticketId, accept: true })
    const first = await world.get(null, 'account.pollWebSignIn', ticket)
    expect(first.status).toBe('confirmed')
    expect(first.session?.me.userId).toBe(teacher.userId)
    expect(await world.get(null, 'account.pollWebSignIn', ticket)).toEqual({
      status: 'expired',
      session: null,
    })
    const me = await world.get(null, 'account.getMe', {}, { token: first.session?.token ?? '' })
    expect(me.userId).toBe(teacher.userId)
  })

  it('gives one session to two polls at the same moment', async () => {
    const person = await world.person()
    const ticket = await world.get(null, 'account.startWebSignIn', {})
    await world.get(person, 'account.answerWebSignIn', { ticketId: ticket.ticketId, accept: true })
    const polls = await Promise.all([1, 2, 3].map(() => world.get(null, 'account.pollWebSignIn', ticket)))
    expect(polls.filter((poll) => poll.session !== null)).toHaveLength(1)
    expect(await world.sql('select 1 from sessions where user_id = $1', [person.userId])).toHaveLength(1)
  })

  it('lets a phone whose own session is a web one confirm as well', async () => {
    const person = await world.person()
    const { token } = await signInByCode(person)
    const ticket = await world.get(null, 'account.startWebSignIn', {})
    await world.get(null, 'account.answerWebSignIn', { ticketId: ticket.ticketId, accept: true }, { token })
    expect((await world.get(null, 'account.pollWebSignIn', ticket)).session?.me.userId).toBe(person.userId)
  })

  it('answers a wrong secret, and a ticket that never was, as if there were nothing', async () => {
    const person = await world.person()
    const ticket = await world.get(null, 'account.startWebSignIn', {})
    await world.get(person, 'account.answerWebSignIn', { ticketId: ticket.ticketId, accept: true })
    expect(await world.refused(null, 'account.pollWebSignIn', { ...ticket, secret: 'x'.repeat(43) })).toBe(
      'record.not_found',
    )
    expect(await world.refused(null, 'account.pollWebSignIn', { ...ticket, ticketId: randomUUID() })).toBe(
      'record.not_found',
    )
    expect(await world.refused(person, 'account.describeWebSignIn', { ticketId: randomUUID() })).toBe(
      'record.not_found',
    )
    expect(
      await world.refused(person, 'account.answerWebSignIn', { ticketId: randomUUID(), accept: true }),
    ).toBe('record.not_found')
  })

  it('is over when the phone says no, and a second answer changes nothing', async () => {
    const person = await world.person()
    const other = await world.person()
    const ticket = await world.get(null, 'account.startWebSignIn', {})
    await world.get(person, 'account.answerWebSignIn', { ticketId: ticket.ticketId, accept: false })
    expect(
      await world.refused(other, 'account.answerWebSignIn', { ticketId: ticket.ticketId, accept: true }),
    ).toBe('sign_in.expired')
    expect(await world.get(null, 'account.pollWebSignIn', ticket)).toEqual({
      status: 'refused',
      session: null,
    })
  })

  it('lets only the first of two people confirm', async () => {
    const [one, two] = [await world.person(), await world.person()]
    const ticket = await world.get(null, 'account.startWebSignIn', {})
    const answers = await Promise.all(
      [one, two].map((who) =>
        world.ask(who, 'account.answerWebSignIn', { ticketId: ticket.ticketId, accept: true }),
      ),
    )
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
  })

  it('runs out after three minutes, confirmed or not', async () => {
    const person = await world.person()
    const open = await world.get(null, 'account.startWebSignIn', {})
    const confirmed = await world.get(null, 'account.startWebSignIn', {})
    await world.get(person, 'account.answerWebSignIn', { ticketId: confirmed.ticketId, accept: true })
    minutesLater(3)
    for (const ticket of [open, confirmed])
      expect(await world.get(null, 'account.pollWebSignIn', ticket)).toEqual({
        status: 'expired',
        session: null,
      })
    expect(await world.refused(person, 'account.describeWebSignIn', { ticketId: open.ticketId })).toBe(
      'sign_in.expired',
    )
    expect(
      await world.refused(person, 'account.answerWebSignIn', { ticketId: open.ticketId, accept: true }),
    ).toBe('sign_in.expired')
  })

  it('cannot be confirmed by nobody', async () => {
    const ticket = await world.get(null, 'account.startWebSignIn', {})
    expect(
      await world.refused(null, 'account.answerWebSignIn', { ticketId: ticket.ticketId, accept: true }),
    ).toBe('session.missing')
    expect(await world.refused(null, 'account.describeWebSignIn', { ticketId: ticket.ticketId })).toBe(
      'session.missing',
    )
  })
})

describe('the one-time link of the terminal', () => {
  const link = async (role: string, expiresAt = later(30)) => {
    const secret = randomUUID()
    await world.sql(
      'insert into sign_in_links (id, secret_hash, role, created_at, expires_at) values ($1, $2, $3, $4, $5)',
      [randomUUID(), hashSecret(secret), role, world.clock.now, expiresAt],
    )
    return secret
  }

  it('makes the first operator, works once, and lets the same operator in again by a new one', async () => {
    const secret = await link('operator')
    const first = await world.get(null, 'account.signInWithLink', { secret })
    expect(first.me.posts).toEqual([{ role: 'operator', schoolId: null, schoolName: '教育局' }])
    expect(await world.refused(null, 'account.signInWithLink', { secret })).toBe('sign_in.link_used')
    const recovered = await world.get(null, 'account.signInWithLink', { secret: await link('operator') })
    expect(recovered.me.userId).toBe(first.me.userId)
    expect(recovered.token).not.toBe(first.token)
  })

  it('lets in one of two who use it at the same moment', async () => {
    const secret = await link('bureau_officer')
    const tries = await Promise.all([1, 2].map(() => world.ask(null, 'account.signInWithLink', { secret })))
    expect(tries.filter((each) => each.ok)).toHaveLength(1)
  })

  it('is refused when it is too old, unknown, or names a role of a school', async () => {
    const old = await link('operator', later(-1))
    expect(await world.refused(null, 'account.signInWithLink', { secret: old })).toBe('sign_in.link_used')
    expect(await world.refused(null, 'account.signInWithLink', { secret: randomUUID() })).toBe(
      'sign_in.link_used',
    )
    expect(await world.refused(null, 'account.signInWithLink', { secret: await link('school_admin') })).toBe(
      'sign_in.link_used',
    )
  })
})

describe('the list of sessions', () => {
  it('shows one where one is signed in, and which of them this is', async () => {
    const person = await world.person()
    const first = await signInByCode(person, 'Chrome · Windows')
    minutesLater(1)
    await signInByCode(person, 'Safari · macOS')
    const { sessions } = await world.get(null, 'account.listSessions', {}, { token: first.token })
    expect(sessions.map((each) => [each.clientLabel, each.isThisOne])).toEqual([
      ['Safari · macOS', false],
      ['Chrome · Windows', true],
    ])
  })

  it('ends a session at once', async () => {
    const person = await world.person()
    const browser = await signInByCode(person)
    const { sessions } = await world.get(person, 'account.listSessions', {})
    await world.get(person, 'account.endSession', { sessionId: sessions[0]!.sessionId })
    expect(await world.refused(null, 'account.getMe', {}, { token: browser.token })).toBe('session.ended')
    expect((await world.get(person, 'account.listSessions', {})).sessions).toEqual([])
  })

  it('hides and keeps another person’s session', async () => {
    const [owner, stranger] = [await world.person(), await world.person()]
    const browser = await signInByCode(owner)
    const { sessions } = await world.get(owner, 'account.listSessions', {})
    expect((await world.get(stranger, 'account.listSessions', {})).sessions).toEqual([])
    expect(await world.refused(stranger, 'account.endSession', { sessionId: sessions[0]!.sessionId })).toBe(
      'record.not_found',
    )
    expect((await world.get(null, 'account.getMe', {}, { token: browser.token })).userId).toBe(owner.userId)
  })

  it('forgets the browser that signs out, and no other', async () => {
    const person = await world.person()
    const [one, two] = [await signInByCode(person), await signInByCode(person)]
    await world.get(null, 'account.signOut', {}, { token: one.token })
    expect(await world.refused(null, 'account.getMe', {}, { token: one.token })).toBe('session.ended')
    expect((await world.get(null, 'account.getMe', {}, { token: two.token })).userId).toBe(person.userId)
    expect(await world.get(person, 'account.signOut', {})).toEqual({ done: true })
  })

  it('lets nothing in with a token that is over, or none of ours', async () => {
    const person = await world.person()
    const { token } = await signInByCode(person)
    minutesLater(60 * 24 * 31)
    expect(await world.refused(null, 'account.getMe', {}, { token })).toBe('session.ended')
    expect(await world.refused(null, 'account.getMe', {}, { token: 'x'.repeat(43) })).toBe('session.ended')
    expect(await world.refused(null, 'account.listSessions', {})).toBe('session.missing')
  })
})

/** The message centre and the ledger of reminders: one's own, page by page, counted right. */
import { randomUUID } from 'node:crypto'
import { makeWorld, type TestPerson, type World } from '../support/world'

jest.setTimeout(60_000)
let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())

const send = async (
  person: TestPerson,
  count: number,
  at = '2026-11-17T10:00:00.000001Z',
): Promise<string[]> => {
  const ids = Array.from({ length: count }, () => randomUUID())
  await world.sql(
    `insert into messages (user_id, id, kind, title, body, link, sent_at)
     select $1, id, 'system', '标题', '正文', null, $3::timestamptz + (place / 2) * interval '1 microsecond'
     from unnest($2::uuid[]) with ordinality as given(id, place)`,
    [person.userId, ids, at],
  )
  return ids
}

describe('the message centre', () => {
  it('pages through everything once, newest first, though many came within the same microsecond', async () => {
    const person = await world.person()
    const ids = await send(person, 75)
    const seen: string[] = []
    let cursor: string | null = null
    for (let page = 0; page < 5; page++) {
      const answer: Awaited<ReturnType<typeof world.get<'account.listMessages'>>> = await world.get(
        person,
        'account.listMessages',
        { cursor },
      )
      seen.push(...answer.items.map((item) => item.messageId))
      expect(answer.unread).toBe(75)
      cursor = answer.nextCursor
      if (cursor === null) break
    }
    expect(seen).toHaveLength(75)
    expect(new Set(seen)).toEqual(new Set(ids))
    const rows = await world.sql<{ id: string }>(
      'select id from messages where user_id = $1 order by sent_at desc, id desc',
      [person.userId],
    )
    expect(seen).toEqual(rows.map((row) => row.id))
  })

  it('does not repeat or skip where a new message comes between two pages', async () => {
    const person = await world.person()
    const ids = await send(person, 31)
    const first = await world.get(person, 'account.listMessages', { cursor: null })
    await send(person, 1, '2026-11-17T11:00:00Z')
    const second = await world.get(person, 'account.listMessages', { cursor: first.nextCursor })
    expect([...first.items, ...second.items].map((item) => item.messageId).sort()).toEqual([...ids].sort())
  })

  it('marks some read, then all, and says how many are left', async () => {
    const person = await world.person()
    const ids = await send(person, 3)
    expect(await world.get(person, 'account.markMessagesRead', { messageIds: [ids[0]!] })).toEqual({
      unread: 2,
    })
    const { items } = await world.get(person, 'account.listMessages', { cursor: null })
    expect(items.filter((item) => item.isRead).map((item) => item.messageId)).toEqual([ids[0]])
    expect(await world.get(person, 'account.markMessagesRead', { messageIds: [] })).toEqual({ unread: 2 })
    expect(await world.get(person, 'account.markMessagesRead', { messageIds: null })).toEqual({ unread: 0 })
    expect((await world.get(person, 'account.getMe', {})).unreadMessages).toBe(0)
  })

  it('shows and marks nobody else’s', async () => {
    const [owner, stranger] = [await world.person(), await world.person()]
    const ids = await send(owner, 2)
    expect(await world.get(stranger, 'account.listMessages', { cursor: null })).toEqual({
      items: [],
      unread: 0,
      nextCursor: null,
    })
    await world.get(stranger, 'account.markMessagesRead', { messageIds: ids })
    await world.get(stranger, 'account.markMessagesRead', { messageIds: null })
    expect((await world.get(owner, 'account.listMessages', { cursor: null })).unread).toBe(2)
    expect(await world.refused(null, 'account.listMessages', { cursor: null })).toBe('session.missing')
    expect(await world.refused(null, 'account.markMessagesRead', { messageIds: null })).toBe(
      'session.missing',
    )
  })

  it('refuses a place that it never gave', async () => {
    const person = await world.person()
    const hostile = [
      'x',
      '1_2',
      `9999999999999999_${randomUUID()}`,
      "1'; drop table messages; --",
      'A'.repeat(10_000_000),
      `1_${randomUUID()}x`,
    ]
    for (const cursor of hostile)
      expect(await world.refused(person, 'account.listMessages', { cursor })).toBe('input.invalid')
    expect(await world.refused(person, 'account.listMessages', { cursor: 7 as unknown as string })).toBe(
      'input.invalid',
    )
    expect(await world.refused(person, 'account.markMessagesRead', { messageIds: ['1'] })).toBe(
      'input.invalid',
    )
    const many = Array.from({ length: 201 }, () => randomUUID())
    expect(await world.refused(person, 'account.markMessagesRead', { messageIds: many })).toBe(
      'input.invalid',
    )
  })
})

describe('reminders', () => {
  it('count one tap as one message, a refusal as none, and a retry once', async () => {
    const person = await world.person()
    const tap = (isAccepted: boolean, requestId: string = randomUUID()) =>
      world.get(person, 'account.recordReminderConsent', {
        templateKey: 'case_progress',
        isAccepted,
        requestId,
      })
    expect(await tap(false)).toEqual({ credits: 0 })
    const requestId = randomUUID()
    expect(await tap(true, requestId)).toEqual({ credits: 1 })
    expect(await tap(true, requestId)).toEqual({ credits: 1 })
    expect(await tap(true)).toEqual({ credits: 2 })
    expect(await tap(false)).toEqual({ credits: 2 })
  })

  it('are kept apart for each person, and for nobody not at all', async () => {
    const [one, two] = [await world.person(), await world.person()]
    await world.get(one, 'account.recordReminderConsent', { templateKey: 'case_progress', isAccepted: true })
    expect(
      await world.get(two, 'account.recordReminderConsent', {
        templateKey: 'case_progress',
        isAccepted: false,
      }),
    ).toEqual({ credits: 0 })
    expect(
      await world.refused(null, 'account.recordReminderConsent', {
        templateKey: 'case_progress',
        isAccepted: true,
      }),
    ).toBe('session.missing')
    expect(
      await world.refused(one, 'account.recordReminderConsent', {
        templateKey: 'other' as 'case_progress',
        isAccepted: true,
      }),
    ).toBe('input.invalid')
  })

  it('are offered only where the district has a template', async () => {
    const person = await world.person()
    const before = process.env.WECHAT_TEMPLATE_CASE_PROGRESS
    try {
      delete process.env.WECHAT_TEMPLATE_CASE_PROGRESS
      expect(await world.get(person, 'account.getReminderTemplates', {})).toEqual({ templates: [] })
      process.env.WECHAT_TEMPLATE_CASE_PROGRESS = 'template-1'
      expect(await world.get(person, 'account.getReminderTemplates', {})).toEqual({
        templates: [{ templateKey: 'case_progress', templateId: 'template-1' }],
      })
    } finally {
      if (before === undefined) delete process.env.WECHAT_TEMPLATE_CASE_PROGRESS
      else process.env.WECHAT_TEMPLATE_CASE_PROGRESS = before
    }
    expect(await world.refused(null, 'account.getReminderTemplates', {})).toBe('session.missing')
  })
})

/** Consent, and one’s own data: seen, taken away, deleted. */
import { randomUUID } from 'node:crypto'
import { consentVersion, type FamilyWorld, makeFamilyWorld, outcomeOf } from '../support/families'

jest.setTimeout(60_000)
let world: FamilyWorld
beforeAll(async () => {
  world = await makeFamilyWorld()
})
afterAll(() => world.close())
beforeEach(() => {
  world.clock.now = new Date('2026-11-17T12:00:00Z')
})

describe('consent', () => {
  it('can be read by anybody, in words that name the rights', async () => {
    const wording = await world.get(null, 'account.getConsent', {})
    expect(wording.version).toBe(consentVersion)
    const all = wording.paragraphs.map((each) => each.text).join('')
    for (const word of [
      '撤回',
      '导出',
      '删除',
      '封存',
      '十四岁',
      '第十五条',
      '第十六条',
      '第四十五条',
      '第四十七条',
    ])
      expect(all).toContain(word)
    expect(all).not.toMatch(/[！!]/)
  })

  it('is given and taken back for one child, and an old wording counts for nothing', async () => {
    const [child, sibling] = [await world.aChild(), await world.aChild()]
    const mother = await world.guardian(child)
    await world.sql(
      `insert into guardianships (id, school_id, student_id, user_id, relation, status, way, created_at)
       values ($1, $2, $3, $4, 'mother', 'active', 'code', $5)`,
      [randomUUID(), world.schoolId, sibling.studentId, mother.userId, world.clock.now],
    )
    await world.sql(
      `insert into consents (id, user_id, school_id, student_id, version, given_at) values ($1, $2, $3, $4, '2020-01', $5)`,
      [randomUUID(), mother.userId, world.schoolId, child.studentId, world.clock.now],
    )
    const consented = async () =>
      (await world.get(mother, 'account.getMe', {})).children.map((each) => each.isConsented)
    expect(await consented()).toEqual([false, false])
    const given = { studentId: child.studentId, version: consentVersion }
    await world.get(mother, 'account.giveConsent', given)
    await world.get(mother, 'account.giveConsent', given)
    expect((await consented()).sort()).toEqual([false, true])
    expect(
      await world.sql('select 1 from consents where user_id = $1 and version = $2', [
        mother.userId,
        consentVersion,
      ]),
    ).toHaveLength(1)
    await world.get(mother, 'account.withdrawConsent', { studentId: child.studentId })
    expect(await consented()).toEqual([false, false])
    expect(await world.refused(mother, 'account.giveConsent', { ...given, version: '2020-01' })).toBe(
      'consent.version_old',
    )
  })

  it('is nobody else’s to give or to take back', async () => {
    const child = await world.aChild()
    const mother = await world.guardian(child)
    await world.get(mother, 'account.giveConsent', { studentId: child.studentId, version: consentVersion })
    for (const stranger of [await world.guardian(await world.aChild()), world.admin]) {
      expect(
        await world.refused(stranger, 'account.giveConsent', {
          studentId: child.studentId,
          version: consentVersion,
        }),
      ).toBe('record.not_found')
      expect(await world.refused(stranger, 'account.withdrawConsent', { studentId: child.studentId })).toBe(
        'record.not_found',
      )
    }
    expect(await world.refused(null, 'account.withdrawConsent', { studentId: child.studentId })).toBe(
      'session.missing',
    )
    expect((await world.get(mother, 'account.getMe', {})).children[0]?.isConsented).toBe(true)
  })
})

describe('my data', () => {
  it('are all there in the export, and nobody else’s', async () => {
    const child = await world.aChild('林小满')
    const mother = await world.guardian(child, 'mother', '李梅')
    const father = await world.guardian(child, 'father', '林大海')
    await world.get(mother, 'account.giveConsent', { studentId: child.studentId, version: consentVersion })
    for (const person of [mother, father])
      await world.sql(
        `insert into messages (user_id, id, kind, title, body, sent_at) values ($1, $2, 'system', $3, '文', $4)`,
        [person.userId, randomUUID(), `给${person.name}`, world.clock.now],
      )
    const { json } = await world.get(mother, 'account.exportMyData', {})
    const data = JSON.parse(json)
    expect(data.account).toMatchObject([{ id: mother.userId, openid: mother.openid, display_name: '李梅' }])
    expect(data.children).toMatchObject([{ school: '海棠小学', child: '林小满', relation: 'mother' }])
    expect(data.consents).toMatchObject([{ version: consentVersion, child: '林小满' }])
    expect(data.messages).toMatchObject([{ title: '给李梅' }])
    expect(data.reports).toContain('求助')
    for (const theirs of ['林大海', father.userId, father.openid]) expect(json).not.toContain(theirs)
    expect(await world.refused(null, 'account.exportMyData', {})).toBe('session.missing')
  })

  it('are gone after a deletion, which says what stays and why', async () => {
    const child = await world.aChild()
    const mother = await world.guardian(child, 'mother', '李梅')
    await world.get(mother, 'account.giveConsent', { studentId: child.studentId, version: consentVersion })
    await world.get(mother, 'account.recordReminderConsent', {
      templateKey: 'case_progress',
      isAccepted: true,
    })
    await world.sql(
      `insert into messages (user_id, id, kind, title, body, sent_at) values ($1, $2, 'system', '题', '文', $3)`,
      [mother.userId, randomUUID(), world.clock.now],
    )
    const { code } = await world.get(mother, 'account.inviteGuardian', { studentId: child.studentId })
    const ticket = await world.get(null, 'account.startWebSignIn', {})
    await world.get(mother, 'account.answerWebSignIn', { ticketId: ticket.ticketId, accept: true })
    const { session } = await world.get(null, 'account.pollWebSignIn', ticket)
    const late = await world.get(null, 'account.startWebSignIn', {})
    await world.get(mother, 'account.answerWebSignIn', { ticketId: late.ticketId, accept: true })

    const { kept } = await world.get(mother, 'account.deleteMyAccount', { confirmation: '删除我的账号' })
    expect(kept.join('')).toMatch(/求助与举报[\s\S]*记录/)
    expect(
      await world.sql(
        'select openid, display_name, deleted_at is not null as gone from users where id = $1',
        [mother.userId],
      ),
    ).toEqual([{ openid: null, display_name: '', gone: true }])
    expect(await world.refused(null, 'account.getMe', {}, { token: session!.token })).toBe('session.ended')
    expect((await world.get(null, 'account.pollWebSignIn', late)).session).toBeNull()
    expect(outcomeOf(await world.bind(await world.person(), code))).toBe('binding.code_wrong')
    for (const table of ['messages', 'reminder_credits'])
      expect(await world.sql(`select 1 from ${table} where user_id = $1`, [mother.userId])).toEqual([])
    expect(
      await world.sql('select status, name from guardianships where user_id = $1', [mother.userId]),
    ).toEqual([{ status: 'ended', name: '' }])
    const again = await world.get(mother, 'account.getMe', {})
    expect(again.userId).not.toBe(mother.userId)
    expect(again).toMatchObject({ children: [], displayName: '' })
  })

  it('of the only world.admin of a school stay until there is another one', async () => {
    const lonely = await world.school()
    const only = await world.staff('school_admin', lonely, '陈老师')
    const confirmation = '删除我的账号' as const
    expect(await world.refused(only, 'account.deleteMyAccount', { confirmation })).toBe('staff.last_admin')
    expect((await world.get(only, 'account.getMe', {})).posts).toHaveLength(1)
    const second = await world.staff('school_admin', lonely)
    const answers = await Promise.all(
      [only, second].map((who) => world.ask(who, 'account.deleteMyAccount', { confirmation })),
    )
    expect(answers.map((each) => (each.ok ? 'gone' : each.error.code)).sort()).toEqual([
      'gone',
      'staff.last_admin',
    ])
    const gone = answers.find((each) => each.ok)
    expect(gone?.ok && gone.data.kept.join('')).toContain('任职记录')
  })

  it('are not deleted by a slip of the finger or by nobody', async () => {
    const person = await world.person()
    expect(
      await world.refused(person, 'account.deleteMyAccount', { confirmation: '删除' as '删除我的账号' }),
    ).toBe('input.invalid')
    expect(await world.refused(null, 'account.deleteMyAccount', { confirmation: '删除我的账号' })).toBe(
      'session.missing',
    )
  })
})

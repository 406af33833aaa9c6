/** Binding a child, those who stand for it, consent, and one's own data. */
import { randomBytes, randomUUID } from 'node:crypto'
import { currentConsent } from '../../cloudfunctions/account/consent-text'
import { hashSecret } from '../../cloudfunctions/platform/identity'
import { bindingHandle, formatBindingCode, makeBindingCode } from '../../contract/account/binding-code'
import { makeWorld, type TestPerson, type TestStudent, type World } from '../support/world'

jest.setTimeout(60_000)
const consentVersion = currentConsent.version
let world: World
let schoolId: number
let classId: number
let admin: TestPerson
beforeAll(async () => {
  world = await makeWorld()
  schoolId = await world.school('海棠小学')
  classId = await world.schoolClass(schoolId, 4, 2)
  admin = await world.staff('school_admin', schoolId, '王老师')
})
afterAll(() => world.close())
beforeEach(() => {
  world.clock.now = new Date('2026-11-17T12:00:00Z')
})

const aChild = (name?: string) => world.student(schoolId, classId, name)
const hoursLater = (hours: number) => {
  world.clock.now = new Date(world.clock.now.getTime() + hours * 3_600_000)
}

const codeFor = async (child: TestStudent, expiresAt = new Date('2026-12-17T12:00:00Z')): Promise<string> => {
  const code = makeBindingCode(randomBytes(40))
  await world.sql(
    `insert into binding_codes (school_id, id, student_id, handle, code_hash, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      child.schoolId,
      randomUUID(),
      child.studentId,
      bindingHandle(code),
      hashSecret(code),
      world.clock.now,
      expiresAt,
    ],
  )
  return formatBindingCode(code)
}
/** The same beginning, another ending. */
const wrongEnding = (code: string): string => `${code.slice(0, -1)}${code.endsWith('2') ? '3' : '2'}`
const bind = (who: TestPerson | null, code: string, relation: 'mother' | 'father' | 'self' = 'mother') =>
  world.ask(who, 'account.bindChild', { code, relation, consentVersion })
const codeOf = (envelope: Awaited<ReturnType<typeof bind>>): string =>
  envelope.ok ? envelope.data.status : envelope.error.code
const noticesOf = async (person: TestPerson): Promise<string[]> =>
  (
    await world.sql<{ kind: string }>('select kind from outbox where user_id = $1 order by created_at', [
      person.userId,
    ])
  ).map((row) => row.kind)
const tiesOf = (person: TestPerson) =>
  world.sql<{ id: string; status: string; way: string; student_id: number }>(
    'select id, status, way, student_id from guardianships where user_id = $1 order by created_at, id',
    [person.userId],
  )

describe('a binding code', () => {
  it('shows enough of the child to know it, and no more, before anybody says yes', async () => {
    const code = await codeFor(await aChild('林小满'))
    const preview = await world.get(await world.person(), 'account.previewBinding', { code })
    expect(preview).toEqual({
      schoolName: '海棠小学',
      className: '四年级2班',
      maskedName: '林*满',
      needsConfirmation: false,
    })
    expect(await world.refused(null, 'account.previewBinding', { code })).toBe('session.missing')
  })

  it('ties the first guardian at once, with their consent, however the code is written', async () => {
    const child = await aChild('林小满')
    const mother = await world.person('李梅')
    const code = await codeFor(child)
    const bound = await world.get(mother, 'account.bindChild', {
      code: ` ${code.toLowerCase().replace('-', ' ')} `,
      relation: 'mother',
      consentVersion,
    })
    expect(bound.status).toBe('active')
    expect(bound.child).toMatchObject({ studentId: child.studentId, name: '林小满', isConsented: true })
    expect((await world.get(mother, 'account.getMe', {})).children).toEqual([bound.child])
  })

  it('works once, and a retry of the same tap is answered as before', async () => {
    const code = await codeFor(await aChild())
    const mother = await world.person()
    const input = { code, relation: 'mother' as const, consentVersion, requestId: randomUUID() }
    const first = await world.get(mother, 'account.bindChild', input)
    expect(await world.get(mother, 'account.bindChild', input)).toEqual(first)
    expect(await tiesOf(mother)).toHaveLength(1)
    expect(codeOf(await bind(await world.person(), code))).toBe('binding.code_wrong')
  })

  it('binds one of two people who use it at the same moment', async () => {
    const code = await codeFor(await aChild())
    const people = await Promise.all([world.person(), world.person()])
    const answers = await Promise.all(people.map((who) => bind(who, code)))
    expect(answers.map(codeOf).sort()).toEqual(['active', 'binding.code_wrong'])
  })

  it('lets only one of two first guardians in at the same moment without a yes', async () => {
    const child = await aChild()
    const [one, two] = [await codeFor(child), await codeFor(child)]
    const answers = await Promise.all([
      bind(await world.person(), one, 'mother'),
      bind(await world.person(), two, 'father'),
    ])
    expect(answers.map(codeOf).sort()).toEqual(['active', 'pending'])
  })

  it('refuses the same child twice and leaves the second code for somebody else', async () => {
    const child = await aChild()
    const mother = await world.guardian(child)
    const code = await codeFor(child)
    expect(codeOf(await bind(mother, code))).toBe('binding.already_bound')
    expect(codeOf(await bind(await world.person(), code, 'father'))).toBe('pending')
  })

  it('is refused once it is too old or was taken back', async () => {
    const person = await world.person()
    const child = await aChild()
    const old = await codeFor(child, world.clock.now)
    const revoked = await codeFor(child)
    await world.sql('update binding_codes set revoked_at = $2 where handle = $1', [
      bindingHandle(revoked),
      world.clock.now,
    ])
    for (const code of [old, revoked]) {
      expect(codeOf(await bind(person, code))).toBe('binding.code_wrong')
      expect(await world.refused(person, 'account.previewBinding', { code })).toBe('binding.code_wrong')
    }
    expect(await tiesOf(person)).toEqual([])
  })

  it('locks after five wrong endings, from whomever they come, even for the right one', async () => {
    const code = await codeFor(await aChild())
    for (let miss = 0; miss < 5; miss++) {
      const guesser = await world.person()
      expect(await world.refused(guesser, 'account.previewBinding', { code: wrongEnding(code) })).toBe(
        'binding.code_wrong',
      )
    }
    expect(codeOf(await bind(await world.person(), code))).toBe('binding.code_locked')
  })

  it('stops a person who types ten wrong ones within an hour, and lets them go on afterwards', async () => {
    const guesser = await world.person()
    const code = await codeFor(await aChild())
    for (let miss = 0; miss < 10; miss++)
      expect(await world.refused(guesser, 'account.previewBinding', { code: '2222-222222' })).toBe(
        'binding.code_wrong',
      )
    expect(codeOf(await bind(guesser, code))).toBe('binding.code_locked')
    hoursLater(1)
    expect(codeOf(await bind(guesser, code))).toBe('active')
  })

  it('is not used up by an old consent, a wrong relation or ten megabytes', async () => {
    const code = await codeFor(await aChild())
    const person = await world.person()
    expect(
      await world.refused(person, 'account.bindChild', {
        code,
        relation: 'mother',
        consentVersion: '2020-01',
      }),
    ).toBe('consent.version_old')
    expect(
      await world.refused(person, 'account.bindChild', {
        code,
        relation: 'aunt' as 'mother',
        consentVersion,
      }),
    ).toBe('input.invalid')
    expect(
      await world.refused(person, 'account.bindChild', {
        code: 'A'.repeat(10_000_000),
        relation: 'mother',
        consentVersion,
      }),
    ).toBe('input.invalid')
    expect(codeOf(await bind(null, code))).toBe('session.missing')
    expect(codeOf(await bind(person, code))).toBe('active')
  })

  it('still binds a child whose class is gone', async () => {
    const child = await aChild('周子安')
    const code = await codeFor(child)
    await world.sql('update students set class_id = null where id = $1', [child.studentId])
    const bound = await world.get(await world.person(), 'account.bindChild', {
      code,
      relation: 'mother',
      consentVersion,
    })
    expect(bound.child).toMatchObject({ className: '未分班', classId: null })
  })

  it('no longer binds a child who has left', async () => {
    const child = await aChild()
    const code = await codeFor(child)
    await world.sql('update students set left_at = now() where id = $1', [child.studentId])
    expect(codeOf(await bind(await world.person(), code))).toBe('binding.code_wrong')
  })
})

describe('a second guardian', () => {
  it('waits for the first, who is told, and is let in by their yes', async () => {
    const child = await aChild()
    const mother = await world.guardian(child, 'mother')
    const father = await world.person('父亲')
    expect(codeOf(await bind(father, await codeFor(child), 'father'))).toBe('pending')
    expect(await noticesOf(mother)).toEqual(['guardian_asked'])
    const me = await world.get(father, 'account.getMe', {})
    expect(me.children).toMatchObject([{ studentId: child.studentId, status: 'pending' }])
    const { guardians } = await world.get(mother, 'account.listGuardians', { studentId: child.studentId })
    expect(guardians.map((each) => [each.relation, each.status, each.isMe])).toEqual([
      ['mother', 'active', true],
      ['father', 'pending', false],
    ])
    const guardianshipId = guardians[1]!.guardianshipId
    await world.get(mother, 'account.answerGuardian', { guardianshipId, accept: true })
    expect((await world.get(father, 'account.getMe', {})).children).toMatchObject([{ status: 'active' }])
    expect(await noticesOf(father)).toEqual(['guardian_answered'])
    expect(await world.refused(mother, 'account.answerGuardian', { guardianshipId, accept: false })).toBe(
      'record.changed',
    )
  })

  it('may be refused, by the school too, and is told', async () => {
    const child = await aChild()
    await world.guardian(child)
    const stranger = await world.person()
    await bind(stranger, await codeFor(child), 'father')
    const [tie] = await tiesOf(stranger)
    await world.get(admin, 'account.answerGuardian', { guardianshipId: tie!.id, accept: false })
    expect((await world.get(stranger, 'account.getMe', {})).children).toEqual([])
    expect(await noticesOf(stranger)).toEqual(['guardian_answered'])
  })

  it('cannot say yes to themselves, nor can anybody who does not stand for the child', async () => {
    const child = await aChild()
    const mother = await world.guardian(child)
    const pupil = await world.guardian(child, 'self')
    const asker = await world.guardian(await aChild(), 'father')
    await bind(asker, await codeFor(child), 'father')
    const tie = (await tiesOf(asker)).find((each) => each.student_id === child.studentId)
    const otherSchool = await world.school()
    const strangers = {
      themselves: asker,
      'a guardian of another child': await world.guardian(await aChild()),
      'the admin of another school': await world.staff('school_admin', otherSchool),
    }
    for (const stranger of Object.values(strangers))
      expect(
        await world.refused(stranger, 'account.answerGuardian', { guardianshipId: tie!.id, accept: true }),
      ).toBe('record.not_found')
    const withoutARole = [
      pupil,
      await world.staff('teacher', schoolId),
      await world.staff('bureau_officer', null),
    ]
    for (const stranger of withoutARole)
      expect(
        await world.refused(stranger, 'account.answerGuardian', { guardianshipId: tie!.id, accept: true }),
      ).toBe('role.forbidden')
    expect(
      await world.refused(null, 'account.answerGuardian', { guardianshipId: tie!.id, accept: true }),
    ).toBe('session.missing')
    expect(
      await world.refused(mother, 'account.answerGuardian', { guardianshipId: randomUUID(), accept: true }),
    ).toBe('record.not_found')
    expect((await tiesOf(asker)).find((each) => each.student_id === child.studentId)?.status).toBe('pending')
  })

  it('cannot be confirmed by an admin who is the one who asks', async () => {
    const child = await aChild()
    await world.guardian(child)
    const self = await world.staff('school_admin', schoolId)
    await bind(self, await codeFor(child), 'father')
    const [tie] = await tiesOf(self)
    expect(
      await world.refused(self, 'account.answerGuardian', { guardianshipId: tie!.id, accept: true }),
    ).toBe('record.not_found')
    await world.get(admin, 'account.answerGuardian', { guardianshipId: tie!.id, accept: true })
  })

  it('comes by an invitation that works once and that the first guardian still confirms', async () => {
    const child = await aChild()
    const mother = await world.guardian(child)
    const grandma = await world.person('外婆')
    const earlier = await world.get(mother, 'account.inviteGuardian', { studentId: child.studentId })
    const { code, expiresAt } = await world.get(mother, 'account.inviteGuardian', {
      studentId: child.studentId,
    })
    expect(code).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{6}$/)
    expect(expiresAt).toBe('2026-11-20T12:00:00.000Z')
    expect(codeOf(await bind(grandma, earlier.code))).toBe('binding.code_wrong')
    expect(codeOf(await bind(grandma, code))).toBe('pending')
    expect((await tiesOf(grandma))[0]?.way).toBe('invitation')
    expect(codeOf(await bind(await world.person(), code))).toBe('binding.code_wrong')
  })

  it('is invited by nobody but a confirmed guardian', async () => {
    const child = await aChild()
    const mother = await world.guardian(child)
    const waiting = await world.guardian(await aChild())
    await bind(waiting, await codeFor(child), 'father')
    for (const who of [waiting, await world.guardian(await aChild())])
      expect(await world.refused(who, 'account.inviteGuardian', { studentId: child.studentId })).toBe(
        'record.not_found',
      )
    for (const who of [await world.guardian(child, 'self'), admin])
      expect(await world.refused(who, 'account.inviteGuardian', { studentId: child.studentId })).toBe(
        'role.forbidden',
      )
    expect(await world.refused(mother, 'account.inviteGuardian', { studentId: 999_999 })).toBe(
      'record.not_found',
    )
  })
})

describe('the pupil’s own account', () => {
  it('stands at once where there is no guardian, and does not keep a guardian waiting', async () => {
    const child = await aChild()
    const pupil = await world.person()
    expect(codeOf(await bind(pupil, await codeFor(child), 'self'))).toBe('active')
    expect(codeOf(await bind(await world.person(), await codeFor(child), 'mother'))).toBe('active')
    expect((await world.get(pupil, 'account.getMe', {})).self).toMatchObject({
      status: 'active',
      isConsented: true,
    })
  })

  it('waits for the guardian where there is one, and a second account of the same pupil waits for the school', async () => {
    const guarded = await aChild()
    await world.guardian(guarded)
    expect(codeOf(await bind(await world.person(), await codeFor(guarded), 'self'))).toBe('pending')
    const alone = await aChild()
    await bind(await world.person(), await codeFor(alone), 'self')
    const before = (await noticesOf(admin)).length
    expect(codeOf(await bind(await world.person(), await codeFor(alone), 'self'))).toBe('pending')
    expect(await noticesOf(admin)).toHaveLength(before + 1)
  })

  it('counts as consented only by a guardian, or by a pupil of the senior stage', async () => {
    const child = await aChild()
    const pupil = await world.person()
    const bound = await world.get(pupil, 'account.bindChild', {
      code: await codeFor(child),
      relation: 'self',
      consentVersion,
    })
    expect(bound.child.isConsented).toBe(false)
    const senior = await world.school('高中', ['senior'])
    const older = await world.student(senior, await world.schoolClass(senior, 10, 1))
    const youth = await world.get(await world.person(), 'account.bindChild', {
      code: await codeFor(older),
      relation: 'self',
      consentVersion,
    })
    expect(youth.child.isConsented).toBe(true)
  })
})

describe('asking without a code', () => {
  const ask = (who: TestPerson | null, child: TestStudent, numberEnd: string, changes = {}) =>
    world.ask(who, 'account.askToBind', {
      schoolId: child.schoolId,
      childName: child.name,
      studentNumberEnd: numberEnd,
      relation: 'mother',
      guardianName: '李梅',
      consentVersion,
      ...changes,
    })
  const endOf = async (child: TestStudent): Promise<string> =>
    (
      await world.sql<{ end: string }>('select right(student_number, 4) as end from students where id = $1', [
        child.studentId,
      ])
    )[0]!.end
  const told = (envelope: Awaited<ReturnType<typeof ask>>) =>
    envelope.ok ? envelope.data : envelope.error.code

  it('says the same whether the child exists or not, everywhere one could look', async () => {
    const child = await aChild('方小舟')
    const [right, wrong] = [await world.person(''), await world.person('')]
    expect(told(await ask(right, child, await endOf(child)))).toEqual({ done: true })
    expect(told(await ask(wrong, child, '0000'))).toEqual({ done: true })
    expect((await tiesOf(right)).map((tie) => [tie.status, tie.way])).toEqual([['pending', 'roster_match']])
    expect(await tiesOf(wrong)).toEqual([])
    const views = await Promise.all(
      [right, wrong].map(async (who) => {
        const me = await world.get(who, 'account.getMe', {})
        const data = JSON.parse((await world.get(who, 'account.exportMyData', {})).json)
        return [me.children, me.displayName, data.children, data.consents]
      }),
    )
    expect(views[0]).toEqual(views[1])
    for (const who of [right, wrong]) {
      expect(await world.refused(who, 'account.leaveChild', { studentId: child.studentId })).toBe(
        'record.not_found',
      )
      expect(
        await world.refused(who, 'account.giveConsent', {
          studentId: child.studentId,
          version: consentVersion,
        }),
      ).toBe('record.not_found')
      expect(await world.refused(who, 'account.withdrawConsent', { studentId: child.studentId })).toBe(
        'record.not_found',
      )
      expect(await world.refused(who, 'account.listGuardians', { studentId: child.studentId })).toBe(
        'role.forbidden',
      )
    }
  })

  it('tells the school, whose yes brings the child; a no stays silent', async () => {
    const child = await aChild('方小舟')
    const [mother, stranger] = [await world.person(''), await world.person('')]
    const before = (await noticesOf(admin)).length
    await ask(mother, child, await endOf(child))
    await ask(stranger, child, await endOf(child))
    expect(await noticesOf(admin)).toHaveLength(before + 2)
    await world.get(admin, 'account.answerGuardian', {
      guardianshipId: (await tiesOf(mother))[0]!.id,
      accept: true,
    })
    await world.get(admin, 'account.answerGuardian', {
      guardianshipId: (await tiesOf(stranger))[0]!.id,
      accept: false,
    })
    expect((await world.get(mother, 'account.getMe', {})).children).toMatchObject([
      { name: '方小舟', isConsented: true },
    ])
    expect(await noticesOf(mother)).toEqual(['guardian_answered'])
    expect(await noticesOf(stranger)).toEqual([])
  })

  it('asks once however often it is tried, and is overtaken by a code', async () => {
    const child = await aChild()
    const mother = await world.person()
    await ask(mother, child, await endOf(child))
    expect(told(await ask(mother, child, await endOf(child)))).toEqual({ done: true })
    expect(await tiesOf(mother)).toHaveLength(1)
    expect(codeOf(await bind(mother, await codeFor(child)))).toBe('active')
    expect((await tiesOf(mother)).map((tie) => tie.status).sort()).toEqual(['active', 'ended'])
  })

  it('does not choose between two children who look alike, nor look into another school', async () => {
    const [one, two] = [await aChild('双双'), await aChild('双双')]
    await world.sql(`update students set student_number = 'X' || id || '-7788' where id = any ($1::int[])`, [
      [one.studentId, two.studentId],
    ])
    const mother = await world.person()
    await ask(mother, one, '7788')
    const child = await aChild()
    await ask(mother, child, await endOf(child), { schoolId: await world.school() })
    expect(await tiesOf(mother)).toEqual([])
  })

  it('stops after five a day, and refuses an old consent and strange input', async () => {
    const child = await aChild()
    const person = await world.person()
    for (let times = 0; times < 5; times++)
      expect(told(await ask(person, child, '0000'))).toEqual({ done: true })
    expect(told(await ask(person, child, await endOf(child)))).toBe('request.too_many')
    const other = await world.person()
    expect(told(await ask(other, child, '0000', { consentVersion: 'old' }))).toBe('consent.version_old')
    expect(told(await ask(other, child, '0000', { childName: '长'.repeat(10_000_000) }))).toBe(
      'input.invalid',
    )
    expect(told(await ask(other, child, '0000', { schoolId: '1' }))).toBe('input.invalid')
    expect(told(await ask(null, child, '0000'))).toBe('session.missing')
    hoursLater(24)
    expect(told(await ask(person, child, await endOf(child)))).toEqual({ done: true })
  })
})

describe('those who stand for a child', () => {
  it('are seen by a guardian, the pupil and the school’s admin, whose look is logged', async () => {
    const child = await aChild()
    const mother = await world.guardian(child, 'mother', '李梅')
    const pupil = await world.guardian(child, 'self', '')
    for (const who of [mother, pupil, admin]) {
      const { guardians } = await world.get(who, 'account.listGuardians', { studentId: child.studentId })
      expect(guardians.map((each) => each.name)).toEqual(['李梅', '学生本人'])
    }
    const log = await world.sql('select user_id from access_log where subject = $1', [
      `student:${child.studentId}`,
    ])
    expect(log).toEqual([{ user_id: admin.userId }])
  })

  it('are hidden from other families, other schools and those without the role', async () => {
    const child = await aChild()
    await world.guardian(child)
    const strangers = [
      await world.guardian(await aChild()),
      await world.staff('school_admin', await world.school()),
    ]
    for (const who of strangers)
      expect(await world.refused(who, 'account.listGuardians', { studentId: child.studentId })).toBe(
        'record.not_found',
      )
    const teacher = await world.staff('teacher', schoolId)
    expect(await world.refused(teacher, 'account.listGuardians', { studentId: child.studentId })).toBe(
      'role.forbidden',
    )
    expect(await world.refused(null, 'account.listGuardians', { studentId: child.studentId })).toBe(
      'session.missing',
    )
  })

  it('may leave, but never the last of them', async () => {
    const child = await aChild()
    const mother = await world.guardian(child, 'mother')
    await world.guardian(child, 'self')
    expect(await world.refused(mother, 'account.leaveChild', { studentId: child.studentId })).toBe(
      'binding.last_guardian',
    )
    const father = await world.guardian(child, 'father')
    await world.get(father, 'account.giveConsent', { studentId: child.studentId, version: consentVersion })
    await world.get(father, 'account.leaveChild', { studentId: child.studentId })
    expect((await world.get(father, 'account.getMe', {})).children).toEqual([])
    expect(
      await world.sql('select 1 from consents where user_id = $1 and withdrawn_at is null', [father.userId]),
    ).toEqual([])
    expect(await world.refused(father, 'account.leaveChild', { studentId: child.studentId })).toBe(
      'record.not_found',
    )
    expect(await world.refused(mother, 'account.leaveChild', { studentId: child.studentId })).toBe(
      'binding.last_guardian',
    )
  })

  it('cannot both leave at the same moment', async () => {
    const child = await aChild()
    const pair = [await world.guardian(child, 'mother'), await world.guardian(child, 'father')]
    const answers = await Promise.all(
      pair.map((who) => world.ask(who, 'account.leaveChild', { studentId: child.studentId })),
    )
    expect(answers.map((each) => (each.ok ? 'left' : each.error.code)).sort()).toEqual([
      'binding.last_guardian',
      'left',
    ])
  })

  it('may take back a request that still waits, and the pupil may always leave', async () => {
    const child = await aChild()
    await world.guardian(child)
    const waiting = await world.person()
    await bind(waiting, await codeFor(child), 'father')
    await world.get(waiting, 'account.leaveChild', { studentId: child.studentId })
    expect((await tiesOf(waiting)).map((tie) => tie.status)).toEqual(['ended'])
    const pupil = await world.guardian(child, 'self')
    expect(await world.get(pupil, 'account.leaveChild', { studentId: child.studentId })).toEqual({
      done: true,
    })
    expect(await world.refused(null, 'account.leaveChild', { studentId: child.studentId })).toBe(
      'session.missing',
    )
  })
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
    const [child, sibling] = [await aChild(), await aChild()]
    const mother = await world.guardian(child)
    await world.sql(
      `insert into guardianships (id, school_id, student_id, user_id, relation, status, way, created_at)
       values ($1, $2, $3, $4, 'mother', 'active', 'code', $5)`,
      [randomUUID(), schoolId, sibling.studentId, mother.userId, world.clock.now],
    )
    await world.sql(
      `insert into consents (id, user_id, school_id, student_id, version, given_at) values ($1, $2, $3, $4, '2020-01', $5)`,
      [randomUUID(), mother.userId, schoolId, child.studentId, world.clock.now],
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
    const child = await aChild()
    const mother = await world.guardian(child)
    await world.get(mother, 'account.giveConsent', { studentId: child.studentId, version: consentVersion })
    for (const stranger of [await world.guardian(await aChild()), admin]) {
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
    const child = await aChild('林小满')
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
    const child = await aChild()
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
    expect(codeOf(await bind(await world.person(), code))).toBe('binding.code_wrong')
    for (const table of ['messages', 'reminder_credits'])
      expect(await world.sql(`select 1 from ${table} where user_id = $1`, [mother.userId])).toEqual([])
    expect(
      await world.sql('select status, name from guardianships where user_id = $1', [mother.userId]),
    ).toEqual([{ status: 'ended', name: '' }])
    const again = await world.get(mother, 'account.getMe', {})
    expect(again.userId).not.toBe(mother.userId)
    expect(again).toMatchObject({ children: [], displayName: '' })
  })

  it('of the only admin of a school stay until there is another one', async () => {
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

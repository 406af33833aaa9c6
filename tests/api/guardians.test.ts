/** Those who stand for a child: who confirms them, who sees them, who may leave. */
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

describe('a second guardian', () => {
  it('waits for the first, who is told, and is let in by their yes', async () => {
    const child = await world.aChild()
    const mother = await world.guardian(child, 'mother')
    const father = await world.person('父亲')
    world.clock.now = new Date('2026-11-17T12:01:00Z')
    expect(outcomeOf(await world.bind(father, await world.codeFor(child), 'father'))).toBe('pending')
    expect(await world.noticesOf(mother)).toEqual(['guardian_asked'])
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
    expect(await world.noticesOf(father)).toEqual(['guardian_answered'])
    expect(await world.refused(mother, 'account.answerGuardian', { guardianshipId, accept: false })).toBe(
      'record.changed',
    )
  })

  it('may be refused, by the school too, and is told', async () => {
    const child = await world.aChild()
    await world.guardian(child)
    const stranger = await world.person()
    await world.bind(stranger, await world.codeFor(child), 'father')
    const [tie] = await world.tiesOf(stranger)
    await world.get(world.admin, 'account.answerGuardian', { guardianshipId: tie!.id, accept: false })
    expect((await world.get(stranger, 'account.getMe', {})).children).toEqual([])
    expect(await world.noticesOf(stranger)).toEqual(['guardian_answered'])
  })

  it('cannot say yes to themselves, nor can anybody who does not stand for the child', async () => {
    const child = await world.aChild()
    const mother = await world.guardian(child)
    const pupil = await world.guardian(child, 'self')
    const asker = await world.guardian(await world.aChild(), 'father')
    await world.bind(asker, await world.codeFor(child), 'father')
    const tie = (await world.tiesOf(asker)).find((each) => each.student_id === child.studentId)
    const otherSchool = await world.school()
    const strangers = {
      themselves: asker,
      'a guardian of another child': await world.guardian(await world.aChild()),
      'the world.admin of another school': await world.staff('school_admin', otherSchool),
    }
    for (const stranger of Object.values(strangers))
      expect(
        await world.refused(stranger, 'account.answerGuardian', { guardianshipId: tie!.id, accept: true }),
      ).toBe('record.not_found')
    const withoutARole = [
      pupil,
      await world.staff('teacher', world.schoolId),
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
    expect((await world.tiesOf(asker)).find((each) => each.student_id === child.studentId)?.status).toBe(
      'pending',
    )
  })

  it('cannot be confirmed by an world.admin who is the one who asks', async () => {
    const child = await world.aChild()
    await world.guardian(child)
    const self = await world.staff('school_admin', world.schoolId)
    await world.bind(self, await world.codeFor(child), 'father')
    const [tie] = await world.tiesOf(self)
    expect(
      await world.refused(self, 'account.answerGuardian', { guardianshipId: tie!.id, accept: true }),
    ).toBe('record.not_found')
    await world.get(world.admin, 'account.answerGuardian', { guardianshipId: tie!.id, accept: true })
  })

  it('comes by an invitation that works once and that the first guardian still confirms', async () => {
    const child = await world.aChild()
    const mother = await world.guardian(child)
    const grandma = await world.person('外婆')
    const earlier = await world.get(mother, 'account.inviteGuardian', { studentId: child.studentId })
    const { code, expiresAt } = await world.get(mother, 'account.inviteGuardian', {
      studentId: child.studentId,
    })
    expect(code).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{6}$/)
    expect(expiresAt).toBe('2026-11-20T12:00:00.000Z')
    expect(outcomeOf(await world.bind(grandma, earlier.code))).toBe('binding.code_wrong')
    expect(outcomeOf(await world.bind(grandma, code))).toBe('pending')
    expect((await world.tiesOf(grandma))[0]?.way).toBe('invitation')
    expect(outcomeOf(await world.bind(await world.person(), code))).toBe('binding.code_wrong')
  })

  it('is invited by nobody but a confirmed guardian', async () => {
    const child = await world.aChild()
    const mother = await world.guardian(child)
    const waiting = await world.guardian(await world.aChild())
    await world.bind(waiting, await world.codeFor(child), 'father')
    for (const who of [waiting, await world.guardian(await world.aChild())])
      expect(await world.refused(who, 'account.inviteGuardian', { studentId: child.studentId })).toBe(
        'record.not_found',
      )
    for (const who of [await world.guardian(child, 'self'), world.admin])
      expect(await world.refused(who, 'account.inviteGuardian', { studentId: child.studentId })).toBe(
        'role.forbidden',
      )
    expect(await world.refused(mother, 'account.inviteGuardian', { studentId: 999_999 })).toBe(
      'record.not_found',
    )
  })
})

describe('those who stand for a child', () => {
  it('are seen by a guardian, the pupil and the school’s world.admin, whose look is logged', async () => {
    const child = await world.aChild()
    const mother = await world.guardian(child, 'mother', '李梅')
    const pupil = await world.guardian(child, 'self', '')
    for (const who of [mother, pupil, world.admin]) {
      const { guardians } = await world.get(who, 'account.listGuardians', { studentId: child.studentId })
      expect(guardians.map((each) => each.name).sort()).toEqual(['学生本人', '李梅'])
    }
    const log = await world.sql('select user_id from access_log where subject = $1', [
      `student:${child.studentId}`,
    ])
    expect(log).toEqual([{ user_id: world.admin.userId }])
  })

  it('are hidden from other families, other schools and those without the role', async () => {
    const child = await world.aChild()
    await world.guardian(child)
    const strangers = [
      await world.guardian(await world.aChild()),
      await world.staff('school_admin', await world.school()),
    ]
    for (const who of strangers)
      expect(await world.refused(who, 'account.listGuardians', { studentId: child.studentId })).toBe(
        'record.not_found',
      )
    const teacher = await world.staff('teacher', world.schoolId)
    expect(await world.refused(teacher, 'account.listGuardians', { studentId: child.studentId })).toBe(
      'role.forbidden',
    )
    expect(await world.refused(null, 'account.listGuardians', { studentId: child.studentId })).toBe(
      'session.missing',
    )
  })

  it('may leave, but never the last of them', async () => {
    const child = await world.aChild()
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
    const child = await world.aChild()
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
    const child = await world.aChild()
    await world.guardian(child)
    const waiting = await world.person()
    await world.bind(waiting, await world.codeFor(child), 'father')
    await world.get(waiting, 'account.leaveChild', { studentId: child.studentId })
    expect((await world.tiesOf(waiting)).map((tie) => tie.status)).toEqual(['ended'])
    const pupil = await world.guardian(child, 'self')
    expect(await world.get(pupil, 'account.leaveChild', { studentId: child.studentId })).toEqual({
      done: true,
    })
    expect(await world.refused(null, 'account.leaveChild', { studentId: child.studentId })).toBe(
      'session.missing',
    )
  })
})

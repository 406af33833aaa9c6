/** Tying a person to a child: by a code, by the school, with consent. */
import { randomUUID } from 'node:crypto'
import { bindingHandle } from '../../contract/account/binding-code'
import { consentVersion, type FamilyWorld, makeFamilyWorld, outcomeOf } from '../support/families'
import type { TestPerson, TestStudent } from '../support/world'

jest.setTimeout(60_000)
let world: FamilyWorld
beforeAll(async () => {
  world = await makeFamilyWorld()
})
afterAll(() => world.close())
beforeEach(() => {
  world.clock.now = new Date('2026-11-17T12:00:00Z')
})

/** The same beginning, another ending. */
const wrongEnding = (code: string): string => `${code.slice(0, -1)}${code.endsWith('2') ? '3' : '2'}`

describe('a binding code', () => {
  it('shows enough of the child to know it, and no more, before anybody says yes', async () => {
    const code = await world.codeFor(await world.aChild('林小满'))
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
    const child = await world.aChild('林小满')
    const mother = await world.person('李梅')
    const code = await world.codeFor(child)
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
    const code = await world.codeFor(await world.aChild())
    const mother = await world.person()
    const input = { code, relation: 'mother' as const, consentVersion, requestId: randomUUID() }
    const first = await world.get(mother, 'account.bindChild', input)
    expect(await world.get(mother, 'account.bindChild', input)).toEqual(first)
    expect(await world.tiesOf(mother)).toHaveLength(1)
    expect(outcomeOf(await world.bind(await world.person(), code))).toBe('binding.code_wrong')
  })

  it('binds one of two people who use it at the same moment', async () => {
    const code = await world.codeFor(await world.aChild())
    const people = await Promise.all([world.person(), world.person()])
    const answers = await Promise.all(people.map((who) => world.bind(who, code)))
    expect(answers.map(outcomeOf).sort()).toEqual(['active', 'binding.code_wrong'])
  })

  it('lets only one of two first guardians in at the same moment without a yes', async () => {
    const child = await world.aChild()
    const [one, two] = [await world.codeFor(child), await world.codeFor(child)]
    const answers = await Promise.all([
      world.bind(await world.person(), one, 'mother'),
      world.bind(await world.person(), two, 'father'),
    ])
    expect(answers.map(outcomeOf).sort()).toEqual(['active', 'pending'])
  })

  it('refuses the same child twice and leaves the second code for somebody else', async () => {
    const child = await world.aChild()
    const mother = await world.guardian(child)
    const code = await world.codeFor(child)
    expect(outcomeOf(await world.bind(mother, code))).toBe('binding.already_bound')
    expect(outcomeOf(await world.bind(await world.person(), code, 'father'))).toBe('pending')
  })

  it('is refused once it is too old or was taken back', async () => {
    const person = await world.person()
    const child = await world.aChild()
    const old = await world.codeFor(child, world.clock.now)
    const revoked = await world.codeFor(child)
    await world.sql('update binding_codes set revoked_at = $2 where handle = $1', [
      bindingHandle(revoked),
      world.clock.now,
    ])
    for (const code of [old, revoked]) {
      expect(outcomeOf(await world.bind(person, code))).toBe('binding.code_wrong')
      expect(await world.refused(person, 'account.previewBinding', { code })).toBe('binding.code_wrong')
    }
    expect(await world.tiesOf(person)).toEqual([])
  })

  it('locks after five wrong endings, from whomever they come, even for the right one', async () => {
    const code = await world.codeFor(await world.aChild())
    for (let miss = 0; miss < 5; miss++) {
      const guesser = await world.person()
      expect(await world.refused(guesser, 'account.previewBinding', { code: wrongEnding(code) })).toBe(
        'binding.code_wrong',
      )
    }
    expect(outcomeOf(await world.bind(await world.person(), code))).toBe('binding.code_locked')
  })

  it('stops a person who types ten wrong ones within an hour, and lets them go on afterwards', async () => {
    const guesser = await world.person()
    const code = await world.codeFor(await world.aChild())
    for (let miss = 0; miss < 10; miss++)
      expect(await world.refused(guesser, 'account.previewBinding', { code: '2222-222222' })).toBe(
        'binding.code_wrong',
      )
    expect(outcomeOf(await world.bind(guesser, code))).toBe('binding.code_locked')
    world.hoursLater(1)
    expect(outcomeOf(await world.bind(guesser, code))).toBe('active')
  })

  it('is not used up by an old consent, a wrong relation or ten megabytes', async () => {
    const code = await world.codeFor(await world.aChild())
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
    expect(outcomeOf(await world.bind(null, code))).toBe('session.missing')
    expect(outcomeOf(await world.bind(person, code))).toBe('active')
  })

  it('still binds a child whose class is gone', async () => {
    const child = await world.aChild('周子安')
    const code = await world.codeFor(child)
    await world.sql('update students set class_id = null where id = $1', [child.studentId])
    const bound = await world.get(await world.person(), 'account.bindChild', {
      code,
      relation: 'mother',
      consentVersion,
    })
    expect(bound.child).toMatchObject({ className: '未分班', classId: null })
  })

  it('no longer binds a child who has left', async () => {
    const child = await world.aChild()
    const code = await world.codeFor(child)
    await world.sql('update students set left_at = now() where id = $1', [child.studentId])
    expect(outcomeOf(await world.bind(await world.person(), code))).toBe('binding.code_wrong')
  })
})

describe('the pupil’s own account', () => {
  it('stands at once where there is no guardian, and does not keep a guardian waiting', async () => {
    const child = await world.aChild()
    const pupil = await world.person()
    expect(outcomeOf(await world.bind(pupil, await world.codeFor(child), 'self'))).toBe('active')
    expect(outcomeOf(await world.bind(await world.person(), await world.codeFor(child), 'mother'))).toBe(
      'active',
    )
    expect((await world.get(pupil, 'account.getMe', {})).self).toMatchObject({
      status: 'active',
      isConsented: true,
    })
  })

  it('waits for the guardian where there is one, and a second account of the same pupil waits for the school', async () => {
    const guarded = await world.aChild()
    await world.guardian(guarded)
    expect(outcomeOf(await world.bind(await world.person(), await world.codeFor(guarded), 'self'))).toBe(
      'pending',
    )
    const alone = await world.aChild()
    await world.bind(await world.person(), await world.codeFor(alone), 'self')
    const before = (await world.noticesOf(world.admin)).length
    expect(outcomeOf(await world.bind(await world.person(), await world.codeFor(alone), 'self'))).toBe(
      'pending',
    )
    expect(await world.noticesOf(world.admin)).toHaveLength(before + 1)
  })

  it('counts as consented only by a guardian, or by a pupil of the senior stage', async () => {
    const child = await world.aChild()
    const pupil = await world.person()
    const bound = await world.get(pupil, 'account.bindChild', {
      code: await world.codeFor(child),
      relation: 'self',
      consentVersion,
    })
    expect(bound.child.isConsented).toBe(false)
    const senior = await world.school('高中', ['senior'])
    const older = await world.student(senior, await world.schoolClass(senior, 10, 1))
    const youth = await world.get(await world.person(), 'account.bindChild', {
      code: await world.codeFor(older),
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
    const child = await world.aChild('方小舟')
    const [right, wrong] = [await world.person(''), await world.person('')]
    expect(told(await ask(right, child, await endOf(child)))).toEqual({ done: true })
    expect(told(await ask(wrong, child, '0000'))).toEqual({ done: true })
    expect((await world.tiesOf(right)).map((tie) => [tie.status, tie.way])).toEqual([
      ['pending', 'roster_match'],
    ])
    expect(await world.tiesOf(wrong)).toEqual([])
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
    const child = await world.aChild('方小舟')
    const [mother, stranger] = [await world.person(''), await world.person('')]
    const before = (await world.noticesOf(world.admin)).length
    await ask(mother, child, await endOf(child))
    await ask(stranger, child, await endOf(child))
    expect(await world.noticesOf(world.admin)).toHaveLength(before + 2)
    await world.get(world.admin, 'account.answerGuardian', {
      guardianshipId: (await world.tiesOf(mother))[0]!.id,
      accept: true,
    })
    await world.get(world.admin, 'account.answerGuardian', {
      guardianshipId: (await world.tiesOf(stranger))[0]!.id,
      accept: false,
    })
    expect((await world.get(mother, 'account.getMe', {})).children).toMatchObject([
      { name: '方小舟', isConsented: true },
    ])
    expect(await world.noticesOf(mother)).toEqual(['guardian_answered'])
    expect(await world.noticesOf(stranger)).toEqual([])
  })

  it('asks once however often it is tried, and is overtaken by a code', async () => {
    const child = await world.aChild()
    const mother = await world.person()
    await ask(mother, child, await endOf(child))
    expect(told(await ask(mother, child, await endOf(child)))).toEqual({ done: true })
    expect(await world.tiesOf(mother)).toHaveLength(1)
    expect(outcomeOf(await world.bind(mother, await world.codeFor(child)))).toBe('active')
    expect((await world.tiesOf(mother)).map((tie) => tie.status).sort()).toEqual(['active', 'ended'])
  })

  it('does not choose between two children who look alike, nor look into another school', async () => {
    const [one, two] = [await world.aChild('双双'), await world.aChild('双双')]
    await world.sql(`update students set student_number = 'X' || id || '-7788' where id = any ($1::int[])`, [
      [one.studentId, two.studentId],
    ])
    const mother = await world.person()
    await ask(mother, one, '7788')
    const child = await world.aChild()
    await ask(mother, child, await endOf(child), { schoolId: await world.school() })
    expect(await world.tiesOf(mother)).toEqual([])
  })

  it('stops after five a day, and refuses an old consent and strange input', async () => {
    const child = await world.aChild()
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
    world.hoursLater(24)
    expect(told(await ask(person, child, await endOf(child)))).toEqual({ done: true })
  })
})

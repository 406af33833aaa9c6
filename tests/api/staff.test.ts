/** Colleagues: invited by a code, given a post, and let go; guardians who wait for the school. */
import { randomUUID } from 'node:crypto'
import type { StaffRole } from '../../contract/people'
import { makeWorld, type TestPerson, type World } from '../support/world'

jest.setTimeout(60_000)

let world: World
let school: number
let admin: TestPerson
let officer: TestPerson
let operator: TestPerson

beforeAll(async () => {
  world = await makeWorld()
  officer = await world.staff('bureau_officer', null)
  operator = await world.staff('operator', null)
}, 120_000)
afterAll(() => world.close())
beforeEach(async () => {
  school = await world.school()
  admin = await world.staff('school_admin', school)
})

const invite = (role: StaffRole = 'handler', schoolId: number | null = school, classIds: number[] = []) => ({
  schoolId,
  name: '王老师',
  role,
  classIds,
})
const staffOf = async (who: TestPerson, schoolId: number | null = school) =>
  world.get(who, 'account.listStaff', { schoolId })

describe('an invitation', () => {
  it('carries a post to the one who has its code, once, and the post counts at once', async () => {
    const classId = await world.schoolClass(school)
    const { code, invitationId } = await world.get(
      admin,
      'account.inviteStaff',
      invite('teacher', school, [classId]),
    )
    expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{6}$/)
    expect((await staffOf(admin)).invitations).toMatchObject([
      { invitationId, name: '王老师', role: 'teacher' },
    ])
    const stored = await world.sql<{ code_hash: string }>(
      'select code_hash from staff_invitations where id = $1',
      [invitationId],
    )
    expect(stored[0]?.code_hash).toMatch(/^[0-9a-f]{64}$/)
    const colleague = await world.person()
    const accepted = await world.get(colleague, 'account.acceptInvitation', {
      code: ` ${code.toLowerCase()} `,
    })
    expect(accepted).toMatchObject({ role: 'teacher' })
    const { staff, invitations } = await staffOf(admin)
    expect(invitations).toEqual([])
    expect(new Set(staff.map((post) => [post.name, post.role, post.classIds, post.isMe]))).toEqual(
      new Set([
        [admin.name, 'school_admin', [], true],
        ['王老师', 'teacher', [classId], false],
      ]),
    )
    expect(await world.get(colleague, 'account.listStudents', { schoolId: school, classId })).toEqual({
      students: [],
    })
    expect(await world.refused(await world.person(), 'account.acceptInvitation', { code })).toBe(
      'input.invalid',
    )
  })

  it('sent again answers the same code; two at one moment give one post', async () => {
    const again = { ...invite(), requestId: randomUUID() }
    const { code } = await world.get(admin, 'account.inviteStaff', again)
    expect((await world.get(admin, 'account.inviteStaff', again)).code).toBe(code)
    const [one, two] = [await world.person(), await world.person()]
    const answers = await Promise.all(
      [one, two].map((who) => world.ask(who, 'account.acceptInvitation', { code })),
    )
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
    expect((await staffOf(admin)).staff).toHaveLength(2)
  })

  it('to a post already held is used up and changes nothing', async () => {
    const { code } = await world.get(admin, 'account.inviteStaff', invite('school_admin'))
    await world.get(admin, 'account.acceptInvitation', { code })
    expect((await staffOf(admin)).staff).toHaveLength(1)
  })

  it('lapses after seven days, and when it is withdrawn', async () => {
    const first = await world.get(admin, 'account.inviteStaff', invite())
    const second = await world.get(admin, 'account.inviteStaff', invite())
    const stranger = await world.staff('school_admin', await world.school())
    const withdrawal = { invitationId: second.invitationId }
    expect(await world.refused(stranger, 'account.withdrawInvitation', withdrawal)).toBe('record.not_found')
    await world.get(admin, 'account.withdrawInvitation', withdrawal)
    expect(await world.refused(admin, 'account.withdrawInvitation', withdrawal)).toBe('record.not_found')
    const colleague = await world.person()
    expect(await world.refused(colleague, 'account.acceptInvitation', { code: second.code })).toBe(
      'input.invalid',
    )
    const before = world.clock.now
    world.clock.now = new Date(before.getTime() + 7 * 86_400_000 + 1000)
    expect(await world.refused(colleague, 'account.acceptInvitation', { code: first.code })).toBe(
      'input.invalid',
    )
    expect((await staffOf(admin)).invitations).toEqual([])
    world.clock.now = before
  })

  it('cannot be guessed: after ten wrong codes in an hour even the right one waits', async () => {
    const { code } = await world.get(admin, 'account.inviteStaff', invite())
    const guesser = await world.person()
    for (let turn = 0; turn < 10; turn += 1)
      expect(await world.refused(guesser, 'account.acceptInvitation', { code: `AB12-CD34${turn}F` })).toBe(
        'input.invalid',
      )
    expect(await world.refused(guesser, 'account.acceptInvitation', { code })).toBe('request.too_many')
    expect(await world.refused(guesser, 'account.acceptInvitation', { code: 'X'.repeat(10_000_000) })).toBe(
      'input.invalid',
    )
    await world.get(await world.person(), 'account.acceptInvitation', { code })
  })

  it('needs somebody signed in', async () => {
    expect(await world.refused(null, 'account.acceptInvitation', { code: 'AB12-CD34EF' })).toBe(
      'session.missing',
    )
    expect(await world.refused(null, 'account.inviteStaff', invite())).toBe('session.missing')
  })
})

describe('who may invite whom', () => {
  it('a school’s admin gives that school’s roles, and none of the bureau’s or another school’s', async () => {
    const other = await world.school()
    for (const role of ['bureau_officer', 'custodian', 'operator'] as const)
      expect(await world.refused(admin, 'account.inviteStaff', invite(role))).toBe('role.forbidden')
    expect(await world.refused(admin, 'account.inviteStaff', invite('bureau_officer', null))).toBe(
      'record.not_found',
    )
    expect(await world.refused(admin, 'account.inviteStaff', invite('handler', other))).toBe(
      'record.not_found',
    )
    const head = await world.staff('school_head', school)
    expect(await world.refused(head, 'account.inviteStaff', invite())).toBe('role.forbidden')
  })

  it('the bureau gives its own roles, and a school its first admin only', async () => {
    const fresh = await world.school()
    const { code } = await world.get(officer, 'account.inviteStaff', invite('school_admin', fresh))
    expect(await world.refused(officer, 'account.inviteStaff', invite('handler', fresh))).toBe(
      'role.forbidden',
    )
    await world.get(await world.person(), 'account.acceptInvitation', { code })
    expect(await world.refused(officer, 'account.inviteStaff', invite('school_admin', fresh))).toBe(
      'role.forbidden',
    )
    const bureau = await world.get(officer, 'account.inviteStaff', invite('custodian', null))
    const accepted = await world.get(await world.person(), 'account.acceptInvitation', { code: bureau.code })
    expect(accepted).toEqual({ role: 'custodian', schoolName: '教育局' })
    expect(await world.refused(officer, 'account.inviteStaff', invite('operator', null))).toBe(
      'role.forbidden',
    )
    await world.get(operator, 'account.inviteStaff', invite('operator', null))
    expect(await world.refused(operator, 'account.inviteStaff', invite('teacher', null))).toBe(
      'role.forbidden',
    )
  })

  it('a teacher’s classes are the school’s own', async () => {
    const other = await world.school()
    const far = await world.schoolClass(other)
    expect(await world.refused(admin, 'account.inviteStaff', invite('teacher', school, [far]))).toBe(
      'input.invalid',
    )
  })
})

describe('a post', () => {
  const postOf = async (who: TestPerson): Promise<string> =>
    (await world.sql<{ id: string }>('select id from posts where user_id = $1', [who.userId]))[0]!.id

  it('that is ended stops working at the next call', async () => {
    const second = await world.staff('school_admin', school)
    await staffOf(second)
    await world.get(admin, 'account.endPost', { postId: await postOf(second) })
    expect(await world.refused(second, 'account.listStaff', { schoolId: school })).toBe('role.forbidden')
    expect((await staffOf(admin)).staff).toHaveLength(1)
    expect(await world.refused(admin, 'account.endPost', { postId: await postOf(second) })).toBe(
      'record.not_found',
    )
  })

  it('of the only admin is not ended, nor of two who end each other at one moment', async () => {
    const postId = await postOf(admin)
    expect(await world.refused(admin, 'account.endPost', { postId })).toBe('staff.last_admin')
    expect(await world.refused(officer, 'account.endPost', { postId })).toBe('staff.last_admin')
    const second = await world.staff('school_admin', school)
    const answers = await Promise.all([
      world.ask(admin, 'account.endPost', { postId: await postOf(second) }),
      world.ask(second, 'account.endPost', { postId }),
    ])
    expect(answers.filter((answer) => answer.ok).length).toBeLessThanOrEqual(1)
    const left = await world.sql(
      `select 1 from posts where school_id = $1 and role = 'school_admin' and ended_at is null`,
      [school],
    )
    expect(left.length).toBeGreaterThanOrEqual(1)
  })

  it('of another school or the bureau is not found; an operator’s is ended by an operator only', async () => {
    const stranger = await world.staff('school_admin', await world.school())
    const handler = await world.staff('handler', school)
    expect(await world.refused(stranger, 'account.endPost', { postId: await postOf(handler) })).toBe(
      'record.not_found',
    )
    expect(await world.refused(stranger, 'account.listStaff', { schoolId: school })).toBe('record.not_found')
    expect(await world.refused(stranger, 'account.listStaff', { schoolId: null })).toBe('record.not_found')
    expect(await world.refused(admin, 'account.endPost', { postId: await postOf(officer) })).toBe(
      'record.not_found',
    )
    expect(await world.refused(officer, 'account.endPost', { postId: await postOf(operator) })).toBe(
      'role.forbidden',
    )
    expect(await world.refused(handler, 'account.endPost', { postId: await postOf(admin) })).toBe(
      'role.forbidden',
    )
    expect((await staffOf(officer, null)).staff.map((post) => post.role)).toContain('operator')
    expect((await staffOf(officer)).staff.map((post) => post.role)).toEqual(
      expect.arrayContaining(['school_admin', 'handler']),
    )
  })
})

describe('guardians who wait', () => {
  it('are shown to that school’s admin only, the longest waiting first', async () => {
    const pupil = await world.student(school, await world.schoolClass(school), '林小满')
    const guardian = await world.guardian(pupil, 'grandparent', '林奶奶')
    await world.sql(`update guardianships set status = 'pending', way = 'roster_match' where user_id = $1`, [
      guardian.userId,
    ])
    const { requests } = await world.get(admin, 'account.listGuardianRequests', { schoolId: school })
    expect(requests).toMatchObject([
      {
        guardianName: '林奶奶',
        relation: 'grandparent',
        studentName: '林小满',
        className: '四年级2班',
        way: 'roster_match',
      },
    ])
    const log = await world.sql('select what from access_log where user_id = $1', [admin.userId])
    expect(log).toEqual([{ what: 'list_guardian_requests' }])
    const stranger = await world.staff('school_admin', await world.school())
    expect(await world.refused(stranger, 'account.listGuardianRequests', { schoolId: school })).toBe(
      'record.not_found',
    )
    expect(await world.refused(officer, 'account.listGuardianRequests', { schoolId: school })).toBe(
      'role.forbidden',
    )
    expect(await world.refused(null, 'account.listGuardianRequests', { schoolId: school })).toBe(
      'session.missing',
    )
  })
})

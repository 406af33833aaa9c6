/** The bureau's settings: schools are added by the bureau alone, and terms never overlap. */
import { makeWorld, type TestPerson, type World } from '../support/world'

describe('the district', () => {
  let world: World
  let officer: TestPerson
  let admin: TestPerson
  beforeAll(async () => {
    world = await makeWorld()
    officer = await world.staff('bureau_officer', null)
    admin = await world.staff('school_admin', await world.school('已有小学'))
  }, 60_000)
  afterAll(() => world.close())

  it('lets the bureau add a school, which then stands in the public list', async () => {
    const input = {
      name: '新建学校',
      stages: ['primary', 'junior'] as ('primary' | 'junior')[],
      canteenMode: 'delivered' as const,
    }
    const school = await world.get(officer, 'account.addSchool', input)
    const { schools } = await world.get(null, 'account.listSchools', {})
    expect(schools.find((entry) => entry.schoolId === school.schoolId)?.name).toBe('新建学校')
  })

  it('refuses a second school of the same name, and names the field', async () => {
    const answer = await world.ask(officer, 'account.addSchool', {
      name: '已有小学',
      stages: ['primary'],
      canteenMode: 'own',
    })
    expect(answer).toMatchObject({
      ok: false,
      error: { code: 'input.invalid', fields: { name: expect.any(String) } },
    })
  })

  it('refuses a school’s admin and a stranger', async () => {
    const input = { name: '偷建学校', stages: ['primary'] as 'primary'[], canteenMode: 'own' as const }
    expect(await world.refused(admin, 'account.addSchool', input)).toBe('role.forbidden')
    expect(await world.refused(null, 'account.addSchool', input)).toBe('session.missing')
  })

  it('keeps terms apart, tells which is running, and lets only the bureau change them', async () => {
    const autumn = {
      termId: null,
      name: '2026年秋季学期',
      schoolYear: 2026,
      startsOn: '2026-09-01',
      endsOn: '2027-01-20',
    }
    const saved = await world.get(officer, 'account.saveTerm', autumn)
    expect(saved.isCurrent).toBe(true)
    const overlapping = { ...autumn, name: '重叠学期', startsOn: '2027-01-20', endsOn: '2027-03-01' }
    expect(await world.refused(officer, 'account.saveTerm', overlapping)).toBe('input.invalid')
    expect(
      await world.refused(officer, 'account.saveTerm', { ...autumn, name: '倒过来', endsOn: '2026-08-01' }),
    ).toBe('input.invalid')
    expect(await world.refused(admin, 'account.saveTerm', autumn)).toBe('role.forbidden')
    const moved = await world.get(officer, 'account.saveTerm', {
      ...autumn,
      termId: saved.termId,
      endsOn: '2027-01-22',
    })
    expect(moved.endsOn).toBe('2027-01-22')
    expect((await world.get(admin, 'account.listTerms', {})).terms).toHaveLength(1)
    expect(
      await world.refused(officer, 'account.saveTerm', {
        ...autumn,
        termId: 999_999,
        startsOn: '2030-01-01',
        endsOn: '2030-02-01',
      }),
    ).toBe('record.not_found')
  })
})

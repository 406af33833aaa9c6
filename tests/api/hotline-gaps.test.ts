/** Every school publishes a line with a person and hours; the bureau sees which do not, and one press reminds their admins. */
import { makeWorld, type TestPerson, type World } from '../support/world'

jest.setTimeout(60_000)
let world: World
let officer: TestPerson
beforeAll(async () => {
  world = await makeWorld()
  officer = await world.staff('bureau_officer', null)
})
afterAll(() => world.close())

const whole = {
  name: '防欺凌热线',
  phone: '0417-0000102',
  person: '德育处',
  hours: '周一至周五 8:00–17:00',
  hint: '',
}
const gapOf = async (schoolId: number): Promise<string[] | undefined> =>
  (await world.get(officer, 'account.listHotlineGaps', {})).gaps.find((gap) => gap.schoolId === schoolId)
    ?.missing
const noticesTo = async (person: TestPerson): Promise<string[]> =>
  (await world.sql<{ title: string }>('select title from outbox where user_id = $1', [person.userId])).map(
    ({ title }) => title,
  )

describe('the lines of schools', () => {
  it('are incomplete until one line has a number, a person and hours', async () => {
    const schoolId = await world.school()
    const admin = await world.staff('school_admin', schoolId)
    const save = (change: Partial<typeof whole>, hotlineId: string | null = null) =>
      world.get(admin, 'account.saveHotline', { hotlineId, layer: 'school', schoolId, ...whole, ...change })
    expect(await gapOf(schoolId)).toEqual(['phone', 'person', 'hours'])
    const line = await save({ person: '', hours: '' })
    expect(await gapOf(schoolId)).toEqual(['person', 'hours'])
    await save({ name: '另一条', hours: '' })
    expect(await gapOf(schoolId)).toEqual(['hours'])
    await save({}, line.hotlineId)
    expect(await gapOf(schoolId)).toBeUndefined()
    expect(await world.get(officer, 'account.remindOfHotline', { schoolId })).toEqual({ outcome: 'complete' })
    expect(await noticesTo(admin)).toEqual([])
  })

  it('are asked for by a notice to each admin, once a day, and a retry tells nobody twice', async () => {
    const schoolId = await world.school()
    expect(await world.get(officer, 'account.remindOfHotline', { schoolId })).toEqual({ outcome: 'nobody' })
    const admin = await world.staff('school_admin', schoolId)
    const requestId = '6f1c7f8e-8a57-4f6e-9a37-52d7a3b2c111'
    for (let again = 0; again < 2; again++)
      expect(await world.get(officer, 'account.remindOfHotline', { requestId, schoolId })).toEqual({
        outcome: 'told',
      })
    expect(await world.get(officer, 'account.remindOfHotline', { schoolId })).toEqual({
      outcome: 'told_before',
    })
    expect(await noticesTo(admin)).toEqual(['请补全学校的求助电话'])
    world.clock.now = new Date(world.clock.now.getTime() + 25 * 3_600_000)
    expect(await world.get(officer, 'account.remindOfHotline', { schoolId })).toEqual({ outcome: 'told' })
    expect(await noticesTo(admin)).toHaveLength(2)
  })

  it('are the bureau’s to look over, and nobody else’s', async () => {
    const schoolId = await world.school()
    for (const role of ['school_admin', 'school_head', 'handler', 'teacher'] as const) {
      const person = await world.staff(role, schoolId)
      expect(await world.refused(person, 'account.listHotlineGaps', {})).toBe('role.forbidden')
      expect(await world.refused(person, 'account.remindOfHotline', { schoolId })).toBe('role.forbidden')
    }
    expect(await world.refused(null, 'account.listHotlineGaps', {})).toBe('session.missing')
    expect(await world.refused(officer, 'account.remindOfHotline', { schoolId: 2_000_000_000 })).toBe(
      'record.not_found',
    )
  })
})

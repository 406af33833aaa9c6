/** A new school year, and a class's binding sheet. */
import { randomUUID } from 'node:crypto'
import type { Stage } from '../../contract/people'
import { makeWorld, type TestPerson, type World } from '../support/world'

jest.setTimeout(60_000)

let world: World

beforeAll(async () => {
  world = await makeWorld()
}, 120_000)
afterAll(() => world.close())

const schoolWith = async (stages: Stage[], grades: number[]) => {
  const schoolId = await world.school(undefined, stages)
  const admin = await world.staff('school_admin', schoolId)
  const pupils = []
  for (const grade of grades)
    pupils.push(await world.student(schoolId, await world.schoolClass(schoolId, grade, 1), `${grade}年级生`))
  return { schoolId, admin, pupils }
}
const placeOf = async (studentId: number) =>
  (
    await world.sql<{ grade: number; school_year: number; has_left: boolean }>(
      `select c.grade, c.school_year, s.left_at is not null as has_left
       from students s join classes c on c.school_id = s.school_id and c.id = s.class_id where s.id = $1`,
      [studentId],
    )
  )[0]

describe('a new school year', () => {
  it('moves every class up a grade and lets the sixth leave a primary school, as the preview said', async () => {
    const { schoolId, admin, pupils } = await schoolWith(['primary'], [1, 5, 6])
    const preview = await world.get(admin, 'account.previewPromotion', { schoolId })
    expect(preview).toEqual({
      fromYear: 2026,
      toYear: 2027,
      classes: [
        { from: '一年级1班', to: '二年级1班', students: 1 },
        { from: '五年级1班', to: '六年级1班', students: 1 },
        { from: '六年级1班', to: '毕业', students: 1 },
      ],
      leaving: 1,
    })
    expect(await world.get(admin, 'account.promoteClasses', { schoolId, fromYear: 2026 })).toEqual({
      promoted: 2,
      left: 1,
    })
    expect(await placeOf(pupils[0]!.studentId)).toEqual({ grade: 2, school_year: 2027, has_left: false })
    expect(await placeOf(pupils[1]!.studentId)).toEqual({ grade: 6, school_year: 2027, has_left: false })
    expect(await placeOf(pupils[2]!.studentId)).toEqual({ grade: 6, school_year: 2026, has_left: true })
    const { schoolYear, classes } = await world.get(admin, 'account.listClasses', { schoolId })
    expect([schoolYear, classes.map((entry) => entry.name)]).toEqual([2027, ['二年级1班', '六年级1班']])
  })

  it('keeps the sixth grade of a nine-year school and lets the ninth leave', async () => {
    const { schoolId, admin, pupils } = await schoolWith(['primary', 'junior'], [6, 9])
    expect(await world.get(admin, 'account.promoteClasses', { schoolId, fromYear: 2026 })).toEqual({
      promoted: 1,
      left: 1,
    })
    expect(await placeOf(pupils[0]!.studentId)).toMatchObject({ grade: 7, has_left: false })
    expect(await placeOf(pupils[1]!.studentId)).toMatchObject({ grade: 9, has_left: true })
  })

  it('comes once: a second time, an earlier year or a retry promotes nobody twice', async () => {
    const { schoolId, admin, pupils } = await schoolWith(['primary'], [1])
    const again = { schoolId, fromYear: 2026, requestId: randomUUID() }
    const first = await world.get(admin, 'account.promoteClasses', again)
    expect(await world.get(admin, 'account.promoteClasses', again)).toEqual(first)
    for (const fromYear of [2025, 2026, 2027])
      expect(await world.refused(admin, 'account.promoteClasses', { schoolId, fromYear })).toBe(
        'record.changed',
      )
    expect((await world.get(admin, 'account.previewPromotion', { schoolId })).classes).toEqual([])
    expect(await placeOf(pupils[0]!.studentId)).toMatchObject({ grade: 2 })
  })

  it('asked for twice at one moment comes once', async () => {
    const { schoolId, admin, pupils } = await schoolWith(['primary'], [1, 2])
    const answers = await Promise.all(
      [1, 2].map(() => world.ask(admin, 'account.promoteClasses', { schoolId, fromYear: 2026 })),
    )
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
    expect(await placeOf(pupils[0]!.studentId)).toMatchObject({ grade: 2, school_year: 2027 })
  })

  it('takes teachers up with their class, and leaves other schools where they are', async () => {
    const { schoolId, admin, pupils } = await schoolWith(['primary'], [1, 6])
    const neighbour = await schoolWith(['primary'], [1])
    const teacher = await world.staff('teacher', schoolId)
    const classIds = pupils.map((pupil) => pupil.classId)
    await world.sql('update posts set class_ids = $2 where user_id = $1', [teacher.userId, classIds])
    await world.get(admin, 'account.promoteClasses', { schoolId, fromYear: 2026 })
    const { classes } = await world.get(teacher, 'account.listClasses', { schoolId })
    expect(classes.map((entry) => entry.name)).toEqual(['二年级1班'])
    expect(await placeOf(neighbour.pupils[0]!.studentId)).toMatchObject({ grade: 1, school_year: 2026 })
  })
})

describe('a binding sheet', () => {
  const sheet = (schoolId: number, classId: number, onlyUnbound = false) => ({
    schoolId,
    classId,
    onlyUnbound,
  })
  let schoolId: number
  let classId: number
  let admin: TestPerson

  beforeEach(async () => {
    const made = await schoolWith(['primary'], [4])
    schoolId = made.schoolId
    admin = made.admin
    classId = made.pupils[0]!.classId
    for (const name of ['林小满', '林小雨']) await world.student(schoolId, classId, name)
  })

  it('has a code for each child that binds a guardian, stored only as a hash, and leaves a line in the log', async () => {
    const made = await world.get(admin, 'account.makeBindingSheet', sheet(schoolId, classId))
    expect(made).toMatchObject({ className: '四年级1班', expiresOn: '2026-12-17' })
    expect(made.codes.map((entry) => entry.studentName)).toEqual(['4年级生', '林小满', '林小雨'])
    expect(new Set(made.codes.map((entry) => entry.code)).size).toBe(3)
    const stored = JSON.stringify(
      await world.sql('select * from binding_codes where school_id = $1', [schoolId]),
    )
    for (const { code } of made.codes) {
      expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{6}$/)
      expect(stored).not.toContain(code.slice(5))
    }
    const guardian = await world.person()
    const preview = await world.get(guardian, 'account.previewBinding', { code: made.codes[1]!.code })
    expect(preview).toMatchObject({ maskedName: '林*满', className: '四年级1班' })
    const log = await world.sql('select what, subject from access_log where user_id = $1', [admin.userId])
    expect(log).toEqual([{ what: 'make_binding_sheet', subject: `class:${classId}` }])
  })

  it('printed anew makes the older one worthless', async () => {
    const old = await world.get(admin, 'account.makeBindingSheet', sheet(schoolId, classId))
    const fresh = await world.get(admin, 'account.makeBindingSheet', sheet(schoolId, classId))
    const guardian = await world.person()
    expect(await world.refused(guardian, 'account.previewBinding', { code: old.codes[0]!.code })).toBe(
      'binding.code_wrong',
    )
    await world.get(guardian, 'account.previewBinding', { code: fresh.codes[0]!.code })
  })

  it('sent again shows the same codes', async () => {
    const again = { ...sheet(schoolId, classId), requestId: randomUUID() }
    const first = await world.get(admin, 'account.makeBindingSheet', again)
    expect(await world.get(admin, 'account.makeBindingSheet', again)).toEqual(first)
  })

  it('for the unbound leaves out children who have a guardian', async () => {
    const [pupil] = await world.sql<{ id: number }>(
      `select id from students where school_id = $1 and name = '林小满'`,
      [schoolId],
    )
    await world.guardian({ schoolId, studentId: pupil!.id, classId, name: '' })
    const made = await world.get(admin, 'account.makeBindingSheet', sheet(schoolId, classId, true))
    expect(made.codes.map((entry) => entry.studentName)).toEqual(['4年级生', '林小雨'])
  })

  it('is made by the school’s admin or the class’s own teacher, by nobody else', async () => {
    const teacher = await world.staff('teacher', schoolId)
    const own = { schoolId, classId, onlyUnbound: false }
    expect(await world.refused(teacher, 'account.makeBindingSheet', own)).toBe('record.not_found')
    await world.sql('update posts set class_ids = $2 where user_id = $1', [teacher.userId, [classId]])
    expect((await world.get(teacher, 'account.makeBindingSheet', own)).codes).toHaveLength(3)
    const far = await world.schoolClass(schoolId, 5, 1)
    expect(await world.refused(teacher, 'account.makeBindingSheet', { ...own, classId: far })).toBe(
      'record.not_found',
    )
    const stranger = await world.staff('school_admin', await world.school())
    expect(await world.refused(stranger, 'account.makeBindingSheet', own)).toBe('record.not_found')
    const officer = await world.staff('bureau_officer', null)
    expect(await world.refused(officer, 'account.makeBindingSheet', own)).toBe('role.forbidden')
    expect(await world.refused(null, 'account.makeBindingSheet', own)).toBe('session.missing')
  })
})

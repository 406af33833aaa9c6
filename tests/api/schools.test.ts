/** Schools, the phones to ring, classes and pupils: who sees them, who sets them down. */
import { randomUUID } from 'node:crypto'
import { actorSettings } from '../../cloudfunctions/platform/actor'
import { actAs, setLocal } from '../../cloudfunctions/platform/database'
import { makeWorld, type TestPerson, type World } from '../support/world'

jest.setTimeout(60_000)

let world: World
let school: number
let other: number
let classId: number
let admin: TestPerson
let officer: TestPerson

beforeAll(async () => {
  world = await makeWorld()
  school = await world.school('彩云小学')
  other = await world.school('河湾学校', ['primary', 'junior'])
  classId = await world.schoolClass(school)
  admin = await world.staff('school_admin', school)
  officer = await world.staff('bureau_officer', null)
}, 120_000)
afterAll(() => world.close())

const details = (name = '彩云小学') => ({
  schoolId: school,
  name,
  stages: ['primary' as const],
  canteenMode: 'delivered' as const,
  supplierName: '营养配餐公司',
  address: '河滨路 1 号',
  phones: [{ label: '值班室', phone: '0417-0000101' }],
})
/** A teacher of the given classes. */
const teacherOf = async (classIds: number[], at = school): Promise<TestPerson> => {
  const teacher = await world.staff('teacher', at)
  await world.sql('update posts set class_ids = $2 where user_id = $1', [teacher.userId, classIds])
  return teacher
}

describe('schools', () => {
  it('are listed for anybody, signed in or not', async () => {
    const { schools } = await world.get(null, 'account.listSchools', {})
    expect(schools).toContainEqual({ schoolId: other, name: '河湾学校', stages: ['primary', 'junior'] })
    expect(await world.refused(null, 'account.getSchool', { schoolId: 999_999 })).toBe('record.not_found')
  })

  it('are changed by their admin or the bureau, and everybody reads the change', async () => {
    for (const who of [admin, officer]) {
      const saved = await world.get(who, 'account.saveSchool', details())
      expect(saved).toEqual(details())
      expect(await world.get(null, 'account.getSchool', { schoolId: school })).toEqual(details())
    }
  })

  it('are not changed by another school’s admin, a teacher or nobody', async () => {
    const stranger = await world.staff('school_admin', other)
    expect(await world.refused(stranger, 'account.saveSchool', details('别人的'))).toBe('record.not_found')
    expect(await world.refused(await teacherOf([]), 'account.saveSchool', details('别人的'))).toBe(
      'role.forbidden',
    )
    expect(await world.refused(null, 'account.saveSchool', details('别人的'))).toBe('session.missing')
    expect((await world.get(null, 'account.getSchool', { schoolId: school })).name).toBe('彩云小学')
  })

  it('cannot take the name of another, nor drop a stage that still has classes', async () => {
    const taken = await world.ask(admin, 'account.saveSchool', details('河湾学校'))
    expect(taken).toMatchObject({ ok: false, error: { fields: { name: expect.stringContaining('同名') } } })
    const dropped = await world.ask(admin, 'account.saveSchool', { ...details(), stages: ['junior'] })
    expect(dropped).toMatchObject({
      ok: false,
      error: { fields: { stages: expect.stringContaining('小学') } },
    })
  })

  it('refuse ten million signs, empty stages and a phone made of words', async () => {
    for (const wrong of [
      { name: '长'.repeat(10_000_000) },
      { stages: [] },
      { phones: [{ label: 'a', phone: '问门卫' }] },
    ])
      expect(await world.refused(admin, 'account.saveSchool', { ...details(), ...wrong })).toBe(
        'input.invalid',
      )
  })
})

describe('hotlines', () => {
  const line = (layer: 'national' | 'bureau' | 'school', schoolId: number | null = null) => ({
    hotlineId: null as string | null,
    layer,
    schoolId,
    name: '求助热线',
    phone: '0417-0000102',
    person: '王老师',
    hours: '8:00–17:00',
    hint: '',
  })

  it('of a school are kept by its admin, the others by the bureau', async () => {
    const own = await world.get(admin, 'account.saveHotline', line('school', school))
    const bureau = await world.get(officer, 'account.saveHotline', line('bureau'))
    await world.get(officer, 'account.saveHotline', line('national'))
    expect(await world.refused(admin, 'account.saveHotline', line('bureau'))).toBe('record.not_found')
    expect(await world.refused(admin, 'account.saveHotline', line('school', other))).toBe('record.not_found')
    expect(await world.refused(officer, 'account.saveHotline', line('school', school))).toBe(
      'record.not_found',
    )
    expect(await world.refused(await teacherOf([]), 'account.saveHotline', line('school', school))).toBe(
      'role.forbidden',
    )
    const here = await world.get(null, 'account.listHotlines', { schoolIds: [school] })
    expect([...new Set(here.hotlines.map((hotline) => hotline.layer))]).toEqual([
      'school',
      'bureau',
      'national',
    ])
    const elsewhere = await world.get(null, 'account.listHotlines', { schoolIds: [other] })
    expect([...new Set(elsewhere.hotlines.map((hotline) => hotline.layer))]).toEqual(['bureau', 'national'])
    const changed = await world.get(admin, 'account.saveHotline', {
      ...line('school', school),
      hotlineId: own.hotlineId,
      phone: '0417-0000103',
    })
    expect(changed).toEqual({ ...own, phone: '0417-0000103' })
    const stolen = { ...line('school', school), hotlineId: bureau.hotlineId }
    expect(await world.refused(admin, 'account.saveHotline', stolen)).toBe('record.not_found')
    const removal = { hotlineId: bureau.hotlineId! }
    expect(await world.refused(admin, 'account.removeHotline', removal)).toBe('record.not_found')
    await world.get(officer, 'account.removeHotline', removal)
    expect(await world.refused(officer, 'account.removeHotline', removal)).toBe('record.not_found')
  })

  it('are saved once however often the request is sent', async () => {
    const place = await world.school()
    const keeper = await world.staff('school_admin', place)
    const again = { ...line('school', place), requestId: randomUUID() }
    const first = await world.get(keeper, 'account.saveHotline', again)
    expect(await world.get(keeper, 'account.saveHotline', again)).toEqual(first)
    const { hotlines } = await world.get(null, 'account.listHotlines', { schoolIds: [place] })
    expect(hotlines.filter((hotline) => hotline.layer === 'school')).toHaveLength(1)
  })

  it('of a school name the school, and the others name none', async () => {
    expect(await world.refused(admin, 'account.saveHotline', line('school'))).toBe('input.invalid')
    expect(await world.refused(officer, 'account.saveHotline', line('bureau', school))).toBe('input.invalid')
  })
})

describe('classes and pupils', () => {
  let second: number
  let teacher: TestPerson

  beforeAll(async () => {
    second = await world.schoolClass(school, 4, 3)
    const pupil = await world.student(school, classId, '林小满')
    await world.student(school, classId, '林小雨')
    await world.student(school, second, '张三')
    await world.guardian(pupil)
    await world.guardian(pupil, 'father')
    teacher = await teacherOf([classId])
  })

  it('are counted for the office, the head and the bureau, with how many are bound', async () => {
    const head = await world.staff('school_head', school)
    for (const who of [admin, head, officer]) {
      const { schoolYear, classes } = await world.get(who, 'account.listClasses', { schoolId: school })
      expect(schoolYear).toBe(2026)
      expect(classes).toEqual([
        { classId, grade: 4, number: 2, name: '四年级2班', students: 2, boundStudents: 1 },
        { classId: second, grade: 4, number: 3, name: '四年级3班', students: 1, boundStudents: 0 },
      ])
    }
  })

  it('are shown to a teacher only where they teach', async () => {
    const { classes } = await world.get(teacher, 'account.listClasses', { schoolId: school })
    expect(classes).toMatchObject([{ classId, students: 2, boundStudents: 1 }])
    const { students } = await world.get(teacher, 'account.listStudents', { schoolId: school, classId })
    expect(students.map((pupil) => [pupil.name, pupil.guardians])).toEqual([
      ['林小满', 2],
      ['林小雨', 0],
    ])
    expect(await world.refused(teacher, 'account.listStudents', { schoolId: school, classId: second })).toBe(
      'record.not_found',
    )
  })

  it('send out no more than the last four signs of a 学籍号, and leave a line in the access log', async () => {
    const before = await world.sql('select 1 from access_log where user_id = $1', [officer.userId])
    const { students } = await world.get(officer, 'account.listStudents', { schoolId: school, classId })
    for (const pupil of students) expect(pupil.studentNumberEnd).toHaveLength(4)
    const log = await world.sql('select what, subject from access_log where user_id = $1', [officer.userId])
    expect(log.slice(before.length)).toEqual([{ what: 'list_students', subject: `class:${classId}` }])
  })

  it('of other classes stay hidden from a teacher even where a query forgets to ask for the class', async () => {
    const seen = await world.database.transaction(async (db) => {
      const post = { postId: '', role: 'teacher' as const, schoolId: school, name: '', classIds: [classId] }
      const actor = {
        kind: 'person' as const,
        userId: teacher.userId,
        sessionId: null,
        displayName: '',
        posts: [post],
        children: [],
      }
      await setLocal(db, actorSettings(actor, ['teacher']))
      await actAs(db, 'anxin_account')
      const names = await db.query<{ name: string }>('select name from students order by name')
      const ties = await db.query<{ name: string }>(
        'select s.name from guardianships g left join students s on s.id = g.student_id',
      )
      return [names.rows, ties.rows].map((rows) => new Set(rows.map((row) => row.name)))
    })
    expect(seen).toEqual([new Set(['林小满', '林小雨']), new Set(['林小满'])])
  })

  it('are hidden from another school, its teachers, canteens and nobody', async () => {
    const stranger = await world.staff('school_admin', other)
    const far = await teacherOf([classId], other)
    for (const who of [stranger, far]) {
      expect(await world.refused(who, 'account.listClasses', { schoolId: school })).toBe('record.not_found')
      expect(await world.refused(who, 'account.listStudents', { schoolId: school, classId })).toBe(
        'record.not_found',
      )
    }
    expect(await world.refused(admin, 'account.listStudents', { schoolId: other, classId })).toBe(
      'record.not_found',
    )
    const canteen = await world.staff('canteen_manager', school)
    expect(await world.refused(canteen, 'account.listStudents', { schoolId: school, classId })).toBe(
      'role.forbidden',
    )
    expect(await world.refused(null, 'account.listClasses', { schoolId: school })).toBe('session.missing')
  })
})

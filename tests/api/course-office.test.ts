/** What the course office sets up: nobody in two places, nothing changed under the children, every refusal beside its field. */

import type { CourseFacts } from '../../contract/course/course'
import { gradeBits } from '../../contract/course/slots'
import { type CourseSchool, facts, makeCourseSchool, monday, tuesday, wednesday } from '../support/courses'
import { storeKind } from '../support/store'
import { makeWorld, type World } from '../support/world'

jest.setTimeout(60_000)

let world: World
let school: CourseSchool
beforeAll(async () => {
  world = await makeWorld()
  school = await makeCourseSchool(world)
})
afterAll(() => world.close())

const save = (change: Partial<CourseFacts>, courseId: number | null = null, version = 0) =>
  world.ask(school.office, 'course.saveCourse', {
    schoolId: school.schoolId,
    termId: school.termId,
    courseId,
    version,
    facts: facts(change),
  })
const fieldsOf = async (answer: ReturnType<typeof save>) => {
  const envelope = await answer
  return envelope.ok ? null : envelope.error.fields
}
const desk = () =>
  world.get(school.office, 'course.getDesk', { schoolId: school.schoolId, termId: school.termId })

describe('a course', () => {
  it('has a room and a teacher to itself, unless the days do not meet', async () => {
    await school.course({ name: '木工', room: '木工教室', teacherName: '陈师傅', endsOn: '2026-10-30' })
    expect(await fieldsOf(save({ room: '木工教室' }))).toEqual({
      room: '周一第 1 节这个地点已有《木工》',
    })
    expect(await fieldsOf(save({ teacherName: '陈师傅' }))).toEqual({
      teacherName: '周一第 1 节这位老师已在上《木工》',
    })
    expect(await fieldsOf(save({ room: '木工教室', slots: tuesday }))).toBeNull()
    expect(await fieldsOf(save({ room: '木工教室', startsOn: '2026-11-02' }))).toBeNull()
  })

  it('is refused with the reason beside each field', async () => {
    expect(
      await fieldsOf(
        save({
          category: '没有的类别',
          endsOn: '2027-03-01',
          slots: monday << 4,
          minimum: 5,
          capacity: 3,
          feeCents: 100,
        }),
      ),
    ).toEqual({
      category: '请从本校的类别里选一个',
      startsOn: '要在学期里：2026-09-01 至 2027-01-15',
      slots: '本学期每天只有 2 节',
      minimum: '开班人数不能多于名额',
      feeBasis: '收费要写明依据的文件',
    })
    await save({ name: '同名' })
    expect(await fieldsOf(save({ name: '同名', slots: wednesday }))).toEqual({
      name: '这个学期已有同名的课程',
    })
  })

  it('cannot be overwritten by somebody who did not see the last change', async () => {
    const courseId = await school.course({ name: '改两次' })
    expect(await save({ name: '改两次', room: '新教室' }, courseId, 1)).toMatchObject({
      data: { version: 2 },
    })
    expect(await save({ name: '改两次', room: '另一间' }, courseId, 1)).toMatchObject({
      error: { code: 'record.changed' },
    })
  })

  it('keeps its time and its grades once children want it, and never has fewer places than it gave', async () => {
    const courseId = await school.course({ name: '有人要', capacity: 3 })
    const family = await school.family()
    await world.get(school.office, 'course.givePlace', {
      schoolId: school.schoolId,
      courseId,
      studentId: family.child.studentId,
      reason: '补录一个名额',
    })
    expect(await save({ name: '有人要', slots: tuesday }, courseId, 1)).toMatchObject({
      error: { code: 'course.in_use' },
    })
    expect(await save({ name: '有人要', grades: gradeBits([6]) }, courseId, 1)).toMatchObject({
      error: { code: 'course.in_use' },
    })
    expect(await save({ name: '有人要', capacity: 1 }, courseId, 1)).toMatchObject({ ok: true })
  })

  it('is cancelled with its children told and their time given back; one that nobody wants is gone', async () => {
    const [wanted, unwanted] = [
      await school.course({ name: '停开' }),
      await school.course({ name: '没人要' }),
    ]
    const family = await school.family()
    await world.get(school.office, 'course.givePlace', {
      schoolId: school.schoolId,
      courseId: wanted,
      studentId: family.child.studentId,
      reason: '补录一个名额',
    })
    for (const courseId of [wanted, unwanted])
      await world.get(school.office, 'course.removeCourse', { schoolId: school.schoolId, courseId })
    await world.settle()
    const { courses } = await desk()
    expect(courses.find((one) => one.courseId === wanted)).toMatchObject({ isHeld: false, taken: 0 })
    expect(courses.some((one) => one.courseId === unwanted)).toBe(false)
    const [standing] = await world.sql<{ slots: number; places: number }>(
      'select slots, places from course_students where student_id = $1',
      [family.child.studentId],
    )
    expect(standing).toEqual({ slots: 0, places: 0 })
    const told = await world.sql('select 1 from outbox where user_id = $1', [family.guardian.userId])
    expect(told).toHaveLength(1)
  })

  if (storeKind === 'server')
    it('is one of two that were saved at the same moment for one room', async () => {
      const tries = await Promise.all([1, 2, 3, 4].map((n) => save({ name: `同时${n}`, room: '抢的教室' })))
      expect(tries.filter((one) => one.ok)).toHaveLength(1)
    })
})

describe('a term', () => {
  it('is copied from another with what does not fit named, and copying again adds nothing', async () => {
    const other = await makeCourseSchool(world)
    await world.get(other.office, 'course.saveCourse', {
      schoolId: other.schoolId,
      termId: other.termId,
      courseId: null,
      version: 0,
      facts: facts({ name: '合唱' }),
    })
    const [next] = await world.sql<{ id: number }>(
      `insert into terms (name, school_year, starts_on, ends_on) values ('2027 春', 2026, '2027-02-20', '2027-07-10') returning id`,
    )
    const termId = next!.id
    const copy = () =>
      world.get(other.office, 'course.copyTerm', {
        schoolId: other.schoolId,
        termId,
        fromTermId: other.termId,
      })
    await world.get(other.office, 'course.saveTerm', {
      schoolId: other.schoolId,
      termId,
      periods: [{ startsAt: '16:30', endsAt: '17:20' }],
      categories: ['社团'],
    })
    expect(await copy()).toEqual({ added: 1, skipped: [] })
    expect(await copy()).toEqual({ added: 0, skipped: ['《合唱》：这个学期已有同名的课程'] })
  })

  it('cannot lose a period in which a course meets', async () => {
    const { term } = await desk()
    await school.course({ slots: monday << 1 })
    expect(
      await world.ask(school.office, 'course.saveTerm', {
        schoolId: school.schoolId,
        termId: school.termId,
        periods: term!.periods.slice(0, 1),
        categories: term!.categories,
      }),
    ).toMatchObject({ error: { fields: { periods: '有课程排在后面的节次，不能减少' } } })
  })
})

describe('rounds', () => {
  it('of a term do not overlap, and one that is published cannot be taken away', async () => {
    const roundId = await school.round('first_come')
    const at = (minutes: number) => new Date(world.clock.now.getTime() + minutes * 60_000).toISOString()
    expect(
      await world.ask(school.office, 'course.saveRound', {
        schoolId: school.schoolId,
        termId: school.termId,
        roundId: null,
        kind: 'change',
        name: '重叠',
        opensAt: at(5),
        closesAt: at(10),
        mostPlaces: 2,
        mostWishes: 8,
        offerHours: 24,
      }),
    ).toMatchObject({ error: { code: 'input.invalid' } })
    expect(
      await world.refused(school.office, 'course.removeRound', { schoolId: school.schoolId, roundId }),
    ).toBe('course.round_fixed')
    await world.get(school.office, 'course.closeRound', { schoolId: school.schoolId, roundId })
    const [round] = (await desk()).rounds
    expect(round).toMatchObject({ roundId, isPublished: true, closesAt: world.clock.now.toISOString() })
  })
})

describe('a look at a course’s children', () => {
  it('is written down', async () => {
    const courseId = await school.course()
    await world.get(school.office, 'course.getRoster', { schoolId: school.schoolId, courseId })
    const looks = await world.sql('select 1 from access_log where user_id = $1 and what = $2', [
      school.office.userId,
      'course.roster',
    ])
    expect(looks).toHaveLength(1)
  })
})

describe('a table of courses', () => {
  it('is written out, read in with its clashes named, and added all or none', async () => {
    const one = await makeCourseSchool(world)
    await one.course({ name: '剪纸', room: '美术室' })
    const at = { schoolId: one.schoolId, termId: one.termId }
    const { base64 } = await world.get(one.office, 'course.getCourseFile', at)
    const { read } = await world.get(one.office, 'course.readCourseFile', { ...at, base64 })
    expect(read).toMatchObject({ kind: 'read', rows: [{ row: 2, name: '剪纸', facts: null }] })
    if (read.kind === 'read') expect(read.rows[0]?.problems[0]).toBe('这个学期已有同名的课程')
    const csv = [
      '课程名称,老师,地点,上课时间,名额',
      '围棋,冯老师,四年级2班,周二1节,16',
      '象棋,冯老师,五年级1班,周二1节,16',
    ].join('\n')
    const file = await world.get(one.office, 'course.readCourseFile', {
      ...at,
      base64: Buffer.from(csv).toString('base64'),
    })
    if (file.read.kind !== 'read') throw new Error(file.read.sentence)
    const [chess, other] = file.read.rows
    expect(other).toMatchObject({ facts: null, problems: ['周二第 1 节这位老师已在上《围棋》'] })
    const bad = { ...chess!.facts!, name: '另一门' }
    expect(
      await world.refused(one.office, 'course.addCourses', { ...at, courses: [chess!.facts!, bad] }),
    ).toBe('input.invalid')
    const names = async () =>
      (await world.get(one.office, 'course.getDesk', at)).courses.map(({ name }) => name)
    expect(await names()).toEqual(['剪纸'])
    expect(await world.get(one.office, 'course.addCourses', { ...at, courses: [chess!.facts!] })).toEqual({
      added: 1,
    })
    expect(await names()).toEqual(['剪纸', '围棋'])
    const junk = Buffer.from('%PDF-1.7').toString('base64')
    expect(
      (await world.get(one.office, 'course.readCourseFile', { ...at, base64: junk })).read,
    ).toMatchObject({ kind: 'refused' })
  })

  it('of lists for the doors is written down as a look at children', async () => {
    const at = { schoolId: school.schoolId, termId: school.termId }
    const { base64, fileName } = await world.get(school.office, 'course.getDoorFile', at)
    expect(fileName).toMatch(/^名单 .*\.xlsx$/)
    expect(Buffer.from(base64, 'base64').subarray(0, 2).toString()).toBe('PK')
    const looks = await world.sql('select 1 from access_log where user_id = $1 and what = $2', [
      school.office.userId,
      'course.door_lists',
    ])
    expect(looks).toHaveLength(1)
  })
})

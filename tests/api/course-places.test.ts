/** Places, first come: one final answer to each request, never one too many, and lines that move by themselves. */
import { randomUUID } from 'node:crypto'
import { runCourseJobs } from '../../cloudfunctions/course/index'
import { COURSE_CONSENT } from '../../contract/course/consent'
import { gradeBits } from '../../contract/course/slots'
import { type CourseSchool, type Family, makeCourseSchool, tuesday } from '../support/courses'
import { makeWorld, type World } from '../support/world'

jest.setTimeout(60_000)

let world: World
let school: CourseSchool
beforeAll(async () => {
  world = await makeWorld()
  school = await makeCourseSchool(world)
  await school.round('first_come')
})
afterAll(() => world.close())

const catalogue = ({ child, guardian }: Family) =>
  world.get(guardian, 'course.getCatalogue', { studentId: child.studentId })
const standing = async (family: Family, courseId: number) =>
  (await catalogue(family)).child.enrolments.find((one) => one.courseId === courseId) ?? null
const seats = async (courseId: number) =>
  (
    await world.sql<{ taken: number; returned: number }>(
      'select taken, returned from course_seats where course_id = $1',
      [courseId],
    )
  )[0]!
const drop = ({ child, guardian }: Family, courseId: number) =>
  world.get(guardian, 'course.dropPlace', { studentId: child.studentId, courseId })
const accept = ({ child, guardian }: Family, courseId: number) =>
  world.get(guardian, 'course.acceptOffer', { studentId: child.studentId, courseId })

describe('a place, first come', () => {
  it('is given until there are none, then a number in the line, and each child sees its own', async () => {
    const courseId = await school.course({ capacity: 2 })
    const [a, b, c, d] = [
      await school.family(),
      await school.family(),
      await school.family(),
      await school.family(),
    ]
    expect(await school.take(a, courseId)).toEqual({ result: 'seated', waitingNumber: null })
    expect(await school.take(b, courseId)).toEqual({ result: 'seated', waitingNumber: null })
    expect(await school.take(c, courseId)).toEqual({ result: 'waiting', waitingNumber: 1 })
    expect(await school.take(d, courseId)).toEqual({ result: 'waiting', waitingNumber: 2 })
    expect(await standing(d, courseId)).toMatchObject({ status: 'waiting', waitingNumber: 2 })
    const course = (await catalogue(a)).courses.find((one) => one.courseId === courseId)
    expect(course).toMatchObject({ capacity: 2, taken: 2, waiting: 2 })
  })

  it('is answered once: a retry hears the first answer, and the same id for another course is refused', async () => {
    const [one, other] = [
      await school.course({ capacity: 1 }),
      await school.course({ capacity: 1, slots: tuesday }),
    ]
    const family = await school.family()
    const requestId = randomUUID()
    expect((await school.take(family, one, requestId)).result).toBe('seated')
    expect((await school.take(family, one, requestId)).result).toBe('seated')
    expect(await seats(one)).toEqual({ taken: 1, returned: 0 })
    expect(
      await world.refused(family.guardian, 'course.takePlace', {
        requestId,
        studentId: family.child.studentId,
        courseId: other,
      }),
    ).toBe('request.reused')
    expect((await school.take(family, one)).result).toBe('have_it')
  })

  it('says why not: no consent, another time, the grade, enough places, not this round', async () => {
    const family = await school.family()
    const first = await school.course({ capacity: 5 })
    expect((await school.take(family, first)).result).toBe('seated')
    expect((await school.take(family, await school.course())).result).toBe('clash')
    const forOlder = await school.course({ slots: tuesday, grades: gradeBits([5, 6]) })
    expect((await school.take(family, forOlder)).result).toBe('grade')
    expect((await school.take(family, await school.course({ slots: tuesday }))).result).toBe('seated')
    expect((await school.take(family, await school.course({ slots: tuesday << 6 }))).result).toBe('enough')
    const child = await world.student(school.schoolId, school.classId)
    const guardian = await world.guardian(child)
    expect((await school.take({ child, guardian }, first)).result).toBe('no_consent')
    const elsewhere = await makeCourseSchool(world)
    const early = await elsewhere.family()
    expect((await elsewhere.take(early, await elsewhere.course())).result).toBe('not_open')
    expect(
      await world.refused(early.guardian, 'course.takePlace', {
        studentId: early.child.studentId,
        courseId: first,
      }),
    ).toBe('record.not_found')
  })

  it('is not to be had by another’s guardian, or for another’s child', async () => {
    const courseId = await school.course()
    const [mine, other] = [await school.family(), await school.family()]
    expect(
      await world.refused(mine.guardian, 'course.takePlace', {
        studentId: other.child.studentId,
        courseId,
      }),
    ).toBe('record.not_found')
  })
})

describe('a line', () => {
  it('moves by itself when a place is given back, and nobody passes those who wait', async () => {
    const courseId = await school.course({ capacity: 1 })
    const [a, b, c, late] = [
      await school.family(),
      await school.family(),
      await school.family(),
      await school.family(),
    ]
    for (const family of [a, b, c]) await school.take(family, courseId)
    expect((await drop(a, courseId)).result).toBe('dropped')
    expect((await school.take(late, courseId)).result).toBe('waiting')
    await world.settle()
    expect(await standing(b, courseId)).toMatchObject({ status: 'offered' })
    expect(await standing(c, courseId)).toMatchObject({ status: 'waiting', waitingNumber: 1 })
    const notices = await world.sql<{ title: string }>('select title from outbox where user_id = $1', [
      b.guardian.userId,
    ])
    expect(notices).toEqual([{ title: '候补有名额了' }])
    expect((await accept(b, courseId)).result).toBe('seated')
    expect((await accept(c, courseId)).result).toBe('not_there')
    expect(await seats(courseId)).toEqual({ taken: 1, returned: 0 })
    expect(await standing(b, courseId)).toMatchObject({ status: 'seated', way: 'waiting_list' })
  })

  it('goes on to the next when an offer runs out, and frees the place for anybody when nobody is left', async () => {
    const courseId = await school.course({ capacity: 1 })
    const [a, b, c] = [await school.family(), await school.family(), await school.family()]
    for (const family of [a, b, c]) await school.take(family, courseId)
    await drop(a, courseId)
    await world.settle()
    const { offerEndsAt } = (await standing(b, courseId))!
    const before = world.clock.now
    world.clock.now = new Date(offerEndsAt!)
    expect((await accept(b, courseId)).result).toBe('too_late')
    await runCourseJobs(world.services, { source: 'timer' })
    expect(await standing(b, courseId)).toBeNull()
    expect(await standing(c, courseId)).toMatchObject({ status: 'offered' })
    expect((await drop(c, courseId)).result).toBe('dropped')
    await world.settle()
    expect(await seats(courseId)).toEqual({ taken: 0, returned: 0 })
    world.clock.now = before
  })

  it('passes over a child whose time is taken meanwhile, without losing its number', async () => {
    const [wanted, other] = [await school.course({ capacity: 1 }), await school.course({ capacity: 1 })]
    const [a, b, c] = [await school.family(), await school.family(), await school.family()]
    for (const family of [a, b, c]) await school.take(family, wanted)
    expect((await school.take(b, other)).result).toBe('seated')
    await drop(a, wanted)
    await world.settle()
    expect(await standing(b, wanted)).toMatchObject({ status: 'waiting', waitingNumber: 1 })
    expect(await standing(c, wanted)).toMatchObject({ status: 'offered' })
  })

  it('moves when the office adds places', async () => {
    const courseId = await school.course({ capacity: 1 })
    const [a, b] = [await school.family(), await school.family()]
    for (const family of [a, b]) await school.take(family, courseId)
    const { courses } = await world.get(school.office, 'course.getDesk', {
      schoolId: school.schoolId,
      termId: school.termId,
    })
    const {
      courseId: _,
      isHeld,
      taken,
      waiting,
      version,
      byHand,
      ...facts
    } = courses.find((one) => one.courseId === courseId)!
    expect([isHeld, taken, waiting, byHand]).toEqual([true, 1, 1, []])
    await world.get(school.office, 'course.saveCourse', {
      schoolId: school.schoolId,
      termId: school.termId,
      courseId,
      version,
      facts: { ...facts, capacity: 2 },
    })
    await world.settle()
    expect(await standing(b, courseId)).toMatchObject({ status: 'offered' })
  })

  it('is nobody’s to move but the timer’s', async () => {
    await expect(runCourseJobs(world.services, { source: 'http' })).rejects.toMatchObject({
      code: 'role.forbidden',
    })
  })
})

describe('consent', () => {
  it('is a guardian’s, each term, and cannot be taken back while places are held', async () => {
    const family = await school.family()
    const courseId = await school.course()
    await school.take(family, courseId)
    const say = (takesPart: boolean) =>
      world.ask(family.guardian, 'course.saveConsent', {
        studentId: family.child.studentId,
        termId: school.termId,
        takesPart,
        version: COURSE_CONSENT.version,
      })
    expect(await say(false)).toMatchObject({ ok: false, error: { code: 'course.has_places' } })
    await drop(family, courseId)
    expect(await say(false)).toMatchObject({ ok: true })
    expect((await catalogue(family)).child.consent).toMatchObject({ takesPart: false })
    expect((await school.take(family, courseId)).result).toBe('no_consent')
    const pupil = await world.guardian(family.child, 'self')
    expect(
      await world.refused(pupil, 'course.saveConsent', {
        studentId: family.child.studentId,
        termId: school.termId,
        takesPart: true,
        version: COURSE_CONSENT.version,
      }),
    ).toBe('role.forbidden')
  })
})

describe('a place by hand', () => {
  it('is within the capacity, needs consent and a reason, and every family of the school sees the reason', async () => {
    const courseId = await school.course({ capacity: 1 })
    const family = await school.family()
    const give = (studentId: number, reason = '孩子转学来校，原选课轮次已结束') =>
      world.ask(school.office, 'course.givePlace', {
        schoolId: school.schoolId,
        courseId,
        studentId,
        reason,
      })
    const without = await world.student(school.schoolId, school.classId)
    expect(await give(without.studentId)).toMatchObject({
      ok: false,
      error: { code: 'course.place_refused', fields: { studentId: '监护人还没有同意本学期参加' } },
    })
    expect(await give(family.child.studentId, '好')).toMatchObject({ error: { code: 'input.invalid' } })
    expect(await give(family.child.studentId)).toMatchObject({ ok: true })
    const other = await school.family()
    expect(await give(other.child.studentId)).toMatchObject({
      error: { code: 'course.place_refused', fields: { studentId: expect.stringContaining('名额已满') } },
    })
    const course = (await catalogue(other)).courses.find((one) => one.courseId === courseId)!
    expect(course.byHand).toEqual([
      {
        reason: '孩子转学来校，原选课轮次已结束',
        givenBy: '课程办公室周老师',
        givenAt: world.clock.now.toISOString(),
      },
    ])
  })
})

/** A school with a term of courses, for tests: families that consented, rounds that are open. */

import { COURSE_CONSENT } from '../../contract/course/consent'
import type { CourseFacts } from '../../contract/course/course'
import { gradeBits, slotBit } from '../../contract/course/slots'
import type { RoundKind } from '../../contract/course/words'
import type { TestPerson, TestStudent, World } from './world'

export const PERIODS = [
  { startsAt: '16:30', endsAt: '17:20' },
  { startsAt: '17:30', endsAt: '18:20' },
]
export const monday = slotBit({ weekday: 1, period: 1 })
export const tuesday = slotBit({ weekday: 2, period: 1 })
export const wednesday = slotBit({ weekday: 3, period: 1 })

let serial = 0
/** A course of its own room and teacher, Monday's first period, all of primary school. */
export const facts = (change: Partial<CourseFacts> = {}): CourseFacts => {
  serial++
  return {
    name: `课程${serial}`,
    category: '社团',
    teacherKind: 'own',
    teacherName: `老师${serial}`,
    room: `教室${serial}`,
    startsOn: '2026-09-07',
    endsOn: '2027-01-08',
    slots: monday,
    grades: gradeBits([1, 2, 3, 4, 5, 6]),
    capacity: 2,
    minimum: 0,
    feeCents: 0,
    feeBasis: '',
    about: '',
    materials: '',
    bring: '',
    ...change,
  }
}

export type Family = { child: TestStudent; guardian: TestPerson }
export type CourseSchool = {
  schoolId: number
  classId: number
  termId: number
  office: TestPerson
  course(change?: Partial<CourseFacts>): Promise<number>
  /** A published round; open now unless the times say otherwise. */
  round(
    kind: RoundKind,
    change?: { opensAt?: string; closesAt?: string; mostPlaces?: number },
  ): Promise<number>
  /** A child with a guardian who has consented. */
  family(name?: string): Promise<Family>
  take(family: Family, courseId: number, requestId?: string): ReturnType<typeof takeOf>
}

const takeOf = (world: World, { child, guardian }: Family, courseId: number, requestId?: string) =>
  world.get(guardian, 'course.takePlace', {
    studentId: child.studentId,
    courseId,
    ...(requestId === undefined ? {} : { requestId }),
  })

const at = (from: Date, minutes: number): string => new Date(from.getTime() + minutes * 60_000).toISOString()

/** The district's term, made once for a world. */
export const makeTerm = async (world: World): Promise<number> => {
  const [known] = await world.sql<{ id: number }>(`select id from terms where name = '2026 秋季学期'`)
  if (known) return known.id
  const [made] = await world.sql<{ id: number }>(
    `insert into terms (name, school_year, starts_on, ends_on) values ('2026 秋季学期', 2026, '2026-09-01', '2027-01-15')
     returning id`,
  )
  return made!.id
}

export const makeCourseSchool = async (world: World): Promise<CourseSchool> => {
  const schoolId = await world.school()
  const classId = await world.schoolClass(schoolId, 4, 1)
  const termId = await makeTerm(world)
  const office = await world.staff('course_office', schoolId, '课程办公室周老师')
  await world.get(office, 'course.saveTerm', {
    schoolId,
    termId,
    periods: PERIODS,
    categories: ['学业', '社团'],
  })
  const school: CourseSchool = {
    schoolId,
    classId,
    termId,
    office,
    course: async (change) =>
      (
        await world.get(office, 'course.saveCourse', {
          schoolId,
          termId,
          courseId: null,
          version: 0,
          facts: facts(change),
        })
      ).courseId,
    round: async (kind, change = {}) => {
      const now = world.clock.now
      const { roundId } = await world.get(office, 'course.saveRound', {
        schoolId,
        termId,
        roundId: null,
        kind,
        name: `第${++serial}轮`,
        opensAt: at(now, -1),
        closesAt: at(now, 60 * 24),
        mostPlaces: 2,
        mostWishes: 8,
        offerHours: 24,
        ...change,
      })
      await world.get(office, 'course.publishRound', { schoolId, roundId })
      return roundId
    },
    family: async (name) => {
      const child = await world.student(schoolId, classId, name)
      const guardian = await world.guardian(child)
      await world.get(guardian, 'course.saveConsent', {
        studentId: child.studentId,
        termId,
        takesPart: true,
        version: COURSE_CONSENT.version,
      })
      return { child, guardian }
    },
    take: (family, courseId, requestId) => takeOf(world, family, courseId, requestId),
  }
  return school
}

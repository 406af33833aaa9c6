/** Decisions on the course function: families for their own child, the school's course office for the rest, draws for all of the school. */
import { COURSE_CONSENT } from '../../../contract/course/consent'
import type { RoundKind } from '../../../contract/course/words'
import type { RoutesOf } from '../../../contract/routes'
import { facts, PERIODS } from '../courses'
import { type Decision, type Decisions, nowhere, type Reach } from './decision'
import { type LooseInput, type School, type Stage, somewhere } from './stage'

type CourseRoute = RoutesOf<'course'>

const office: readonly Reach[] = ['course_office']
const ownChild: readonly Reach[] = ['guardian', 'pupil']
const drawReaders: readonly Reach[] = [
  'guardian',
  'other_guardian',
  'pupil',
  'school_admin',
  'school_head',
  'course_office',
  'bureau_officer',
]

const settings = { periods: PERIODS, categories: ['学业', '社团'] }
let terms = 0
/** A term of its own for each try, so that no caller meets the rounds that another left. */
const bareTerm = async (stage: Stage): Promise<number> => {
  const [row] = await stage.sql<{ id: number }>(
    `insert into terms (name, school_year, starts_on, ends_on) values ($1, 2026, '2026-09-01', '2027-01-15') returning id`,
    [`学期 ${somewhere()}`],
  )
  return row!.id
}
const newTerm = async (stage: Stage, { schoolId, people }: School): Promise<number> => {
  const termId = await bareTerm(stage)
  await stage.get(people.course_office, 'course.saveTerm', { schoolId, termId, ...settings })
  return termId
}
const newCourse = async (stage: Stage, { schoolId, people }: School, termId: number): Promise<number> =>
  (
    await stage.get(people.course_office, 'course.saveCourse', {
      schoolId,
      termId,
      courseId: null,
      version: 0,
      facts: facts(),
    })
  ).courseId
const rules = { name: '第一轮', mostPlaces: 2, mostWishes: 8, offerHours: 24 }
const times = (stage: Stage) => ({
  opensAt: new Date(stage.clock.now.getTime() - 60_000).toISOString(),
  closesAt: new Date(stage.clock.now.getTime() + 86_400_000).toISOString(),
})
const newRound = async (stage: Stage, at: School, termId: number, kind: RoundKind): Promise<number> => {
  const input = { schoolId: at.schoolId, termId, roundId: null, kind, ...rules, ...times(stage) }
  return (await stage.get(at.people.course_office, 'course.saveRound', input)).roundId
}
const consented = async (stage: Stage, { child, people }: School, termId: number): Promise<void> => {
  await stage.get(people.guardian, 'course.saveConsent', {
    studentId: child.studentId,
    termId,
    takesPart: true,
    version: COURSE_CONSENT.version,
  })
}
type Offered = { termId: number; courseId: number; roundId: number }
/** A term with one course and one published round of that kind, in which the first child takes part. */
const offered = async (stage: Stage, at: School, kind: RoundKind): Promise<Offered> => {
  const termId = await newTerm(stage, at)
  const courseId = await newCourse(stage, at, termId)
  const roundId = await newRound(stage, at, termId, kind)
  await stage.get(at.people.course_office, 'course.publishRound', { schoolId: at.schoolId, roundId })
  await consented(stage, at, termId)
  return { termId, courseId, roundId }
}
/** Made once for a school where trying it leaves it as it was. */
const kept = new WeakMap<Stage, Map<string, Promise<Offered>>>()
const once =
  (what: string, make: (stage: Stage, at: School) => Promise<Offered>) =>
  (stage: Stage, at: School): Promise<Offered> => {
    const made = kept.get(stage) ?? new Map<string, Promise<Offered>>()
    kept.set(stage, made)
    const key = `${what} ${at.X}`
    const found = made.get(key) ?? make(stage, at)
    made.set(key, found)
    return found
  }
const closed = async (stage: Stage, at: School): Promise<Offered> => {
  const made = await offered(stage, at, 'wishes')
  const { schoolId, people, child } = at
  await stage.get(people.guardian, 'course.saveWishes', {
    studentId: child.studentId,
    roundId: made.roundId,
    courseIds: [made.courseId],
  })
  await stage.get(people.course_office, 'course.closeRound', { schoolId, roundId: made.roundId })
  return made
}
const publicNumber = { digits: '04 11 18 22 27 31', source: '双色球 2026136 期' }
const drawn = once('drawn', async (stage, at) => {
  const made = await closed(stage, at)
  const input = { schoolId: at.schoolId, roundId: made.roundId, ...publicNumber }
  await stage.get(at.people.course_office, 'course.runDraw', input)
  return made
})

/** A route of the first child on something that was offered to it. */
const ofChild = <N extends CourseRoute>(
  kind: RoundKind,
  call: (studentId: number, made: Offered) => LooseInput<N>,
  reach: readonly Reach[] = ownChild,
): Decision<N> => ({
  reach,
  input: async (stage, at) =>
    call(at.child.studentId, await once(kind, (...where) => offered(...where, kind))(stage, at)),
  ghost: () => call(nowhere, { termId: nowhere, courseId: nowhere, roundId: nowhere }),
})
/** A route of that school on something made for it. */
const ofSchool = <N extends CourseRoute>(
  reach: readonly Reach[],
  make: (stage: Stage, at: School) => Promise<Offered>,
  call: (schoolId: number, made: Offered) => LooseInput<N>,
): Decision<N> => ({
  reach,
  input: async (stage, at) => call(at.schoolId, await make(stage, at)),
  ghost: () => call(nowhere, { termId: nowhere, courseId: nowhere, roundId: nowhere }),
})
const wishes = (stage: Stage, at: School) => offered(stage, at, 'wishes')
const standing = once('wishes', wishes)
const planned = async (stage: Stage, at: School): Promise<Offered> => {
  const termId = await newTerm(stage, at)
  const courseId = await newCourse(stage, at, termId)
  return { termId, courseId, roundId: await newRound(stage, at, termId, 'wishes') }
}

export const courseDecisions: Decisions<CourseRoute> = {
  'course.getCatalogue': ofChild('wishes', (studentId) => ({ studentId })),
  'course.getGlance': ofChild('wishes', (studentId) => ({ studentId })),
  'course.saveConsent': ofChild(
    'wishes',
    (studentId, { termId }) => ({ studentId, termId, takesPart: true, version: COURSE_CONSENT.version }),
    ['guardian'],
  ),
  'course.setFavourite': ofChild('wishes', (studentId, { courseId }) => ({
    studentId,
    courseId,
    isFavourite: true,
  })),
  'course.saveWishes': ofChild('wishes', (studentId, { roundId, courseId }) => ({
    studentId,
    roundId,
    courseIds: [courseId],
  })),
  'course.takePlace': ofChild('first_come', (studentId, { courseId }) => ({ studentId, courseId })),
  'course.dropPlace': ofChild('change', (studentId, { courseId }) => ({ studentId, courseId })),
  'course.acceptOffer': ofChild('change', (studentId, { courseId }) => ({ studentId, courseId })),
  'course.getDrawResult': {
    reach: ownChild,
    input: async (stage, at) => ({
      studentId: at.child.studentId,
      roundId: (await drawn(stage, at)).roundId,
    }),
    ghost: () => ({ studentId: nowhere, roundId: nowhere }),
  },
  'course.getPublishedDraw': ofSchool(drawReaders, drawn, (schoolId, { roundId }) => ({ schoolId, roundId })),
  'course.noteCheck': ofSchool(['guardian', 'other_guardian', 'pupil'], drawn, (schoolId, { roundId }) => ({
    schoolId,
    roundId,
    agrees: true,
  })),
  'course.getDesk': ofSchool(office, standing, (schoolId, { termId }) => ({ schoolId, termId })),
  'course.saveTerm': {
    reach: office,
    input: async (stage, { schoolId }) => ({ schoolId, termId: await bareTerm(stage), ...settings }),
    ghost: () => ({ schoolId: nowhere, termId: nowhere, ...settings }),
  },
  'course.saveCourse': ofSchool(office, standing, (schoolId, { termId }) => ({
    schoolId,
    termId,
    courseId: null,
    version: 0,
    facts: facts({ name: `课 ${++terms}`, room: `室 ${terms}`, teacherName: `师 ${terms}` }),
  })),
  'course.removeCourse': ofSchool(office, wishes, (schoolId, { courseId }) => ({ schoolId, courseId })),
  'course.copyTerm': {
    reach: office,
    input: async (stage, at) => ({
      schoolId: at.schoolId,
      fromTermId: (await planned(stage, at)).termId,
      termId: await newTerm(stage, at),
    }),
    ghost: () => ({ schoolId: nowhere, fromTermId: nowhere, termId: nowhere }),
  },
  'course.saveRound': {
    reach: office,
    input: async (stage, at) => ({
      schoolId: at.schoolId,
      termId: await newTerm(stage, at),
      roundId: null,
      kind: 'wishes',
      ...rules,
      ...times(stage),
    }),
    ghost: (stage) => ({
      schoolId: nowhere,
      termId: nowhere,
      roundId: null,
      kind: 'wishes',
      ...rules,
      ...times(stage),
    }),
  },
  'course.publishRound': ofSchool(office, planned, (schoolId, { roundId }) => ({ schoolId, roundId })),
  'course.closeRound': ofSchool(office, wishes, (schoolId, { roundId }) => ({ schoolId, roundId })),
  'course.removeRound': ofSchool(office, planned, (schoolId, { roundId }) => ({ schoolId, roundId })),
  'course.runDraw': ofSchool(office, closed, (schoolId, { roundId }) => ({
    schoolId,
    roundId,
    ...publicNumber,
  })),
  'course.givePlace': {
    reach: office,
    input: async (stage, at) => ({
      schoolId: at.schoolId,
      courseId: (await standing(stage, at)).courseId,
      studentId: at.child.studentId,
      reason: '转学来校，补一个名额',
    }),
    ghost: () => ({
      schoolId: nowhere,
      courseId: nowhere,
      studentId: nowhere,
      reason: '转学来校，补一个名额',
    }),
  },
  'course.findPupils': {
    reach: office,
    input: (_, { schoolId }) => ({ schoolId, words: '孩子' }),
    ghost: () => ({ schoolId: nowhere, words: '孩子' }),
  },
  'course.getRoster': ofSchool(office, standing, (schoolId, { courseId }) => ({ schoolId, courseId })),
  'course.readCourseFile': ofSchool(office, standing, (schoolId, { termId }) => ({
    schoolId,
    termId,
    base64: Buffer.from('课程名称,老师,地点,上课时间,名额\n').toString('base64'),
  })),
  'course.addCourses': ofSchool(office, standing, (schoolId, { termId }) => ({
    schoolId,
    termId,
    courses: [facts()],
  })),
  'course.getCourseFile': ofSchool(office, standing, (schoolId, { termId }) => ({ schoolId, termId })),
  'course.getDoorFile': ofSchool(office, standing, (schoolId, { termId }) => ({ schoolId, termId })),
  'course.getDistrict': { reach: ['bureau_officer'], input: () => ({ termId: null }) },
}

/** One rule set, two roads: what a single call answers, a batch answers too, for the same requests in the same order. */
import { randomUUID } from 'node:crypto'
import {
  type EngineAnswer,
  type PlaceRequest,
  takeMany,
  takeOne,
} from '../../cloudfunctions/course/places/queries'
import { actAs, type Queryable, setLocal } from '../../cloudfunctions/platform/database'
import { gradeBits } from '../../contract/course/slots'
import { type CourseSchool, type Family, makeCourseSchool, tuesday, wednesday } from '../support/courses'
import { makeWorld, type World } from '../support/world'

jest.setTimeout(60_000)

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())

type Road = (school: CourseSchool, requests: readonly PlaceRequest[]) => Promise<(EngineAnswer | undefined)[]>

/** As the function's role, on behalf of all who ask: what the pipeline does for one, the gateway does for many. */
const asFamilies = <T>(
  school: CourseSchool,
  requests: readonly PlaceRequest[],
  work: (db: Queryable) => Promise<T>,
): Promise<T> =>
  world.database.transaction(async (db) => {
    await setLocal(db, {
      students: `{${requests.map((one) => one.studentId).join(',')}}`,
      child_schools: `{${school.schoolId}}`,
      posts: '{}',
    })
    await actAs(db, 'anxin_course')
    return work(db)
  })

const roads: [string, Road][] = [
  [
    'one call at a time',
    async (school, requests) => {
      const answers: (EngineAnswer | undefined)[] = []
      for (const request of requests)
        answers.push(await asFamilies(school, [request], (db) => takeOne(db, request, world.clock.now)))
      return answers
    },
  ],
  [
    'many at once',
    (school, requests) => asFamilies(school, requests, (db) => takeMany(db, requests, world.clock.now)),
  ],
]

describe.each(roads)('%s', (_, road) => {
  let school: CourseSchool
  beforeAll(async () => {
    school = await makeCourseSchool(world)
    await school.round('first_come')
  })
  const asks = ({ child }: Family, courseId: number, requestId: string = randomUUID()): PlaceRequest => ({
    requestId,
    studentId: child.studentId,
    courseId,
  })
  const results = async (requests: readonly PlaceRequest[]) =>
    (await road(school, requests)).map((answer) => answer?.result)
  const some = async (count: number): Promise<Family[]> => {
    const families: Family[] = []
    while (families.length < count) families.push(await school.family())
    return families
  }

  it('gives places in the order asked, then numbers in that order', async () => {
    const courseId = await school.course({ capacity: 2 })
    const families = await some(5)
    const answers = await road(
      school,
      families.map((family) => asks(family, courseId)),
    )
    expect(answers.map((answer) => answer?.result)).toEqual([
      'seated',
      'seated',
      'waiting',
      'waiting',
      'waiting',
    ])
    const numbers = answers.slice(2).map((answer) => answer?.wait_no ?? 0)
    expect([...numbers].sort((a, b) => a - b)).toEqual(numbers)
    expect(new Set(numbers).size).toBe(3)
    const [row] = await world.sql<{ taken: number; seated: number; waiting: number; line: number }>(
      `select k.taken, (select count(*)::int from course_enrolments where course_id = $1 and status = 'seated') as seated,
         (select count(*)::int from course_enrolments where course_id = $1 and status = 'waiting') as waiting,
         (select count(*)::int from course_waiting where course_id = $1) as line
       from course_seats k where course_id = $1`,
      [courseId],
    )
    expect(row).toEqual({ taken: 2, seated: 2, waiting: 3, line: 3 })
  })

  it('answers each request once, whatever it is mixed with', async () => {
    const courseId = await school.course({ capacity: 1 })
    const [first, second] = (await some(2)) as [Family, Family]
    const [one, two] = [asks(first, courseId), asks(second, courseId)]
    expect(await results([one, two])).toEqual(['seated', 'waiting'])
    const [third] = (await some(1)) as [Family]
    expect(await results([two, asks(third, courseId), one])).toEqual(['waiting', 'waiting', 'seated'])
    expect(await results([asks(first, courseId), asks(second, courseId)])).toEqual(['have_it', 'in_line'])
  })

  it('says the same of a clash, a grade, enough places, no consent and a course that was cancelled', async () => {
    const [a, b, c, d, e] = [
      await school.course({ capacity: 9 }),
      await school.course({ capacity: 9 }),
      await school.course({ capacity: 9, slots: tuesday, grades: gradeBits([6]) }),
      await school.course({ capacity: 9, slots: tuesday }),
      await school.course({ capacity: 9, slots: wednesday }),
    ]
    const families = await some(5)
    expect(await results(families.map((family) => asks(family, a)))).toEqual(Array(5).fill('seated'))
    await results([asks(families[3]!, d)])
    const child = await world.student(school.schoolId, school.classId)
    const guardian = await world.guardian(child)
    await world.get(school.office, 'course.givePlace', {
      schoolId: school.schoolId,
      courseId: e,
      studentId: families[4]!.child.studentId,
      reason: '补录一个名额',
    })
    const cancelled = await school.course({ slots: tuesday, capacity: 3 })
    await world.sql('update course_seats set is_held = false where course_id = $1', [cancelled])
    expect(
      await results([
        asks(families[0]!, b),
        asks(families[1]!, c),
        asks(families[3]!, e),
        asks({ child, guardian }, d),
        asks(families[4]!, cancelled),
        asks(families[2]!, d),
      ]),
    ).toEqual(['clash', 'grade', 'enough', 'no_consent', 'cancelled', 'seated'])
  })

  it('tells nothing of another school’s course, and takes nothing there', async () => {
    const elsewhere = await makeCourseSchool(world)
    await elsewhere.round('first_come')
    const courseId = await elsewhere.course()
    const [family] = (await some(1)) as [Family]
    expect(await results([asks(family, courseId)])).toEqual([undefined])
  })

  it('holds every place until the round opens, and after it is over', async () => {
    const later = await makeCourseSchool(world)
    const at = (minutes: number) => new Date(world.clock.now.getTime() + minutes * 60_000).toISOString()
    await later.round('first_come', { opensAt: at(10), closesAt: at(20) })
    const courseId = await later.course()
    const family = await later.family()
    const before = world.clock.now
    const answers: unknown[] = []
    for (const minutes of [9, 10, 20]) {
      world.clock.now = new Date(before.getTime() + minutes * 60_000)
      const [answer] = await road(later, [asks(minutes === 20 ? await later.family() : family, courseId)])
      answers.push(answer?.result)
    }
    world.clock.now = before
    expect(answers).toEqual(['not_open', 'seated', 'not_open'])
  })
})

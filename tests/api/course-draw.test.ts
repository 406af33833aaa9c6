/** A wish round from its commitment to the check on a phone: nobody could bend it, and each child hears why. */
import { randomUUID } from 'node:crypto'
import { runCourseJobs } from '../../cloudfunctions/course/index'
import { serverHashes } from '../../cloudfunctions/course/rounds/hashes'
import { COURSE_CONSENT } from '../../contract/course/consent'
import { checkDraw, type DrawCheck, type PublishedDraw } from '../../contract/course/draw-proof'
import { explainDraw } from '../../contract/course/draw-words'
import type { OutputOf } from '../../contract/routes'
import { type CourseSchool, type Family, makeCourseSchool, tuesday, wednesday } from '../support/courses'
import { makeWorld, type World } from '../support/world'

jest.setTimeout(60_000)

let world: World
let school: CourseSchool
let roundId: number
let [pottery, choir, chess, robots] = [0, 0, 0, 0]
const families: Family[] = []
let published: OutputOf<'course.getPublishedDraw'>

const office = (name: 'course.closeRound' | 'course.publishRound' | 'course.removeRound') =>
  world.ask(school.office, name, { schoolId: school.schoolId, roundId })
const wish = ({ child, guardian }: Family, courseIds: number[]) =>
  world.ask(guardian, 'course.saveWishes', { studentId: child.studentId, roundId, courseIds })
const runDraw = () =>
  world.ask(school.office, 'course.runDraw', {
    schoolId: school.schoolId,
    roundId,
    digits: '04 11 18 22 27 31 + 09',
    source: '中国福利彩票双色球第 2026136 期，2026-11-19 开奖',
  })
const publishedTo = (family: Family) =>
  world.ask(family.guardian, 'course.getPublishedDraw', { schoolId: school.schoolId, roundId })
const rounds = async (family: Family) =>
  (await world.get(family.guardian, 'course.getCatalogue', { studentId: family.child.studentId })).rounds
const checked = (draw: PublishedDraw, known: { commitment: string; inputsHash: string }): DrawCheck => {
  const slices = checkDraw(serverHashes, draw, known)
  for (;;) {
    const step = slices.next()
    if (step.done) return step.value
  }
}

beforeAll(async () => {
  world = await makeWorld()
  school = await makeCourseSchool(world)
  pottery = await school.course({ name: '陶艺', capacity: 2 })
  choir = await school.course({ name: '合唱', capacity: 3, slots: tuesday })
  chess = await school.course({ name: '围棋', capacity: 9, minimum: 8, slots: wednesday })
  robots = await school.course({ name: '机器人', capacity: 1, slots: wednesday })
  roundId = await school.round('wishes')
  for (let index = 0; index < 6; index++) families.push(await school.family(`孩子${index}`))
})
afterAll(() => world.close())

describe('a wish round', () => {
  it('publishes its commitment with the round, and not the seed', async () => {
    const [round] = await rounds(families[0]!)
    expect(round).toMatchObject({ roundId, commitment: expect.stringMatching(/^[0-9a-f]{64}$/) })
    expect(JSON.stringify(round)).not.toContain('seed')
    const [row] = await world.sql<{ seed: string }>('select seed from course_seeds where round_id = $1', [
      roundId,
    ])
    expect(JSON.stringify(round)).not.toContain(row!.seed)
  })

  it('takes ranked wishes as often as liked and keeps the ticket; refuses what cannot stand', async () => {
    const [family] = families as [Family]
    const first = await wish(family, [choir])
    const second = await wish(family, [pottery, choir, chess])
    expect(first.ok && second.ok && first.data.ticket === second.data.ticket).toBe(true)
    expect(await wish(family, [pottery, pottery])).toMatchObject({
      error: { code: 'input.invalid', fields: { courseIds: '同一门课只能填一次' } },
    })
    const elsewhere = await makeCourseSchool(world)
    expect(await wish(family, [await elsewhere.course()])).toMatchObject({ error: { code: 'input.invalid' } })
    const without = await world.student(school.schoolId, school.classId)
    const guardian = await world.guardian(without)
    expect(await wish({ child: without, guardian }, [pottery])).toMatchObject({
      error: { code: 'course.no_consent' },
    })
    const stranger = await elsewhere.family()
    expect(await wish(stranger, [pottery])).toMatchObject({ error: { code: 'record.not_found' } })
    for (const one of families.slice(1))
      expect(await wish(one, [pottery, choir, robots])).toMatchObject({ ok: true })
    // One who took part and then chose nothing is not in the list.
    const last = families[5]!
    await world.get(last.guardian, 'course.saveConsent', {
      studentId: last.child.studentId,
      termId: school.termId,
      takesPart: false,
      version: COURSE_CONSENT.version,
    })
  })

  it('keeps its rules once it is published, and cannot be drawn before it is closed', async () => {
    const [round] = await rounds(families[0]!)
    const change = {
      schoolId: school.schoolId,
      termId: school.termId,
      roundId,
      kind: 'wishes' as const,
      name: round!.name,
      opensAt: round!.opensAt,
      closesAt: round!.closesAt,
      mostPlaces: 2,
      mostWishes: 8,
      offerHours: 24,
    }
    expect(await world.refused(school.office, 'course.saveRound', { ...change, mostPlaces: 3 })).toBe(
      'course.round_fixed',
    )
    expect(await office('course.removeRound')).toMatchObject({ error: { code: 'course.round_fixed' } })
    expect(await runDraw()).toMatchObject({ error: { code: 'course.not_sealed' } })
    expect(await publishedTo(families[0]!)).toMatchObject({ error: { code: 'record.not_found' } })
  })

  it('closes at its time by itself: the list gets its hash, and nothing that it was made of can change', async () => {
    const [open] = await rounds(families[0]!)
    world.clock.now = new Date(open!.closesAt)
    expect(await wish(families[0]!, [choir])).toMatchObject({ error: { code: 'course.not_open' } })
    expect((await runCourseJobs(world.services, { source: 'timer' })).sealed).toBe(1)
    expect((await runCourseJobs(world.services, { source: 'timer' })).sealed).toBe(0)
    const [round] = await rounds(families[0]!)
    expect(round).toMatchObject({ inputsHash: expect.stringMatching(/^[0-9a-f]{64}$/), drawnAt: null })
    expect(
      await world.refused(school.office, 'course.givePlace', {
        schoolId: school.schoolId,
        courseId: choir,
        studentId: families[0]!.child.studentId,
        reason: '校长说的',
      }),
    ).toBe('course.draw_pending')
    expect(
      await world.refused(school.office, 'course.removeCourse', {
        schoolId: school.schoolId,
        courseId: choir,
      }),
    ).toBe('course.draw_pending')
    expect(await publishedTo(families[0]!)).toMatchObject({ error: { code: 'course.not_drawn' } })
  })

  it('is drawn once, with a public number, and gives every place within limits', async () => {
    const drawn = await runDraw()
    expect(drawn).toMatchObject({ ok: true, data: { children: 5, cancelled: [chess] } })
    await world.settle()
    expect(await runDraw()).toMatchObject({ error: { code: 'course.drawn_already' } })
    const counts = await world.sql<{ course_id: number; seated: number; taken: number; capacity: number }>(
      `select k.course_id, k.taken, k.capacity, (select count(*)::int from course_enrolments e
         where e.course_id = k.course_id and e.status = 'seated') as seated
       from course_seats k where k.school_id = $1 order by 1`,
      [school.schoolId],
    )
    for (const { seated, taken, capacity } of counts) {
      expect(seated).toBe(taken)
      expect(taken).toBeLessThanOrEqual(capacity)
    }
    expect(counts.map(({ taken }) => taken)).toEqual([2, 3, 0, 1])
    const told = await world.sql<{ title: string }>('select title from outbox where user_id = $1', [
      families[1]!.guardian.userId,
    ])
    expect(told).toEqual([{ title: '摇号结果出来了' }])
  })

  it('can be run again by any family of the school, and agrees to the last place', async () => {
    const answer = await publishedTo(families[0]!)
    if (!answer.ok) throw new Error('the draw is not to be had')
    published = answer.data
    const [round] = await rounds(families[0]!)
    const known = { commitment: round!.commitment!, inputsHash: round!.inputsHash! }
    expect(checked(published, known)).toMatchObject({ seedFits: true, inputsFit: true, placesFit: true })
    const [place, ...rest] = published.places
    const bent = { ...published, places: [[place![0], place![1], place![2] + 1] as const, ...rest] }
    expect(checked(bent, known)).toMatchObject({ placesFit: false })
    expect(checked({ ...published, seed: `${published.seed}0` }, known)).toMatchObject({ seedFits: false })
    expect(JSON.stringify(published)).not.toContain(families[1]!.child.name)
  })

  it('tells each child its position and what became of each wish, and puts the others in line in the drawn order', async () => {
    const names = new Map([
      [pottery, '陶艺'],
      [choir, '合唱'],
      [chess, '围棋'],
      [robots, '机器人'],
    ])
    const positions: number[] = []
    for (const { child, guardian } of families.slice(0, 5)) {
      const { drawn } = await world.get(guardian, 'course.getDrawResult', {
        studentId: child.studentId,
        roundId,
      })
      positions.push(drawn!.position)
      const words = explainDraw(drawn!, drawn!.wishes, (id) => names.get(id) ?? '')
      expect(words[0]).toBe(`你的抽签顺序是 ${drawn!.position}`)
      expect(words).toHaveLength(4)
    }
    expect(positions.sort()).toEqual([1, 2, 3, 4, 5])
    const line = await world.sql<{ position: number }>(
      `select w.position from course_enrolments e
       join course_wishes w on w.student_id = e.student_id and w.round_id = $2
       where e.course_id = $1 and e.status = 'waiting' order by e.wait_no`,
      [pottery, roundId],
    )
    expect(line).toHaveLength(3)
    expect(line.map(({ position }) => position)).toEqual(line.map(({ position }) => position).sort())
    const { drawn } = await world.get(families[5]!.guardian, 'course.getDrawResult', {
      studentId: families[5]!.child.studentId,
      roundId,
    })
    expect(drawn).toBeNull()
  })

  it('counts the phones that drew again, once each', async () => {
    const [{ guardian }] = families as [Family]
    const note = (requestId = randomUUID()) =>
      world.get(guardian, 'course.noteCheck', {
        requestId,
        schoolId: school.schoolId,
        roundId,
        agrees: true,
      })
    expect(await note()).toEqual({ checks: 1 })
    expect(await note()).toEqual({ checks: 1 })
    const bureau = await world.staff('bureau_officer', null)
    const { schools } = await world.get(bureau, 'course.getDistrict', { termId: school.termId })
    expect(schools.find((one) => one.schoolId === school.schoolId)).toMatchObject({
      courses: 3,
      capacity: 6,
      taken: 6,
      children: 5,
      places: 6,
      draws: 1,
      checks: 1,
      agreeing: 1,
    })
  })
})

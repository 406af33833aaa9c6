/** A rush on two servers that are killed while it runs; and the checker of it, proven by engines that were broken on purpose. */
import { randomInt, randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { transactionAs } from '../../cloudfunctions/platform/database'
import type { Envelope } from '../../contract/errors'
import type { OutputOf } from '../../contract/routes'
import { findBreaches, type Heard } from '../support/course-checker'
import { type CourseSchool, type Family, makeCourseSchool, monday, tuesday } from '../support/courses'
import { kill, makeStore, type Running, start } from '../support/killable-server'
import { storeKind } from '../support/store'
import { makeWorld, type World } from '../support/world'

jest.setTimeout(180_000)

describe('the checker', () => {
  let world: World
  beforeAll(async () => {
    world = await makeWorld()
  })
  afterAll(() => world.close())

  /** The engine's own text with one thing taken out. */
  const engineWithout = async (what: RegExp, instead: string): Promise<string> => {
    const { rows } = await world.database.transaction((db) =>
      db.query<{ sql: string }>(
        `select pg_get_functiondef('app.take_place(uuid, int, int, timestamptz)'::regprocedure) as sql`,
      ),
    )
    const broken = rows[0]!.sql.replace(what, instead)
    if (broken === rows[0]!.sql) throw new Error('nothing was broken')
    return broken
  }
  const rush = async (school: CourseSchool): Promise<Heard[]> => {
    const courses = [
      await school.course({ capacity: 2 }),
      await school.course({ capacity: 2 }),
      await school.course({ capacity: 1, slots: tuesday }),
      await school.course({ capacity: 1, slots: monday << 1, grades: 1 << 6 }),
    ]
    const heard: Heard[] = []
    for (let index = 0; index < 4; index++) {
      const family = await school.family()
      for (const courseId of courses) {
        const requestId = randomUUID()
        const { result } = await school.take(family, courseId, requestId)
        heard.push({ requestId, studentId: family.child.studentId, courseId, result })
      }
    }
    return heard
  }
  const breachesWith = async (sql: string | null): Promise<string[]> => {
    const school = await makeCourseSchool(world)
    await school.round('first_come')
    if (sql !== null) await world.database.transaction((db) => db.query(sql))
    const heard = await rush(school)
    const found = await transactionAs(world.database, 'anxin_operator', (db) => findBreaches(db, heard))
    await world.sql('delete from course_enrolments')
    await world.sql('delete from course_waiting')
    await world.sql('delete from course_answers')
    await world.sql('update course_seats set taken = 0, returned = 0')
    await world.sql('update course_students set slots = 0, places = 0')
    return found
  }

  it('finds nothing wrong with the engine, and what is wrong with each that was broken on purpose', async () => {
    expect(await breachesWith(null)).toEqual([])
    const whole = await engineWithout(/^/, ' ')
    const uncounted = await engineWithout(/taken = taken \+ 1/, 'taken = taken')
    const heedless = await engineWithout(
      /answer := case when r\.id is null then 'not_open' else app\.place_refusal\([^;]*;/,
      'answer := null;',
    )
    const forgetful = await engineWithout(/insert into course_answers[^;]*;/, '')
    const maskless = await engineWithout(/slots = c\.slots \| k\.slots, /, '')
    expect(await breachesWith(uncounted)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^oversold/), expect.stringMatching(/^counter/)]),
    )
    expect(await breachesWith(heedless)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^clash/),
        expect.stringMatching(/^more places/),
        expect.stringMatching(/^ineligible/),
      ]),
    )
    expect(await breachesWith(forgetful)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^a place that no answer gave/),
        expect.stringMatching(/^an answer that was heard/),
      ]),
    )
    expect(await breachesWith(maskless)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^clash/), expect.stringMatching(/^mask/)]),
    )
    expect(await breachesWith(whole)).toEqual([])
  })
})

if (storeKind === 'server')
  describe('a rush on two servers that are killed while it runs', () => {
    const STUDENTS = 160
    const COURSES = 12
    const ASKS = 4
    const CLIENTS = 64
    const KILLS = 3
    let folder: string
    beforeAll(async () => {
      folder = await mkdtemp(path.join(tmpdir(), 'course-fire-'))
    })
    afterAll(() => rm(folder, { recursive: true, force: true }))

    it('oversells nothing, seats nobody twice, in two places or where they may not, and keeps every answer it gave', async () => {
      const store = await makeStore(folder)
      const world = await makeWorld({ database: await store.open() })
      const school = await makeCourseSchool(world)
      await school.round('first_come')
      const courses: number[] = []
      while (courses.length < COURSES)
        courses.push(
          await school.course({ capacity: 1 + (courses.length % 9), slots: 1 << (6 * (courses.length % 5)) }),
        )
      const families: Family[] = []
      while (families.length < STUDENTS) families.push(await school.family())
      const now = world.clock.now.toISOString()
      const open = (): Promise<Running> => start(store.place, now, { program: 'course-server' })
      const servers = await Promise.all([open(), open()])

      /** By fashion: the first course is wanted most. */
      const wanted = (): number => courses[Math.floor(COURSES * Math.random() ** 2.5)]!
      const asks = families.flatMap((family) =>
        Array.from({ length: ASKS }, () => ({ family, courseId: wanted(), requestId: randomUUID() })),
      )
      for (let index = asks.length - 1; index > 0; index--) {
        const other = randomInt(index + 1)
        ;[asks[index], asks[other]] = [asks[other]!, asks[index]!]
      }
      const heard: Heard[] = []
      let answered = 0
      const once = async ({ family, courseId, requestId }: (typeof asks)[number]): Promise<boolean> => {
        const input = { requestId, studentId: family.child.studentId, courseId }
        const response = await fetch(`http://127.0.0.1:${servers[randomInt(2)]!.port}/`, {
          method: 'POST',
          headers: { 'x-test-openid': family.guardian.openid },
          body: JSON.stringify({ action: 'takePlace', input }),
          signal: AbortSignal.timeout(20_000),
        })
        const envelope = (await response.json()) as Envelope<OutputOf<'course.takePlace'>>
        if (!envelope.ok) {
          if (/^server\./.test(envelope.error.code)) return false
          throw new Error(envelope.error.code)
        }
        heard.push({ requestId, studentId: family.child.studentId, courseId, result: envelope.data.result })
        return true
      }
      /** As the phone does: the same request until an answer is heard; every tenth is asked again after it. */
      const until = async (ask: (typeof asks)[number]): Promise<void> => {
        const refused = (error: unknown): boolean => {
          if (error instanceof Error && /^[a-z]+\.[a-z_]+$/.test(error.message)) throw error
          return false
        }
        while (!(await once(ask).catch(refused))) await new Promise((resolve) => setTimeout(resolve, 30))
        answered++
        if (randomInt(10) === 0) await once(ask).catch(refused)
      }
      const waiting = [...asks]
      const client = async (): Promise<void> => {
        for (let ask = waiting.pop(); ask; ask = waiting.pop()) await until(ask)
      }
      let kills = 0
      const killer = async (): Promise<void> => {
        while (answered < asks.length && kills < KILLS) {
          const due = (asks.length * (kills + 1)) / (KILLS + 2)
          if (answered < due) {
            await new Promise((resolve) => setTimeout(resolve, 10))
            continue
          }
          const which = kills % 2
          await kill(servers[which]!)
          kills++
          servers[which] = await open()
        }
      }
      await Promise.all([killer(), ...Array.from({ length: CLIENTS }, client)])
      await Promise.all(servers.map(kill))

      expect(kills).toBeGreaterThan(0)
      expect(new Set(heard.map(({ requestId }) => requestId)).size).toBe(asks.length)
      expect(await transactionAs(world.database, 'anxin_operator', (db) => findBreaches(db, heard))).toEqual(
        [],
      )
      const results = new Set(heard.map(({ result }) => result))
      for (const result of ['seated', 'waiting', 'clash']) expect([...results]).toContain(result)
      await world.database.close()
      await store.drop()
    })
  })

/** Rollups say what the log says, whatever happened to it and however many count at once. */
import fc from 'fast-check'
import { rebuildRollups, rollUpHomework } from '../../cloudfunctions/jobs/rollups.job'
import { dayBefore } from '../../contract/homework/evening'
import type { HomeworkKind, Subject } from '../../contract/homework/homework'
import { makeWorld, type TestPerson, type TestStudent, type World } from '../support/world'

jest.setTimeout(120_000)
let world: World
type Child = TestStudent & { mother: TestPerson }
const children: Child[] = []
const classIds: number[] = []

beforeAll(async () => {
  world = await makeWorld()
  world.clock.now = new Date('2026-11-25T11:30:00Z')
  const { version } = await world.get(null, 'account.getConsent', {})
  for (const name of ['甲校', '乙校']) {
    const schoolId = await world.school(name)
    for (const number of [1, 2]) {
      const classId = await world.schoolClass(schoolId, 4, number)
      classIds.push(classId)
      for (let index = 0; index < 2; index++) {
        const student = await world.student(schoolId, classId)
        const mother = await world.guardian(student)
        await world.get(mother, 'account.giveConsent', { studentId: student.studentId, version })
        children.push({ ...student, mother })
      }
    }
  }
})
afterAll(() => world.close())

const never = () => false
const roll = () => rollUpHomework(world.services, never)

type Row = {
  level: string
  place: string
  day: string
  measure: string
  answers: number
  minutes: number
  steps: string
}
const byKey = (rows: Row[]): Row[] =>
  [...rows].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))

/** The rollups as they lie there. */
const stored = async (): Promise<Row[]> =>
  byKey(
    await world.sql<Row>(
      `select 'class' as level, class_id::text as place, day, measure, answers, minutes, buckets::text || counts::text as steps
         from homework_class_days
       union all select 'grade', school_id || '/' || grade, day, measure, answers, minutes, buckets::text || counts::text
         from homework_grade_days
       union all select 'district', grade::text, day, measure, answers, minutes, buckets::text || counts::text
         from homework_district_days`,
    ),
  )

type RawLog = {
  school_id: number
  student_id: number
  class_id: number
  grade: number
  day: string
  subject: Subject
  kind: HomeworkKind
  minutes: number | null
}
type RawNight = Omit<RawLog, 'subject' | 'kind' | 'minutes'> & { in_bed_minutes: number | null }

/** The same from the log alone, one row after another, with no SQL but reading it. */
const recomputed = async (): Promise<Row[]> => {
  const logs = await world.sql<RawLog>('select * from homework_logs order by revision')
  const nights = await world.sql<RawNight>('select * from homework_habits order by revision')
  const latest = new Map(
    logs.map((log) => [[log.student_id, log.day, log.subject, log.kind].join(), log] as const),
  )
  const latestNight = new Map(nights.map((night) => [[night.student_id, night.day].join(), night] as const))
  const facts: (Omit<RawLog, 'subject' | 'kind' | 'minutes'> & { measure: string; minutes: number })[] = []
  const evenings = new Map<string, (typeof facts)[number]>()
  for (const log of latest.values()) {
    if (log.minutes === null) continue
    const written = log.kind === 'written' ? log.minutes : 0
    if (written > 0) facts.push({ ...log, measure: log.subject, minutes: written })
    const key = [log.student_id, log.day, log.class_id].join()
    const before = evenings.get(key)
    evenings.set(key, { ...log, measure: 'evening', minutes: (before?.minutes ?? 0) + written })
  }
  facts.push(...evenings.values())
  for (const night of latestNight.values())
    if (night.in_bed_minutes !== null)
      facts.push({ ...night, measure: 'bedtime', minutes: night.in_bed_minutes })
  const sums = new Map<string, Omit<Row, 'steps'> & { steps: Map<number, number> }>()
  for (const fact of facts)
    for (const [level, place] of [
      ['class', String(fact.class_id)],
      ['grade', `${fact.school_id}/${fact.grade}`],
      ['district', String(fact.grade)],
    ] as const) {
      const key = [level, place, fact.day, fact.measure].join()
      const row = sums.get(key) ?? {
        level,
        place,
        day: fact.day,
        measure: fact.measure,
        answers: 0,
        minutes: 0,
        steps: new Map<number, number>(),
      }
      const step = Math.ceil(fact.minutes / 5)
      row.answers++
      row.minutes += fact.minutes
      row.steps.set(step, (row.steps.get(step) ?? 0) + 1)
      sums.set(key, row)
    }
  return byKey(
    [...sums.values()].map((row) => {
      const steps = [...row.steps].sort(([a], [b]) => a - b)
      const array = (index: 0 | 1): string => `{${steps.map((step) => step[index]).join(',')}}`
      return { ...row, steps: array(0) + array(1) }
    }),
  )
}

const seven = fc.nat({ max: 7 })
const act = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      how: fc.constant('log' as const),
      child: seven,
      ago: fc.nat({ max: 2 }),
      subject: fc.constantFrom<Subject>('math', 'chinese'),
      kind: fc.constantFrom<HomeworkKind>('written', 'written', 'school'),
      minutes: fc.option(fc.integer({ min: 1, max: 300 }), { freq: 4 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      how: fc.constant('bed' as const),
      child: seven,
      ago: fc.nat({ max: 2 }),
      minutes: fc.option(fc.integer({ min: 1_200, max: 1_500 })),
    }),
  },
  { weight: 2, arbitrary: fc.record({ how: fc.constant('move' as const), child: seven }) },
  { weight: 1, arbitrary: fc.record({ how: fc.constant('forget' as const), child: seven }) },
  { weight: 2, arbitrary: fc.record({ how: fc.constant('count' as const), child: seven }) },
)
type Act = typeof act extends fc.Arbitrary<infer One> ? One : never

const perform = async (one: Act): Promise<void> => {
  const child = children[one.child]!
  if (one.how === 'count') await roll()
  if (one.how === 'move') {
    const [first = 0, second = 0] = classIds.slice(one.child < 4 ? 0 : 2)
    await world.sql(
      'update students set class_id = case when class_id = $2 then $3::int else $2::int end where id = $1',
      [child.studentId, first, second],
    )
  }
  if (one.how === 'forget')
    await world.sql('delete from homework_logs where student_id = $1', [child.studentId])
  if (one.how === 'log') {
    const day = dayBefore('2026-11-25', one.ago)
    const [before] = await world.sql<{ revision: number }>(
      `select coalesce(max(revision), 0) as revision from homework_logs
       where student_id = $1 and day = $2 and subject = $3 and kind = $4`,
      [child.studentId, day, one.subject, one.kind],
    )
    // Two at once meet each other's revision and one is told so: that is a change of nothing.
    await world.ask(child.mother, 'homework.saveLog', {
      studentId: child.studentId,
      day,
      subject: one.subject,
      kind: one.kind,
      minutes: one.minutes,
      basedOn: before!.revision,
      why: '',
    })
  }
  if (one.how === 'bed') {
    const day = dayBefore('2026-11-25', one.ago)
    const [before] = await world.sql<{ revision: number }>(
      'select coalesce(max(revision), 0) as revision from homework_habits where student_id = $1 and day = $2',
      [child.studentId, day],
    )
    await world.ask(child.mother, 'homework.saveHabits', {
      studentId: child.studentId,
      day,
      inBedMinutes: one.minutes,
      upMinutes: null,
      sportMinutes: null,
      basedOn: before!.revision,
      why: '',
    })
  }
}

it('says what the log says after any inserts, edits, deletions and moves, with several counting at once', async () => {
  let counted = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(act, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 8 }),
      async (rounds) => {
        for (const round of rounds) await Promise.all([...round.map(perform), roll()])
        await Promise.all([roll(), roll()])
        const rows = await stored()
        expect(rows).toEqual(await recomputed())
        counted += rows.length
      },
    ),
    { numRuns: 12, seed: 20_261_125, endOnFailure: true },
  )
  expect(counted).toBeGreaterThan(100)
})

it('comes out the same when it is thrown away and counted anew', async () => {
  const before = await stored()
  expect(before.length).toBeGreaterThan(0)
  await world.sql('delete from homework_class_days')
  await world.sql(`update homework_grade_days set answers = answers + 1`)
  expect(await rebuildRollups(world.services)).toMatchObject({ last: expect.any(String) })
  expect(await stored()).toEqual(before)
  expect(await world.sql('select 1 from homework_changes')).toEqual([])
})

it('leaves the minutes of an evening in the class where they were worked, also when they are mended after a move', async () => {
  const child = children[0]!
  await world.sql('delete from homework_logs where student_id = $1', [child.studentId])
  await world.sql('update students set class_id = $2 where id = $1', [child.studentId, classIds[0]])
  const log = {
    studentId: child.studentId,
    day: '2026-11-24',
    subject: 'math',
    kind: 'written',
    why: '',
  } as const
  await world.get(child.mother, 'homework.saveLog', { ...log, minutes: 20, basedOn: 0 })
  await world.sql('update students set class_id = $2 where id = $1', [child.studentId, classIds[1]])
  await world.get(child.mother, 'homework.saveLog', { ...log, minutes: 30, basedOn: 1 })
  await world.get(child.mother, 'homework.saveLog', { ...log, subject: 'english', minutes: 10, basedOn: 0 })
  await roll()
  const rows = await world.sql<{ class_id: number }>(
    `select class_id from homework_class_days where day = '2026-11-24' and measure = 'english'`,
  )
  expect(rows).toEqual([{ class_id: classIds[0] }])
})

/** The board of a class: minutes before they are set, over the limit only with a reason, and colleagues who see each other. */
import { randomUUID } from 'node:crypto'
import { rollUpHomework } from '../../cloudfunctions/jobs/rollups.job'
import type { Board } from '../../contract/homework/board'
import { dayBefore } from '../../contract/homework/evening'
import type { Subject } from '../../contract/homework/homework'
import type { InputOf, OutputOf } from '../../contract/routes'
import { makeWorld, type TestPerson, type TestStudent, type World } from '../support/world'

jest.setTimeout(60_000)
let world: World
let schoolId: number
let classId: number
let child: TestStudent
let mother: TestPerson
let chinese: TestPerson
let math: TestPerson
let gradeHead: TestPerson
let head: TestPerson
let elsewhere: TestPerson

type Entry = Omit<InputOf<'homework.publishBoard'>, 'requestId'>
const entry = (change: Partial<Entry> = {}): Entry => ({
  classId,
  day: '2026-11-25',
  subject: 'math',
  tier: 'basic',
  place: 'home',
  minutes: 25,
  reason: '',
  seen: 0,
  ...change,
})
const board = async (who: TestPerson = math): Promise<OutputOf<'homework.getBoard'>> =>
  world.get(who, 'homework.getBoard', { schoolId, classId, day: null })
const bySubject = ({ entries }: Board, subject: Subject) => entries.find((one) => one.subject === subject)
const giveClasses = (person: TestPerson, classIds: number[]) =>
  world.sql('update posts set class_ids = $2 where user_id = $1', [person.userId, classIds])

let number = 0
let version: string
beforeAll(async () => {
  world = await makeWorld()
  // Four in the afternoon in China, a Wednesday.
  world.clock.now = new Date('2026-11-25T08:00:00Z')
  schoolId = await world.school()
  chinese = await world.staff('teacher', schoolId, '张老师')
  math = await world.staff('teacher', schoolId, '王老师')
  gradeHead = await world.staff('grade_head', schoolId, '陈组长')
  head = await world.staff('school_head', schoolId)
  const otherSchool = await world.school()
  elsewhere = await world.staff('teacher', otherSchool)
  await giveClasses(elsewhere, [await world.schoolClass(otherSchool, 4, 2)])
  version = (await world.get(null, 'account.getConsent', {})).version
})
afterAll(() => world.close())

/** A class of its own for each test, with the same teachers. */
beforeEach(async () => {
  classId = await world.schoolClass(schoolId, 4, ++number)
  child = await world.student(schoolId, classId)
  mother = await world.guardian(child)
  for (const who of [chinese, math, gradeHead]) await giveClasses(who, [classId])
  await world.sql('delete from outbox')
  await world.get(mother, 'account.giveConsent', { studentId: child.studentId, version })
})

it('shows a colleague what is already taken, and the family the same board', async () => {
  await world.get(math, 'homework.publishBoard', entry())
  const seen = await board(chinese)
  expect(seen.board).toMatchObject({
    homeMinutes: 25,
    revision: 1,
    limit: { minutes: 60 },
    className: `四年级${number}班`,
  })
  expect(seen.board!.entries).toMatchObject([{ subject: 'math', publishedByName: '王老师', isMine: false }])
  expect(seen.mayPublish).toBe(true)
  const family = await world.get(mother, 'homework.getFamilyBoard', { studentId: child.studentId, day: null })
  expect(family.board.entries).toMatchObject([{ subject: 'math', minutes: 25, place: 'home', tier: 'basic' }])
})

it('counts neither what is finished in class nor what is optional', async () => {
  await world.get(math, 'homework.publishBoard', entry({ place: 'class', minutes: 60 }))
  await world.get(math, 'homework.publishBoard', entry({ tier: 'optional', minutes: 60, seen: 1 }))
  const after = await world.get(math, 'homework.publishBoard', entry({ minutes: 60, seen: 2 }))
  expect([after.homeMinutes, after.entries.length]).toEqual([60, 3])
})

it('publishes over the limit only with a reason, which the head of grade hears of and the guardians read', async () => {
  await world.get(chinese, 'homework.publishBoard', entry({ subject: 'chinese', minutes: 40 }))
  const refused = await world.ask(math, 'homework.publishBoard', entry({ seen: 1 }))
  expect(refused).toMatchObject({
    ok: false,
    error: { fields: { reason: expect.stringContaining('超过上限') } },
  })
  const reason = '明天单元检测，今晚复习'
  const after = await world.get(math, 'homework.publishBoard', entry({ seen: 1, reason }))
  expect(after.homeMinutes).toBe(65)
  const told = await world.sql<{ user_id: string; body: string }>('select user_id, body from outbox')
  expect(told.map((one) => one.user_id)).toEqual([gradeHead.userId])
  expect(told[0]!.body).not.toContain(reason)
  const family = await world.get(mother, 'homework.getFamilyBoard', { studentId: child.studentId, day: null })
  expect(bySubject(family.board, 'math')).toMatchObject({ reason })
  expect(bySubject((await board(gradeHead)).board!, 'math')).toMatchObject({ reason })
})

it('keeps no reason where none was needed, and tells the school’s head where nobody leads the grade', async () => {
  const fine = await world.get(math, 'homework.publishBoard', entry({ reason: '多余的' }))
  expect(fine.entries[0]!.reason).toBe('')
  await world.sql('update posts set ended_at = now() where user_id = $1', [gradeHead.userId])
  await world.get(math, 'homework.publishBoard', entry({ minutes: 50, seen: 1, reason: '补上周的' }))
  await world.sql('update posts set ended_at = null where user_id = $1', [gradeHead.userId])
  const told = await world.sql<{ user_id: string }>('select user_id from outbox')
  expect(told.map((one) => one.user_id)).toEqual([head.userId])
})

it('asks grades one and two for a reason at the first minute at home', async () => {
  const small = await world.schoolClass(schoolId, 2, ++number)
  await giveClasses(math, [small])
  const answer = await world.ask(math, 'homework.publishBoard', entry({ classId: small, minutes: 1 }))
  expect(answer).toMatchObject({ ok: false, error: { code: 'input.invalid' } })
  await world.get(math, 'homework.publishBoard', entry({ classId: small, place: 'class', minutes: 15 }))
})

it('lets two teachers who publish in the same minute see each other', async () => {
  const [first, second] = await Promise.all([
    world.ask(chinese, 'homework.publishBoard', entry({ subject: 'chinese', minutes: 40 })),
    world.ask(math, 'homework.publishBoard', entry({ minutes: 40 })),
  ])
  const refused = first.ok ? second : first
  expect([first.ok, second.ok].filter(Boolean)).toHaveLength(1)
  expect(refused).toMatchObject({ ok: false, error: { code: 'homework.board_moved' } })
  const late = first.ok ? math : chinese
  const seen = (await board(late)).board!
  expect(seen.homeMinutes).toBe(40)
  // Having seen it, they are over the limit together, and say why or set less.
  expect(
    await world.refused(
      late,
      'homework.publishBoard',
      entry({ subject: 'english', minutes: 40, seen: seen.revision }),
    ),
  ).toBe('input.invalid')
  await world.get(
    late,
    'homework.publishBoard',
    entry({ subject: 'english', minutes: 20, seen: seen.revision }),
  )
})

it('answers a retry with what the first try published', async () => {
  const requestId = randomUUID()
  const first = await world.get(math, 'homework.publishBoard', { ...entry(), requestId })
  expect(await world.get(math, 'homework.publishBoard', { ...entry(), requestId })).toEqual(first)
  expect((await board()).board!.entries).toHaveLength(1)
})

it('takes back one’s own entry and nobody else’s, and that too is a change that others see', async () => {
  const published = await world.get(math, 'homework.publishBoard', entry())
  const boardId = published.entries[0]!.boardId
  for (const who of [chinese, gradeHead, elsewhere, mother])
    expect(await world.refused(who, 'homework.withdrawBoard', { boardId })).toBe('record.not_found')
  const after = await world.get(math, 'homework.withdrawBoard', { boardId })
  expect(after).toMatchObject({ entries: [], homeMinutes: 0, revision: 2 })
  expect(await world.refused(math, 'homework.withdrawBoard', { boardId })).toBe('record.not_found')
  expect(await world.refused(chinese, 'homework.publishBoard', entry({ seen: 1 }))).toBe(
    'homework.board_moved',
  )
})

it('publishes for today and a week ahead, never for a day that is over', async () => {
  for (const day of ['2026-11-24', '2026-12-03'])
    expect(await world.refused(math, 'homework.publishBoard', entry({ day }))).toBe('homework.day_closed')
  await world.get(math, 'homework.publishBoard', entry({ day: '2026-12-02' }))
  await world.get(math, 'homework.publishBoard', entry({ day: '2026-11-26' }))
  const family = await world.get(mother, 'homework.getFamilyBoard', { studentId: child.studentId, day: null })
  expect([family.board.entries.length, family.tomorrow.length]).toEqual([0, 1])
})

it('knows no class that one does not teach; the school’s heads read and do not publish', async () => {
  for (const who of [elsewhere, mother]) {
    expect(await world.refused(who, 'homework.publishBoard', entry())).toBe('record.not_found')
    expect(await world.refused(who, 'homework.getBoard', { schoolId, classId, day: null })).toBe(
      'record.not_found',
    )
    expect(await world.refused(who, 'homework.getReckoning', entry())).toBe('record.not_found')
  }
  expect(await world.refused(head, 'homework.publishBoard', entry())).toBe('record.not_found')
  const seen = await board(head)
  expect([seen.mayPublish, seen.classes.some((one) => one.classId === classId)]).toEqual([false, true])
  const stranger = await world.guardian(await world.student(schoolId, classId))
  expect(
    await world.refused(stranger, 'homework.getFamilyBoard', { studentId: child.studentId, day: null }),
  ).toBe('record.not_found')
  expect(await world.refused(math, 'homework.publishBoard', entry({ reason: '长'.repeat(10_000_000) }))).toBe(
    'input.invalid',
  )
})

describe('what such an estimate really took', () => {
  /** So many children of the class log these minutes on each of the days before today. */
  const logged = async (children: number, days: number, minutesOf: (child: number) => number) => {
    for (let index = 0; index < children; index++) {
      const { studentId } = await world.student(schoolId, classId)
      for (let ago = 1; ago <= days; ago++)
        await world.sql(
          `insert into homework_logs (school_id, student_id, day, subject, kind, revision, minutes, class_id, grade, written_by, written_at)
           values ($1, $2, $3, 'math', 'written', 1, $4, $5, 4, $6, now())`,
          [schoolId, studentId, dayBefore('2026-11-25', ago), minutesOf(index), classId, mother.userId],
        )
    }
    await world.sql(
      'insert into homework_changes (school_id, class_id, day) select distinct school_id, class_id, day from homework_logs where class_id = $1',
      [classId],
    )
    await rollUpHomework(world.services, () => false)
  }
  const reckon = (minutes: number) => world.get(math, 'homework.getReckoning', entry({ minutes }))

  it('is told in sums of ten answers or more, and not of fewer', async () => {
    await logged(3, 3, () => 30)
    expect(await reckon(25)).toEqual({ took: null, passing: null })
    await logged(4, 1, (index) => 20 + 10 * index)
    expect((await reckon(25)).took).toEqual({ basis: 'all', answers: 13, p50: 30, p75: 30 })
  })

  it('goes by evenings whose estimate was about as long, and counts the children who would pass the limit', async () => {
    for (const [ago, minutes] of [
      [1, 22],
      [2, 30],
      [3, 10],
    ] as const)
      await world.sql(
        `insert into homework_boards (school_id, id, class_id, grade, day, subject, tier, place, minutes, published_by, published_by_name, published_at)
         values ($1, gen_random_uuid(), $2, 4, $3, 'math', 'basic', 'home', $4, $5, '王老师', now())`,
        [schoolId, classId, dayBefore('2026-11-25', ago), minutes, math.userId],
      )
    await logged(8, 3, (index) => (index < 2 ? 70 : 25))
    // 16 answers on two evenings of 21–30 minutes; the class now has nine children, a quarter of whom is two.
    expect(await reckon(25)).toEqual({
      took: { basis: 'similar', answers: 16, p50: 25, p75: 25 },
      passing: { children: 2, of: 9, evenings: 2 },
    })
    expect((await reckon(100)).took).toMatchObject({ basis: 'all', answers: 24 })
    expect((await reckon(100)).passing).toBeNull()
  })
})

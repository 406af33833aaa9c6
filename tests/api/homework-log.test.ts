/** An evening logged in ten seconds: by the family alone, once, on the right day, and put right for a week. */
import { randomUUID } from 'node:crypto'
import type { InputOf, OutputOf } from '../../contract/routes'
import { makeWorld, type TestPerson, type TestStudent, type World } from '../support/world'

jest.setTimeout(60_000)
let world: World
let child: TestStudent
let mother: TestPerson
let pupil: TestPerson
let otherMother: TestPerson
let teacher: TestPerson
let version: string

type Log = Omit<InputOf<'homework.saveLog'>, 'requestId'>
const log = (change: Partial<Log> = {}): Log => ({
  studentId: child.studentId,
  day: '2026-11-25',
  subject: 'math',
  kind: 'written',
  minutes: 13,
  basedOn: 0,
  why: '',
  ...change,
})
const week = (who: TestPerson = mother): Promise<OutputOf<'homework.getWeek'>> =>
  world.get(who, 'homework.getWeek', { studentId: child.studentId, until: null })
const tonight = async () => (await week()).evenings.at(-1)!

beforeEach(async () => {
  world = await makeWorld()
  // Half past seven in the evening in China.
  world.clock.now = new Date('2026-11-25T11:30:00Z')
  const schoolId = await world.school()
  const classId = await world.schoolClass(schoolId, 4, 2)
  child = await world.student(schoolId, classId)
  mother = await world.guardian(child)
  pupil = await world.guardian(child, 'self')
  otherMother = await world.guardian(await world.student(schoolId, classId))
  teacher = await world.staff('teacher', schoolId)
  await world.sql('update posts set class_ids = $1', [[classId]])
  version = (await world.get(null, 'account.getConsent', {})).version
  for (const who of [mother, otherMother]) {
    const { children } = await world.get(who, 'account.getMe', {})
    await world.get(who, 'account.giveConsent', { studentId: children[0]!.studentId, version })
  }
})
afterEach(() => world.close())

it('keeps minutes by subject and kind, and counts only what was written at home', async () => {
  await world.get(mother, 'homework.saveLog', log())
  await world.get(pupil, 'homework.saveLog', log({ subject: 'chinese', minutes: 22 }))
  await world.get(mother, 'homework.saveLog', log({ kind: 'school', minutes: 30 }))
  const answer = await world.get(mother, 'homework.saveLog', log({ kind: 'unwritten', minutes: 10 }))
  expect(answer).toMatchObject({ day: '2026-11-25', writtenMinutes: 35, isSchoolDay: true })
  expect(answer.entries.map(({ subject, kind, minutes }) => [subject, kind, minutes])).toEqual([
    ['chinese', 'written', 22],
    ['math', 'school', 30],
    ['math', 'unwritten', 10],
    ['math', 'written', 13],
  ])
  expect(await tonight()).toEqual(answer)
})

it('shows a day without a log as no data, never as zero, and seven days of them', async () => {
  const { evenings, today, grade } = await week()
  expect([today, grade, evenings.length]).toEqual(['2026-11-25', 4, 7])
  expect(evenings.map(({ writtenMinutes }) => writtenMinutes)).toEqual(Array(7).fill(null))
  expect(evenings.map(({ isSchoolDay }) => isSchoolDay)).toEqual([true, true, false, false, true, true, true])
})

it('takes an entry back, and keeps every revision', async () => {
  await world.get(mother, 'homework.saveLog', log())
  await world.get(mother, 'homework.saveLog', log({ minutes: 20, basedOn: 1 }))
  expect((await tonight()).writtenMinutes).toBe(20)
  const after = await world.get(mother, 'homework.saveLog', log({ minutes: null, basedOn: 2 }))
  expect([after.entries, after.writtenMinutes]).toEqual([[], null])
  const kept = await world.sql<{ minutes: number | null }>(
    'select minutes from homework_logs order by revision',
  )
  expect(kept.map(({ minutes }) => minutes)).toEqual([13, 20, null])
})

it('writes a retry down once, and tells the second of two phones instead of overwriting the first', async () => {
  const requestId = randomUUID()
  const first = await world.get(mother, 'homework.saveLog', { ...log(), requestId })
  expect(await world.get(mother, 'homework.saveLog', { ...log(), requestId })).toEqual(first)
  expect(await world.refused(pupil, 'homework.saveLog', log({ minutes: 50 }))).toBe('record.changed')
  expect((await tonight()).writtenMinutes).toBe(13)
})

it('lets only one of two phones that write at the same moment through', async () => {
  const answers = await Promise.all(
    [11, 12, 14, 15].map((minutes) => world.ask(mother, 'homework.saveLog', log({ minutes }))),
  )
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
  for (const answer of answers) if (!answer.ok) expect(answer.error.code).toBe('record.changed')
})

it('puts homework after midnight on the evening it belongs to', async () => {
  world.clock.now = new Date('2026-11-25T16:40:00Z')
  expect((await week()).today).toBe('2026-11-25')
  expect(await world.refused(mother, 'homework.saveLog', log({ day: '2026-11-26' }))).toBe(
    'homework.day_closed',
  )
  await world.get(mother, 'homework.saveLog', log())
})

it('takes a log that was made without a network days later, on its own day', async () => {
  world.clock.now = new Date('2026-12-01T11:30:00Z')
  await world.get(mother, 'homework.saveLog', log())
  expect((await week()).evenings.find(({ day }) => day === '2026-11-25')?.writtenMinutes).toBe(13)
})

it('asks why after a week, and says so at the field', async () => {
  const answer = await world.ask(mother, 'homework.saveLog', log({ day: '2026-11-10' }))
  expect(answer).toMatchObject({ ok: false, error: { fields: { why: expect.stringContaining('为什么') } } })
  const mended = await world.get(mother, 'homework.saveLog', log({ day: '2026-11-10', why: '孩子说记错了' }))
  expect(mended.writtenMinutes).toBe(13)
})

it('keeps sleep and sport beside it', async () => {
  const habits = { studentId: child.studentId, day: '2026-11-25', basedOn: 0, why: '' }
  const answer = await world.get(mother, 'homework.saveHabits', {
    ...habits,
    inBedMinutes: 1_275,
    upMinutes: 400,
    sportMinutes: null,
  })
  expect(answer.habits).toEqual({ inBedMinutes: 1_275, upMinutes: 400, sportMinutes: null, revision: 1 })
  expect(answer.writtenMinutes).toBeNull()
  expect(
    await world.refused(pupil, 'homework.saveHabits', {
      ...habits,
      inBedMinutes: null,
      upMinutes: null,
      sportMinutes: 30,
    }),
  ).toBe('record.changed')
})

it('knows no child that is not one’s own, and nobody’s before the guardian’s yes', async () => {
  for (const who of [otherMother, teacher, null]) {
    const code = who === null ? 'session.missing' : 'record.not_found'
    expect(await world.refused(who, 'homework.saveLog', log())).toBe(code)
    expect(await world.refused(who, 'homework.getWeek', { studentId: child.studentId, until: null })).toBe(
      code,
    )
  }
  await world.get(mother, 'account.withdrawConsent', { studentId: child.studentId })
  for (const who of [mother, pupil]) {
    expect(await world.refused(who, 'homework.saveLog', log())).toBe('consent.required')
    expect(await world.refused(who, 'homework.getWeek', { studentId: child.studentId, until: null })).toBe(
      'consent.required',
    )
  }
})

it('refuses minutes that no evening holds, at the field', async () => {
  for (const minutes of [0, 301, 12.5]) {
    const answer = await world.ask(mother, 'homework.saveLog', log({ minutes }))
    expect(answer).toMatchObject({
      ok: false,
      error: { code: 'input.invalid', fields: { minutes: expect.any(String) } },
    })
  }
  expect(await world.refused(mother, 'homework.saveLog', log({ why: '长'.repeat(10_000_000) }))).toBe(
    'input.invalid',
  )
})

it('goes with the last of the family, and stays while somebody is left', async () => {
  await world.get(mother, 'homework.saveLog', log())
  const data = await world.get(mother, 'account.exportMyData', {})
  expect(JSON.parse(data.json).homework).toMatchObject([{ day: '2026-11-25', subject: 'math', minutes: 13 }])
  await world.get(mother, 'account.deleteMyAccount', { confirmation: '删除我的账号' })
  expect(await world.sql('select 1 from homework_logs')).toHaveLength(1)
  await world.get(pupil, 'account.deleteMyAccount', { confirmation: '删除我的账号' })
  expect(await world.sql('select 1 from homework_logs')).toHaveLength(0)
})

/** From the first log to the school's reply and the bureau's view: what is shown of evenings, to whom, and what is not. */
import { runJobs } from '../../cloudfunctions/jobs/index'
import type { InputOf } from '../../contract/routes'
import { makeWorld, type TestPerson, type TestStudent, type World } from '../support/world'

jest.setTimeout(120_000)
let world: World
let schoolId: number
let big: number
let small: number
let officer: TestPerson
let head: TestPerson
let admin: TestPerson
let gradeHead: TestPerson
let elsewhere: TestPerson
let math: TestPerson
let family: { child: TestStudent; mother: TestPerson }[]

/** School days of that week and the next one's Monday. */
const days = ['2026-11-16', '2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20']
const eveningOf = (day: string) => new Date(`${day}T19:30:00+08:00`)
const runTimer = () => runJobs(world.services, { source: 'timer' })
const grid = (who: TestPerson = head, day: string | null = null) =>
  world.get(who, 'homework.getGrid', { schoolId, day })
const notices = (who: TestPerson) =>
  world.sql<{ title: string; body: string }>(
    'select title, body from messages where user_id = $1 order by sent_at',
    [who.userId],
  )

beforeAll(async () => {
  world = await makeWorld()
  world.clock.now = eveningOf(days[0]!)
  schoolId = await world.school('示例小学')
  const other = await world.school('另一所小学')
  big = await world.schoolClass(schoolId, 4, 1)
  small = await world.schoolClass(schoolId, 4, 2)
  await world.schoolClass(schoolId, 4, 3)
  officer = await world.staff('bureau_officer', null)
  head = await world.staff('school_head', schoolId, '赵校长')
  admin = await world.staff('school_admin', schoolId)
  gradeHead = await world.staff('grade_head', schoolId)
  elsewhere = await world.staff('school_head', other)
  math = await world.staff('teacher', schoolId, '王老师')
  for (const who of [gradeHead, math])
    await world.sql('update posts set class_ids = $2 where user_id = $1', [who.userId, [big]])
  const { version } = await world.get(null, 'account.getConsent', {})
  family = []
  for (let index = 0; index < 17; index++) {
    const child = await world.student(schoolId, index < 12 ? big : small)
    const mother = await world.guardian(child)
    await world.get(mother, 'account.giveConsent', { studentId: child.studentId, version })
    family.push({ child, mother })
  }
})
afterAll(() => world.close())

const log = (
  index: number,
  day: string,
  minutes: number,
  subject: InputOf<'homework.saveLog'>['subject'] = 'math',
) =>
  world.get(family[index]!.mother, 'homework.saveLog', {
    studentId: family[index]!.child.studentId,
    day,
    subject,
    kind: 'written',
    minutes,
    basedOn: 0,
    why: '',
  })

it('says nothing of a day before it is over, and on the next morning what ten or more answered', async () => {
  await world.get(math, 'homework.publishBoard', {
    classId: big,
    day: days[0]!,
    subject: 'math',
    tier: 'basic',
    place: 'home',
    minutes: 30,
    reason: '',
    seen: 0,
  })
  for (let index = 0; index < 12; index++) await log(index, days[0]!, 65 + (index % 3) * 5)
  await log(0, days[0]!, 20, 'english')
  await runTimer()
  expect((await grid()).chosen).toBeNull()
  world.clock.now = new Date(`${days[1]}T05:50:00+08:00`)
  await runTimer()
  expect((await grid()).chosen).toBeNull()
  world.clock.now = new Date(`${days[1]}T06:10:00+08:00`)
  await runTimer()
  const seen = await grid()
  expect([seen.chosen, seen.days]).toEqual([days[0], [days[0]]])
  const one = seen.classes.find(({ classId }) => classId === big)!
  expect(one).toMatchObject({ medians: [70], estimates: [{ subject: 'math', minutes: 30 }] })
  expect(one.cells).toMatchObject({
    evening: { answers: 12, children: 12, p50: 70 },
    math: { answers: 12, p50: 70 },
  })
  // One answered in English, nobody in Chinese: neither is told from the other.
  expect(one.cells).not.toHaveProperty('english')
  expect(one.cells).not.toHaveProperty('chinese')
})

it('keeps a published day as it was shown, whatever is logged later', async () => {
  const before = await grid()
  await world.sql(`update homework_class_days set answers = answers + 1 where measure = 'evening'`)
  await world.sql('insert into homework_changes (school_id, class_id, day) values ($1, $2, $3)', [
    schoolId,
    big,
    days[0],
  ])
  await runTimer()
  await runTimer()
  expect(await grid()).toEqual(before)
})

it('is read by the school’s heads and the bureau, by heads of grade for their own classes, by nobody else', async () => {
  expect((await grid(admin)).classes).toHaveLength(3)
  expect((await grid(officer)).classes).toHaveLength(3)
  expect((await grid(gradeHead)).classes.map(({ classId }) => classId)).toEqual([big])
  expect((await grid(gradeHead)).grades).toEqual([])
  for (const who of [elsewhere, math, family[0]!.mother])
    expect(await world.refused(who, 'homework.getGrid', { schoolId, day: null })).toBe('record.not_found')
})

it('raises a notice with its evidence on the third of five school days, once, and tells the school', async () => {
  for (const day of days.slice(1, 3)) {
    world.clock.now = eveningOf(day)
    for (let index = 0; index < 12; index++) await log(index, day, 65)
    world.clock.now = new Date(eveningOf(day).getTime() + 12 * 3_600_000)
    await runTimer()
  }
  const { alerts } = await world.get(head, 'homework.listAlerts', { schoolId })
  expect(alerts).toMatchObject([
    { kind: 'load', measure: 'evening', className: '四年级1班', daysOver: 3, daysOf: 5 },
  ])
  expect(
    alerts[0]!.evidence.map(({ day, value, bar, answers, children }) => [day, value, bar, answers, children]),
  ).toEqual([
    [days[0], 70, 60, 12, 12],
    [days[1], 65, 60, 12, 12],
    [days[2], 65, 60, 12, 12],
  ])
  await runTimer()
  expect(await notices(head)).toHaveLength(1)
  expect(await notices(gradeHead)).toHaveLength(1)
  expect((await world.get(head, 'homework.listAlerts', { schoolId })).alerts).toHaveLength(1)
})

it('shows no class of five by itself, and no sum that would give it away', async () => {
  world.clock.now = eveningOf(days[3]!)
  for (let index = 0; index < 17; index++) await log(index, days[3]!, 40)
  world.clock.now = new Date(eveningOf(days[3]!).getTime() + 12 * 3_600_000)
  await runTimer()
  const { chosen, classes, grades } = await grid()
  expect(chosen).toBe(days[3])
  const few = classes.find(({ classId }) => classId === small)!
  expect([few.cells, few.medians.at(-1)]).toEqual([{}, null])
  // With the big class beside it, the grade's sum would be 12 + 5.
  const shown = grades.flatMap(({ cells }) => cells.evening?.answers ?? [])
  const alone = classes.find(({ classId }) => classId === big)?.cells.evening?.answers
  expect([alone, shown]).toEqual([12, [12]])
})

it('tells a family how its evening lies beside the class’s middle, and in a class of five nothing', async () => {
  const loadOf = async (index: number) =>
    world.get(family[index]!.mother, 'homework.getLoad', { studentId: family[index]!.child.studentId })
  const { today, days: own } = await loadOf(1)
  expect(own.find(({ day }) => day === days[0])).toMatchObject({ minutes: 70, classMedian: 70 })
  expect([own[0]!.day, today, own.at(-1)!.minutes]).toEqual(['2026-10-23', days[4], null])
  const few = (await loadOf(13)).days.find(({ day }) => day === days[3])
  expect(few).toMatchObject({ minutes: 40, classMedian: null })
  expect(
    await world.refused(family[0]!.mother, 'homework.getLoad', { studentId: family[1]!.child.studentId }),
  ).toBe('record.not_found')
})

it('climbs to the bureau when nobody replied in five school days, the weekend not counted', async () => {
  const [before] = (await world.get(head, 'homework.listAlerts', { schoolId })).alerts
  // Raised on Thursday morning: due on the Thursday after.
  expect(before!.dueAt.slice(0, 10)).toBe('2026-11-25')
  world.clock.now = new Date(new Date(before!.dueAt).getTime() - 60_000)
  await runTimer()
  expect(await notices(officer)).toEqual([])
  world.clock.now = new Date(before!.dueAt)
  await runTimer()
  await runTimer()
  const told = await notices(officer)
  expect(told).toHaveLength(1)
  expect(told[0]!.body).toContain('示例小学')
  const { alerts } = await world.get(officer, 'homework.listAlerts', { schoolId: null })
  expect(alerts[0]!.climbedAt).not.toBeNull()
  const { schools } = await world.get(officer, 'homework.getDistrict', {})
  expect(schools.find((one) => one.schoolId === schoolId)).toMatchObject({
    alerts: 1,
    answered: 0,
    climbed: 1,
  })
})

it('takes one reply of the school, which the bureau reads', async () => {
  const [alert] = (await world.get(head, 'homework.listAlerts', { schoolId })).alerts
  const reply = { schoolId, alertId: alert!.alertId, text: '已和各科老师商量，数学改为隔天布置。' }
  for (const who of [elsewhere, gradeHead, math, officer])
    expect(await world.refused(who, 'homework.replyAlert', reply)).toBe('record.not_found')
  expect(await world.refused(elsewhere, 'homework.replyAlert', { ...reply, schoolId: schoolId + 1 })).toBe(
    'record.not_found',
  )
  const after = await world.get(head, 'homework.replyAlert', reply)
  expect(after.reply).toMatchObject({ text: reply.text, byName: '赵校长' })
  expect(await world.refused(admin, 'homework.replyAlert', reply)).toBe('record.changed')
  const { alerts } = await world.get(officer, 'homework.listAlerts', { schoolId: null })
  expect(alerts[0]!.reply).toMatchObject({ text: reply.text })
  const { schools } = await world.get(officer, 'homework.getDistrict', {})
  expect(schools.find((one) => one.schoolId === schoolId)).toMatchObject({ answered: 1, climbed: 0 })
})

it('gives the bureau grades by week, schools by response, and the same in Excel', async () => {
  const district = await world.get(officer, 'homework.getDistrict', {})
  expect(district.until).toBe(days[3])
  expect(district.schools.map(({ schoolId: id }) => id)[0]).toBe(schoolId)
  expect(district.weeks.some(({ measure, grade }) => measure === 'evening' && grade === 4)).toBe(true)
  const file = await world.get(officer, 'homework.getDistrictFile', {})
  expect(file.fileName).toContain('作业负担')
  expect(Buffer.from(file.base64, 'base64').subarray(0, 2).toString()).toBe('PK')
  for (const who of [head, gradeHead, family[0]!.mother])
    expect(await world.refused(who, 'homework.getDistrict', {})).toBe('role.forbidden')
})

it('reminds once an evening whoever asked, only where nothing is logged, and on school days only', async () => {
  const { child, mother } = family[0]!
  const reminded = async () => (await notices(mother)).length
  const at = async (time: string) => {
    world.clock.now = new Date(`${time}:00+08:00`)
    await runTimer()
  }
  await at('2026-11-30T20:05')
  expect(await reminded()).toBe(0)
  await world.get(mother, 'homework.saveReminder', { studentId: child.studentId, atMinutes: 20 * 60 })
  await at('2026-11-30T19:59')
  expect(await reminded()).toBe(0)
  await at('2026-11-30T20:05')
  await at('2026-11-30T20:06')
  expect(await reminded()).toBe(1)
  // A run that comes too late leaves it; a day off is left; a logged evening is left.
  await at('2026-12-01T21:30')
  await at('2026-12-05T20:05')
  world.clock.now = new Date('2026-12-02T19:00:00+08:00')
  await log(0, '2026-12-02', 20)
  await at('2026-12-02T20:05')
  expect(await reminded()).toBe(1)
  await world.get(mother, 'homework.saveReminder', { studentId: child.studentId, atMinutes: null })
  await at('2026-12-03T20:05')
  expect(await reminded()).toBe(1)
})

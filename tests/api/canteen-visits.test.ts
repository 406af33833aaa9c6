/** Guardians in the canteen and leaders at the table: who may come, never more than there are seats, what they saw, what was answered. */
import { randomUUID } from 'node:crypto'
import { thisWeek, weekAfter } from '../../contract/canteen/week'
import { plainWeek } from '../support/menus'
import { makeWorld, type TestPerson, type TestStudent, type World } from '../support/world'

let world: World
let schoolId: number
let otherSchoolId: number
let classId: number
let child: TestStudent
let cook: TestPerson
let head: TestPerson
let teacher: TestPerson
let bureau: TestPerson
let mother: TestPerson
let father: TestPerson
let stranger: TestPerson
let strangersChild: TestStudent
const tomorrow = '2026-11-18'

beforeAll(async () => {
  world = await makeWorld()
  schoolId = await world.school()
  otherSchoolId = await world.school()
  classId = await world.schoolClass(schoolId)
  child = await world.student(schoolId, classId)
  cook = await world.staff('canteen_manager', schoolId, '孙师傅')
  head = await world.staff('school_head', schoolId, '王校长')
  teacher = await world.staff('teacher', schoolId)
  bureau = await world.staff('bureau_officer', null)
  mother = await world.guardian(child)
  father = await world.guardian(child, 'father')
  strangersChild = await world.student(otherSchoolId, await world.schoolClass(otherSchoolId))
  stranger = await world.guardian(strangersChild)
}, 60_000)
afterAll(() => world.close())
let now: Date
beforeEach(() => {
  now = world.clock.now
})
afterEach(() => {
  world.clock.now = now
})

let minute = 0
/** A time tomorrow that no other test opened. */
const opened = async (seats: number, days = [tomorrow]): Promise<string> => {
  const startsAt = `10:${String(++minute).padStart(2, '0')}`
  const time = {
    kind: 'companion' as const,
    days,
    meal: 'lunch' as const,
    startsAt,
    seats,
    note: '校门口集合',
  }
  expect(await world.get(head, 'canteen.openVisits', { schoolId, ...time })).toEqual({ opened: days.length })
  const found = await world.get(cook, 'canteen.listHostedVisits', {
    schoolId,
    from: tomorrow,
    to: '2026-12-31',
  })
  return found.visits.find(({ startsAt: at }) =>
    at.endsWith(`T02:${String(minute).padStart(2, '0')}:00.000Z`),
  )!.slotId
}
const book = (who: TestPerson, slotId: string, student = child) => ({
  who,
  input: { studentId: student.studentId, slotId, visitorName: '四年级家长' },
})
const noticesOf = (person: TestPerson) =>
  world.sql<{ title: string; body: string }>(
    'select title, body from outbox where user_id = $1 order by created_at',
    [person.userId],
  )
const family = async () => {
  const one = await world.student(schoolId, classId)
  return { one, guardian: await world.guardian(one) }
}
const visitOf = async (who: TestPerson, slotId: string, student = child) =>
  (await world.get(who, 'canteen.listVisits', { studentId: student.studentId })).visits.find(
    (visit) => visit.slotId === slotId,
  )

describe('a time at the canteen', () => {
  it('is opened by the school’s own, for days to come, and the same time twice is one', async () => {
    const time = {
      schoolId,
      kind: 'visit' as const,
      days: ['2026-11-25', '2026-11-26', '2026-11-25'],
      meal: 'lunch' as const,
      startsAt: '11:20',
      seats: 2,
      note: '',
    }
    expect(await world.get(cook, 'canteen.openVisits', time)).toEqual({ opened: 2 })
    expect(await world.get(head, 'canteen.openVisits', time)).toEqual({ opened: 0 })
    const requestId = randomUUID()
    const friday = { ...time, requestId, days: ['2026-11-27'] }
    expect(await world.get(cook, 'canteen.openVisits', friday)).toEqual({ opened: 1 })
    expect(await world.get(cook, 'canteen.openVisits', friday)).toEqual({ opened: 1 })
    expect(await world.sql('select 1 from visit_slots where served_on = $1', ['2026-11-27'])).toHaveLength(1)
    expect(await world.refused(teacher, 'canteen.openVisits', time)).toBe('role.forbidden')
    for (const change of [
      { days: ['2026-11-16'] },
      { days: ['2027-11-16'] },
      { seats: 0 },
      { seats: 21 },
      { startsAt: '25:00' },
      { days: [] },
    ])
      expect(await world.refused(cook, 'canteen.openVisits', { ...time, ...change })).toBe('input.invalid')
    expect(await world.refused(cook, 'canteen.openVisits', { ...time, schoolId: otherSchoolId })).toBe(
      'record.not_found',
    )
  })

  it('never takes more than there are seats, however many press at the same moment, and a seat given back is free', async () => {
    const slotId = await opened(3)
    const families = await Promise.all(Array.from({ length: 8 }, family))
    const answers = await Promise.all(
      families.map(({ one, guardian }) =>
        world.ask(guardian, 'canteen.bookVisit', book(guardian, slotId, one).input),
      ),
    )
    expect(answers.filter((answer) => answer.ok)).toHaveLength(3)
    for (const answer of answers) if (!answer.ok) expect(answer.error.code).toBe('visit.full')
    const first = families[answers.findIndex((answer) => answer.ok)]!
    const late = families[answers.findIndex((answer) => !answer.ok)]!
    const mine = { studentId: first.one.studentId, slotId }
    await world.get(first.guardian, 'canteen.leaveVisit', mine)
    await world.get(first.guardian, 'canteen.leaveVisit', mine)
    expect(await visitOf(first.guardian, slotId, first.one)).toMatchObject({
      mine: null,
      seats: 3,
      seatsLeft: 1,
    })
    await world.get(late.guardian, 'canteen.bookVisit', book(late.guardian, slotId, late.one).input)
    expect(await visitOf(first.guardian, slotId, first.one)).toMatchObject({ seatsLeft: 0 })
  })

  it('is one seat for a person, whoever presses twice, and two ahead for a child', async () => {
    const [one, other, third] = [await opened(2), await opened(2), await opened(2)]
    const { input } = book(mother, one)
    await Promise.all([
      world.get(mother, 'canteen.bookVisit', input),
      world.get(mother, 'canteen.bookVisit', input),
    ])
    expect(await visitOf(father, one)).toMatchObject({ mine: null, seatsLeft: 1 })
    await world.get(father, 'canteen.bookVisit', book(father, other).input)
    expect(await world.refused(mother, 'canteen.bookVisit', book(mother, third).input)).toBe('visit.enough')
    await world.get(father, 'canteen.leaveVisit', { studentId: child.studentId, slotId: other })
    await world.get(mother, 'canteen.bookVisit', book(mother, third).input)
    for (const slotId of [one, third])
      await world.get(mother, 'canteen.leaveVisit', { studentId: child.studentId, slotId })
  })

  it('is for guardians of the school: not for another school’s, not for the child, and never tells a family who else comes', async () => {
    const slotId = await opened(2)
    await world.get(mother, 'canteen.bookVisit', book(mother, slotId).input)
    expect(
      await world.refused(stranger, 'canteen.bookVisit', book(stranger, slotId, strangersChild).input),
    ).toBe('record.not_found')
    expect(await world.refused(stranger, 'canteen.bookVisit', book(stranger, slotId).input)).toBe(
      'record.not_found',
    )
    const pupil = await world.guardian(child, 'self')
    expect(await world.refused(pupil, 'canteen.bookVisit', book(pupil, slotId).input)).toBe('role.forbidden')
    const { one, guardian } = await family()
    const seen = JSON.stringify(await world.get(guardian, 'canteen.listVisits', { studentId: one.studentId }))
    expect(seen).not.toContain('四年级家长')
    const hosted = await world.get(cook, 'canteen.listHostedVisits', {
      schoolId,
      from: tomorrow,
      to: tomorrow,
    })
    expect(hosted.visits.find((visit) => visit.slotId === slotId)?.visitors).toEqual([
      { visitorName: '四年级家长', relation: '妈妈', record: null },
    ])
    await world.get(mother, 'canteen.leaveVisit', { studentId: child.studentId, slotId })
  })

  it('that is called off tells those who had a seat why, takes nobody more, and stays readable', async () => {
    const slotId = await opened(2)
    await world.get(mother, 'canteen.bookVisit', book(mother, slotId).input)
    const off = { schoolId, slotId, reason: '食堂检修' }
    expect(await world.refused(cook, 'canteen.cancelVisit', { ...off, schoolId: otherSchoolId })).toBe(
      'record.not_found',
    )
    await world.get(cook, 'canteen.cancelVisit', off)
    expect(await world.refused(head, 'canteen.cancelVisit', off)).toBe('visit.closed')
    expect((await noticesOf(mother)).map(({ title }) => title)).toContain('约好的到访取消了')
    expect(await noticesOf(father)).toEqual([])
    expect(await world.refused(father, 'canteen.bookVisit', book(father, slotId).input)).toBe('visit.closed')
    expect(await visitOf(mother, slotId)).toMatchObject({ cancelled: '食堂检修' })
    expect(await visitOf(father, slotId)).toBeUndefined()
  })

  it('that has begun is neither booked nor left', async () => {
    const slotId = await opened(2)
    await world.get(mother, 'canteen.bookVisit', book(mother, slotId).input)
    world.clock.now = new Date('2026-11-18T03:00:00Z')
    expect(await world.refused(father, 'canteen.bookVisit', book(father, slotId).input)).toBe('visit.closed')
    expect(await world.refused(mother, 'canteen.leaveVisit', { studentId: child.studentId, slotId })).toBe(
      'visit.closed',
    )
  })

  it('gives the seat back when the account is given up', async () => {
    const slotId = await opened(1)
    const { one, guardian } = await family()
    await world.get(guardian, 'canteen.bookVisit', book(guardian, slotId, one).input)
    const { json } = await world.get(guardian, 'account.exportMyData', {})
    expect(JSON.parse(json).canteen_visits).toMatchObject([{ visitor_name: '四年级家长' }])
    await world.guardian(one, 'father')
    await world.get(guardian, 'account.deleteMyAccount', { confirmation: '删除我的账号' })
    expect(await visitOf(father, slotId)).toMatchObject({ seatsLeft: 1 })
    expect(JSON.stringify(await world.sql('select * from visit_seats'))).not.toContain(guardian.userId)
  })
})

describe('what a visitor saw', () => {
  it('is written once it has begun, changed until the school answers, and read by the school and the bureau alone', async () => {
    const slotId = await opened(2)
    await world.get(mother, 'canteen.bookVisit', book(mother, slotId).input)
    const seen = {
      studentId: child.studentId,
      slotId,
      marks: { clean: 'good' as const, warmth: 'poor' as const },
      words: '汤不热',
    }
    expect(await world.refused(mother, 'canteen.writeVisit', seen)).toBe('visit.closed')
    world.clock.now = new Date('2026-11-18T04:00:00Z')
    expect(await world.refused(father, 'canteen.writeVisit', seen)).toBe('record.not_found')
    expect(await world.refused(mother, 'canteen.writeVisit', { ...seen, marks: {}, words: ' ' })).toBe(
      'input.invalid',
    )
    expect(
      await world.refused(mother, 'canteen.writeVisit', { ...seen, marks: { clean: 'so_so' } as never }),
    ).toBe('input.invalid')
    expect(await world.refused(mother, 'canteen.writeVisit', { ...seen, words: '汤'.repeat(501) })).toBe(
      'input.invalid',
    )
    await world.get(mother, 'canteen.writeVisit', seen)
    const record = await world.get(mother, 'canteen.writeVisit', { ...seen, words: '汤不够热' })
    expect((await noticesOf(cook)).map(({ title }) => title)).toEqual(['家长写下了看食堂的记录'])
    expect(JSON.stringify(await noticesOf(cook))).not.toContain('汤')

    const hosted = await world.get(head, 'canteen.listHostedVisits', {
      schoolId,
      from: tomorrow,
      to: tomorrow,
    })
    expect(hosted.visits.find((visit) => visit.slotId === slotId)?.visitors).toMatchObject([
      { record: { words: '汤不够热', marks: { clean: 'good', warmth: 'poor' }, answer: '' } },
    ])
    const { records } = await world.get(bureau, 'canteen.listVisitRecords', { schoolId })
    expect(records).toMatchObject([{ words: '汤不够热', servedOn: tomorrow }])
    expect(JSON.stringify(records)).not.toContain('四年级家长')
    const { one, guardian } = await family()
    expect(
      JSON.stringify(await world.get(guardian, 'canteen.listVisits', { studentId: one.studentId })),
    ).not.toContain('汤')

    const { recordId } = record
    const answer = { schoolId, recordId, answer: '明天起汤桶加盖保温。' }
    expect(await world.refused(cook, 'canteen.answerVisit', { ...answer, recordId: randomUUID() })).toBe(
      'record.not_found',
    )
    await world.get(cook, 'canteen.answerVisit', answer)
    expect((await visitOf(mother, slotId))?.record).toMatchObject({
      answer: answer.answer,
      answeredBy: '孙师傅',
    })
    expect((await noticesOf(mother)).map(({ title }) => title)).toContain('学校回复了您看食堂的记录')
    expect(await world.refused(mother, 'canteen.writeVisit', seen)).toBe('visit.closed')
  })

  it('is not written a week later', async () => {
    const slotId = await opened(1)
    const { one, guardian } = await family()
    await world.get(guardian, 'canteen.bookVisit', book(guardian, slotId, one).input)
    world.clock.now = new Date('2026-11-26T04:00:00Z')
    const seen = { studentId: one.studentId, slotId, marks: {}, words: '挺好' }
    expect(await world.refused(guardian, 'canteen.writeVisit', seen)).toBe('visit.closed')
  })
})

describe('a companion meal', () => {
  const meal = { servedOn: '2026-11-17', meal: 'lunch' as const, leaderName: '王校长', leaderTitle: '校长' }

  it('is recorded by the school for the last days, read by its families, and says when it was written afterwards', async () => {
    await world.get(head, 'canteen.recordCompanion', { schoolId, ...meal, remark: '米饭偏硬' })
    await world.get(cook, 'canteen.recordCompanion', { schoolId, ...meal, remark: '米饭偏硬，已告诉厨房' })
    await world.get(cook, 'canteen.recordCompanion', {
      schoolId,
      ...meal,
      servedOn: '2026-11-16',
      remark: '',
    })
    for (const servedOn of ['2026-11-18', '2026-11-09'])
      expect(
        await world.refused(cook, 'canteen.recordCompanion', { schoolId, ...meal, servedOn, remark: '' }),
      ).toBe('input.invalid')
    expect(await world.refused(teacher, 'canteen.recordCompanion', { schoolId, ...meal, remark: '' })).toBe(
      'role.forbidden',
    )
    const span = { schoolId, from: '2026-11-16', to: '2026-11-22' }
    const { meals } = await world.get(mother, 'canteen.listCompanions', span)
    expect(meals).toEqual([
      { ...meal, remark: '米饭偏硬，已告诉厨房', isLate: false },
      { ...meal, servedOn: '2026-11-16', remark: '', isLate: true },
    ])
    expect(await world.refused(stranger, 'canteen.listCompanions', span)).toBe('record.not_found')
    expect(await world.refused(mother, 'canteen.listCompanions', { ...span, to: '2027-11-22' })).toBe(
      'input.invalid',
    )
    const { leaderTitle: _, ...place } = meal
    await world.get(cook, 'canteen.removeCompanion', { schoolId, ...place, servedOn: '2026-11-16' })
    expect((await world.get(bureau, 'canteen.listCompanions', span)).meals).toHaveLength(1)
  })

  it('is counted for the bureau against the days served so far, with the visits of the month', async () => {
    const weekStartsOn = thisWeek(world.clock.now)
    await world.get(cook, 'canteen.saveDraft', { schoolId, version: 0, menu: plainWeek(weekStartsOn) })
    await world.get(cook, 'canteen.publishMenu', { schoolId, weekStartsOn, draftVersion: 1, changeNote: '' })
    const ours = async (week: string) =>
      (await world.get(bureau, 'canteen.getDistrict', { weekStartsOn: week })).schools.find(
        (one) => one.schoolId === schoolId,
      )
    // Monday and Tuesday are served so far, Tuesday has a record; one visit was written down and answered.
    expect(await ours(weekStartsOn)).toMatchObject({
      companions: { servedDays: 2, keptDays: 1 },
      visits: { month: '2026-11-01', times: 1, unanswered: 0 },
    })
    expect(await ours(weekAfter(weekStartsOn))).toMatchObject({ companions: { servedDays: 0, keptDays: 0 } })
  })
})

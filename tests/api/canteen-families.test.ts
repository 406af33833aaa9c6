/** What families tell the canteen, and who may know it: allergies, ratings and their answers, the survey, reminders; and the bureau's chase. */
import { ALLERGY_CONSENT } from '../../contract/canteen/families'
import { thisWeek, weekAfter } from '../../contract/canteen/week'
import { plainWeek } from '../support/menus'
import { makeWorld, type TestPerson, type TestStudent, type World } from '../support/world'

let world: World
let schoolId: number
let cook: TestPerson
let bureau: TestPerson
let child: TestStudent
let guardian: TestPerson
let father: TestPerson
let neighbour: TestPerson
const consentVersion = ALLERGY_CONSENT.version
const today = '2026-11-17'

beforeAll(async () => {
  world = await makeWorld()
  schoolId = await world.school()
  const classId = await world.schoolClass(schoolId)
  child = await world.student(schoolId, classId)
  cook = await world.staff('canteen_manager', schoolId, '孙师傅')
  bureau = await world.staff('bureau_officer', null)
  guardian = await world.guardian(child)
  father = await world.guardian(child, 'father')
  neighbour = await world.guardian(await world.student(schoolId, classId))
  const menu = plainWeek(thisWeek(world.clock.now))
  await world.get(cook, 'canteen.saveDraft', { schoolId, version: 0, menu })
  await world.get(cook, 'canteen.publishMenu', {
    schoolId,
    weekStartsOn: menu.weekStartsOn,
    draftVersion: 1,
    changeNote: '',
  })
}, 60_000)
afterAll(() => world.close())

const rating = () => ({
  studentId: child.studentId,
  servedOn: today,
  meal: 'lunch' as const,
  taste: 2,
  warmth: 1,
  amount: 4,
  cleanliness: 5,
  remark: '汤是凉的',
})
const noticesOf = (person: TestPerson) =>
  world.sql<{ title: string; body: string }>('select title, body from outbox where user_id = $1', [
    person.userId,
  ])

it('a child’s allergies are seen by that family alone, and are gone once the consent is withdrawn', async () => {
  const input = { studentId: child.studentId, allergens: ['egg' as const], consentVersion }
  await world.get(guardian, 'canteen.saveAllergens', input)
  expect(await world.get(father, 'canteen.listAllergens', {})).toMatchObject({
    children: [{ studentId: child.studentId, allergens: ['egg'] }],
  })
  expect(await world.get(neighbour, 'canteen.listAllergens', {})).toEqual({ children: [] })
  expect(await world.refused(neighbour, 'canteen.saveAllergens', input)).toBe('record.not_found')
  expect(await world.refused(cook, 'canteen.listAllergens', {})).toBe('role.forbidden')
  await world.get(father, 'canteen.removeAllergens', { studentId: child.studentId })
  expect(await world.sql('select 1 from child_allergens')).toEqual([])
})

it('a meal is rated once for a child, changeable that day, and the canteen answers without learning who wrote', async () => {
  await world.get(guardian, 'canteen.rateMeal', rating())
  await world.get(father, 'canteen.rateMeal', { ...rating(), taste: 4 })
  const sums = await world.sql('select answers, taste, warmth from meal_sums')
  expect(sums).toEqual([{ answers: 1, taste: 4, warmth: 1 }])
  const heard = await world.get(cook, 'canteen.listRemarks', { schoolId, cursor: null, onlyUnanswered: true })
  expect(heard.items).toMatchObject([{ remark: '汤是凉的', taste: 4, answer: '' }])
  expect(JSON.stringify(heard)).not.toMatch(new RegExp(`${father.userId}|"studentId"`))
  const { ratingId } = heard.items[0]!
  await world.get(cook, 'canteen.answerRemark', { schoolId, ratingId, answer: '明天起加盖保温' })
  const mine = { studentId: child.studentId, from: today, to: today }
  expect((await world.get(guardian, 'canteen.listMyRatings', mine)).ratings).toMatchObject([
    { answer: '明天起加盖保温', answeredBy: '孙师傅' },
  ])
  expect(await world.refused(neighbour, 'canteen.listMyRatings', mine)).toBe('record.not_found')
  expect((await noticesOf(father)).map(({ title }) => title)).toEqual(['食堂回复了您的评价'])
  expect(JSON.stringify(await noticesOf(father))).not.toContain('汤是凉的')
})

it('a meal of another day, or one that was not published, is not rated', async () => {
  for (const change of [{ servedOn: '2026-11-16' }, { servedOn: '2026-11-18' }, { meal: 'supper' as const }])
    expect(await world.refused(guardian, 'canteen.rateMeal', { ...rating(), ...change })).toBe(
      'input.invalid',
    )
})

it('the survey opens on the 20th, takes one answer a child, and is published only where ten answered', async () => {
  const scores = { overall: 4, taste: 4, amount: 4, cleanliness: 4, service: 4 }
  const answer = { studentId: child.studentId, ...scores }
  expect(await world.refused(guardian, 'canteen.answerSurvey', answer)).toBe('input.invalid')
  const before = world.clock.now
  world.clock.now = new Date('2026-11-20T02:00:00Z')
  await Promise.all([
    world.get(guardian, 'canteen.answerSurvey', answer),
    world.get(father, 'canteen.answerSurvey', answer),
  ])
  expect(await world.sql('select answers, overall from survey_sums')).toEqual([{ answers: 1, overall: 4 }])
  world.clock.now = new Date('2026-12-02T02:00:00Z')
  const asked = { studentId: child.studentId }
  expect((await world.get(guardian, 'canteen.getSurvey', asked)).last).toBeNull()
  await world.sql('update survey_sums set answers = 10, overall = 43')
  expect((await world.get(guardian, 'canteen.getSurvey', asked)).last).toMatchObject({
    answers: 10,
    means: { overall: 4.3 },
  })
  world.clock.now = before
})

it('the next menu is told once to whoever asked, and the bureau reminds a late school once a day', async () => {
  const weekStartsOn = weekAfter(thisWeek(world.clock.now))
  await world.get(neighbour, 'canteen.setMenuWish', { schoolId, isWanted: true })
  const chase = { weekStartsOn, schoolIds: [schoolId] }
  expect(await world.get(bureau, 'canteen.remindSchools', chase)).toEqual({
    reminded: [schoolId],
    skipped: [],
  })
  expect(await world.get(bureau, 'canteen.remindSchools', chase)).toEqual({
    reminded: [],
    skipped: [{ schoolId, why: 'today' }],
  })
  expect((await noticesOf(cook)).map(({ title }) => title)).toEqual(['食谱还没有公布'])
  await world.get(cook, 'canteen.saveDraft', { schoolId, version: 0, menu: plainWeek(weekStartsOn) })
  await world.get(cook, 'canteen.publishMenu', { schoolId, weekStartsOn, draftVersion: 1, changeNote: '' })
  expect((await noticesOf(neighbour)).map(({ title }) => title)).toEqual(['新一周的食谱出来了'])
  expect(await world.sql('select 1 from menu_wishes')).toEqual([])
  expect((await world.get(bureau, 'canteen.remindSchools', chase)).skipped).toEqual([
    { schoolId, why: 'published' },
  ])
  const { schools } = await world.get(bureau, 'canteen.getDistrict', { weekStartsOn })
  expect(schools.find((one) => one.schoolId === schoolId)?.week).toMatchObject({ status: 'on_time' })
})

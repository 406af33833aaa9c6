/** The demo's companion meals, guardians' visits, and months of satisfaction: kept at most schools, forgotten at one. */

import type { visitKindNames } from '../../../contract/canteen/visits'
import { dayAfter, thisWeek, weekAfter, weekdayWord } from '../../../contract/canteen/week'
import { dayInChina } from '../../../contract/china-time'
import { transactionAs } from '../../platform/database'
import type { Services } from '../../platform/services'
import { demoId } from './demo-base'
import { schools } from './demo-district'
import { type Ask, asker, keepers } from './demo-menus'
import type { DemoSchoolKey } from './demo-people'
import { seedVoices } from './demo-voices'

/** The school whose leaders forget to write down that they ate along. */
const forgetful: DemoSchoolKey = 'lake'
const leaders: Record<DemoSchoolKey, readonly [name: string, title: string][]> = {
  first: [
    ['赵启明', '校长'],
    ['李慧敏', '德育主任'],
  ],
  lake: [['何清', '副校长']],
  river: [
    ['唐宁', '校长'],
    ['白书文', '总务主任'],
  ],
  third: [['宋一川', '校长']],
  crabapple: [['罗文', '校长']],
}
const remarks = ['', '米饭偏硬，已告诉厨房', '', '学生爱吃土豆炖牛肉，剩得少', '汤有点淡，下周调', '']

const at = (day: string, clock: string): Date => new Date(`${day}T${clock}:00+08:00`)

/** Once for each store: a school that has a companion meal is left alone. */
export const seedVisits = async (services: Services): Promise<void> => {
  const places = await transactionAs(services.database, 'anxin_operator', (db) =>
    db.query<{ id: number; name: string; is_new: boolean }>(
      `select s.id, s.name, not exists (select 1 from companion_meals c where c.school_id = s.id) as is_new from schools s`,
    ),
  )
  const now = services.now()
  const ask = asker(services)
  for (const school of schools) {
    const place = places.rows.find(({ name }) => name === school.name)
    if (!place?.is_new) continue
    await companions(ask, school.key, place.id, now)
    if (school.key === 'first') {
      await visits(ask, services, place.id, now)
      await transactionAs(services.database, 'anxin_operator', (db) => seedVoices(db, place.id, now))
    }
  }
}

/** Last week and this week so far, at noon of each day; the forgetful school writes on one day of three. */
const companions = async (ask: Ask, key: DemoSchoolKey, schoolId: number, now: Date): Promise<void> => {
  const monday = weekAfter(thisWeek(now), -1)
  const days = Array.from({ length: 12 }, (_, index) => dayAfter(monday, index)).filter(
    (day) => !['周六', '周日'].includes(weekdayWord(day)) && at(day, '12:30') < now,
  )
  for (const [index, servedOn] of days.entries()) {
    if (key === forgetful && index % 3 !== 0) continue
    const [leaderName, leaderTitle] = leaders[key][index % leaders[key].length] ?? ['', '']
    const input = { schoolId, servedOn, meal: 'lunch', leaderName, leaderTitle }
    const remark = remarks[(index + schoolId) % remarks.length] ?? ''
    const requestId = demoId(`companion ${key} ${servedOn}`)
    await ask(keepers[key], 'recordCompanion', { ...input, remark, requestId }, at(servedOn, '12:30'))
  }
}

/** One visit answered, one that waits for an answer, and times to come, one of them booked by the demo's guardian. */
const visits = async (ask: Ask, services: Services, schoolId: number, now: Date): Promise<void> => {
  const { rows } = await transactionAs(services.database, 'anxin_operator', (db) =>
    db.query<{ id: number }>(
      `select g.student_id as id from guardianships g join users u on u.id = g.user_id
       where g.school_id = $1 and g.status = 'active' and u.openid = 'demo-guardian' limit 1`,
      [schoolId],
    ),
  )
  const studentId = rows[0]?.id
  if (studentId === undefined) return
  const today = dayInChina(now)
  const open = async (kind: keyof typeof visitKindNames, days: string[], startsAt: string, note: string) => {
    const input = { schoolId, kind, days, meal: 'lunch', startsAt, seats: 4, note }
    const first = at(days[0] ?? today, startsAt)
    const opensAt = new Date(Math.min(now.getTime(), first.getTime() - 5 * 86_400_000))
    await ask('canteen', 'openVisits', { ...input, requestId: demoId(`open ${kind} ${days[0]}`) }, opensAt)
  }
  /** The time that was opened for that day. */
  const slotOn = async (day: string): Promise<string> => {
    const { visits: found } = (await ask(
      'canteen',
      'listHostedVisits',
      { schoolId, from: day, to: day },
      now,
    )) as {
      visits: { slotId: string }[]
    }
    return found[0]?.slotId ?? ''
  }
  const book = async (day: string, when: Date) => {
    const slotId = await slotOn(day)
    const input = { studentId, slotId, visitorName: '四年级2班家长 林岚' }
    await ask('guardian', 'bookVisit', { ...input, requestId: demoId(`book ${day}`) }, when)
    return slotId
  }
  const past = [schoolDayFrom(today, -9, -1), schoolDayFrom(today, -2, -1)] as const
  const written = [
    {
      marks: { clean: 'good', dress: 'good', samples: 'good', warmth: 'poor' },
      words: '打到最后几个班时汤已经不热了。',
    },
    { marks: { menu: 'good', taste: 'good', waste: 'poor' }, words: '青菜剩得多，可以问问孩子们想吃哪样。' },
  ]
  for (const [index, day] of past.entries()) {
    await open(index === 0 ? 'visit' : 'companion', [day], '11:20', '在东门集合')
    const slotId = await book(day, at(dayAfter(day, -1), '20:10'))
    const evening = at(day, '18:40')
    const input = { studentId, slotId, ...written[index] }
    const { recordId } = (await ask(
      'guardian',
      'writeVisit',
      { ...input, requestId: demoId(`write ${day}`) },
      evening,
    )) as { recordId: string }
    if (index > 0) continue
    const answer = '谢谢您来。汤桶已经换成保温的，分两次送到班。'
    const requestId = demoId(`answer ${day}`)
    await ask(
      'canteen',
      'answerVisit',
      { requestId, schoolId, recordId, answer },
      at(dayAfter(day, 1), '09:15'),
    )
  }
  const ahead = [schoolDayFrom(today, 2, 1), schoolDayFrom(today, 6, 1), schoolDayFrom(today, 9, 1)]
  await open('companion', ahead, '11:20', '在东门集合，餐费自付 6.8 元')
  await open('receiving', [schoolDayFrom(today, 4, 1)], '06:40', '在食堂后门，一起过秤、看票据')
  await book(ahead[1] ?? today, now)
}

/** The school day so many days away, further on in that direction where it falls on a weekend. */
const schoolDayFrom = (today: string, days: number, step: 1 | -1): string => {
  const day = dayAfter(today, days)
  return ['周六', '周日'].includes(weekdayWord(day)) ? schoolDayFrom(today, days + step, step) : day
}

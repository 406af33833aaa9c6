/** A school year of cases, holidays, a week without runs and two runs at once: every warning and climb once, at its hour. */
import { runClocks } from '../../cloudfunctions/report'
import type { BullyingAct, ReportKind } from '../../contract/report/report'
import { type District, reckon, type Story } from '../support/clock-reckoning'
import { makeReportWorld, type ReportWorld } from '../support/report-world'
import type { TestPerson } from '../support/world'

jest.setTimeout(300_000)

const HOUR = 3_600_000
const DAY = 24 * HOUR
const first = Date.parse('2026-09-01T00:00:00+08:00')
const last = Date.parse('2027-08-31T00:00:00+08:00')
/** No run from here to there. */
const away = { from: Date.parse('2026-11-09T00:00:00+08:00'), to: Date.parse('2026-11-16T00:00:00+08:00') }
const CASES = 220

/** Chance, the same at every run of this test. */
const makeChance = (seed: number) => {
  let state = seed
  return (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
const chance = makeChance(20_260_901)
const between = (low: number, high: number): number => low + chance() * (high - low)
const oneOf = <T>(values: readonly T[]): T => values[Math.floor(chance() * values.length)] as T
/** Never on the hour, so that nothing depends on who comes first within one moment. */
const offTheHour = (moment: number): number =>
  Math.floor(moment / HOUR) * HOUR + Math.floor(between(1, 59)) * 60_000

const days = (from: string, to: string): string[] => {
  const all: string[] = []
  for (let at = Date.parse(`${from}T00:00:00Z`); at <= Date.parse(`${to}T00:00:00Z`); at += DAY)
    all.push(new Date(at).toISOString().slice(0, 10))
  return all
}
const winter = days('2027-01-20', '2027-02-21')
const summer = days('2027-07-10', '2027-08-31')
const district: District = {
  off: new Set([
    ...days('2026-09-25', '2026-09-27'),
    ...days('2026-10-01', '2026-10-07'),
    ...winter,
    ...summer,
  ]),
  on: new Set(['2026-09-20', '2026-10-10', '2027-02-27']),
  firstRun: (moment) => {
    const tick = Math.ceil(moment / HOUR) * HOUR
    const run = tick >= away.from && tick < away.to ? away.to : tick
    return run <= last ? run : null
  },
}

type Case = Story & { caseId: string; handler: TestPerson; isChanged: boolean }
type Deed = { at: number; run: () => Promise<void> }

let world: ReportWorld
let head: TestPerson
let officer: TestPerson
const cases: Case[] = []
const agenda: Deed[] = []
const later = (at: number, run: () => Promise<void>): void => {
  if (at < last) agenda.push({ at: offTheHour(at), run })
}

beforeAll(async () => {
  world = await makeReportWorld()
  head = await world.staff('school_head', world.schoolId)
  officer = await world.staff('bureau_officer', null)
  world.clock.now = new Date(first)
  await world.get(officer, 'account.saveCalendarDays', {
    year: 2027,
    days: [
      ...[...winter, ...summer].map((day) => ({ day, isSchoolDay: false, name: '假期' })),
      { day: '2027-02-27', isSchoolDay: true, name: '春节调休' },
    ],
  })
  const inSchoolDays = (
    ruleId: string,
    amount: number,
    warnMinutes: number,
    climbMinutes: number,
    pauseMostDays: number,
  ) =>
    world.get(officer, 'report.saveClockRule', {
      ruleId,
      amount,
      unit: 'school_days',
      warnMinutes,
      climbMinutes,
      pauseMostDays,
    })
  await inSchoolDays('first_look', 1, 240, 1440, 0)
  await inSchoolDays('investigation_danger', 7, 2880, 4320, 15)
})
afterAll(() => world.close())

const events = (kase: Case): Promise<number> => world.eventsOf(kase.caseId)

const take = async (kase: Case): Promise<void> => {
  const taken = await world.ask(kase.handler, 'report.takeCase', {
    caseId: kase.caseId,
    events: await events(kase),
  })
  if (!taken.ok) return
  kase.takenAt = world.clock.now.getTime()
  kase.isChanged = true
}

const pause = async (kase: Case, lastsDays: number): Promise<void> => {
  const now = world.clock.now.getTime()
  const until = new Date(now + 8 * HOUR + lastsDays * DAY).toISOString().slice(0, 10)
  const paused = await world.ask(kase.handler, 'report.pauseClocks', {
    caseId: kase.caseId,
    events: await events(kase),
    until,
    reason: '等医院的检查结果',
  })
  // Refused where a clock has lapsed, or has stood still long enough: then nothing happened.
  if (!paused.ok) return
  kase.pauses.push({ from: now, to: Date.parse(`${until}T00:00:00+08:00`) + DAY, isBySelf: true })
  kase.isChanged = true
}

const resume = async (kase: Case): Promise<void> => {
  const resumed = await world.ask(kase.handler, 'report.resumeClocks', {
    caseId: kase.caseId,
    events: await events(kase),
  })
  const pauseNow = kase.pauses.at(-1)
  if (!resumed.ok || !pauseNow) return
  pauseNow.isBySelf = false
  pauseNow.to = Math.min(pauseNow.to, world.clock.now.getTime())
  kase.isChanged = true
}

/** The handler's last word by the front door; in some cases the reporter is then asked. */
const end = async (kase: Case): Promise<void> => {
  const now = world.clock.now.getTime()
  const closed = await world.get(kase.handler, 'report.closeCase', {
    caseId: kase.caseId,
    events: await world.readyToClose(kase.caseId, kase.handler),
    noProof: '只谈过话，没有可以附上的。',
    findings: '核对过几个人的说法。',
    measures: '谈过话，座位换过。',
    letter: '已经处理好了，谢谢您告诉我们。',
  })
  kase.endedAt = now
  kase.isChanged = true
  if (closed.state === 'asking') kase.askedAt = now
}

/** Hours at which, as things stand, a run has something to do. */
const due = new Set<number>()
const lookAhead = (): void => {
  const told = cases.find((kase) => kase.isChanged)
  if (told) for (const { at } of reckon(told, district)) due.add(at)
  if (told) told.isChanged = false
}

const file = async (): Promise<void> => {
  const kind = oneOf<ReportKind>([
    'bullying',
    'bullying',
    'danger',
    'canteen',
    'homework',
    'fees',
    'tutoring',
    'staff',
    'other',
  ])
  const acts: BullyingAct[] = kind === 'bullying' ? [oneOf(['beating', 'insult', 'online'] as const)] : []
  const isOther = chance() < 0.35
  const filed = await world.fileFresh({
    schoolId: isOther ? world.otherSchoolId : world.schoolId,
    kind,
    acts,
  })
  if (chance() < 0.1)
    await world.sql(`update cases set held_by = 'bureau', is_hidden_from_school = true where id = $1`, [
      filed.caseId,
    ])
  const [row] = await world.sql<{ is_hidden: boolean }>(
    'select is_hidden_from_school as is_hidden from cases where id = $1',
    [filed.caseId],
  )
  const isHidden = row?.is_hidden === true
  const now = world.clock.now.getTime()
  const kase: Case = {
    caseId: filed.caseId,
    kind,
    isUrgent: kind === 'danger' || acts.includes('beating'),
    hasHead: !isOther && !isHidden,
    handler: isHidden ? officer : isOther ? world.outsider : world.zhou,
    filedAt: now,
    takenAt: null,
    pauses: [],
    endedAt: null,
    askedAt: null,
    isChanged: true,
  }
  cases.push(kase)
  if (chance() < 0.2) return
  const takenAt = now + (chance() < 0.6 ? between(0.2, 10) : between(10, 140)) * HOUR
  later(takenAt, () => take(kase))
  for (let many = 0; many < 2; many++) {
    if (chance() < 0.5) continue
    const pausedAt = takenAt + between(1, 9) * DAY
    const lasts = Math.floor(between(0, 9))
    later(pausedAt, () => pause(kase, lasts))
    if (chance() < 0.4) later(pausedAt + between(0.2, 6) * DAY, () => resume(kase))
  }
  if (chance() < 0.75)
    later(takenAt + between(2, kind === 'bullying' || kind === 'danger' ? 22 : 75) * DAY, () => end(kase))
}

const soon = (moment: number): string => new Date(moment).toISOString()
const run = () => runClocks(world.services, { source: 'timer' })

it('warns and climbs once and at the right hour for every case of a year, whatever happened meanwhile', async () => {
  for (let many = 0; many < CASES; many++) later(between(first, last - 20 * DAY), file)
  const done = { warned: 0, climbed: 0, resumed: 0, closed: 0, failed: 0 }
  for (let tick = first; tick <= last; tick += HOUR) {
    agenda.sort((a, b) => a.at - b.at)
    while (agenda[0] && agenda[0].at < tick) {
      const deed = agenda.shift() as Deed
      world.clock.now = new Date(deed.at)
      await deed.run()
      lookAhead()
    }
    if (tick >= away.from && tick < away.to) continue
    // Every hour at which something is due, the hours beside it, and some of the quiet ones: the others would cost a minute.
    const isDue = due.has(tick)
    if (!isDue && !due.has(tick + HOUR) && !due.has(tick - HOUR) && chance() > 0.05) continue
    world.clock.now = new Date(tick)
    const runs = await Promise.all(isDue ? [run(), run()] : [run()])
    for (const each of runs)
      for (const name of Object.keys(done) as (keyof typeof done)[]) done[name] += each[name]
  }

  const rows = await world.sql<{ case_id: string; kind: string; at: Date }>(
    `select case_id, kind, at from case_events e
     where kind in ('warned', 'climbed') or kind in ('resumed', 'closed') and extract(minute from at) = 0 order by at, kind`,
  )
  const seen = (kase: Case): string[] =>
    rows.filter((row) => row.case_id === kase.caseId).map((row) => `${row.kind} ${row.at.toISOString()}`)
  const expected = cases.map((kase) => ({ kase, said: reckon(kase, district) }))
  const wrong = expected
    .map(({ kase, said }) => ({
      kase,
      said: said.map(({ kind, at }) => `${kind} ${soon(at)}`),
      seen: seen(kase),
    }))
    .filter(({ said, seen: was }) => JSON.stringify(said) !== JSON.stringify(was))
  expect(wrong).toEqual([])

  const heard = async (person: TestPerson): Promise<string[]> =>
    (
      await world.sql<{ created_at: Date }>(
        `select created_at from outbox where user_id = $1 and kind = 'case_clock' and title like '%超过了时限' order by 1`,
        [person.userId],
      )
    ).map((row) => row.created_at.toISOString())
  const mustHear = (who: 'head' | 'bureau'): string[] =>
    expected.flatMap(({ said }) => said.filter((one) => one[who]).map(({ at }) => soon(at))).sort()
  expect(await heard(head)).toEqual(mustHear('head'))
  expect(await heard(officer)).toEqual(mustHear('bureau'))

  const count = (kind: string): number =>
    expected.reduce((sum, { said }) => sum + said.filter((one) => one.kind === kind).length, 0)
  expect(done).toEqual({
    warned: count('warned'),
    climbed: count('climbed'),
    resumed: count('resumed'),
    closed: count('closed'),
    failed: 0,
  })
  // The year was worth living: enough of everything happened, also in the week without runs.
  expect(cases.length).toBeGreaterThan(200)
  expect(done.warned).toBeGreaterThan(150)
  expect(done.climbed).toBeGreaterThan(150)
  expect(done.resumed).toBeGreaterThan(20)
  expect(rows.filter((row) => row.at.getTime() === away.to).length).toBeGreaterThan(5)
})

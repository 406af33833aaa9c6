/** The demo's two last published halves: closed cases by the hundred, each with its whole chain, clocks and a receipt that opens it. */
import { inChina } from '../../../contract/china-time'
import { chainStart } from '../../../contract/report/chain'
import { isUrgent } from '../../../contract/report/clocks'
import { isPublishable, nextPeriod, periodOf, publishedOn, spanOf } from '../../../contract/report/periods'
import { placeGroupOf } from '../../../contract/report/places'
import {
  type BullyingAct,
  bullyingActs,
  type CaseState,
  caseNumber,
  type Level,
  type ReportKind,
  type TimelineEntry,
} from '../../../contract/report/report'
import type { Services } from '../../platform/services'
import { type CaseContent, reportText } from '../../report/case-content'
import type { StepRow } from '../../report/case-queries'
import { makeSalt, makeStep, sha256 } from '../../report/chain'
import { newDataKey, place, receiptCodeOf, receiptKeyOf, requestKeyOf, sealJson } from '../../report/seal'
import { demoId } from './demo-base'
import { historyWords } from './demo-history-words'
import type { DemoSchoolKey } from './demo-people'

/** Cases of the newer and of the older half, by school. One school is too small to stand alone in the older. */
const amounts: [DemoSchoolKey, number, number][] = [
  ['first', 104, 46],
  ['third', 86, 40],
  ['river', 72, 33],
  ['lake', 34, 16],
  ['crabapple', 13, 4],
]
const HOUR_MS = 3_600_000

type Weights<T> = readonly (readonly [T, number])[]
const kinds: Weights<ReportKind> = [
  ['bullying', 42],
  ['danger', 14],
  ['canteen', 13],
  ['homework', 11],
  ['fees', 5],
  ['tutoring', 4],
  ['staff', 5],
  ['other', 6],
]
const levelsOfBullying: Weights<Level> = [
  ['mild', 62],
  ['serious', 30],
  ['severe', 7],
  ['illegal', 1],
]
/** Months of a half from its first. */
const months: Record<'1' | '2', Weights<number>> = {
  '1': [
    [0, 2],
    [1, 24],
    [2, 21],
    [3, 22],
    [4, 20],
    [5, 11],
  ],
  '2': [
    [0, 8],
    [1, 22],
    [2, 21],
    [3, 20],
    [4, 20],
    [5, 9],
  ],
}
const hours: Weights<number> = [
  [1, 1],
  [7, 9],
  [8, 4],
  [10, 6],
  [12, 13],
  [13, 7],
  [15, 6],
  [16, 10],
  [17, 9],
  [19, 13],
  [20, 14],
  [21, 11],
  [22, 6],
]
type Ending = 'satisfied' | 'satisfied_later' | 'silent' | 'review_final'
const endings: Weights<Ending> = [
  ['satisfied', 62],
  ['satisfied_later', 8],
  ['silent', 25],
  ['review_final', 5],
]

export type HistorySchool = {
  key: DemoSchoolKey
  schoolId: number
  grades: readonly number[]
  handler: { postId: string; name: string }
}
export type History = {
  cases: Record<string, unknown>[]
  steps: Record<string, unknown>[]
  clocks: Record<string, unknown>[]
  serials: { school_id: number; year: number; last: number }[]
}

/** Chance that falls the same way each time the demo is made. */
const makeChance = (seed: number): (() => number) => {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** The two newest halves whose numbers are due, newest first. */
const halves = (now: Date): string[] => {
  let key = '2020-1'
  const due: string[] = []
  while (isPublishable(key, now) && key < periodOf(now)) {
    due.unshift(key)
    key = nextPeriod(key)
  }
  return due.slice(0, 2)
}

/** @param bureau who handles what a school may not know of */
export const makeHistory = (
  services: Services,
  schools: readonly HistorySchool[],
  bureau: HistorySchool['handler'],
): History => {
  const chance = makeChance(20_260_801)
  const [newer = '', older = ''] = halves(services.now())
  const plans = amounts.flatMap(([key, inNewer, inOlder]) => {
    const school = schools.find((one) => one.key === key)
    if (!school) throw new Error(`the demo has no school ${key}`)
    return [
      ...Array.from({ length: inOlder }, () => plan(school, older, chance)),
      ...Array.from({ length: inNewer }, () => plan(school, newer, chance)),
    ]
  })
  const history: History = { cases: [], steps: [], clocks: [], serials: [] }
  for (const one of plans.sort((a, b) => a.filedAt.getTime() - b.filedAt.getTime()))
    write(services, history, one, one.kind === 'staff' ? bureau : one.school.handler, chance)
  return history
}

type Plan = {
  school: HistorySchool
  kind: ReportKind
  filedAt: Date
  /** Hours after filing by which it is closed: before its half was published. */
  atMostHours: number
}

const pick = <T>(weights: Weights<T>, chance: () => number): T => {
  const total = weights.reduce((sum, [, weight]) => sum + weight, 0)
  let left = chance() * total
  for (const [value, weight] of weights) {
    left -= weight
    if (left < 0) return value
  }
  return (weights.at(-1) as readonly [T, number])[0]
}
const pickOne = <T>(list: readonly T[], chance: () => number): T =>
  list[Math.floor(chance() * list.length)] as T

const plan = (school: HistorySchool, half: string, chance: () => number): Plan => {
  const month = inChina(spanOf(half).from).add(pick(months[half.endsWith('1') ? '1' : '2'], chance), 'month')
  const filedAt = month
    .add(Math.floor(chance() * month.daysInMonth()), 'day')
    .add(pick(hours, chance), 'hour')
    .add(Math.floor(chance() * 60), 'minute')
    .toDate()
  const published = new Date(`${publishedOn(half)}T00:00:00+08:00`)
  return {
    school,
    kind: pick(kinds, chance),
    filedAt,
    atMostHours: (published.getTime() - filedAt.getTime()) / HOUR_MS - 1,
  }
}

/** Hours, mostly few and sometimes many. */
const longTail = (usual: number, chance: () => number): number =>
  usual * Math.exp((chance() + chance() + chance() - 1.5) * 2)

type Told = {
  kind: TimelineEntry['kind']
  by: 'reporter' | 'handler' | 'system'
  turnsTo: CaseState | null
  text: string
  after: number
}

/** Steps from the first look on, with hours since filing. */
const story = (ending: Ending, looked: number, closed: number, letter: string): Told[] => {
  const handler = (kind: Told['kind'], turnsTo: CaseState | null, text: string, after: number): Told => ({
    kind,
    by: 'handler',
    turnsTo,
    text,
    after,
  })
  const reporter = (kind: Told['kind'], turnsTo: CaseState | null, text: string, after: number): Told => ({
    kind,
    by: 'reporter',
    turnsTo,
    text,
    after,
  })
  const part = (share: number) => looked + (closed - looked) * share
  const start = [
    handler('accepted', 'accepted', '', looked),
    handler('investigating', 'investigating', '', part(0.1)),
  ]
  if (ending === 'satisfied')
    return [
      ...start,
      handler('asking', 'asking', letter, part(0.8)),
      reporter('satisfied', 'closed', '', closed),
    ]
  if (ending === 'silent')
    return [
      ...start,
      handler('asking', 'asking', letter, closed - 168),
      { kind: 'closed', by: 'system', turnsTo: 'closed', text: '', after: closed },
    ]
  const again = [
    ...start,
    handler('asking', 'asking', letter, part(0.4)),
    reporter('unsatisfied', null, '还是老样子，请再看看。', part(0.45)),
    { kind: 'reopened', by: 'system', turnsTo: 'investigating', text: '', after: part(0.45) } as const,
    handler('asking', 'asking', `我们又处理了一次。${letter}`, part(0.7)),
  ]
  if (ending === 'satisfied_later') return [...again, reporter('satisfied', 'closed', '', closed)]
  return [
    ...again,
    reporter('appealed', 'reviewing', '还是不满意，请教育局看看。', part(0.75)),
    handler('closed', 'closed', '教育局复核过，学校已经按复核意见补办。', closed),
  ]
}

const write = (
  services: Services,
  history: History,
  { school, kind, filedAt, atMostHours }: Plan,
  handler: HistorySchool['handler'],
  chance: () => number,
): void => {
  const words = historyWords[kind]
  const requestId = demoId(`history ${history.cases.length}`)
  const id = demoId(`history case ${history.cases.length}`)
  const at = (hoursAfter: number) => new Date(filedAt.getTime() + Math.round(hoursAfter * HOUR_MS))
  const ending = pick(endings, chance)
  const looked = Math.min(longTail(kind === 'danger' ? 1.4 : 9, chance), 300)
  const silence = ending === 'silent' ? 180 : 0
  const takes = looked + longTail(ending === 'satisfied' ? 110 : 200, chance) + silence
  const closed = Math.min(takes, atMostHours)
  const acts: BullyingAct[] = kind === 'bullying' ? [pickOne(bullyingActs, chance)] : []
  const year = inChina(filedAt).year()
  const dataKey = newDataKey(services, place.caseKey(id))
  const content: CaseContent = {
    details: pickOne(words.details, chance),
    place: pickOne(words.places, chance),
    occurredWhen: '',
    reporter: null,
    inputDigest: sha256(requestId),
    salt: makeSalt(),
  }
  const filed = { school_id: school.schoolId, kind, acts, about: 'someone_else' } as const
  const told: Told[] = [
    { kind: 'filed', by: 'reporter', turnsTo: 'filed', text: '', after: 0 },
    ...story(ending, looked, closed, words.letter),
  ]
  const steps: StepRow[] = []
  for (const step of told)
    steps.push(
      makeStep(
        dataKey.key,
        { id, events: steps.length, head: steps.at(-1)?.hash ?? chainStart },
        {
          kind: step.kind,
          isInternal: false,
          content: {
            by: step.by,
            actorName: step.by === 'handler' ? handler.name : '',
            postId: step.by === 'handler' ? handler.postId : null,
            text: step.text,
            files: [],
            turnsTo: step.turnsTo,
            reportDigest: step.kind === 'filed' ? sha256(reportText(content, filed)) : null,
          },
        },
        at(step.after),
      ),
    )
  const isHidden = kind === 'staff'
  history.cases.push({
    ...filed,
    id,
    number: caseNumber(year, nextSerial(history, school.schoolId, year)),
    request_key: requestKeyOf(services, requestId),
    receipt_key: receiptKeyOf(services, receiptCodeOf(services, requestId)),
    grade: chance() < 0.16 ? null : pickOne(school.grades, chance),
    place_group: placeGroupOf(content.place),
    state: 'closed',
    level: kind === 'bullying' ? pick(levelsOfBullying, chance) : chance() < 0.5 ? 'mild' : 'unset',
    outcome: ending === 'satisfied_later' ? 'satisfied' : ending,
    held_by: isHidden ? 'bureau' : 'school',
    is_hidden_from_school: isHidden,
    is_named: false,
    is_urgent: isUrgent(kind, acts),
    handler_post_id: handler.postId,
    handler_name: handler.name,
    content_sealed: sealJson(dataKey.key, place.content(id), content).toString('hex'),
    data_key_wrapped: dataKey.wrapped.toString('hex'),
    key_version: dataKey.version,
    events: steps.length,
    head: steps.at(-1)?.hash,
    filed_at: filedAt,
    first_looked_at: at(looked),
    investigation_started_at: steps[2]?.at,
    closed_at: at(closed),
    last_at: at(closed),
    seen_seq: steps.length,
  })
  for (const { content_sealed, ...step } of steps)
    history.steps.push({
      school_id: school.schoolId,
      case_id: id,
      ...step,
      content_sealed: content_sealed?.toString('hex'),
    })
  history.clocks.push(
    ...clocksOf(school.schoolId, id, kind, isUrgent(kind, acts), filedAt, at(looked), at(closed)),
  )
}

const nextSerial = ({ serials }: History, schoolId: number, year: number): number => {
  const found = serials.find((one) => one.school_id === schoolId && one.year === year)
  if (found) return ++found.last
  serials.push({ school_id: schoolId, year, last: 1 })
  return 1
}

/** The clocks that ran, both done: the first look, and what followed it. */
const clocksOf = (
  schoolId: number,
  caseId: string,
  kind: ReportKind,
  urgent: boolean,
  filedAt: Date,
  lookedAt: Date,
  closedAt: Date,
): Record<string, unknown>[] => {
  const isInvestigated = kind === 'bullying' || kind === 'danger'
  const clock = (name: string, document: string, hoursGiven: number, from: Date, doneAt: Date) => ({
    school_id: schoolId,
    case_id: caseId,
    kind: name,
    document,
    started_at: from,
    due_at: new Date(from.getTime() + hoursGiven * HOUR_MS),
    done_at: doneAt,
  })
  return [
    clock('first_look', '本区受理时限', urgent ? 2 : 24, filedAt, lookedAt),
    isInvestigated
      ? clock(
          'investigation',
          kind === 'danger' ? '本区隐患办理时限' : '教督〔2017〕10号',
          240,
          lookedAt,
          closedAt,
        )
      : clock('close', '《信访工作条例》（2022）第三十四条', 1440, filedAt, closedAt),
  ]
}

/** Numbers of reports as they are published: questions with their closed answers, rows, and the routes that read them. */
import * as z from 'zod/mini'
import { id, read } from '../common'
import { gradeName } from '../people'
import { monthsOf, period } from './periods'
import { type PlaceGroup, placeGroups, placeNames } from './places'
import { type Level, levels, type ReportKind, reportKinds } from './report'
import { kindNames, levelNames } from './words'

/**
 * What is asked of each case, one table each. No answer to one follows from the answer to another (a case that is not
 * looked at is not closed): a number hidden in one table could be read in the other. So what is not yet done stands with
 * what took longest, and how a case went with how it ended. @see docs/decisions/0011
 */
export const questions = [
  'month',
  'kind',
  'level',
  'place',
  'hour',
  'grade',
  'firstLook',
  'closing',
  'outcome',
] as const
export type Question = (typeof questions)[number]

/** Hours until somebody looked. The last holds those still waiting, which are older than that when it is counted. */
export const firstLookBands = [
  { underHours: 2, name: '2 小时内' },
  { underHours: 8, name: '2–8 小时' },
  { underHours: 24, name: '8–24 小时' },
  { underHours: 72, name: '1–3 天' },
  { underHours: Number.POSITIVE_INFINITY, name: '3 天以上' },
] as const
/** Hours until it was closed; the last holds those still open. Silence closes after 7 days, so no band ends before that. */
export const closingBands = [
  { underHours: 240, name: '10 天内' },
  { underHours: 720, name: '10–30 天' },
  { underHours: Number.POSITIVE_INFINITY, name: '30 天以上' },
] as const
/** Hours of the day at which a report was sent. */
export const hourBands = [
  { until: 6, name: '0–6 时' },
  { until: 9, name: '6–9 时' },
  { until: 12, name: '9–12 时' },
  { until: 14, name: '12–14 时' },
  { until: 18, name: '14–18 时' },
  { until: 21, name: '18–21 时' },
  { until: 24, name: '21–24 时' },
] as const
export const outcomes = ['satisfied', 'satisfied_later', 'silent', 'review_final', 'none'] as const
const outcomeNames: Record<(typeof outcomes)[number], string> = {
  satisfied: '满意',
  satisfied_later: '重新办理后满意',
  silent: '征求意见后没有答复',
  review_final: '申诉后由教育局复核办结',
  none: '没有征求意见或还没有办结',
}

export const questionNames: Record<Question, string> = {
  month: '月份',
  kind: '类别',
  level: '级别',
  place: '地点',
  hour: '提交时段',
  grade: '年级',
  firstLook: '多久有人受理',
  closing: '多久办结',
  outcome: '结果与满意度',
}

/** The answers to a question, in the order of a table's cells. */
export const answersOf = (question: Question, key: string): readonly string[] => {
  const names = (list: readonly { name: string }[]) => list.map(({ name }) => name)
  const answers: Record<Question, () => readonly string[]> = {
    month: () => monthsOf(key),
    kind: () => reportKinds.map((kind: ReportKind) => kindNames[kind]),
    level: () => levels.map((level: Level) => levelNames[level]),
    place: () => placeGroups.map((place: PlaceGroup) => placeNames[place]),
    hour: () => names(hourBands),
    grade: () => [...Array.from({ length: 12 }, (_, index) => gradeName(index + 1)), '没有填写'],
    firstLook: () => names(firstLookBands),
    closing: () => names(closingBands),
    outcome: () => outcomes.map((outcome) => outcomeNames[outcome]),
  }
  return answers[question]()
}

/** `hidden`: fewer than 10, or hidden so that none of those can be worked out. `impossible`: a grade the school has not. */
export const statisticsCell = z.union([z.int(), z.enum(['hidden', 'impossible'])])
export type StatisticsCell = z.infer<typeof statisticsCell>

const table = z.optional(z.array(statisticsCell))
/** A table is missing where nothing of it may be shown. */
export const statisticsTables = z.object({
  month: table,
  kind: table,
  level: table,
  place: table,
  hour: table,
  grade: table,
  firstLook: table,
  closing: table,
  outcome: table,
})
export type StatisticsTables = z.infer<typeof statisticsTables>

export const statisticsRow = z.object({
  /** `together`: schools too small to stand alone. `bureau`: cases that their schools do not know of. */
  scope: z.enum(['district', 'school', 'together', 'bureau']),
  schoolId: z.nullable(id),
  name: z.string(),
  /** Names of those that stand together. */
  members: z.array(z.string()),
  /** Null: fewer than 10, or standing together with others. */
  total: z.nullable(z.int()),
  tables: statisticsTables,
})
export type StatisticsRow = z.infer<typeof statisticsRow>

const statistics = z.object({
  /** Published halves, newest first. */
  periods: z.array(z.object({ key: period, name: z.string(), months: z.string() })),
  /** The one shown; null before any is published. */
  period: z.nullable(period),
  rows: z.array(statisticsRow),
  /** The half that comes next, and when. */
  next: z.object({ name: z.string(), on: z.iso.date() }),
  /** Work, not statistics: only for those who may open these cases. */
  working: z.nullable(z.object({ open: z.int(), late: z.int() })),
})
export type Statistics = z.infer<typeof statistics>

/** @property schoolId null: the whole district, for the bureau */
const question = z.object({ schoolId: z.nullable(id), period: z.nullable(period) })

export const statisticsRoutes = {
  'report.getStatistics': read(question, statistics),
  /** The same numbers as an .xlsx. */
  'report.getStatisticsFile': read(
    z.object({ schoolId: z.nullable(id), period }),
    z.object({ fileName: z.string(), base64: z.string() }),
  ),
}

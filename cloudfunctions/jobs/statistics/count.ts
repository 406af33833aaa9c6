/** From cases to leaves: each case answers every question once, with one of its closed answers. */
import { inChina } from '../../../contract/china-time'
import { type Stage, stageOfGrade } from '../../../contract/people'
import { monthIndex } from '../../../contract/report/periods'
import { placeGroups } from '../../../contract/report/places'
import { levels, reportKinds } from '../../../contract/report/report'
import {
  answersOf,
  closingBands,
  firstLookBands,
  hourBands,
  outcomes,
  type Question,
  questions,
} from '../../../contract/report/statistics'
import type { Leaf } from '../../platform/suppression/tables'
import type { CountedCase, SchoolRow } from './queries'

const HOUR_MS = 3_600_000
const GRADES = 12

/** @param done null where it is still to be done, which counts as the longest */
const bandOf = (bands: readonly { underHours: number }[], from: Date, done: Date | null): number => {
  const hours = done === null ? Number.POSITIVE_INFINITY : (done.getTime() - from.getTime()) / HOUR_MS
  const found = bands.findIndex((band) => hours < band.underHours)
  return found < 0 ? bands.length - 1 : found
}

const outcomeOf = ({ outcome, closed_at, was_reopened }: CountedCase): (typeof outcomes)[number] => {
  if (closed_at === null) return 'none'
  if (outcome === 'satisfied') return was_reopened ? 'satisfied_later' : 'satisfied'
  return outcomes.find((known) => known === outcome) ?? 'none'
}

/** The place of a case's answer in each table. */
const answer: Record<Question, (kase: CountedCase, grades: readonly boolean[]) => number> = {
  month: ({ filed_at }) => monthIndex(filed_at),
  kind: ({ kind }) => reportKinds.indexOf(kind),
  level: ({ level }) => levels.indexOf(level),
  place: ({ place_group }) => placeGroups.indexOf(place_group),
  hour: ({ filed_at }) => hourBands.findIndex(({ until }) => inChina(filed_at).hour() < until),
  // A grade that the school does not have was a slip of the finger, and would be somebody's.
  grade: ({ grade }, grades) => (grade !== null && grades[grade - 1] ? grade - 1 : GRADES),
  firstLook: ({ filed_at, first_looked_at }) => bandOf(firstLookBands, filed_at, first_looked_at),
  closing: ({ filed_at, closed_at }) => bandOf(closingBands, filed_at, closed_at),
  outcome: (kase) => outcomes.indexOf(outcomeOf(kase)),
}

const gradesOf = (stages: readonly Stage[]): boolean[] =>
  Array.from({ length: GRADES }, (_, index) => stages.includes(stageOfGrade(index + 1)))

/**
 * @param path where the leaf stands
 * @param grades which of the twelve a child there can be in
 */
const countLeaf = (
  period: string,
  path: readonly string[],
  grades: readonly boolean[],
  cases: readonly CountedCase[],
): Leaf => {
  const tables: Record<string, (number | null)[]> = {}
  for (const question of questions) {
    const counts: (number | null)[] = answersOf(question, period).map((_, index) =>
      question === 'grade' && index < GRADES && !grades[index] ? null : 0,
    )
    for (const kase of cases) {
      const place = answer[question](kase, grades)
      const before = counts[place]
      if (before === undefined || before === null) throw new Error(`a case has no answer to ${question}`)
      counts[place] = before + 1
    }
    tables[question] = counts
  }
  return { path, tables }
}

/** A leaf for each school with the cases that it knows of. */
export const countSchools = (
  period: string,
  schools: readonly SchoolRow[],
  cases: readonly CountedCase[],
): Leaf[] => {
  const bySchool = new Map<number, CountedCase[]>(schools.map(({ id }) => [id, []]))
  for (const kase of cases) if (!kase.is_hidden_from_school) bySchool.get(kase.school_id)?.push(kase)
  return schools.map(({ id, stages }) =>
    countLeaf(period, [String(id)], gradesOf(stages), bySchool.get(id) ?? []),
  )
}

/** The one leaf of cases that their schools do not know of; it tells no school. */
export const countHidden = (period: string, cases: readonly CountedCase[]): Leaf =>
  countLeaf(
    period,
    [],
    new Array<boolean>(GRADES).fill(true),
    cases.filter((kase) => kase.is_hidden_from_school),
  )

/** From a day's rollups to rows that may be shown: class by class, and sums of nothing but what may be in them. */
import { addHistograms, FEWEST_ANSWERS, percentile } from '../../../contract/homework/histogram'
import {
  type Measure,
  type MeasureCell,
  type MeasureCells,
  measures,
} from '../../../contract/homework/published'
import { passGate } from '../../platform/suppression/gate'
import type { Lot } from '../../platform/suppression/tables'
import type { ClassSize, CountedClass, PublishedRow } from './publish-queries'

/*
 * A class with fewer than ten answers is not shown, and is in no sum by which it could be found: sums are of the classes
 * that are shown, and of the others of that school only where those are so many that each of them could still be anything
 * from none to nine. The gate alone would rather hide large classes beside a small one than leave the small one out of the
 * sums; here the class is what a head asks for, and a sum says whom it counts. Every number still passes the gate, which
 * has the last word.
 *
 * Each question is a call of its own. They count the same children, but neither follows from the others: what was read, or
 * done in school, counts as an answer of the evening and stands under no subject. @see docs/decisions/0030
 */

type Sized = CountedClass & { school_id: number; children: number }

export const gateDay = (
  sizes: readonly ClassSize[],
  classes: readonly CountedClass[],
  lot: Lot,
): PublishedRow[] => {
  const rows = new Map<string, PublishedRow>()
  const put = (row: Omit<PublishedRow, 'cells'>, measure: Measure, cell: MeasureCell): void => {
    const key = `${row.grade} ${row.school_id} ${row.class_id}`
    const before = rows.get(key) ?? { ...row, cells: {} }
    rows.set(key, { ...before, cells: { ...before.cells, [measure]: cell } as MeasureCells })
  }
  const bySize = new Map(sizes.map((size) => [size.class_id, size] as const))
  const known = classes.flatMap((one): Sized[] => {
    const size = bySize.get(one.class_id)
    return size ? [{ ...one, school_id: size.school_id, children: size.children }] : []
  })
  for (const grade of new Set(known.map((one) => one.grade)))
    for (const measure of measures)
      gateMeasure(
        known.filter((one) => one.grade === grade && one.measure === measure),
        lot,
        (place, cell) => put({ grade, ...place }, measure, cell),
      )
  return [...rows.values()]
}

type Place = Pick<PublishedRow, 'scope' | 'school_id' | 'class_id'>

const REST = 'rest'

/** Each of them could be anything from none to nine, for whoever knows their sum. */
const isEnoughTogether = (rest: readonly Sized[]): boolean => {
  const sum = rest.reduce((total, { answers }) => total + answers, 0)
  const most = FEWEST_ANSWERS - 1
  return sum >= FEWEST_ANSWERS && sum <= most * (rest.length - 1)
}

const gateMeasure = (
  classes: readonly Sized[],
  lot: Lot,
  put: (place: Place, cell: MeasureCell) => void,
): void => {
  const members = new Map<string, { path: string[]; of: Sized[] }>()
  for (const schoolId of new Set(classes.map((one) => one.school_id))) {
    const own = classes.filter((one) => one.school_id === schoolId)
    for (const one of own.filter(({ answers }) => answers >= FEWEST_ANSWERS)) {
      const path = [String(schoolId), String(one.class_id)]
      members.set(path.join(), { path, of: [one] })
    }
    const rest = own.filter(({ answers }) => answers < FEWEST_ANSWERS)
    if (isEnoughTogether(rest))
      members.set(`${schoolId},${REST}`, { path: [String(schoolId), REST], of: rest })
  }
  const leaves = [...members.values()].map(({ path, of }) => ({
    path,
    tables: { answers: [of.reduce((sum, { answers }) => sum + answers, 0)] },
  }))
  if (leaves.length === 0) return
  for (const { path, together, tables } of passGate(leaves, { lot })) {
    const [school, klass] = path
    if (together !== null || klass === REST || typeof tables.answers?.[0] !== 'number') continue
    const counted = [...members.values()]
      .filter((one) => path.every((key, index) => one.path[index] === key))
      .flatMap(({ of }) => of)
    const cell = cellOf(counted)
    if (!cell) continue
    const scope = school === undefined ? 'district' : klass === undefined ? 'school' : 'class'
    put(
      {
        scope,
        school_id: school === undefined ? null : Number(school),
        class_id: klass === undefined ? null : Number(klass),
      },
      cell,
    )
  }
}

const cellOf = (counted: readonly Sized[]): MeasureCell | null => {
  const histogram = addHistograms(counted)
  const [p50, p75] = [percentile(histogram, 0.5), percentile(histogram, 0.75)]
  if (p50 === null || p75 === null) return null
  const sum = (one: (row: Sized) => number) => counted.reduce((total, row) => total + one(row), 0)
  const answers = sum((row) => row.answers)
  return {
    answers,
    children: sum((row) => row.children),
    p50,
    p75,
    mean: Math.round(sum((row) => row.minutes) / answers),
  }
}

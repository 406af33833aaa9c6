/** A day's published numbers: no class of fewer than ten, and no way to one from all the sums together. */
import fc from 'fast-check'
import { gateDay } from '../../cloudfunctions/jobs/homework/gate-day'
import { type Measure, measures } from '../../contract/homework/published'

const asked: Measure[] = ['evening', 'math', 'bedtime']
const districts = fc.array(
  fc.record({
    school: fc.integer({ min: 1, max: 4 }),
    grade: fc.constantFrom(4, 7),
    answers: fc.tuple(
      ...asked.map(() => fc.oneof(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 45 }))),
    ),
  }),
  { minLength: 1, maxLength: 30 },
)
type District = typeof districts extends fc.Arbitrary<infer One> ? One : never

const rowsOf = (district: District) => {
  const sizes = district.map(({ school, grade }, index) => ({
    school_id: school,
    class_id: index + 1,
    grade,
    children: 45,
  }))
  const classes = district.flatMap(({ grade, answers }, index) =>
    asked.flatMap((measure, place) => {
      const count = answers[place] ?? 0
      return count === 0
        ? []
        : [
            {
              class_id: index + 1,
              grade,
              measure,
              answers: count,
              minutes: count * 20,
              buckets: [4],
              counts: [count],
            },
          ]
    }),
  )
  return { sizes, classes, rows: gateDay(sizes, classes, Math.random) }
}

it('shows no count below ten, and leaves each hidden one open from none to nine beside all sums', () => {
  fc.assert(
    fc.property(districts, (district) => {
      const { sizes, classes, rows } = rowsOf(district)
      for (const grade of [4, 7])
        for (const measure of asked) {
          const shown = rows.filter((row) => row.grade === grade && row.cells[measure])
          const answersOf = (row: (typeof rows)[number] | undefined) => row?.cells[measure]?.answers ?? 0
          for (const row of shown) expect(answersOf(row)).toBeGreaterThanOrEqual(10)
          const schools = shown.filter(({ scope }) => scope === 'school')
          const whole = shown.find(({ scope }) => scope === 'district')
          // The district's number is that of its schools: there is no school to find by it.
          expect(answersOf(whole)).toBe(schools.reduce((sum, row) => sum + answersOf(row), 0))
          for (const school of schools) {
            const alone = shown.filter(
              ({ scope, school_id }) => scope === 'class' && school_id === school.school_id,
            )
            const rest = answersOf(school) - alone.reduce((sum, row) => sum + answersOf(row), 0)
            const hidden = sizes.filter(
              (size) =>
                size.grade === grade &&
                size.school_id === school.school_id &&
                !alone.some(({ class_id }) => class_id === size.class_id) &&
                classes.some((one) => one.class_id === size.class_id && one.measure === measure),
            )
            if (rest === 0) continue
            expect(rest).toBeGreaterThanOrEqual(10)
            expect(rest).toBeLessThanOrEqual(9 * (hidden.length - 1))
          }
        }
    }),
    { numRuns: 300 },
  )
})

it('shows every class of ten or more, whoever is small beside it', () => {
  fc.assert(
    fc.property(districts, (district) => {
      const { classes, rows } = rowsOf(district)
      for (const one of classes.filter(({ answers }) => answers >= 10))
        expect(rows.find(({ class_id }) => class_id === one.class_id)?.cells[one.measure]?.answers).toBe(
          one.answers,
        )
    }),
    { numRuns: 100 },
  )
})

it('says as a middle only what the shown answers say', () => {
  const sizes = [1, 2].map((class_id) => ({ school_id: 1, class_id, grade: 4, children: 30 }))
  const row = { grade: 4, measure: 'math', minutes: 300 }
  const rows = gateDay(
    sizes,
    [
      { ...row, class_id: 1, answers: 12, buckets: [2, 6], counts: [6, 6] },
      { ...row, class_id: 2, answers: 9, buckets: [60], counts: [9] },
    ],
    Math.random,
  )
  expect(measures.filter((one) => rows.some(({ cells }) => cells[one]))).toEqual(['math'])
  for (const { cells } of rows)
    expect(cells.math).toEqual({ answers: 12, children: 30, p50: 10, p75: 30, mean: 25 })
  expect(rows.map(({ scope }) => scope).sort()).toEqual(['class', 'district', 'school'])
})

/** `npm run bench:draw`: how long a draw takes, and what it gives beside a min-cost-flow optimum on the same wishes. */
import { createHash, createHmac } from 'node:crypto'
import { type DrawInputs, type DrawResult, draw } from '../contract/course/draw'
import { drawnOrder, hashInputs } from '../contract/course/draw-proof'
import { type InstanceShape, makeInstance } from './draw/instances'
import { optimum, type Places, type Standing, standingOf } from './draw/optimum'

const hashes = {
  sha256: (text: string) => createHash('sha256').update(text).digest('hex'),
  hmacSha256: (key: string, text: string) => createHmac('sha256', key).update(text).digest('hex'),
}
const ms = (from: number): number => Math.round(performance.now() - from)
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`

const whole = (inputs: DrawInputs): { result: DrawResult; orderMs: number; drawMs: number } => {
  const start = performance.now()
  const inputsHash = hashInputs(hashes.sha256, inputs)
  const order = drawnOrder(
    hashes,
    { seed: 'bench', inputsHash, publicNumber: { digits: '04 11 18', source: 'bench' } },
    inputs.students,
  )
  const orderMs = ms(start)
  const drawStart = performance.now()
  return { result: draw(inputs, order), orderMs, drawMs: ms(drawStart) }
}

const placesIn = (inputs: DrawInputs, result: DrawResult): Places => {
  const indexOf = new Map(inputs.courses.map(({ courseId }, index) => [courseId, index]))
  const outcomes = new Map(result.students.map((one) => [one.ticket, one.outcomes]))
  return inputs.students.map(({ ticket, wishes }) =>
    (outcomes.get(ticket) ?? []).flatMap((outcome, index) =>
      outcome.is === 'got' ? [indexOf.get(wishes[index] as number) as number] : [],
    ),
  )
}

const district: InstanceShape = {
  students: 50_000,
  courses: 800,
  placesPerStudent: 1,
  mostWishes: 8,
  mostPlaces: 2,
  fashion: 0.8,
  withMinimum: 0,
  twoSlots: 0.1,
}
const one = whole(makeInstance(district, 1))
console.log(
  `50,000 children x up to 8 wishes x 800 courses, one draw: order ${one.orderMs} ms, places ${one.drawMs} ms`,
)

const school: InstanceShape = {
  ...district,
  students: 1_111,
  courses: 18,
  placesPerStudent: 1.8,
  withMinimum: 0.3,
}
const schools = Array.from({ length: 45 }, (_, index) => makeInstance(school, 100 + index))
const start = performance.now()
const cancelled = schools.reduce((sum, inputs) => sum + whole(inputs).result.cancelled.length, 0)
console.log(
  `the same district as 45 schools, each with its minimums (${cancelled} courses taken out): ${ms(start)} ms`,
)

const mean = (standings: Standing[]): string => {
  const of = (pick: (standing: Standing) => number) =>
    standings.reduce((sum, standing) => sum + pick(standing), 0) / standings.length
  return `first wish ${percent(of((s) => s.firstWishShare))}, mean rank ${of((s) => s.meanRank).toFixed(2)}, without a place ${percent(of((s) => s.withoutShare))}, places ${Math.round(of((s) => s.places))}`
}
const level = schools.slice(0, 9).map((inputs) => ({
  ...inputs,
  courses: inputs.courses.map((course) => ({ ...course, minimum: 0 })),
}))
console.log(
  `9 schools, draw:    ${mean(level.map((inputs) => standingOf(inputs.students, inputs.courses, placesIn(inputs, whole(inputs).result))))}`,
)
const flowStart = performance.now()
console.log(
  `9 schools, optimum: ${mean(level.map((inputs) => standingOf(inputs.students, inputs.courses, optimum(inputs))))} (${ms(flowStart)} ms)`,
)

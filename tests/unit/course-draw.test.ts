/** A draw that nobody can bend: places within limits, nothing to gain by pretending, and a check that agrees to the last place. */
import { createHash, createHmac } from 'node:crypto'
import fc from 'fast-check'
import {
  type DrawCourse,
  type DrawInputs,
  type DrawStudent,
  draw,
  drawInSlices,
} from '../../contract/course/draw'
import {
  checkDraw,
  commitTo,
  type DrawCheck,
  drawnOrder,
  type Hashes,
  hashInputs,
  type PublishedDraw,
  placesOf,
} from '../../contract/course/draw-proof'
import { explainDraw } from '../../contract/course/draw-words'

const hashes: Hashes = {
  sha256: (text) => createHash('sha256').update(text).digest('hex'),
  hmacSha256: (key, text) => createHmac('sha256', key).update(text).digest('hex'),
}
const anyGrade = 0b1111111111110
const course = (courseId: number, change: Partial<DrawCourse> = {}): DrawCourse => ({
  courseId,
  capacity: 2,
  minimum: 0,
  slots: 1 << courseId,
  grades: anyGrade,
  ...change,
})
const child = (ticket: string, wishes: number[], change: Partial<DrawStudent> = {}): DrawStudent => ({
  ticket,
  grade: 4,
  busySlots: 0,
  wishes,
  ...change,
})
const inputsOf = (courses: DrawCourse[], students: DrawStudent[], mostPlaces = 2): DrawInputs => ({
  roundId: 'r1',
  mostPlaces,
  courses,
  students,
})
/** Places by ticket, in the order in which they were got. */
const placesBy = (inputs: DrawInputs, order = inputs.students): Record<string, number[]> => {
  const result = draw(inputs, order)
  return Object.fromEntries(
    result.students.map(({ ticket, outcomes }) => {
      const { wishes } = inputs.students.find((one) => one.ticket === ticket)!
      return [ticket, outcomes.flatMap((outcome, index) => (outcome.is === 'got' ? [wishes[index]!] : []))]
    }),
  )
}

describe('a draw', () => {
  it('gives everybody a first chance before anybody gets a second place, and turns the order round', () => {
    const inputs = inputsOf(
      [course(1, { capacity: 1 }), course(2, { capacity: 1 }), course(3, { capacity: 1 })],
      [child('a', [1, 2, 3]), child('b', [1, 2, 3])],
    )
    // First a takes 1, b takes 2; then backwards: b takes 3, and for a nothing is left.
    expect(placesBy(inputs)).toEqual({ a: [1], b: [2, 3] })
  })

  it('passes over what clashes, what the grade may not, and what was busy before', () => {
    const inputs = inputsOf(
      [course(1), course(2, { slots: 1 << 1 }), course(3, { grades: 1 << 6 }), course(4), course(5)],
      [child('a', [1, 2, 3, 4, 5], { busySlots: 1 << 4 })],
      5,
    )
    expect(draw(inputs, inputs.students).students[0]!.outcomes).toEqual([
      { is: 'got', seat: 1, inRound: 1 },
      { is: 'clash', withCourseId: 1 },
      { is: 'grade' },
      { is: 'clash', withCourseId: null },
      { is: 'got', seat: 1, inRound: 2 },
    ])
  })

  it('takes out a course that stays under its minimum, as if it had never been offered', () => {
    const offered = [course(1, { minimum: 2 }), course(2, { capacity: 1 })]
    const inputs = inputsOf(offered, [child('a', [1, 2]), child('b', [2])], 1)
    const result = draw(inputs, inputs.students)
    expect(result.cancelled).toEqual([1])
    expect(placesBy(inputs)).toEqual({ a: [2], b: [] })
    expect([...result.waiting]).toEqual([[2, ['b']]])
  })

  it('takes out the emptiest first, and holds the next one if that fills it', () => {
    const offered = [course(1, { minimum: 3, capacity: 9 }), course(2, { minimum: 2, capacity: 9 })]
    const inputs = inputsOf(offered, [child('a', [1, 2]), child('b', [2])], 1)
    const result = draw(inputs, inputs.students)
    expect(result.cancelled).toEqual([1])
    expect(placesBy(inputs)).toEqual({ a: [2], b: [2] })
  })

  it('says to each child why, with the place that was the last and who got it', () => {
    const inputs = inputsOf(
      [course(1, { capacity: 1 }), course(2, { slots: 1 << 3 }), course(3, { slots: 1 << 3 })],
      [child('a', [1]), child('b', [1, 2, 3])],
    )
    const { students } = draw(inputs, inputs.students)
    const names = new Map([
      [1, '陶艺'],
      [2, '合唱'],
      [3, '篮球'],
    ])
    expect(explainDraw(students[1]!, [1, 2, 3], (id) => names.get(id) ?? '')).toEqual([
      '你的抽签顺序是 2',
      '轮到你时《陶艺》已满（第 1 个名额给了第 1 位）',
      '《合唱》录取了，是第 1 个名额',
      '《篮球》和已录取的《合唱》时间冲突',
    ])
  })
})

const arbitrary = fc
  .record({
    courses: fc.array(
      fc.record({
        capacity: fc.integer({ min: 0, max: 4 }),
        minimum: fc.integer({ min: 0, max: 3 }),
        slots: fc.integer({ min: 1, max: 63 }),
        grades: fc.constantFrom(anyGrade, 1 << 3, (1 << 3) | (1 << 4)),
      }),
      { minLength: 1, maxLength: 7 },
    ),
    children: fc.array(
      fc.record({
        grade: fc.constantFrom(3, 4),
        busySlots: fc.constantFrom(0, 0, 1, 6),
        picks: fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { maxLength: 7 }),
      }),
      { maxLength: 12 },
    ),
    mostPlaces: fc.integer({ min: 1, max: 4 }),
  })
  .map(({ courses, children, mostPlaces }) =>
    inputsOf(
      courses.map((one, index) => ({
        ...one,
        courseId: index,
        minimum: Math.min(one.minimum, one.capacity),
      })),
      children.map(({ picks, ...rest }, index) => ({
        ...rest,
        ticket: `t${index}`,
        wishes: picks.filter((pick) => pick < courses.length),
      })),
      mostPlaces,
    ),
  )

describe('whatever is offered and wished', () => {
  it('no course is over its capacity or under its minimum, no child clashes, is out of grade or over the limit', () => {
    fc.assert(
      fc.property(arbitrary, (inputs) => {
        const got = placesBy(inputs)
        const { cancelled } = draw(inputs, inputs.students)
        const taken = new Map<number, number>()
        for (const student of inputs.students) {
          let slots = student.busySlots
          const held = got[student.ticket]!
          expect(held.length).toBeLessThanOrEqual(inputs.mostPlaces)
          for (const courseId of held) {
            const one = inputs.courses[courseId]!
            expect(slots & one.slots).toBe(0)
            expect(one.grades & (1 << student.grade)).not.toBe(0)
            slots |= one.slots
            taken.set(courseId, (taken.get(courseId) ?? 0) + 1)
          }
        }
        for (const { courseId, capacity, minimum } of inputs.courses) {
          const count = taken.get(courseId) ?? 0
          expect(count).toBeLessThanOrEqual(capacity)
          if (cancelled.includes(courseId)) expect(count).toBe(0)
          else expect(count).toBeGreaterThanOrEqual(minimum)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('nobody with one place at stake gets a better one by naming other wishes, or in another order', () => {
    fc.assert(
      fc.property(arbitrary, fc.nat(), fc.array(fc.nat(6), { maxLength: 7 }), (drawn, who, lie) => {
        // Without minimums: where courses may be taken out, a wish can keep one alive.
        const inputs = {
          ...drawn,
          mostPlaces: 1,
          courses: drawn.courses.map((one) => ({ ...one, minimum: 0 })),
        }
        if (inputs.students.length === 0) return
        const index = who % inputs.students.length
        const honest = inputs.students[index]!
        const students = inputs.students.map((one, at) =>
          at === index
            ? { ...one, wishes: [...new Set(lie)].filter((id) => id < inputs.courses.length) }
            : one,
        )
        const liked = (got: Record<string, number[]>): number => {
          const rank = honest.wishes.indexOf(got[honest.ticket]![0] ?? -1)
          return rank < 0 ? Number.POSITIVE_INFINITY : rank
        }
        expect(liked(placesBy(inputs))).toBeLessThanOrEqual(liked(placesBy({ ...inputs, students })))
      }),
      { numRuns: 1_000 },
    )
  })

  it('in slices and at once it comes out the same', () => {
    const students = Array.from({ length: 3_000 }, (_, index) =>
      child(`t${index}`, [index % 7, (index + 1) % 7, (index + 3) % 7]),
    )
    const inputs = inputsOf(
      Array.from({ length: 7 }, (_, index) => course(index, { capacity: 300 })),
      students,
    )
    const slices = drawInSlices(inputs, students)
    const seen: number[] = []
    let step = slices.next()
    while (!step.done) {
      seen.push(step.value)
      step = slices.next()
    }
    expect(seen.length).toBeGreaterThan(2)
    expect(seen.every((share) => share > 0 && share <= 1)).toBe(true)
    expect(step.value).toEqual(draw(inputs, students))
  })
})

const publish = (inputs: DrawInputs, seed = 'a secret of 32 bytes'): PublishedDraw => {
  const inputsHash = hashInputs(hashes.sha256, inputs)
  const publicNumber = { digits: '04 11 18 23 29 31 + 07', source: '双色球 第2026136期' }
  const order = drawnOrder(hashes, { seed, inputsHash, publicNumber }, inputs.students)
  const result = draw(inputs, order)
  return {
    commitment: commitTo(hashes.sha256, seed),
    inputsHash,
    seed,
    publicNumber,
    inputs,
    places: placesOf(inputs, result),
    cancelled: result.cancelled,
  }
}
const check = (published: PublishedDraw, known: { commitment: string; inputsHash: string }): DrawCheck => {
  const slices = checkDraw(hashes, published, known)
  for (;;) {
    const step = slices.next()
    if (step.done) return step.value
  }
}
const holds = ({ seedFits, inputsFit, placesFit }: DrawCheck): boolean => seedFits && inputsFit && placesFit

describe('the check of a published draw', () => {
  const inputs = inputsOf(
    [course(1, { capacity: 3 }), course(2, { capacity: 2, minimum: 1 }), course(3)],
    Array.from({ length: 9 }, (_, index) => child(`t${index}`, [1, 2, 3].slice(index % 3))),
  )
  const published = publish(inputs)

  it('agrees to the last place, in whatever order the list is downloaded', () => {
    const shuffled = {
      ...published,
      inputs: { ...inputs, students: [...inputs.students].reverse(), courses: [...inputs.courses].reverse() },
    }
    expect(holds(check(published, published))).toBe(true)
    expect(holds(check(shuffled, published))).toBe(true)
  })

  it('fails for any changed byte of what went in or came out', () => {
    // Where the lottery can be read is a pointer for people; its digits are tried below.
    const { publicNumber, ...rest } = published
    const text = JSON.stringify(rest)
    const parse = (changed: string): PublishedDraw | null => {
      try {
        return { ...(JSON.parse(changed) as typeof rest), publicNumber }
      } catch {
        return null
      }
    }
    let tried = 0
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.constantFrom('0', '1', '7', 'a', 'x'), (at, sign) => {
        const changed = text[at] === sign ? null : parse(text.slice(0, at) + sign + text.slice(at + 1))
        if (changed === null) return
        tried++
        let isTaken = false
        try {
          isTaken = holds(check(changed, published))
        } catch {
          // What no longer has the shape of a draw is no draw.
        }
        expect(isTaken).toBe(false)
      }),
      { numRuns: 3_000 },
    )
    expect(tried).toBeGreaterThan(1_000)
  })

  it('draws another order for another public number', () => {
    const { seed, inputsHash } = published
    const under = (digits: string) =>
      drawnOrder(hashes, { seed, inputsHash, publicNumber: { digits, source: '' } }, inputs.students).map(
        ({ ticket }) => ticket,
      )
    expect(under('1')).toEqual(under('1'))
    expect(under('1')).not.toEqual(under('2'))
  })

  it('finds a seed that is not the one committed to, and wishes that came after the close', () => {
    const other = publish(inputs, 'chosen afterwards')
    expect(check(other, published)).toMatchObject({ seedFits: false, inputsFit: true })
    const late = publish({ ...inputs, students: [...inputs.students, child('late', [1])] })
    expect(check(late, published)).toMatchObject({ seedFits: true, inputsFit: false })
  })

  it('draws every order alike often: first places are spread over the children', () => {
    const first = new Map<string, number>()
    for (let round = 0; round < 3_000; round++) {
      const [drawn] = drawnOrder(
        hashes,
        { seed: `seed ${round}`, inputsHash: published.inputsHash, publicNumber: published.publicNumber },
        inputs.students,
      )
      first.set(drawn!.ticket, (first.get(drawn!.ticket) ?? 0) + 1)
    }
    // 3,000 / 9 = 333 each; five standard deviations are 86.
    for (const { ticket } of inputs.students)
      expect(Math.abs((first.get(ticket) ?? 0) - 333)).toBeLessThan(86)
  })
})

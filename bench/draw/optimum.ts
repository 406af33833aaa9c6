/** The other way to give places away: as many as can be, at the smallest sum of ranks. It can be gamed; here it is the yardstick. */
import type { DrawCourse, DrawInputs } from '../../contract/course/draw'

/** Places by student, as indices into `inputs.students`. */
export type Places = number[][]

/**
 * Min-cost flow by successive cheapest paths on the graph of courses: a child without a place begins a path, a child who
 * holds one may be moved on to another wish, and a free place ends it. Exact where every course has one slot.
 */
export const optimum = ({ courses, students, mostPlaces }: DrawInputs): Places => {
  const count = courses.length
  const indexOf = new Map(courses.map(({ courseId }, index) => [courseId, index]))
  const ranks = students.map(
    ({ wishes }) =>
      new Map(wishes.map((id, rank): [number, number] => [indexOf.get(id) as number, rank + 1])),
  )
  const slots = courses.map((one) => one.slots)
  const left = courses.map(({ capacity }) => capacity)
  const busy = students.map(({ busySlots }) => busySlots)
  const held: Places = students.map(() => [])
  const holders = courses.map(() => new Set<number>())

  for (;;) {
    const cost = new Float64Array(count).fill(Number.POSITIVE_INFINITY)
    const from = new Int32Array(count).fill(-1)
    const by = new Int32Array(count).fill(-1)
    for (let student = 0; student < students.length; student++) {
      if ((held[student] as number[]).length >= mostPlaces) continue
      for (const [course, rank] of ranks[student] as Map<number, number>)
        if (
          ((busy[student] as number) & (slots[course] as number)) === 0 &&
          rank < (cost[course] as number)
        ) {
          cost[course] = rank
          by[course] = student
        }
    }
    for (let again = true, rounds = 0; again && rounds < count; rounds++) {
      again = false
      for (let course = 0; course < count; course++) {
        if (cost[course] === Number.POSITIVE_INFINITY) continue
        for (const student of holders[course] as Set<number>) {
          const own = ranks[student] as Map<number, number>
          const free = (busy[student] as number) & ~(slots[course] as number)
          for (const [next, rank] of own) {
            if (next === course || (free & (slots[next] as number)) !== 0) continue
            const sum = (cost[course] as number) + rank - (own.get(course) as number)
            if (sum >= (cost[next] as number) - 1e-9) continue
            cost[next] = sum
            from[next] = course
            by[next] = student
            again = true
          }
        }
      }
    }
    let end = -1
    for (let course = 0; course < count; course++)
      if ((left[course] as number) > 0 && (end < 0 || (cost[course] as number) < (cost[end] as number)))
        end = course
    if (end < 0 || cost[end] === Number.POSITIVE_INFINITY) return held
    left[end] = (left[end] as number) - 1
    for (let course = end; ; course = from[course] as number) {
      const student = by[course] as number
      const before = from[course] as number
      const mine = held[student] as number[]
      busy[student] =
        ((busy[student] as number) & (before < 0 ? -1 : ~(slots[before] as number))) |
        (slots[course] as number)
      ;(holders[course] as Set<number>).add(student)
      if (before < 0) {
        mine.push(course)
        break
      }
      ;(holders[before] as Set<number>).delete(student)
      mine[mine.indexOf(before)] = course
    }
  }
}

export type Standing = { firstWishShare: number; meanRank: number; withoutShare: number; places: number }

/** Share of children who got their first wish, mean rank of the places given, share left without any. */
export const standingOf = (
  students: DrawInputs['students'],
  courses: readonly DrawCourse[],
  places: Places,
): Standing => {
  let first = 0
  let without = 0
  let ranks = 0
  let count = 0
  for (const [index, mine] of places.entries()) {
    if (mine.length === 0) without++
    for (const course of mine) {
      const rank = (students[index]?.wishes.indexOf(courses[course]?.courseId ?? -1) ?? -1) + 1
      if (rank === 1) first++
      ranks += rank
      count++
    }
  }
  return {
    firstWishShare: first / students.length,
    meanRank: ranks / count,
    withoutShare: without / students.length,
    places: count,
  }
}

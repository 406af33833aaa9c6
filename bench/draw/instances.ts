/** Districts to draw for: children who wish by a steep fashion, courses with one or two slots, from a seed. */
import type { DrawCourse, DrawInputs, DrawStudent } from '../../contract/course/draw'

/** A small seeded generator of numbers in 0–1 (mulberry32). */
export const makeChance = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** So near to full that some courses of each district stay under it, and are taken out. */
const MINIMUM = 0.95

export type InstanceShape = {
  students: number
  courses: number
  /** Places over all courses for each child. */
  placesPerStudent: number
  mostWishes: number
  mostPlaces: number
  /** How steep the fashion is: 0 wishes evenly, 1 by Zipf. */
  fashion: number
  /** Share of the courses that have a minimum of nearly all their places. */
  withMinimum: number
  /** Share of the courses that take two slots of the week. */
  twoSlots: number
}

const wishesOf = (
  chance: () => number,
  courses: readonly DrawCourse[],
  most: number,
  fashion: number,
): number[] => {
  const wanted = Math.min(courses.length, 3 + Math.floor(chance() * (most - 2)))
  const weights = courses.map((_, index) => 1 / (index + 1) ** fashion)
  const whole = weights.reduce((sum, weight) => sum + weight, 0)
  const picked = new Set<number>()
  while (picked.size < wanted) {
    let at = chance() * whole
    let index = 0
    while (index < weights.length - 1 && at > (weights[index] as number)) at -= weights[index++] as number
    picked.add(index)
  }
  return [...picked].map((index) => (courses[index] as DrawCourse).courseId)
}

/** One school's round. */
export const makeInstance = (shape: InstanceShape, seed: number): DrawInputs => {
  const chance = makeChance(seed)
  const capacity = Math.max(1, Math.round((shape.students * shape.placesPerStudent) / shape.courses))
  const slot = () => 1 << Math.floor(chance() * 20)
  const courses = Array.from(
    { length: shape.courses },
    (_, index): DrawCourse => ({
      courseId: index + 1,
      capacity,
      minimum: chance() < shape.withMinimum ? Math.ceil(capacity * MINIMUM) : 0,
      slots: slot() | (chance() < shape.twoSlots ? slot() : 0),
      grades: 0b1111111111110,
    }),
  )
  const students = Array.from(
    { length: shape.students },
    (_, index): DrawStudent => ({
      ticket: `t${seed}-${index}`,
      grade: 1 + (index % 6),
      busySlots: 0,
      wishes: wishesOf(chance, courses, shape.mostWishes, shape.fashion),
    }),
  )
  return { roundId: `bench-${seed}`, mostPlaces: shape.mostPlaces, courses, students }
}

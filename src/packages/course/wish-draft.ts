/** Wishes that are picked and not yet handed in: kept on the phone, by round and child, so that going back loses nothing. */
import type { ChildCourses } from '@contract/course/course'
import Taro from '@tarojs/taro'

const keyOf = (roundId: number, studentId: number) => `course-wishes-${roundId}-${studentId}`

/** What was handed in, best first. */
export const savedWishes = (child: ChildCourses, roundId: number): number[] =>
  child.wishes.find((one) => one.roundId === roundId)?.courseIds ?? []

/** The draft, or what was handed in where nothing was changed since. */
export const readDraft = (child: ChildCourses, roundId: number): number[] => {
  const kept = Taro.getStorageSync(keyOf(roundId, child.studentId)) as number[] | ''
  return Array.isArray(kept) ? kept : savedWishes(child, roundId)
}

export const keepDraft = (roundId: number, studentId: number, courseIds: readonly number[]): void =>
  Taro.setStorageSync(keyOf(roundId, studentId), courseIds)

export const dropDraft = (roundId: number, studentId: number): void =>
  Taro.removeStorageSync(keyOf(roundId, studentId))

export const isSame = (one: readonly number[], other: readonly number[]): boolean =>
  one.length === other.length && one.every((courseId, index) => courseId === other[index])

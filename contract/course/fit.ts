/** How a course fits a child, as the card says it: the reason stands there, never behind a tap. */
import type { ChildCourses, Course, Round } from './course'

export type Fit =
  | { is: 'seated' }
  | { is: 'offered'; until: string }
  | { is: 'waiting'; number: number }
  | { is: 'cancelled' }
  | { is: 'grade' }
  | { is: 'clash'; withName: string }
  | { is: 'enough' }
  | { is: 'full'; waiting: number }
  | { is: 'free' }

const isIn = (grades: number, grade: number): boolean => (grades & (1 << grade)) !== 0

/** Courses in which the child sits. */
export const seatedCourses = (child: ChildCourses, courses: readonly Course[]): Course[] =>
  child.enrolments
    .filter(({ status }) => status === 'seated')
    .flatMap(({ courseId }) => courses.find((course) => course.courseId === courseId) ?? [])

/** @param round the one under way, for its limit; null where there is none */
export const fitOf = (
  course: Course,
  child: ChildCourses,
  courses: readonly Course[],
  round: Round | null,
): Fit => {
  const mine = child.enrolments.find(({ courseId }) => courseId === course.courseId)
  if (mine?.status === 'seated') return { is: 'seated' }
  if (mine?.status === 'offered') return { is: 'offered', until: mine.offerEndsAt ?? '' }
  if (mine?.status === 'waiting') return { is: 'waiting', number: mine.waitingNumber ?? 1 }
  if (!course.isHeld) return { is: 'cancelled' }
  if (!isIn(course.grades, child.grade)) return { is: 'grade' }
  const seated = seatedCourses(child, courses)
  const clash = seated.find(({ slots }) => (slots & course.slots) !== 0)
  if (clash) return { is: 'clash', withName: clash.name }
  if (round && round.kind !== 'wishes' && seated.length >= round.mostPlaces) return { is: 'enough' }
  if (course.taken >= course.capacity) return { is: 'full', waiting: course.waiting }
  return { is: 'free' }
}

/** The round that matters now: the open one, else the next, else the last. */
export const currentRound = (rounds: readonly Round[], now: number): Round | null =>
  rounds.find(({ opensAt, closesAt }) => Date.parse(opensAt) <= now && now < Date.parse(closesAt)) ??
  rounds.find(({ opensAt }) => Date.parse(opensAt) > now) ??
  rounds.at(-1) ??
  null

export type RoundPhase = 'before' | 'open' | 'over'
export const phaseOf = ({ opensAt, closesAt }: Round, now: number): RoundPhase =>
  now < Date.parse(opensAt) ? 'before' : now < Date.parse(closesAt) ? 'open' : 'over'

/** `2 天 3 小时`, `12 分 05 秒`. @param ms not below 0 */
export const countdownWords = (ms: number): string => {
  const seconds = Math.max(0, Math.ceil(ms / 1000))
  const days = Math.floor(seconds / 86_400)
  const hours = Math.floor((seconds % 86_400) / 3_600)
  const minutes = Math.floor((seconds % 3_600) / 60)
  if (days > 0) return `${days} 天 ${hours} 小时`
  if (hours > 0) return `${hours} 小时 ${minutes} 分`
  return `${minutes} 分 ${String(seconds % 60).padStart(2, '0')} 秒`
}

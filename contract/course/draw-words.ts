/** What became of each wish, in words that a child and a grandmother understand. */
import type { DrawnStudent, WishOutcome } from './draw'

/** @param nameOf a course's name by its id */
const outcomeWords = (outcome: WishOutcome, name: string, nameOf: (courseId: number) => string): string => {
  switch (outcome.is) {
    case 'got':
      return outcome.inRound === 1
        ? `《${name}》录取了，是第 ${outcome.seat} 个名额`
        : `《${name}》在第 ${outcome.inRound} 轮录取了，是第 ${outcome.seat} 个名额`
    case 'full':
      return outcome.lastPosition === 0
        ? `《${name}》没有名额`
        : `轮到你时《${name}》已满（第 ${outcome.capacity} 个名额给了第 ${outcome.lastPosition} 位）`
    case 'clash':
      return outcome.withCourseId === null
        ? `《${name}》的时间已经有别的安排`
        : `《${name}》和已录取的《${nameOf(outcome.withCourseId)}》时间冲突`
    case 'grade':
      return `《${name}》不收这个年级`
    case 'cancelled':
      return `《${name}》报名人数不够，没有开班`
    case 'enough':
      return `已经录满，《${name}》没有再排`
  }
}

/** `你的抽签顺序是 214`, then a sentence for each wish. @param wishes the child's wishes, best first */
export const explainDraw = (
  student: DrawnStudent,
  wishes: readonly number[],
  nameOf: (courseId: number) => string,
): string[] => [
  `你的抽签顺序是 ${student.position}`,
  ...student.outcomes.map((outcome, index) => {
    const courseId = wishes[index] as number
    return outcomeWords(outcome, nameOf(courseId), nameOf)
  }),
]

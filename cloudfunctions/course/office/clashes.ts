/** A room or a teacher cannot be in two places: checked under the term's lock, so that two saves cannot pass each other. */
import type { CourseFacts } from '../../../contract/course/course'
import { slotsOf, weekdayName } from '../../../contract/course/slots'

export type Meeting = Pick<CourseFacts, 'name' | 'room' | 'teacherName' | 'startsOn' | 'endsOn' | 'slots'>

const overlap = (one: Meeting, other: Meeting): boolean =>
  (one.slots & other.slots) !== 0 && one.startsOn <= other.endsOn && other.startsOn <= one.endsOn

const firstSlot = (mask: number): string => {
  const slot = slotsOf(mask)[0]
  return slot ? `${weekdayName(slot.weekday)}第 ${slot.period} 节` : ''
}

/** Refused fields with the course that is already there. Courses that are cancelled are not to be handed in. */
export const meetingProblems = (
  facts: Meeting,
  others: readonly Meeting[],
): { room?: string; teacherName?: string } => {
  const problems: { room?: string; teacherName?: string } = {}
  for (const other of others) {
    if (!overlap(facts, other)) continue
    const when = firstSlot(facts.slots & other.slots)
    if (other.room === facts.room) problems.room ??= `${when}这个地点已有《${other.name}》`
    if (other.teacherName === facts.teacherName)
      problems.teacherName ??= `${when}这位老师已在上《${other.name}》`
  }
  return problems
}

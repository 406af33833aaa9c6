/** A child's ranked wishes: changed as often as liked until the end; being early gives nothing. */
import { randomBytes } from 'node:crypto'
import { AppError, notFound, refuseField } from '../../platform/errors'
import type { Handler } from '../../platform/handler'
import type { CourseRow, RoundRow } from '../catalogue/queries'
import { findRound, getPupil, listCourses } from '../catalogue/queries'
import { requireChild } from '../policy'
import { isSealed, shareRound } from '../rounds/queries'
import { findTicket, lockStanding, upsertWishes } from './queries'

/** Easily read aloud: no 0/O, 1/I/L. 12 signs of 31 cannot be guessed or tried out. */
const SIGNS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const TICKET_LENGTH = 12
const makeTicket = (): string => {
  let ticket = ''
  while (ticket.length < TICKET_LENGTH)
    for (const byte of randomBytes(TICKET_LENGTH))
      if (byte < SIGNS.length * 8 && ticket.length < TICKET_LENGTH) ticket += SIGNS[byte % SIGNS.length]
  return ticket
}

const isOpen = (round: RoundRow, now: Date): boolean =>
  round.kind === 'wishes' && round.published_at !== null && round.opens_at <= now && now < round.closes_at

/** Why this list cannot stand; null where it can. */
const problemOf = (
  courseIds: readonly number[],
  courses: readonly CourseRow[],
  round: RoundRow,
  grade: number,
): string | null => {
  if (courseIds.length > round.most_wishes) return `最多填 ${round.most_wishes} 个志愿`
  if (new Set(courseIds).size < courseIds.length) return '同一门课只能填一次'
  for (const courseId of courseIds) {
    const course = courses.find((one) => one.id === courseId)
    if (!course?.is_held) return '有一门课已经停开，请去掉后再保存'
    if ((course.grades & (1 << grade)) === 0) return `《${course.name}》不收这个年级`
  }
  return null
}

export const saveWishes: Handler<'course.saveWishes'> = {
  roles: ['guardian', 'student'],
  async run({ actor, db, now }, { studentId, roundId, courseIds }) {
    const { person, tie } = requireChild(actor, studentId)
    const { schoolId } = tie
    await shareRound(db, roundId)
    const round = await findRound(db, schoolId, roundId)
    if (!round?.published_at) throw notFound()
    if (!isOpen(round, now) || (await isSealed(db, roundId))) throw new AppError('course.not_open')
    const { grade } = await getPupil(db, studentId)
    const standing = await lockStanding(db, { schoolId, termId: round.term_id, studentId, grade })
    if (!standing.takes_part) throw new AppError('course.no_consent')
    const problem = problemOf(courseIds, await listCourses(db, schoolId, round.term_id), round, grade)
    if (problem) throw refuseField('courseIds', problem)
    const ticket = (await findTicket(db, roundId, studentId)) ?? makeTicket()
    await upsertWishes(db, { schoolId, roundId, studentId, ticket, courseIds, savedBy: person.userId }, now)
    return { ticket, savedAt: now.toISOString() }
  },
}

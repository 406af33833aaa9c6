/** Children as the office meets them: a course's roster, and a place by hand, whose reason all families see. */
import { className } from '../../../contract/people'
import { AppError, notFound } from '../../platform/errors'
import type { Handler } from '../../platform/handler'
import { requireOffice, workingName } from '../policy'
import { isDrawPending } from '../rounds/queries'
import {
  type ChildRow,
  findEnrolment,
  findPupilRows,
  insertHandPlace,
  listRoster,
  lockChild,
  noteLook,
  seatByHand,
  termOf,
} from './desk-queries'
import { lockSeats, type SeatsRow } from './queries'

export const getRoster: Handler<'course.getRoster'> = {
  roles: ['course_office'],
  async run({ actor, db, now }, { schoolId, courseId }) {
    const { userId } = requireOffice(actor, schoolId)
    if (!(await lockSeats(db, schoolId, courseId))) throw notFound()
    const rows = await listRoster(db, schoolId, courseId)
    await noteLook(db, { schoolId, userId, what: 'course.roster', subject: String(courseId) }, now)
    return {
      children: rows.map((row) => ({
        studentId: row.student_id,
        name: row.name,
        className: className(row.grade, row.number),
        status: row.status,
        way: row.way,
      })),
    }
  },
}

export const findPupils: Handler<'course.findPupils'> = {
  roles: ['course_office'],
  async run({ actor, db, now }, { schoolId, words }) {
    const { userId } = requireOffice(actor, schoolId)
    const rows = await findPupilRows(db, schoolId, words)
    await noteLook(db, { schoolId, userId, what: 'course.find_pupils', subject: `${rows.length}` }, now)
    return {
      pupils: rows.map((row) => ({
        studentId: row.student_id,
        name: row.name,
        className: className(row.grade, row.number),
      })),
    }
  },
}

/** Why not even by hand; null where it can be. Grade and count may be passed over, time and capacity never. */
const problemOf = (
  child: ChildRow | undefined,
  seats: SeatsRow,
  status: 'seated' | 'waiting' | 'offered' | undefined,
): string | null => {
  if (!child?.takes_part) return '监护人还没有同意本学期参加'
  if (!seats.is_held) return '这门课已经停开'
  if (status === 'seated') return '孩子已经在这门课里'
  if (status === 'offered') return '这个名额已经留给孩子，等家长确认'
  if ((child.slots & seats.slots) !== 0) return '孩子这个时间已经有课'
  if (seats.taken >= seats.capacity) return '名额已满。要增加名额，请先改课程，再按候补顺序给'
  return null
}

export const givePlace: Handler<'course.givePlace'> = {
  roles: ['course_office'],
  async run({ actor, db, now }, { schoolId, courseId, studentId, reason }) {
    const person = requireOffice(actor, schoolId)
    const termId = await termOf(db, schoolId, courseId)
    if (termId === undefined) throw notFound()
    const child = await lockChild(db, schoolId, termId, studentId)
    const seats = await lockSeats(db, schoolId, courseId)
    if (!seats) throw notFound()
    if (await isDrawPending(db, schoolId, termId, now)) throw new AppError('course.draw_pending')
    const enrolment = await findEnrolment(db, courseId, studentId)
    const problem = problemOf(child, seats, enrolment?.status)
    if (problem) throw new AppError('course.place_refused', { fields: { studentId: problem } })
    await seatByHand(db, { schoolId, termId, courseId, studentId, slots: seats.slots }, now)
    await insertHandPlace(
      db,
      {
        schoolId,
        courseId,
        reason,
        givenBy: person.userId,
        givenByName: workingName(person, schoolId),
      },
      now,
    )
    return { done: true }
  },
}

/** Courses as the office writes them: added, changed, cancelled, copied from another term. */
import type { CourseFacts } from '../../../contract/course/course'
import { type Period, periodsProblem, slotsOf } from '../../../contract/course/slots'
import type { Queryable } from '../../platform/database'
import { AppError, notFound, refuseField } from '../../platform/errors'
import type { Handler } from '../../platform/handler'
import { type CourseRow, findTerm, listCourses, type TermRow } from '../catalogue/queries'
import { moveLines } from '../lines.job'
import { requireOffice } from '../policy'
import { factsOf } from '../present'
import { isDrawPending } from '../rounds/queries'
import { tellFamilies } from '../tell'
import { meetingProblems } from './clashes'
import {
  deleteCourse,
  emptyCourse,
  existsTerm,
  insertCourse,
  isWanted,
  lockChildrenOf,
  lockSeats,
  updateCourse,
  updateSeats,
  upsertTerm,
  usedSlots,
} from './queries'

/** Everything that speaks against a course, by field. @param others the term's other courses that are held */
export const courseProblems = (
  facts: CourseFacts,
  term: TermRow,
  others: readonly CourseFacts[],
): Record<string, string> => {
  const problems: Record<string, string> = {}
  if (!term.categories.includes(facts.category)) problems.category = '请从本校的类别里选一个'
  if (facts.startsOn > facts.endsOn) problems.endsOn = '结束日期要晚于开始日期'
  else if (facts.startsOn < term.starts_on || facts.endsOn > term.ends_on)
    problems.startsOn = `要在学期里：${term.starts_on} 至 ${term.ends_on}`
  if (slotsOf(facts.slots).some((slot) => slot.period > term.periods.length))
    problems.slots = `本学期每天只有 ${term.periods.length} 节`
  if (facts.minimum > facts.capacity) problems.minimum = '开班人数不能多于名额'
  if (facts.feeCents > 0 && facts.feeBasis === '') problems.feeBasis = '收费要写明依据的文件'
  if (others.some((other) => other.name === facts.name)) problems.name = '这个学期已有同名的课程'
  return { ...problems, ...meetingProblems(facts, others) }
}

export const lockTerm = async (db: Queryable, schoolId: number, termId: number): Promise<TermRow> => {
  const term = await findTerm(db, schoolId, termId, 'lock')
  if (!term) throw notFound()
  return term
}

export const heldFacts = (rows: readonly CourseRow[], but: number | null): CourseFacts[] =>
  rows.filter((row) => row.is_held && row.id !== but).map(factsOf)

/** What children were promised cannot change under them: when it is, and for whom; places only grow beyond those taken. */
const changeSeats = async (
  db: Queryable,
  schoolId: number,
  courseId: number,
  facts: CourseFacts,
): Promise<void> => {
  const seats = await lockSeats(db, schoolId, courseId)
  if (!seats) throw notFound()
  if (!seats.is_held) throw new AppError('course.in_use')
  const isMoved = seats.slots !== facts.slots || seats.grades !== facts.grades
  if (isMoved && (await isWanted(db, schoolId, courseId))) throw new AppError('course.in_use')
  if (facts.capacity < seats.taken) throw refuseField('capacity', `已经有 ${seats.taken} 个名额给出去了`)
  await updateSeats(db, courseId, facts)
}

export const saveCourse: Handler<'course.saveCourse'> = {
  roles: ['course_office'],
  async run({ actor, afterCommit, db, now, services }, { schoolId, termId, courseId, version, facts }) {
    requireOffice(actor, schoolId)
    const term = await lockTerm(db, schoolId, termId)
    const courses = await listCourses(db, schoolId, termId)
    const before = courses.find((row) => row.id === courseId)
    if (courseId !== null && !before) throw notFound()
    const problems = courseProblems(facts, term, heldFacts(courses, courseId))
    if (Object.keys(problems).length > 0) throw new AppError('input.invalid', { fields: problems })
    if (courses.some((row) => row.id !== courseId && row.name === facts.name))
      throw refuseField('name', '这个学期已有同名的课程')
    if (await isDrawPending(db, schoolId, termId, now)) throw new AppError('course.draw_pending')
    if (!before) return { courseId: await insertCourse(db, schoolId, termId, facts, now), version: 1 }
    const next = await updateCourse(db, schoolId, before.id, version, facts, now)
    if (next === undefined) throw new AppError('record.changed')
    await changeSeats(db, schoolId, before.id, facts)
    if (facts.capacity > before.capacity) afterCommit(() => moveLines(services, [before.id]))
    return { courseId: before.id, version: next }
  },
}

export const removeCourse: Handler<'course.removeCourse'> = {
  roles: ['course_office'],
  async run({ actor, afterCommit, db, now, services }, { schoolId, courseId }) {
    requireOffice(actor, schoolId)
    const children = await lockChildrenOf(db, courseId)
    const seats = await lockSeats(db, schoolId, courseId)
    if (!seats) throw notFound()
    if (await isDrawPending(db, schoolId, seats.term_id, now)) throw new AppError('course.draw_pending')
    if (await isWanted(db, schoolId, courseId)) {
      await emptyCourse(db, courseId, seats.slots)
      if (children.length > 0) afterCommit(() => tellFamilies(services, children, 'cancelled'))
    } else await deleteCourse(db, schoolId, courseId)
    return { done: true }
  },
}

const refusePeriods = (periods: readonly Period[], used: number): void => {
  const problem = periodsProblem(periods)
  if (problem) throw refuseField('periods', problem)
  if (slotsOf(used).some((slot) => slot.period > periods.length))
    throw refuseField('periods', '有课程排在后面的节次，不能减少')
}

export const saveTerm: Handler<'course.saveTerm'> = {
  roles: ['course_office'],
  async run({ actor, db, now }, { schoolId, termId, periods, categories }) {
    requireOffice(actor, schoolId)
    refusePeriods(periods, await usedSlots(db, schoolId, termId))
    if (!(await existsTerm(db, termId))) throw notFound()
    await upsertTerm(db, { schoolId, termId, periods, categories: [...new Set(categories)] }, now)
    return { done: true }
  },
}

export const copyTerm: Handler<'course.copyTerm'> = {
  roles: ['course_office'],
  async run({ actor, db, now }, { schoolId, termId, fromTermId }) {
    requireOffice(actor, schoolId)
    const term = await lockTerm(db, schoolId, termId)
    if (!(await findTerm(db, schoolId, fromTermId))) throw notFound()
    if (await isDrawPending(db, schoolId, termId, now)) throw new AppError('course.draw_pending')
    const held = heldFacts(await listCourses(db, schoolId, termId), null)
    const skipped: string[] = []
    let added = 0
    for (const row of await listCourses(db, schoolId, fromTermId)) {
      const facts = { ...factsOf(row), startsOn: term.starts_on, endsOn: term.ends_on }
      const [problem] = Object.values(courseProblems(facts, term, held))
      if (problem) {
        skipped.push(`《${facts.name}》：${problem}`)
        continue
      }
      await insertCourse(db, schoolId, termId, facts, now)
      held.push(facts)
      added++
    }
    return { added, skipped }
  },
}

/** The course office's desk: a term's courses, rounds, demand and consents, in one answer. */
import { dayInChina } from '../../../contract/china-time'
import type { Stage } from '../../../contract/people'
import type { Handler } from '../../platform/handler'
import { findTerm, getSchoolName, listCourses, listHandPlaces, listRounds } from '../catalogue/queries'
import { requireOffice } from '../policy'
import { presentCourse, presentRound, presentTerm } from '../present'
import { countConsents, countDemand, countRounds } from './desk-queries'
import { listStages, listTerms, type SchoolTermRow } from './queries'

export const gradesOfStage: Record<Stage, number[]> = {
  primary: [1, 2, 3, 4, 5, 6],
  junior: [7, 8, 9],
  senior: [10, 11, 12],
}

/** The term asked for, otherwise the one under way or the next. */
const pickTerm = (terms: readonly SchoolTermRow[], asked: number | null, today: string): number | null =>
  asked ?? terms.findLast((term) => term.ends_on >= today)?.term_id ?? terms[0]?.term_id ?? null

export const getDesk: Handler<'course.getDesk'> = {
  roles: ['course_office'],
  async run({ actor, db, now }, { schoolId, termId }) {
    requireOffice(actor, schoolId)
    const terms = await listTerms(db, schoolId)
    const picked = pickTerm(terms, termId, dayInChina(now))
    const term = picked === null ? undefined : await findTerm(db, schoolId, picked)
    const grades = (await listStages(db, schoolId)).flatMap((stage) => gradesOfStage[stage])
    const shared = {
      now: now.toISOString(),
      schoolName: await getSchoolName(db, schoolId),
      grades: grades.sort((a, b) => a - b),
      terms: terms.map((row) => ({
        termId: row.term_id,
        name: row.name,
        startsOn: row.starts_on,
        endsOn: row.ends_on,
        courses: row.courses,
      })),
    }
    if (!term)
      return {
        ...shared,
        term: null,
        courses: [],
        rounds: [],
        demand: [],
        consents: { children: 0, takePart: 0, decline: 0 },
      }
    const handPlaces = await listHandPlaces(db, schoolId, term.term_id)
    const counts = new Map((await countRounds(db, schoolId, term.term_id)).map((row) => [row.round_id, row]))
    const consents = await countConsents(db, schoolId, term.term_id)
    return {
      ...shared,
      term: presentTerm(term),
      courses: (await listCourses(db, schoolId, term.term_id)).map((row) => presentCourse(row, handPlaces)),
      rounds: (await listRounds(db, schoolId, term.term_id, 'all')).map((row) => ({
        ...presentRound(row),
        isPublished: row.published_at !== null,
        lists: counts.get(row.id)?.lists ?? 0,
        checks: counts.get(row.id)?.checks ?? 0,
        agreeing: counts.get(row.id)?.agreeing ?? 0,
      })),
      demand: (await countDemand(db, schoolId, term.term_id)).map((row) => ({
        courseId: row.course_id,
        wishes: row.wishes,
        firstWishes: row.first_wishes,
      })),
      consents: {
        children: consents.children,
        takePart: consents.take_part,
        decline: consents.decline,
      },
    }
  },
}

/** Everything a family's pages draw for one child, in one answer. */
import { dayInChina } from '../../../contract/china-time'
import type { ChildCourses } from '../../../contract/course/course'
import type { ChildTie } from '../../platform/actor'
import type { Queryable } from '../../platform/database'
import type { Handler } from '../../platform/handler'
import { requireChild } from '../policy'
import { presentCourse, presentEnrolment, presentRound, presentTerm } from '../present'
import {
  findConsent,
  findShownTerm,
  getPupil,
  getSchoolName,
  listCourses,
  listEnrolments,
  listFavourites,
  listHandPlaces,
  listRounds,
  listWishesOf,
} from './queries'

const loadChild = async (db: Queryable, tie: ChildTie, termId: number | null): Promise<ChildCourses> => {
  const { schoolId, studentId } = tie
  const pupil = await getPupil(db, studentId)
  const child = { studentId, ...pupil, mayConsent: tie.relation !== 'self' }
  if (termId === null) return { ...child, consent: null, enrolments: [], favourites: [], wishes: [] }
  const consent = await findConsent(db, schoolId, termId, studentId)
  const wishes = await listWishesOf(db, schoolId, termId, studentId)
  return {
    ...child,
    consent: consent
      ? {
          takesPart: consent.takes_part,
          version: consent.version,
          givenAt: consent.given_at.toISOString(),
        }
      : null,
    enrolments: (await listEnrolments(db, studentId, termId)).map(presentEnrolment),
    favourites: await listFavourites(db, studentId, schoolId),
    wishes: wishes.map((row) => ({
      roundId: row.round_id,
      ticket: row.ticket,
      courseIds: row.wishes,
      savedAt: row.saved_at.toISOString(),
    })),
  }
}

export const getGlance: Handler<'course.getGlance'> = {
  roles: ['guardian', 'student'],
  async run({ actor, db, now }, { studentId }) {
    const { tie } = requireChild(actor, studentId)
    const { schoolId } = tie
    const term = await findShownTerm(db, schoolId, dayInChina(now))
    const shared = { now: now.toISOString() }
    if (!term) return { ...shared, termName: null, rounds: [], seated: [], offers: 0, takesPart: null }
    const consent = await findConsent(db, schoolId, term.term_id, studentId)
    const enrolments = await listEnrolments(db, studentId, term.term_id)
    const seated = enrolments.filter(({ status }) => status === 'seated')
    return {
      ...shared,
      termName: term.name,
      rounds: (await listRounds(db, schoolId, term.term_id, 'published')).map(presentRound),
      seated: seated.map(({ name }) => name),
      offers: enrolments.filter(({ status }) => status === 'offered').length,
      takesPart: consent?.takes_part ?? null,
    }
  },
}

export const getCatalogue: Handler<'course.getCatalogue'> = {
  roles: ['guardian', 'student'],
  async run({ actor, db, now }, { studentId }) {
    const { tie } = requireChild(actor, studentId)
    const { schoolId } = tie
    const term = await findShownTerm(db, schoolId, dayInChina(now))
    const handPlaces = term ? await listHandPlaces(db, schoolId, term.term_id) : []
    return {
      now: now.toISOString(),
      schoolName: await getSchoolName(db, schoolId),
      term: term ? presentTerm(term) : null,
      rounds: term ? (await listRounds(db, schoolId, term.term_id, 'published')).map(presentRound) : [],
      courses: term
        ? (await listCourses(db, schoolId, term.term_id)).map((row) => presentCourse(row, handPlaces))
        : [],
      child: await loadChild(db, tie, term?.term_id ?? null),
    }
  },
}

/** Courses that a family put aside to look at again. */
import { notFound } from '../../platform/errors'
import type { Handler } from '../../platform/handler'
import { requireChild } from '../policy'
import { addFavourite, dropFavourite, offersCourse } from './queries'

export const setFavourite: Handler<'course.setFavourite'> = {
  roles: ['guardian', 'student'],
  async run({ actor, db, now }, { studentId, courseId, isFavourite }) {
    const { tie } = requireChild(actor, studentId)
    if (!(await offersCourse(db, tie.schoolId, courseId))) throw notFound()
    if (isFavourite) await addFavourite(db, tie.schoolId, studentId, courseId, now)
    else await dropFavourite(db, studentId, courseId)
    return { done: true }
  },
}

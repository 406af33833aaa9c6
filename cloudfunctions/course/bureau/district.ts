/** Every school's courses in a term, in numbers without names: places, demand, waiting, and draws that were checked. */
import { dayInChina } from '../../../contract/china-time'
import { notFound } from '../../platform/errors'
import type { Handler } from '../../platform/handler'
import { isBureau } from '../policy'
import { findTermName, listSchools } from './queries'

export const getDistrict: Handler<'course.getDistrict'> = {
  roles: ['bureau_officer'],
  async run({ actor, db, now }, { termId }) {
    if (!isBureau(actor)) throw notFound()
    const term = await findTermName(db, termId, dayInChina(now))
    if (!term) return { termName: null, schools: [] }
    const rows = await listSchools(db, term.id)
    return {
      termName: term.name,
      schools: rows.map((row) => ({
        schoolId: row.school_id,
        schoolName: row.name,
        courses: row.courses,
        capacity: row.capacity,
        taken: row.taken,
        waiting: row.waiting,
        children: row.children,
        places: row.places,
        without: row.without,
        byHand: row.by_hand,
        draws: row.draws,
        checks: row.checks,
        agreeing: row.agreeing,
      })),
    }
  },
}

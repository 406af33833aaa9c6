/** A child's allergies: kept under a consent of their own, seen by that family alone, deleted on request. */
import { allergens as allAllergens } from '../../../contract/canteen/food'
import type { Handler } from '../../platform/handler'
import { personOf } from '../policy'
import { requireWard } from './child'
import { type AllergenRow, deleteAllergens, listAllergenRows, upsertAllergens } from './queries'

const present = (row: AllergenRow) => ({
  studentId: row.student_id,
  allergens: row.allergens,
  givenAt: row.given_at.toISOString(),
})

export const listAllergens: Handler<'canteen.listAllergens'> = {
  roles: ['guardian', 'student'],
  async run({ actor, db }) {
    const { children } = personOf(actor)
    const rows = await listAllergenRows(
      db,
      children.map((tie) => tie.studentId),
    )
    return { children: rows.map(present) }
  },
}

export const saveAllergens: Handler<'canteen.saveAllergens'> = {
  roles: ['guardian'],
  async run({ actor, db, now }, { studentId, allergens, consentVersion }) {
    const { person, tie } = requireWard(actor, studentId)
    const chosen = allAllergens.filter((one) => allergens.includes(one))
    return present(
      await upsertAllergens(
        db,
        {
          schoolId: tie.schoolId,
          studentId,
          allergens: chosen,
          version: consentVersion,
          givenBy: person.userId,
        },
        now,
      ),
    )
  },
}

export const removeAllergens: Handler<'canteen.removeAllergens'> = {
  roles: ['guardian'],
  async run({ actor, db }, { studentId }) {
    requireWard(actor, studentId)
    await deleteAllergens(db, studentId)
    return { done: true }
  },
}

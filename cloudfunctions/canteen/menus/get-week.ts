/** The published week for the school's people; a look is remembered so that a correction can find them. */
import type { Handler } from '../../platform/handler'
import { hasChildAt, readerPosts, requireReader } from '../policy'
import { presentKitchen, presentVersion } from '../present'
import { findVersion, getKitchen, noteLook } from './queries'
import { requireWeek } from './week'

export const getWeek: Handler<'canteen.getWeek'> = {
  roles: ['guardian', 'student', 'bureau_officer', ...readerPosts],
  async run({ actor, db, now }, { schoolId, weekStartsOn }) {
    const { userId } = requireReader(actor, schoolId)
    requireWeek(weekStartsOn)
    const kitchen = presentKitchen(await getKitchen(db, schoolId))
    const row = await findVersion(db, schoolId, weekStartsOn, null)
    if (!row) return { kitchen, published: null }
    if (hasChildAt(actor, schoolId))
      await noteLook(db, { schoolId, weekStartsOn, version: row.version, userId }, now)
    return { kitchen, published: { ...presentVersion(row), menu: row.content } }
  },
}

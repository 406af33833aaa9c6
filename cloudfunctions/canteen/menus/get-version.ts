/** An earlier version as it stood, for whoever may read the school's menus, and other kitchens that copy. */
import { notFound } from '../../platform/errors'
import type { Handler } from '../../platform/handler'
import { copiesMenus, readerPosts, readsMenus } from '../policy'
import { presentVersion } from '../present'
import { findVersion } from './queries'
import { requireWeek } from './week'

export const getVersion: Handler<'canteen.getVersion'> = {
  roles: ['guardian', 'student', 'bureau_officer', ...readerPosts],
  async run({ actor, db }, { schoolId, weekStartsOn, version }) {
    if (!readsMenus(actor, schoolId) && !copiesMenus(actor)) throw notFound()
    requireWeek(weekStartsOn)
    const row = await findVersion(db, schoolId, weekStartsOn, version)
    if (!row) throw notFound()
    return { ...presentVersion(row), menu: row.content }
  },
}

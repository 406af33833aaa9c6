/** One week as the canteen's desk sees it: the draft, what is published, and by when it must be. */
import { dueAt } from '../../../contract/canteen/week'
import type { Handler } from '../../platform/handler'
import { requireKeeper } from '../policy'
import { presentKitchen, presentVersion } from '../present'
import { findDraft, findDue, getKitchen, listVersions } from './queries'
import { requireWeek } from './week'

export const getDesk: Handler<'canteen.getDesk'> = {
  roles: ['canteen_manager'],
  async run({ actor, db }, { schoolId, weekStartsOn }) {
    requireKeeper(actor, schoolId)
    requireWeek(weekStartsOn)
    const kitchen = await getKitchen(db, schoolId)
    const draft = await findDraft(db, schoolId, weekStartsOn)
    const versions = await listVersions(db, schoolId, weekStartsOn)
    return {
      kitchen: presentKitchen(kitchen),
      draft: draft
        ? {
            version: draft.version,
            savedAt: draft.saved_at.toISOString(),
            savedBy: draft.saved_by_name,
            menu: draft.content,
          }
        : null,
      versions: versions.map(presentVersion),
      published: versions[0]?.content ?? null,
      dueAt: dueAt(weekStartsOn, await findDue(db)),
    }
  },
}

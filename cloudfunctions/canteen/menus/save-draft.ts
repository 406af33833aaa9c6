/** Keeps the draft on the server; whoever saved first wins, and the other is told instead of overwritten. */
import { AppError } from '../../platform/errors'
import type { Handler } from '../../platform/handler'
import { requireKeeper, workingName } from '../policy'
import { saveDraftRow } from './queries'
import { requireDays } from './week'

export const saveDraft: Handler<'canteen.saveDraft'> = {
  roles: ['canteen_manager'],
  // The version makes a retry harmless, and an autosave every few seconds would fill the ledger.
  replay: 'natural',
  async run({ actor, db, now }, { schoolId, version, menu }) {
    const person = requireKeeper(actor, schoolId)
    requireDays(menu)
    const saved = await saveDraftRow(
      db,
      { schoolId, version, menu, savedBy: person.userId, savedByName: workingName(person, schoolId) },
      now,
    )
    if (!saved) throw new AppError('record.changed')
    return { version: saved.version, savedAt: saved.saved_at.toISOString() }
  },
}

/** The admin's yes: from here on the import rolls forward until every school of the file is done. */
import { actAs } from '../../platform/database'
import { AppError } from '../../platform/errors'
import type { Handler } from '../../platform/handler'
import { applyImport } from './applying'
import { getImport, isAnotherApplying, lockImport, setStatus } from './import-queries'
import { requireRosters } from './policy'
import { presentImport } from './present'
import { listHeldElsewhere, listSchoolsOfRoster } from './row-queries'

export const applyRosterImport: Handler<'account.applyRosterImport'> = {
  roles: ['school_admin', 'bureau_officer', 'operator'],
  async run({ actor, afterCommit, db, now, services }, input) {
    const row = await lockImport(db, input.importId)
    requireRosters(actor, row.school_id)
    if (row.status === 'applied') return presentImport(row)
    if (row.status !== 'ready' && row.status !== 'applying') throw new AppError('roster.not_ready')
    if (row.status === 'ready') {
      // Other schools' imports and children are out of this actor's sight, yet decide whether this one may start.
      await actAs(db, 'anxin_operator')
      if (await isAnotherApplying(db, row.id, row.school_id)) throw new AppError('roster.busy')
      for (const schoolId of await listSchoolsOfRoster(db, row.id))
        if ((await listHeldElsewhere(db, row.id, schoolId)).length > 0) throw new AppError('record.changed')
      await actAs(db, 'anxin_account')
      await setStatus(db, row.id, 'applying', now)
    }
    afterCommit(() => applyImport(services, row.id))
    return presentImport(await getImport(db, row.id))
  },
}

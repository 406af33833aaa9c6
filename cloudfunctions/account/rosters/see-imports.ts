/** What an import holds and how far it is; and the newest imports of a school or the district. */
import type { Handler } from '../../platform/handler'
import { getImport, listImports } from './import-queries'
import { requireRosters } from './policy'
import { presentImport } from './present'

export const getRosterImport: Handler<'account.getRosterImport'> = {
  roles: ['school_admin', 'bureau_officer', 'operator'],
  async run({ actor, db }, input) {
    const row = await getImport(db, input.importId, input.problemsFrom)
    requireRosters(actor, row.school_id)
    return presentImport(row)
  },
}

export const listRosterImports: Handler<'account.listRosterImports'> = {
  roles: ['school_admin', 'bureau_officer', 'operator'],
  async run({ actor, db }, input) {
    requireRosters(actor, input.schoolId)
    return { imports: (await listImports(db, input.schoolId)).map(presentImport) }
  },
}

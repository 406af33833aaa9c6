/** Takes up, at a host's start, the roster work that a kill cut short. */
import type { Services } from '../../platform/services'
import { applyImport } from './applying'
import { listUnfinished } from './import-queries'
import { deleteRows, readImport } from './reading'
import { step } from './step'

/** Goes on with every import that is being read or applied, and clears rows that nobody needs any more. */
export const resumeRosterImports = async (services: Services): Promise<void> => {
  const unfinished = await step(services.database, listUnfinished)
  for (const { id, status } of unfinished) {
    if (status === 'applying') await applyImport(services, id)
    else if (status === 'reading') await readImport(services, id)
    else await deleteRows(services.database, id)
  }
}

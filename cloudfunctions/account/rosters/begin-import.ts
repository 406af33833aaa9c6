/** Opens an import for a file that will come in pieces. */
import { isPerson } from '../../platform/actor'
import { AppError } from '../../platform/errors'
import type { Handler } from '../../platform/handler'
import { requireSchool } from '../schools/queries'
import { insertImport } from './import-queries'
import { CHUNK_BYTES } from './pieces'
import { requireRosters } from './policy'

export const beginRosterImport: Handler<'account.beginRosterImport'> = {
  roles: ['school_admin', 'bureau_officer', 'operator'],
  async run({ actor, db, now }, input) {
    if (!isPerson(actor)) throw new AppError('session.missing')
    requireRosters(actor, input.schoolId)
    if (input.schoolId !== null) await requireSchool(db, input.schoolId)
    const post = actor.posts.find((held) => held.schoolId === input.schoolId) ?? actor.posts[0]
    const importId = await insertImport(
      db,
      {
        schoolId: input.schoolId,
        fileName: input.fileName,
        sizeBytes: input.sizeBytes,
        startedBy: actor.userId,
        startedByName: post?.name || actor.displayName,
      },
      now,
    )
    return { importId, chunkBytes: CHUNK_BYTES }
  },
}

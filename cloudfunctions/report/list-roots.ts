/** The days' roots, as published: the same for everybody, with or without a session. */
import type { Handler } from '../platform/handler'
import { listRoots as listPublished } from './root-queries'

export const listRoots: Handler<'report.listRoots'> = {
  roles: ['anyone'],
  async run({ db }, input) {
    return { days: await listPublished(db, input.before, input.limit) }
  },
}

/** The turns a case may take: who stands aside, how it ends, and what the reporter says to that. */
import * as z from 'zod/mini'
import { requestId, text, uuid, write } from '../common'
import { caseView, progress, reporterKey } from './report'

export const lifeRoutes = {
  /** A handler says that they or a colleague may not handle it. */
  'report.standAside': write(
    z.object({
      requestId,
      caseId: uuid,
      events: z.int(),
      /** Whose; null says that it concerns the school's leadership, so that the bureau takes it unseen. */
      postId: z.nullable(uuid),
      reason: text(2, 500),
    }),
    z.object({
      /** Null where whoever said so no longer sees the case. */
      kase: z.nullable(caseView),
    }),
  ),
  /** The reporter says that whoever handles it has to do with it: to the bureau, out of the school's sight. */
  'report.sayConflict': write(z.object({ requestId, by: reporterKey, reason: text(0, 500) }), progress),
}

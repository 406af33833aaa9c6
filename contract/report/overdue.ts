/** Late cases of schools as the bureau sees them: that they are late; what is in one is read apart, and logged. */
import * as z from 'zod/mini'
import { cursor, id, moment, pageLimit, read, requestId, uuid, write } from '../common'
import { clockKind } from './clocks'
import { level, reportKind } from './report'

export const overdueCase = z.object({
  caseId: uuid,
  number: z.string(),
  schoolId: id,
  schoolName: z.string(),
  kind: reportKind,
  level,
  /** Of the clocks that ran out, the one that did so first. */
  clock: clockKind,
  dueAt: moment,
  /** When it climbed to the bureau. */
  climbedAt: moment,
})
export type OverdueCase = z.infer<typeof overdueCase>

const overdueSchool = z.object({
  schoolId: id,
  schoolName: z.string(),
  cases: z.int(),
  /** When the bureau last reminded it; today's is the last for today. */
  remindedAt: z.nullable(moment),
  canRemind: z.boolean(),
})
export type OverdueSchool = z.infer<typeof overdueSchool>

export const overdueRoutes = {
  /** The latest first. */
  'report.listOverdue': read(
    z.object({ schoolId: z.nullable(id), cursor, limit: pageLimit }),
    z.object({
      cases: z.array(overdueCase),
      /** Every school that has one, whatever the filter; the one with most first. */
      schools: z.array(overdueSchool),
      nextCursor: cursor,
    }),
  ),
  /** Tells the school's handlers and head that something is late, once a day. */
  'report.remindSchool': write(
    z.object({ requestId, schoolId: id }),
    z.object({ outcome: z.enum(['reminded', 'already_today', 'nobody_there', 'nothing_late']) }),
  ),
}

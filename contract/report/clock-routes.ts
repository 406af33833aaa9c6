/** What handlers may do with clocks, and the bureau with their rules. */
import * as z from 'zod/mini'
import { day, moment, read, requestId, text, uuid, write } from '../common'
import { clockRule, clockUnit } from './clocks'
import { caseView } from './report'

/** A change that the bureau made to a rule. */
const ruleChange = z.object({
  ruleId: z.string(),
  at: moment,
  byName: z.string(),
  before: z.string(),
  after: z.string(),
})

export const clockRoutes = {
  /** Clocks that may stand still do so, until the end of a day at most; the reporter reads the reason. */
  'report.pauseClocks': write(
    z.object({ requestId, caseId: uuid, events: z.int(), until: day, reason: text(4, 200) }),
    caseView,
  ),
  'report.resumeClocks': write(z.object({ requestId, caseId: uuid, events: z.int() }), caseView),
  'report.listClockRules': read(
    z.object({}),
    z.object({ rules: z.array(clockRule), changes: z.array(ruleChange) }),
  ),
  /** Clocks that already run keep what they were started with. */
  'report.saveClockRule': write(
    z.object({
      requestId,
      ruleId: z.string().check(z.maxLength(60)),
      amount: z.int().check(z.minimum(1, '至少是 1'), z.maximum(365, '最多 365')),
      unit: clockUnit,
      warnMinutes: z.int().check(z.minimum(0), z.maximum(60 * 24 * 60)),
      climbMinutes: z.int().check(z.minimum(0), z.maximum(60 * 24 * 60)),
      pauseMostDays: z.int().check(z.minimum(0, '最少 0 天'), z.maximum(60, '最多 60 天')),
    }),
    clockRule,
  ),
}

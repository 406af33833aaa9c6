/** What the bureau sets for the whole district: which schools there are, and its terms. */
import * as z from 'zod/mini'
import { day, id, read, requestId, text, write } from '../common'
import { canteenMode, stage } from '../people'
import { schoolDetail } from './school'

export const term = z.object({
  termId: id,
  name: z.string(),
  /** The year in which the school year began. */
  schoolYear: z.int(),
  startsOn: day,
  endsOn: day,
  isCurrent: z.boolean(),
})
export type Term = z.infer<typeof term>

export const districtRoutes = {
  'account.addSchool': write(
    z.object({
      requestId,
      name: text(2, 40),
      stages: z.array(stage).check(z.minLength(1, '至少选择一个学段')),
      canteenMode,
    }),
    schoolDetail,
  ),
  'account.listTerms': read(z.object({}), z.object({ terms: z.array(term) })),
  /** `termId` null adds one. Terms may not overlap. */
  'account.saveTerm': write(
    z.object({
      requestId,
      termId: z.nullable(id),
      name: text(4, 40),
      schoolYear: z
        .int()
        .check(z.minimum(2020, '请写四位年份，例如 2026'), z.maximum(2100, '请写四位年份，例如 2026')),
      startsOn: day,
      endsOn: day,
    }),
    term,
  ),
}

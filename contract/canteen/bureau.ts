/** Routes of the bureau over all kitchens: who has published, what the checks still say, whom to remind. */
import * as z from 'zod/mini'
import { day, done, id, moment, read, requestId, write } from '../common'
import { canteenMode, stage } from '../people'
import { surveyResult } from './families'
import { severity } from './findings'

/** `waiting`: not there, not yet due. `late`: not there though due, or there after it was due. */
export const menuStatuses = ['on_time', 'late', 'missing', 'waiting'] as const
export const menuStatus = z.enum(menuStatuses)
export type MenuStatus = z.infer<typeof menuStatus>

const ruleCount = z.object({ ruleId: z.string(), severity, document: z.string(), count: z.int() })

export const schoolWeek = z.object({
  weekStartsOn: day,
  status: menuStatus,
  publishedAt: z.nullable(moment),
  /** How often it was corrected. */
  corrections: z.int(),
  findings: z.array(ruleCount),
  priceYuan: z.nullable(
    z.object({
      primary: z.nullable(z.number()),
      junior: z.nullable(z.number()),
      senior: z.nullable(z.number()),
    }),
  ),
})
export type SchoolWeek = z.infer<typeof schoolWeek>

export const districtSchool = z.object({
  schoolId: id,
  schoolName: z.string(),
  stages: z.array(stage),
  canteenMode,
  supplierName: z.string(),
  week: schoolWeek,
  /** The last day on which the bureau reminded of this week's menu. */
  remindedOn: z.nullable(day),
  hasKeeper: z.boolean(),
  satisfaction: z.nullable(surveyResult),
  /** Days of this week with a meal so far, and on how many of them a leader's companion meal is recorded. */
  companions: z.object({ servedDays: z.int(), keptDays: z.int() }),
  /** Times in the month at which guardians came and wrote down what they saw; how many wait for the school's answer. */
  visits: z.object({ month: day, times: z.int(), unanswered: z.int() }),
})
export type DistrictSchool = z.infer<typeof districtSchool>

export const bureauCanteenRoutes = {
  'canteen.getDistrict': read(
    z.object({ weekStartsOn: day }),
    z.object({
      dueAt: moment,
      due: z.object({ weekday: z.int(), minutes: z.int() }),
      schools: z.array(districtSchool),
    }),
  ),
  'canteen.getDistrictFile': read(
    z.object({ weekStartsOn: day }),
    z.object({ fileName: z.string(), base64: z.string() }),
  ),
  /** Weeks of one school, newest first. */
  'canteen.getSchoolWeeks': read(
    z.object({ schoolId: id }),
    z.object({
      schoolName: z.string(),
      weeks: z.array(schoolWeek),
      surveys: z.array(surveyResult),
    }),
  ),
  /** Reminds the canteen managers of those schools whose menu is not there; not twice on a day. */
  'canteen.remindSchools': write(
    z.object({
      requestId,
      weekStartsOn: day,
      schoolIds: z.array(id).check(z.minLength(1), z.maxLength(500)),
    }),
    z.object({
      reminded: z.array(id),
      /** Already reminded today, published meanwhile, or without a canteen manager. */
      skipped: z.array(z.object({ schoolId: id, why: z.enum(['today', 'published', 'nobody']) })),
    }),
  ),
  'canteen.saveDue': write(
    z.object({
      requestId,
      weekday: z.int().check(z.minimum(1), z.maximum(7)),
      minutes: z.int().check(z.minimum(0), z.maximum(1439)),
    }),
    done,
  ),
}

/** Routes of guardians in the canteen and leaders at the table: times, seats, what was seen, what was answered. */
import * as z from 'zod/mini'
import { day, done, id, moment, read, requestId, text, uuid, write } from '../common'
import { mealKind } from './menu'

/** @see policy: companion meals and guardian visits (令第45号, the district), receiving (验斤验质, the district) */
export const visitKinds = ['companion', 'visit', 'receiving'] as const
export const visitKind = z.enum(visitKinds)
export type VisitKind = z.infer<typeof visitKind>
export const visitKindNames: Record<VisitKind, string> = {
  companion: '陪孩子用餐',
  visit: '看食堂',
  receiving: '验收食材',
}

/** How often guardians should be in a school's canteen within a month. @see policy: guardian visits (the district) */
export const VISITS_A_MONTH = 2
/** Times that one child's family may hold ahead, so that others come too. */
export const VISITS_AHEAD = 2
/** Days within which what was seen, or a companion meal, can be written down. */
export const WRITE_WITHIN_DAYS = 7
const MOST_SEATS = 20

export const visitAspects = [
  'clean',
  'dress',
  'menu',
  'taste',
  'warmth',
  'samples',
  'weight',
  'waste',
] as const
export type VisitAspect = (typeof visitAspects)[number]
export const visitAspectNames: Record<VisitAspect, string> = {
  clean: '地面、桌面和餐具卫生',
  dress: '工作人员的帽子、口罩和手套',
  menu: '饭菜和公布的食谱一致',
  taste: '味道',
  warmth: '端到孩子面前时的冷热',
  samples: '留样和标签',
  weight: '食材的分量、日期和票据',
  waste: '剩饭剩菜的多少',
}
export const visitMark = z.enum(['good', 'poor'])
export type VisitMark = z.infer<typeof visitMark>
/** What was not looked at is left out. */
const visitMarks = z.partialRecord(z.enum(visitAspects), visitMark)
export type VisitMarks = Partial<Record<VisitAspect, VisitMark>>

export const visitRecord = z.object({
  recordId: uuid,
  marks: visitMarks,
  words: z.string(),
  writtenAt: moment,
  /** The school's words; empty while there are none. */
  answer: z.string(),
  answeredBy: z.nullable(z.string()),
})
export type VisitRecord = z.infer<typeof visitRecord>

const slot = z.object({
  slotId: uuid,
  kind: visitKind,
  servedOn: day,
  meal: mealKind,
  startsAt: moment,
  note: z.string(),
  seats: z.int(),
  seatsLeft: z.int(),
  /** Why it does not take place; null where it does. */
  cancelled: z.nullable(z.string()),
})

export const familyVisit = z.object({
  ...slot.shape,
  /** This person's own seat. */
  mine: z.nullable(z.object({ visitorName: z.string(), studentId: id, bookedAt: moment })),
  record: z.nullable(visitRecord),
})
export type FamilyVisit = z.infer<typeof familyVisit>

export const hostedVisit = z.object({
  ...slot.shape,
  visitors: z.array(
    z.object({ visitorName: z.string(), relation: z.string(), record: z.nullable(visitRecord) }),
  ),
})
export type HostedVisit = z.infer<typeof hostedVisit>

export const companionMeal = z.object({
  servedOn: day,
  meal: mealKind,
  leaderName: z.string(),
  leaderTitle: z.string(),
  remark: z.string(),
  /** True where it was written on a later day. */
  isLate: z.boolean(),
})
export type CompanionMeal = z.infer<typeof companionMeal>

const clock = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/, '请写成 11:20 这样的时间'))

export const visitRoutes = {
  /** For a family: times ahead that take place, and the person's own of the last weeks. */
  'canteen.listVisits': read(z.object({ studentId: id }), z.object({ visits: z.array(familyVisit) })),
  /** Takes a seat. More than there are seats cannot. */
  'canteen.bookVisit': write(
    z.object({ requestId, studentId: id, slotId: uuid, visitorName: text(1, 30) }),
    done,
  ),
  /** Gives the seat back, until it begins. */
  'canteen.leaveVisit': write(z.object({ requestId, studentId: id, slotId: uuid }), done),
  /** Once it has begun, for a week, until the school has answered. */
  'canteen.writeVisit': write(
    z.object({ requestId, studentId: id, slotId: uuid, marks: visitMarks, words: text(0, 500) }),
    visitRecord,
  ),
  /** For the school: who comes, what they wrote. At most 100 days. */
  'canteen.listHostedVisits': read(
    z.object({ schoolId: id, from: day, to: day }),
    z.object({ visits: z.array(hostedVisit) }),
  ),
  /** For the bureau: what visitors of a school wrote and what it answered; never who they are. Newest first. */
  'canteen.listVisitRecords': read(
    z.object({ schoolId: id }),
    z.object({
      records: z.array(z.object({ ...visitRecord.shape, servedOn: day, kind: visitKind })),
    }),
  ),
  /** The same time on several days; a day that has it already is left as it is. */
  'canteen.openVisits': write(
    z.object({
      requestId,
      schoolId: id,
      kind: visitKind,
      days: z.array(day).check(z.minLength(1, '请选日子'), z.maxLength(20, '一次最多开放 20 天')),
      meal: mealKind,
      startsAt: clock,
      seats: z
        .int('请填人数')
        .check(z.minimum(1, '至少 1 位'), z.maximum(MOST_SEATS, `一次最多 ${MOST_SEATS} 位`)),
      note: text(0, 100),
    }),
    z.object({ opened: z.int() }),
  ),
  /** Tells those who had a seat. */
  'canteen.cancelVisit': write(
    z.object({ requestId, schoolId: id, slotId: uuid, reason: text(2, 100) }),
    done,
  ),
  'canteen.answerVisit': write(
    z.object({ requestId, schoolId: id, recordId: uuid, answer: text(1, 500) }),
    done,
  ),
  /** The same leader at the same meal again changes what was written. */
  'canteen.recordCompanion': write(
    z.object({
      requestId,
      schoolId: id,
      servedOn: day,
      meal: mealKind,
      leaderName: text(1, 20),
      leaderTitle: text(1, 20),
      remark: text(0, 200),
    }),
    companionMeal,
  ),
  'canteen.removeCompanion': write(
    z.object({ requestId, schoolId: id, servedOn: day, meal: mealKind, leaderName: text(1, 20) }),
    done,
  ),
  /** For the school's families, its staff and the bureau; at most 100 days. */
  'canteen.listCompanions': read(
    z.object({ schoolId: id, from: day, to: day }),
    z.object({ meals: z.array(companionMeal) }),
  ),
}

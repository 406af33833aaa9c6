/** What a school's heads see of homework: class by subject by day, estimate against logged; and the notices that ask for a reply. */
import * as z from 'zod/mini'
import { day, id, moment, read, requestId, text, uuid, write } from '../common'
import { subject } from './homework'
import { measure, measureCells } from './published'

export const gridClass = z.object({
  classId: id,
  className: z.string(),
  grade: z.int(),
  /** What is shown of the chosen day; empty where fewer than ten answered everything. */
  cells: measureCells,
  /** What the board had said of that day, at home and not optional. */
  estimates: z.array(z.object({ subject, minutes: z.int() })),
  /** The evening's median on each of the days, oldest first; null is no data, which is not zero. */
  medians: z.array(z.nullable(z.int())),
})
export type GridClass = z.infer<typeof gridClass>

/** A grade of the school: its classes that are shown, and the others where they are many enough. */
export const gridGrade = z.object({ grade: z.int(), cells: measureCells })
export type GridGrade = z.infer<typeof gridGrade>

export const grid = z.object({
  /** Published school days, oldest first; the chosen one among them. */
  days: z.array(day),
  chosen: z.nullable(day),
  classes: z.array(gridClass),
  grades: z.array(gridGrade),
})
export type Grid = z.infer<typeof grid>

export const alertKinds = ['load', 'bedtime', 'estimate'] as const
export const alertKind = z.enum(alertKinds)
export type AlertKind = z.infer<typeof alertKind>

/** One school day on which it was so: the middle of the answers, and what it lay above. */
export const alertDay = z.object({
  day,
  answers: z.int(),
  children: z.int(),
  value: z.int(),
  bar: z.int(),
})
export type AlertDay = z.infer<typeof alertDay>

export const homeworkAlert = z.object({
  alertId: uuid,
  schoolId: id,
  schoolName: z.string(),
  className: z.string(),
  grade: z.int(),
  kind: alertKind,
  measure,
  /** `3`, `5`: on three of five school days. */
  daysOver: z.int(),
  daysOf: z.int(),
  document: z.string(),
  evidence: z.array(alertDay),
  raisedAt: moment,
  dueAt: moment,
  climbedAt: z.nullable(moment),
  reply: z.nullable(z.object({ text: z.string(), byName: z.string(), at: moment })),
})
export type HomeworkAlert = z.infer<typeof homeworkAlert>

export const headsRoutes = {
  /** @param day null is the newest published one */
  'homework.getGrid': read(z.object({ schoolId: id, day: z.nullable(day) }), grid),
  /** @param schoolId null is the whole district, for the bureau */
  'homework.listAlerts': read(
    z.object({ schoolId: z.nullable(id) }),
    z.object({ alerts: z.array(homeworkAlert) }),
  ),
  'homework.replyAlert': write(
    z.object({ requestId, schoolId: id, alertId: uuid, text: text(4, 500) }),
    homeworkAlert,
  ),
}

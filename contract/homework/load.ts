/** A family's evenings over the term, against the limit and against what the class's middle is. */
import * as z from 'zod/mini'
import { day, id, read, requestId, write } from '../common'

export const loadDay = z.object({
  day,
  isSchoolDay: z.boolean(),
  /** Written at home; null where nothing was logged, which is not zero. */
  minutes: z.nullable(z.int()),
  /** The class's median, to five minutes; null where fewer than ten answered. */
  classMedian: z.nullable(z.int()),
})
export type LoadDay = z.infer<typeof loadDay>

/** Five in the afternoon to ten at night, in minutes of the day in China. */
export const reminderSpan = { from: 17 * 60, until: 22 * 60 }
const reminderMinutes = z.nullable(
  z.int().check(z.minimum(reminderSpan.from, '最早 17:00'), z.maximum(reminderSpan.until, '最晚 22:00')),
)

export const homeworkLoad = z.object({
  studentId: id,
  grade: z.int(),
  today: day,
  /** From the term's first day, oldest first, today last. */
  days: z.array(loadDay),
  /** When the reader wants one reminder in the evening; null: never. */
  remindAtMinutes: reminderMinutes,
})
export type HomeworkLoad = z.infer<typeof homeworkLoad>

export const loadRoutes = {
  'homework.getLoad': read(z.object({ studentId: id }), homeworkLoad),
  /** @param atMinutes null: no reminder any more */
  'homework.saveReminder': write(
    z.object({ requestId, studentId: id, atMinutes: reminderMinutes }),
    z.object({ remindAtMinutes: reminderMinutes }),
  ),
}

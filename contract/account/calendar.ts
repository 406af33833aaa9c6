/** The district's calendar as everybody reads it and the bureau keeps it. */
import * as z from 'zod/mini'
import { calendarDay } from '../calendar'
import { day, read, requestId, text, write } from '../common'

const year = z.int().check(z.minimum(2020), z.maximum(2100))
const yearOfDays = z.object({
  year,
  /** Days that differ from the ordinary week, in order. */
  days: z.array(calendarDay),
})

export const calendarRoutes = {
  'account.listCalendar': read(z.object({ year }), yearOfDays),
  /** All days of a year at once or none. `isSchoolDay` null: an ordinary day of its week again. */
  'account.saveCalendarDays': write(
    z.object({
      requestId,
      year,
      days: z
        .array(z.object({ day, isSchoolDay: z.nullable(z.boolean()), name: text(0, 20) }))
        .check(z.minLength(1), z.maxLength(366)),
    }),
    yearOfDays,
  ),
}

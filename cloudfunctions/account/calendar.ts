/** The district's school days and days off: kept by the bureau, read by every session. */
import type { calendarRoutes } from '../../contract/account/calendar'
import { isSchoolDay, ordinaryWeek } from '../../contract/calendar'
import { refuseField } from '../platform/errors'
import type { Handlers } from '../platform/handler'
import { deleteCalendarDays, listCalendarDays, upsertCalendarDays } from './calendar-queries'

export const calendarHandlers: Pick<Handlers<'account'>, keyof typeof calendarRoutes> = {
  'account.listCalendar': {
    roles: ['signed_in'],
    async run({ db }, { year }) {
      return { year, days: await listCalendarDays(db, year) }
    },
  },
  'account.saveCalendarDays': {
    roles: ['bureau_officer'],
    async run({ db, now }, { year, days }) {
      const strays = days.findIndex((one) => !one.day.startsWith(`${year}-`))
      if (strays !== -1) throw refuseField(`days.${strays}.day`, `请选 ${year} 年的日期`)
      // The last word on a day counts; a day that says what the week says anyway needs no row.
      const last = new Map(days.map((one) => [one.day, one]))
      const rows = [...last.values()].flatMap(({ day, isSchoolDay: is, name }) =>
        is === null || (is === isSchoolDay(day, ordinaryWeek) && name === '')
          ? []
          : [{ day, isSchoolDay: is, name }],
      )
      await deleteCalendarDays(db, [...last.keys()])
      await upsertCalendarDays(db, rows, now)
      return { year, days: await listCalendarDays(db, year) }
    },
  },
}

/** One gentle reminder an evening, for those who asked, where nothing is logged yet on a school day. */
import { calendarOf, isSchoolDay } from '../../contract/calendar'
import { inChina } from '../../contract/china-time'
import { eveningOf } from '../../contract/homework/evening'
import { transactionAs } from '../platform/database'
import { notify } from '../platform/notices'
import type { Services } from '../platform/services'
import { listMarkedDay, takeReminders } from './homework/reminder-queries'

/** A run that comes later than this leaves it: nobody wants to hear of homework at night. */
const LATEST_MINUTES = 60
const AT_ONCE = 500

/** @returns reminders given */
export const remindOfHomework = async (
  { database, now }: Pick<Services, 'database' | 'now'>,
  isOver: () => boolean,
): Promise<number> => {
  const at = now()
  const today = eveningOf(at)
  const clock = inChina(at)
  const minute = clock.hour() * 60 + clock.minute()
  let given = 0
  while (!isOver()) {
    const taken = await transactionAs(database, 'anxin_jobs', async (db) => {
      if (!isSchoolDay(today, calendarOf(await listMarkedDay(db, today)))) return 0
      const userIds = await takeReminders(db, { today, from: minute - LATEST_MINUTES, to: minute }, AT_ONCE)
      for (const userId of userIds)
        await notify(
          db,
          {
            userId,
            kind: 'homework',
            title: '今晚的作业要不要记一下',
            body: '您说过这个时候提醒一声。不记也没关系，不影响任何评价。',
            link: '/packages/homework/pages/log/index',
            templateKey: null,
          },
          at,
        )
      return userIds.length
    })
    given += taken
    if (taken < AT_ONCE) break
  }
  return given
}

/** Raises what a newly published day brings to light, and lets climb what nobody replied to in time. */
import { randomUUID } from 'node:crypto'
import { addSchoolDays, type Calendar, calendarOf, isSchoolDay } from '../../../contract/calendar'
import { dayBefore } from '../../../contract/homework/evening'
import type { Queryable } from '../../platform/database'
import { notify } from '../../platform/notices'
import {
  climbLate,
  insertAlert,
  listEstimates,
  listHeads,
  listLastAlerts,
  listMarkedDays,
  listOfficers,
  listPublishedClasses,
  listRules,
} from './alert-queries'
import { findAlerts } from './find-alerts'

/** Holidays can lie between two school days; longer than this they are another term. */
const DAYS_BACK = 60
const DAYS_AHEAD = 60

const lastSchoolDays = (until: string, count: number, calendar: Calendar): string[] =>
  Array.from({ length: DAYS_BACK }, (_, index) => dayBefore(until, index))
    .filter((day) => isSchoolDay(day, calendar))
    .slice(0, count)
    .reverse()

/** @param day the one that was just published */
export const raiseAlerts = async (db: Queryable, day: string, now: Date): Promise<number> => {
  const calendar = calendarOf(
    await listMarkedDays(db, dayBefore(day, DAYS_BACK), dayBefore(day, -DAYS_AHEAD)),
  )
  if (!isSchoolDay(day, calendar)) return 0
  const rules = await listRules(db)
  const days = lastSchoolDays(day, Math.max(0, ...rules.map((rule) => rule.days_of)), calendar)
  const last = new Map(
    (await listLastAlerts(db)).map(
      (one) =>
        [`${one.class_id} ${one.rule_id} ${one.measure}`, one.is_open ? 'open' : one.last_day] as const,
    ),
  )
  const found = findAlerts(
    rules,
    await listPublishedClasses(db, days),
    await listEstimates(db, days),
    days,
    (classId, ruleId, measure) => last.get(`${classId} ${ruleId} ${measure}`),
  )
  for (const one of found) {
    const dueAt = addSchoolDays(now, one.rule.reply_school_days, calendar)
    await insertAlert(db, { ...one, id: randomUUID(), rule_id: one.rule.id, dueAt }, now)
    for (const userId of await listHeads(db, one.school_id, one.class_id))
      await notify(
        db,
        {
          userId,
          kind: 'homework',
          title: '有一个班的作业或睡眠要看一下',
          body: '本校有一个班几天里超过了规定或公示的时长，请看依据并答复。',
          link: '/packages/desk/pages/load/index',
          templateKey: null,
        },
        now,
      )
  }
  return found.length
}

export const climbAlerts = async (db: Queryable, now: Date): Promise<number> => {
  const late = await climbLate(db, now)
  if (late.length === 0) return 0
  const names = [...new Set(late.map((one) => one.school_name))].join('、')
  for (const userId of await listOfficers(db))
    await notify(
      db,
      {
        userId,
        kind: 'homework',
        title: `${late.length} 条作业提醒过期没有答复`,
        body: `${names}。依据和时限在作业负担页里。`,
        link: '/packages/desk/pages/load/index',
        templateKey: null,
      },
      now,
    )
  return late.length
}

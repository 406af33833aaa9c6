/** The bureau over the days' roots: every day of a month that should be published by now, and whether it is. */
import { inChina } from '../../contract/china-time'
import type { RootMonth, RootMonthDay } from '../../contract/report/root-month'
import { actAs } from '../platform/database'
import { notFound } from '../platform/errors'
import type { Context, Handler } from '../platform/handler'
import { newestDue } from './daily-root.job'
import { findLastRootBefore, findRootSpan, listRootsWithCases, type RootWithCases } from './root-queries'

export const getRootMonth: Handler<'report.getRootMonth'> = {
  roles: ['bureau_officer'],
  run: (context, { month }) => readRootMonth(context, month),
}

/** @throws AppError `record.not_found` for a month that has no day */
export const readRootMonth = async (context: Context, asked: string | null): Promise<RootMonth> => {
  const { db, now } = context
  // This role sees hashes alone; the trees that it reads leave as a number in tens.
  await actAs(db, 'anxin_roots')
  const span = await findRootSpan(db)
  if (!span) return { month: null, months: [], days: [], before: null }
  const last = [span.last, newestDue(now)].sort().at(-1) ?? span.last
  const months = monthsBetween(span.first, last)
  const month = asked ?? months[0]
  if (month === undefined || !months.includes(month)) throw notFound()
  const days = daysOf(month).filter((day) => day >= span.first && day <= last)
  const rows = await listRootsWithCases(db, days[0] ?? last, days.at(-1) ?? last)
  return {
    month,
    months,
    days: days.map((day) => dayOf(day, rows)).reverse(),
    before: (await findLastRootBefore(db, `${month}-01`)) ?? null,
  }
}

const dayOf = (day: string, rows: readonly RootWithCases[]): RootMonthDay => {
  const row = rows.find((one) => one.day === day)
  if (!row) return { day, sealed: null }
  const { tree, previous, root, made_at, cases, is_fewer } = row
  const atLeast = cases === null ? null : Math.floor(cases / 10) * 10
  return { day, sealed: { tree, previous, root, madeAt: made_at.toISOString(), atLeast, isFewer: is_fewer } }
}

const startOf = (month: string) => inChina(`${month.slice(0, 7)}-01T00:00:00+08:00`)

/** Newest first. */
const monthsBetween = (first: string, last: string): string[] => {
  const count = startOf(last).diff(startOf(first), 'month') + 1
  return Array.from({ length: count }, (_, index) => startOf(last).subtract(index, 'month').format('YYYY-MM'))
}

const daysOf = (month: string): string[] =>
  Array.from({ length: startOf(month).daysInMonth() }, (_, index) =>
    startOf(month).add(index, 'day').format('YYYY-MM-DD'),
  )

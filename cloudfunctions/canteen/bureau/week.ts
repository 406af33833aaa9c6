/** A school's week as the bureau reads it: in time or not, and what the check still said, by rule. */
import type { MenuStatus, SchoolWeek } from '../../../contract/canteen/bureau'
import type { Finding } from '../../../contract/canteen/findings'
import { dueAt, type MenuDue } from '../../../contract/canteen/week'
import type { SchoolWeekRow } from './queries'

export const statusOf = (
  weekStartsOn: string,
  due: MenuDue,
  publishedAt: Date | null,
  now: Date,
): MenuStatus => {
  const limit = new Date(dueAt(weekStartsOn, due))
  if (publishedAt !== null) return publishedAt <= limit ? 'on_time' : 'late'
  return now <= limit ? 'waiting' : 'missing'
}

export const statusWords: Record<MenuStatus, string> = {
  on_time: '按时公布',
  late: '逾期公布',
  missing: '逾期未公布',
  waiting: '还没到时间',
}

const byRule = (findings: readonly Finding[]): SchoolWeek['findings'] => {
  const counts = new Map<string, SchoolWeek['findings'][number]>()
  for (const { ruleId, severity, document } of findings) {
    const found = counts.get(ruleId)
    if (found) found.count += 1
    else counts.set(ruleId, { ruleId, severity, document, count: 1 })
  }
  return [...counts.values()].sort((left, right) => right.count - left.count)
}

export const presentWeek = (
  weekStartsOn: string,
  row: Pick<SchoolWeekRow, 'published_at' | 'version' | 'findings' | 'price'>,
  due: MenuDue,
  now: Date,
): SchoolWeek => ({
  weekStartsOn,
  status: statusOf(weekStartsOn, due, row.published_at, now),
  publishedAt: row.published_at?.toISOString() ?? null,
  corrections: Math.max(0, (row.version ?? 1) - 1),
  findings: byRule(row.findings ?? []),
  priceYuan: row.price,
})

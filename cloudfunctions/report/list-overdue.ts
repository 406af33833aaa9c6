/** The bureau over the schools' late cases: where, which clock, since when. What is in one is read one by one, and logged. */
import * as z from 'zod/mini'
import { dayInChina } from '../../contract/china-time'
import { refuseField } from '../platform/errors'
import type { Handler } from '../platform/handler'
import { listOverdueCases, listOverdueSchools, type OverduePlace } from './overdue-queries'

export const listOverdue: Handler<'report.listOverdue'> = {
  roles: ['bureau_officer'],
  async run({ db, now }, { schoolId, cursor, limit }) {
    const rows = await listOverdueCases(db, schoolId, readCursor(cursor), limit + 1)
    const page = rows.slice(0, limit)
    const last = rows.length > limit ? page.at(-1) : undefined
    const schools = await listOverdueSchools(db, dayInChina(now))
    return {
      cases: page.map((row) => ({
        caseId: row.case_id,
        number: row.number,
        schoolId: row.school_id,
        schoolName: row.school_name,
        kind: row.kind,
        level: row.level,
        clock: row.clock,
        dueAt: row.due_at.toISOString(),
        climbedAt: row.climbed_bureau_at.toISOString(),
      })),
      schools: schools.map((row) => ({
        schoolId: row.school_id,
        schoolName: row.school_name,
        cases: row.cases,
        remindedAt: row.reminded_at?.toISOString() ?? null,
        canRemind: !row.is_reminded,
      })),
      nextCursor: last ? `${last.due_at.toISOString()}_${last.school_id}_${last.number}` : null,
    }
  },
}

const cursorShape = z.tuple([
  z.iso.datetime(),
  z.string().check(z.regex(/^\d{1,9}$/)),
  z.string().check(z.regex(/^[\w-]{1,40}$/)),
])

const readCursor = (cursor: string | null): OverduePlace | null => {
  if (cursor === null) return null
  const parsed = z.safeParse(cursorShape, cursor.split('_'))
  if (!parsed.success) throw refuseField('cursor', '请从第一页重新开始')
  const [dueAt, schoolId, number] = parsed.data
  return { dueAt: new Date(dueAt), schoolId: Number(schoolId), number }
}

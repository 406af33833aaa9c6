/** Numbers of reports for a school's head and handlers, and for the bureau: what was published, and nothing counted anew. */
import {
  isPublishable,
  nextPeriod,
  periodMonths,
  periodName,
  periodOf,
  publishedOn,
} from '../../contract/report/periods'
import type { StatisticsRow } from '../../contract/report/statistics'
import { holdsRoleAt } from '../platform/actor'
import { notFound } from '../platform/errors'
import type { Context, Handler } from '../platform/handler'
import { findSchoolName } from './people-queries'
import { canReadStatistics, handlerPostAt } from './policy'
import { countWorking, listPeriods, listPublicationRows, type PublicationRow } from './statistics-queries'

export const forReaders = { roles: ['handler', 'school_head', 'bureau_officer'] } as const

export const getStatistics: Handler<'report.getStatistics'> = {
  ...forReaders,
  async run(context, input) {
    await assertReads(context, input.schoolId)
    const { db, now } = context
    const periods = await listPeriods(db)
    if (input.period !== null && !periods.includes(input.period)) throw notFound()
    const period = input.period ?? periods[0] ?? null
    const next = nextToCome(periods[0] ?? null, now)
    return {
      periods: periods.map((key) => ({ key, name: periodName(key), months: periodMonths(key) })),
      period,
      rows: period === null ? [] : await readRows(context, period, input.schoolId),
      next: { name: periodName(next), on: publishedOn(next) },
      working: maySeeCases(context, input.schoolId) ? await countWorking(db, input.schoolId, now) : null,
    }
  },
}

/** @throws AppError `record.not_found` where the school is not theirs, or is none */
export const assertReads = async ({ actor, db }: Context, schoolId: number | null): Promise<void> => {
  if (!canReadStatistics(actor, schoolId)) throw notFound()
  if (schoolId !== null && (await findSchoolName(db, schoolId)) === undefined) throw notFound()
}

/** A head who is no handler reads the statistics, but not what lies open on the desk. */
const maySeeCases = ({ actor }: Context, schoolId: number | null): boolean =>
  schoolId === null
    ? holdsRoleAt(actor, 'bureau_officer', null)
    : handlerPostAt(actor, schoolId) !== undefined

/** The first half that is not out yet. */
const nextToCome = (newest: string | null, now: Date): string => {
  let key = newest === null ? periodOf(now) : nextPeriod(newest)
  while (isPublishable(key, now)) key = nextPeriod(key)
  return key
}

export const readRows = async (
  { db }: Context,
  period: string,
  schoolId: number | null,
): Promise<StatisticsRow[]> => (await listPublicationRows(db, period, schoolId)).map(presentRow)

const presentRow = (row: PublicationRow): StatisticsRow => ({
  scope: row.scope,
  schoolId: row.school_id,
  name: nameOf(row),
  members: row.members,
  total: row.total,
  tables: row.tables,
})

const nameOf = (row: PublicationRow): string => {
  if (row.scope === 'school') return row.school_name ?? ''
  if (row.scope === 'district') return '全区'
  return row.scope === 'together' ? `合并公布的 ${row.members.length} 所学校` : '由教育局直接办理'
}

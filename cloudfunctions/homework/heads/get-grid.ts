/** A school's homework: its classes on one published day, estimate against logged, and their evenings over the last weeks. */
import { calendarOf, isSchoolDay } from '../../../contract/calendar'
import type { Grid } from '../../../contract/homework/heads'
import { className } from '../../../contract/people'
import { notFound } from '../../platform/errors'
import type { Handler } from '../../platform/handler'
import { listClassesOfSchool } from '../board/queries'
import { listMarkedDays } from '../queries'
import { requireSight } from './policy'
import {
  isSchool,
  listClassMedians,
  listEstimates,
  listPublishedDays,
  listPublishedOfSchool,
} from './queries'

const DAYS = 28

export const getGrid: Handler<'homework.getGrid'> = {
  roles: ['school_head', 'school_admin', 'grade_head', 'bureau_officer'],
  hideFrom: 'record.not_found',
  async run({ actor, db }, { schoolId, day }): Promise<Grid> {
    const { classIds } = requireSight(actor, schoolId)
    const all = await listClassesOfSchool(db, schoolId)
    if (all.length === 0 && !(await isSchool(db, schoolId))) throw notFound()
    const classes = all.filter(({ id }) => classIds === null || classIds.includes(id))
    const published = await listPublishedDays(db, DAYS)
    const calendar = calendarOf(
      published[0] === undefined
        ? []
        : await listMarkedDays(db, published[0], published.at(-1) ?? published[0]),
    )
    const days = published.filter((one) => isSchoolDay(one, calendar))
    const chosen = day === null ? (days.at(-1) ?? null) : days.includes(day) ? day : null
    if (chosen === null) return { days, chosen, classes: [], grades: [] }
    const rows = await listPublishedOfSchool(db, schoolId, chosen)
    const medians = await listClassMedians(db, schoolId, days[0] ?? chosen, days.at(-1) ?? chosen)
    const estimates = await listEstimates(db, schoolId, chosen)
    const seesAll = classIds === null
    return {
      days,
      chosen,
      classes: classes.map(({ id, grade, number }) => {
        const row = rows.find((one) => one.class_id === id)
        return {
          classId: id,
          className: className(grade, number),
          grade,
          cells: row?.cells ?? {},
          estimates: estimates
            .filter((one) => one.class_id === id)
            .map(({ subject, minutes }) => ({ subject, minutes })),
          medians: days.map(
            (one) => medians.find((median) => median.class_id === id && median.day === one)?.p50 ?? null,
          ),
        }
      }),
      grades: rows
        .filter(({ scope }) => seesAll && scope === 'school')
        .map(({ grade, cells }) => ({ grade, cells })),
    }
  },
}

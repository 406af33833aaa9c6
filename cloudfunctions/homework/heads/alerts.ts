/** Notices about homework: the school reads and replies once, the bureau reads all. */
import type { HomeworkAlert } from '../../../contract/homework/heads'
import { className } from '../../../contract/people'
import { isPerson } from '../../platform/actor'
import { AppError, notFound } from '../../platform/errors'
import type { Handler } from '../../platform/handler'
import { leadsSchool } from '../board/policy'
import { isBureau, requireSight } from './policy'
import { type AlertRow, isSchool, listAlertRows, putReply } from './queries'

const presentAlert = (row: AlertRow): HomeworkAlert => ({
  alertId: row.id,
  schoolId: row.school_id,
  schoolName: row.school_name,
  className: className(row.grade, row.number),
  grade: row.grade,
  kind: row.kind,
  measure: row.measure,
  daysOver: row.days_over,
  daysOf: row.days_of,
  document: row.document,
  evidence: row.evidence,
  raisedAt: row.raised_at.toISOString(),
  dueAt: row.due_at.toISOString(),
  climbedAt: row.climbed_at?.toISOString() ?? null,
  reply:
    row.replied_at === null
      ? null
      : { text: row.reply, byName: row.replied_by_name ?? '', at: row.replied_at.toISOString() },
})

export const listAlerts: Handler<'homework.listAlerts'> = {
  roles: ['school_head', 'school_admin', 'grade_head', 'bureau_officer'],
  hideFrom: 'record.not_found',
  async run({ actor, db }, { schoolId }) {
    if (schoolId === null && !isBureau(actor)) throw notFound()
    const classIds = schoolId === null ? null : requireSight(actor, schoolId).classIds
    if (schoolId !== null && !(await isSchool(db, schoolId))) throw notFound()
    const rows = await listAlertRows(db, schoolId)
    const inSight = rows.filter((row) => classIds === null || classIds.includes(row.class_id))
    return { alerts: inSight.map(presentAlert) }
  },
}

export const replyAlert: Handler<'homework.replyAlert'> = {
  roles: ['school_head', 'school_admin'],
  hideFrom: 'record.not_found',
  async run({ actor, db, now }, { schoolId, alertId, text }) {
    if (!isPerson(actor) || !leadsSchool(actor, schoolId)) throw notFound()
    const [before] = await listAlertRows(db, schoolId, alertId)
    if (!before) throw notFound()
    const name = actor.posts.find((post) => post.schoolId === schoolId)?.name || actor.displayName
    const isFirst = await putReply(db, { schoolId, alertId }, { text, userId: actor.userId, name }, now)
    if (!isFirst) throw new AppError('record.changed')
    const [after] = await listAlertRows(db, schoolId, alertId)
    if (!after) throw new Error('a notice that was just replied to is gone')
    return presentAlert(after)
  },
}

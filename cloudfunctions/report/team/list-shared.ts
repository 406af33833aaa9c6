/** What somebody is asked to help with, and reads beside their own desk: invitations, team cases, and what climbed to the head. */
import * as z from 'zod/mini'
import { colleagueRoles } from '../../../contract/people'
import { isPerson } from '../../platform/actor'
import { notFound, refuseField } from '../../platform/errors'
import type { Handler } from '../../platform/handler'
import { runningClocksOf } from '../clocks'
import { presentQueueItem } from '../present'
import { listInvitations, listSharedRows, type SharedPlace } from './queries'

export const listShared: Handler<'report.listShared'> = {
  roles: colleagueRoles,
  async run({ actor, db, now }, { cursor, limit }) {
    if (!isPerson(actor)) throw notFound()
    const schools = actor.posts.flatMap(({ schoolId }) => schoolId ?? [])
    const headOf = actor.posts.flatMap(({ role, schoolId }) => (role === 'school_head' && schoolId) || [])
    const rows = await listSharedRows(db, { userId: actor.userId, headOf }, readCursor(cursor), limit + 1)
    const page = rows.slice(0, limit)
    const last = rows.length > limit ? page.at(-1) : undefined
    const clocks = await runningClocksOf(db, page, now)
    const invitations = await listInvitations(db, actor.userId, schools)
    return {
      invitations: invitations.map((row) => ({
        invitationId: row.id,
        schoolName: row.school_name,
        caseNumber: row.case_number,
        kind: row.kind,
        level: row.level,
        invitedByName: row.invited_by_name,
        invitedAt: row.invited_at.toISOString(),
      })),
      cases: page.map((row) => ({
        ...presentQueueItem(row, clocks.get(row.id) ?? null),
        // What is new is the desk's to answer.
        hasNewMessage: false,
        isUnread: false,
        seat: row.seat,
      })),
      nextCursor: last ? `${last.last_at.toISOString()}_${last.id}` : null,
    }
  },
}

const cursorShape = z.tuple([z.iso.datetime(), z.uuid()])

const readCursor = (cursor: string | null): SharedPlace | null => {
  if (cursor === null) return null
  const parsed = z.safeParse(cursorShape, cursor.split('_'))
  if (!parsed.success) throw refuseField('cursor', '请从第一页重新开始')
  return { lastAt: new Date(parsed.data[0]), caseId: parsed.data[1] }
}

/** A case's team: colleagues whom its handler asks in, who accept or not, and the cases that somebody reads beside their own desk. */
import * as z from 'zod/mini'
import { cursor, done, moment, pageLimit, read, requestId, uuid, write } from '../common'
import { staffRole } from '../people'
import { caseView, level, queueItem, reportKind, seat } from './report'

/** At most this many are asked in or on the team of one case: the fewer read it, the better. */
export const maxTeam = 8

const colleague = z.object({ postId: uuid, name: z.string(), role: staffRole })

/** All that somebody learns of a case before they accept. */
export const invitation = z.object({
  invitationId: uuid,
  schoolName: z.string(),
  caseNumber: z.string(),
  kind: reportKind,
  level,
  invitedByName: z.string(),
  invitedAt: moment,
})
export type Invitation = z.infer<typeof invitation>

export const sharedCase = z.extend(queueItem, { seat })
export type SharedCase = z.infer<typeof sharedCase>

export const teamRoutes = {
  /** Who of the school could be asked in: handlers read every case already, and who stands aside never does. */
  'report.listColleagues': read(z.object({ caseId: uuid }), z.object({ colleagues: z.array(colleague) })),
  'report.inviteToTeam': write(
    z.object({ requestId, caseId: uuid, events: z.int(), postId: uuid }),
    caseView,
  ),
  /** An accepted one is a step that the reporter reads; a declined one is told to whoever asked. */
  'report.answerInvitation': write(
    z.object({ requestId, invitationId: uuid, accepts: z.boolean() }),
    z.object({
      /** The case that is open now; null where it was declined. */
      caseId: z.nullable(uuid),
    }),
  ),
  'report.leaveTeam': write(z.object({ requestId, caseId: uuid }), done),
  /** Takes back an invitation, or ends a colleague's part. */
  'report.removeFromTeam': write(
    z.object({ requestId, caseId: uuid, events: z.int(), memberId: uuid }),
    caseView,
  ),
  /** Invitations that wait, and the cases that somebody reads as one of a team or because they are late; newest first. */
  'report.listShared': read(
    z.object({ cursor, limit: pageLimit }),
    z.object({
      invitations: z.array(invitation),
      cases: z.array(sharedCase),
      nextCursor: cursor,
    }),
  ),
}

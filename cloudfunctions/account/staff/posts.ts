/** Who works at a school or the bureau, ending a post, and guardians who wait for the school. */
import { className } from '../../../contract/people'
import { holdsRoleAt, isPerson } from '../../platform/actor'
import { AppError, notFound } from '../../platform/errors'
import type { Handler } from '../../platform/handler'
import { recordAccess, requireSchool } from '../schools/queries'
import { canSeeStaff } from './policy'
import {
  countAdmins,
  findPost,
  listInvitations,
  listPendingGuardians,
  listPosts,
  setPostEnded,
} from './queries'

export const listStaff: Handler<'account.listStaff'> = {
  roles: ['school_admin', 'bureau_officer', 'operator'],
  async run({ actor, db, now }, { schoolId }) {
    if (!canSeeStaff(actor, schoolId)) throw notFound()
    if (schoolId !== null) await requireSchool(db, schoolId)
    const posts = await listPosts(db, schoolId)
    const invitations = await listInvitations(db, schoolId, now)
    return {
      staff: posts.map((post) => ({
        postId: post.id,
        name: post.name,
        role: post.role,
        classIds: post.class_ids,
        since: post.created_at.toISOString(),
        isMe: isPerson(actor) && post.user_id === actor.userId,
      })),
      invitations: invitations.map((invitation) => ({
        invitationId: invitation.id,
        name: invitation.name,
        role: invitation.role,
        expiresAt: invitation.expires_at.toISOString(),
      })),
    }
  },
}

export const endPost: Handler<'account.endPost'> = {
  roles: ['school_admin', 'bureau_officer', 'operator'],
  async run({ actor, db, now }, { postId }) {
    const post = await findPost(db, postId)
    if (!post || !canSeeStaff(actor, post.school_id)) throw notFound()
    if (post.role === 'operator' && !holdsRoleAt(actor, 'operator', null))
      throw new AppError('role.forbidden')
    if (
      post.role === 'school_admin' &&
      post.school_id !== null &&
      (await countAdmins(db, post.school_id)) <= 1
    )
      throw new AppError('staff.last_admin')
    await setPostEnded(db, postId, now)
    return { done: true }
  },
}

export const listGuardianRequests: Handler<'account.listGuardianRequests'> = {
  roles: ['school_admin'],
  async run({ actor, db, now }, { schoolId }) {
    if (!isPerson(actor) || !holdsRoleAt(actor, 'school_admin', schoolId)) throw notFound()
    const rows = await listPendingGuardians(db, schoolId)
    if (rows.length > 0)
      await recordAccess(
        db,
        { schoolId, userId: actor.userId, what: 'list_guardian_requests', subject: `school:${schoolId}` },
        now,
      )
    return {
      requests: rows.map((row) => ({
        guardianshipId: row.id,
        guardianName: row.guardian_name,
        relation: row.relation,
        studentName: row.student_name,
        className: row.grade === null || row.number === null ? '' : className(row.grade, row.number),
        askedAt: row.created_at.toISOString(),
        way: row.way,
      })),
    }
  },
}

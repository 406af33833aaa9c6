/** SQL of posts, invitations and guardians who wait for the school. */
import { randomUUID } from 'node:crypto'
import type { Relation, StaffRole } from '../../../contract/people'
import { one, type Queryable } from '../../platform/database'

export type PostRow = {
  id: string
  school_id: number | null
  user_id: string
  role: StaffRole
  name: string
  class_ids: number[]
  created_at: Date
}

export const listPosts = async (db: Queryable, schoolId: number | null): Promise<PostRow[]> =>
  (
    await db.query<PostRow>(
      `select id, school_id, user_id, role, name, class_ids, created_at from posts
       where school_id is not distinct from $1 and ended_at is null order by created_at, id`,
      [schoolId],
    )
  ).rows

export const findPost = async (db: Queryable, id: string): Promise<PostRow | undefined> =>
  (
    await db.query<PostRow>(
      `select id, school_id, user_id, role, name, class_ids, created_at from posts
       where id = $1 and ended_at is null for update`,
      [id],
    )
  ).rows[0]

/** Admins of a school, held until the transaction ends, so that two cannot end each other at one moment. */
export const countAdmins = async (db: Queryable, schoolId: number): Promise<number> =>
  (
    await db.query(
      `select id from posts where school_id = $1 and role = 'school_admin' and ended_at is null order by id for update`,
      [schoolId],
    )
  ).rows.length

export const setPostEnded = async (db: Queryable, id: string, now: Date): Promise<void> => {
  await db.query('update posts set ended_at = $2 where id = $1', [id, now])
}

/** True where all the classes are the school's and open. */
export const areClassesOf = async (
  db: Queryable,
  schoolId: number,
  classIds: readonly number[],
): Promise<boolean> =>
  one(
    await db.query<{ count: number }>(
      'select count(*)::int as count from classes where school_id = $1 and is_open and id = any ($2::int[])',
      [schoolId, classIds],
    ),
  ).count === classIds.length

export type InvitationRow = {
  id: string
  school_id: number | null
  role: StaffRole
  name: string
  class_ids: number[]
  expires_at: Date
}

const invitationColumns = 'id, school_id, role, name, class_ids, expires_at'
const isOpen = 'used_at is null and withdrawn_at is null'

export const listInvitations = async (
  db: Queryable,
  schoolId: number | null,
  now: Date,
): Promise<InvitationRow[]> =>
  (
    await db.query<InvitationRow>(
      `select ${invitationColumns} from staff_invitations
       where school_id is not distinct from $1 and ${isOpen} and expires_at > $2 order by created_at, id`,
      [schoolId, now],
    )
  ).rows

export type NewInvitation = {
  schoolId: number | null
  role: StaffRole
  name: string
  classIds: readonly number[]
  codeHash: string
  createdBy: string
  expiresAt: Date
}

export const insertInvitation = async (db: Queryable, made: NewInvitation, now: Date): Promise<string> => {
  const id = randomUUID()
  await db.query(
    `insert into staff_invitations (id, school_id, role, name, class_ids, code_hash, created_by, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      id,
      made.schoolId,
      made.role,
      made.name,
      made.classIds,
      made.codeHash,
      made.createdBy,
      now,
      made.expiresAt,
    ],
  )
  return id
}

export const findOpenInvitation = async (db: Queryable, id: string): Promise<InvitationRow | undefined> =>
  (
    await db.query<InvitationRow>(
      `select ${invitationColumns} from staff_invitations where id = $1 and ${isOpen} for update`,
      [id],
    )
  ).rows[0]

export const setWithdrawn = async (db: Queryable, id: string, now: Date): Promise<void> => {
  await db.query('update staff_invitations set withdrawn_at = $2 where id = $1', [id, now])
}

/** Takes the invitation: it works once. Must run as anxin_identity. */
export const takeInvitation = async (
  db: Queryable,
  codeHash: string,
  now: Date,
): Promise<InvitationRow | undefined> =>
  (
    await db.query<InvitationRow>(
      `update staff_invitations set used_at = $2
       where code_hash = $1 and ${isOpen} and expires_at > $2 returning ${invitationColumns}`,
      [codeHash, now],
    )
  ).rows[0]

/** The post of an invitation; held already is fine. Must run as anxin_identity. @returns the school's name, or '' */
export const addPost = async (
  db: Queryable,
  invitation: InvitationRow,
  userId: string,
  now: Date,
): Promise<string> => {
  await db.query(
    `insert into posts (id, school_id, user_id, role, name, class_ids, created_at) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict do nothing`,
    [randomUUID(), invitation.school_id, userId, invitation.role, invitation.name, invitation.class_ids, now],
  )
  const school = await db.query<{ name: string }>('select name from schools where id = $1', [
    invitation.school_id,
  ])
  return school.rows[0]?.name ?? ''
}

export type RequestRow = {
  id: string
  guardian_name: string
  relation: Relation
  student_name: string
  grade: number | null
  number: number | null
  created_at: Date
  way: 'code' | 'roster_match' | 'invitation'
}

/** Guardians who wait for the school's yes, the longest waiting first. */
export const listPendingGuardians = async (db: Queryable, schoolId: number): Promise<RequestRow[]> =>
  (
    await db.query<RequestRow>(
      `select g.id, g.name as guardian_name, g.relation, s.name as student_name, c.grade, c.number, g.created_at, g.way
       from guardianships g
       join students s on s.school_id = g.school_id and s.id = g.student_id
       left join classes c on c.school_id = s.school_id and c.id = s.class_id
       where g.school_id = $1 and g.status = 'pending' order by g.created_at, g.id limit 200`,
      [schoolId],
    )
  ).rows

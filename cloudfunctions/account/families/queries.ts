/** SQL of guardians and binding codes. Each query says under which role it runs. */
import { randomUUID } from 'node:crypto'
import type { Relation } from '../../../contract/people'
import type { Queryable } from '../../platform/database'

const CHILD_LOCK = 727_002

/** Holds everybody else who wants to change this child's guardians until the transaction ends. Any role. */
export const lockChild = async (db: Queryable, studentId: number): Promise<void> => {
  await db.query('select pg_advisory_xact_lock($1, $2)', [CHILD_LOCK, studentId])
}

export type Way = 'code' | 'roster_match' | 'invitation'

export type CodeRow = {
  id: string
  school_id: number
  student_id: number
  code_hash: string
  way: Way
  expires_at: Date
  used_at: Date | null
  revoked_at: Date | null
  misses: number
  school_name: string
  student_name: string
  grade: number | null
  class_number: number | null
}

/** A code by its first four signs, with the child it stands for. As anxin_identity. */
export const findCode = async (db: Queryable, handle: string): Promise<CodeRow | undefined> => {
  const found = await db.query<CodeRow>(
    `select b.id, b.school_id, b.student_id, b.code_hash, b.way, b.expires_at, b.used_at, b.revoked_at, b.misses,
       s.name as school_name, t.name as student_name, c.grade, c.number as class_number
     from binding_codes b
     join schools s on s.id = b.school_id
     join students t on t.school_id = b.school_id and t.id = b.student_id and t.left_at is null
     left join classes c on c.school_id = t.school_id and c.id = t.class_id
     where b.handle = $1`,
    [handle],
  )
  return found.rows[0]
}

/** As anxin_identity. @returns false where somebody used it a moment before */
export const useCode = async (db: Queryable, code: CodeRow, now: Date): Promise<boolean> => {
  const used = await db.query(
    `update binding_codes set used_at = $2
     where id = $1 and used_at is null and revoked_at is null and expires_at > $2 returning id`,
    [code.id, now],
  )
  return used.rows.length === 1
}

/** As anxin_identity. */
export const countMiss = async (db: Queryable, codeId: string): Promise<void> => {
  await db.query('update binding_codes set misses = misses + 1 where id = $1', [codeId])
}

/** Whether the child has a guardian or an account of its own already. As anxin_identity. */
export const readStanding = async (
  db: Queryable,
  studentId: number,
): Promise<{ guardianIds: string[]; hasGuardian: boolean; hasOwnAccount: boolean }> => {
  const found = await db.query<{ user_id: string; relation: Relation }>(
    `select user_id, relation from guardianships where student_id = $1 and status = 'active' order by created_at, id`,
    [studentId],
  )
  const guardianIds = found.rows.filter((row) => row.relation !== 'self').map((row) => row.user_id)
  return {
    guardianIds,
    hasGuardian: guardianIds.length > 0,
    hasOwnAccount: found.rows.length > guardianIds.length,
  }
}

/** This person's living tie to a child. As anxin_identity, or as anxin_account for oneself. */
export const findTie = async (
  db: Queryable,
  userId: string,
  studentId: number,
): Promise<
  { id: string; schoolId: number; status: 'active' | 'pending'; way: Way; relation: Relation } | undefined
> => {
  const found = await db.query<{
    id: string
    schoolId: number
    status: 'active' | 'pending'
    way: Way
    relation: Relation
  }>(
    `select id, school_id as "schoolId", status, way, relation from guardianships
     where user_id = $1 and student_id = $2 and status in ('active', 'pending')`,
    [userId, studentId],
  )
  return found.rows[0]
}

export type NewTie = {
  userId: string
  schoolId: number
  studentId: number
  relation: Relation
  name: string
  status: 'active' | 'pending'
  way: Way
}

/** As anxin_identity. @returns false where this person stands for the child already */
export const addTie = async (db: Queryable, tie: NewTie, now: Date): Promise<boolean> => {
  const added = await db.query(
    `insert into guardianships (id, school_id, student_id, user_id, relation, name, status, way, created_at, answered_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     on conflict (student_id, user_id) where status in ('pending', 'active') do nothing returning id`,
    [
      randomUUID(),
      tie.schoolId,
      tie.studentId,
      tie.userId,
      tie.relation,
      tie.name,
      tie.status,
      tie.way,
      now,
      tie.status === 'active' ? now : null,
    ],
  )
  return added.rows.length === 1
}

/** The only child of that school with this name and these last signs. As anxin_identity. */
export const matchRoster = async (
  db: Queryable,
  schoolId: number,
  name: string,
  numberEnd: string,
): Promise<number | undefined> => {
  const found = await db.query<{ id: number }>(
    `select id from students
     where school_id = $1 and name = $2 and right(upper(student_number), 4) = upper($3) and left_at is null limit 2`,
    [schoolId, name, numberEnd],
  )
  return found.rows.length === 1 ? found.rows[0]?.id : undefined
}

/** Whom the school's notices go to. As anxin_identity. */
export const listAdmins = async (db: Queryable, schoolId: number): Promise<string[]> => {
  const found = await db.query<{ user_id: string }>(
    `select p.user_id from posts p join users u on u.id = p.user_id and u.deleted_at is null
     where p.school_id = $1 and p.role = 'school_admin' and p.ended_at is null order by p.created_at, p.id`,
    [schoolId],
  )
  return found.rows.map((row) => row.user_id)
}

/** Keeps the name that a person gave of themselves, unless they had one. As anxin_account. */
export const keepOwnName = async (db: Queryable, userId: string, name: string): Promise<void> => {
  await db.query(`update users set display_name = $2 where id = $1 and display_name = ''`, [userId, name])
}

export type GuardianRow = {
  id: string
  user_id: string
  name: string
  relation: Relation
  status: 'active' | 'pending'
  created_at: Date
}

/** As anxin_account: a child of one's own, or of one's school. */
export const listGuardianRows = async (db: Queryable, studentId: number): Promise<GuardianRow[]> => {
  const found = await db.query<GuardianRow>(
    `select id, user_id, name, relation, status, created_at from guardianships
     where student_id = $1 and status in ('active', 'pending') order by created_at, id`,
    [studentId],
  )
  return found.rows
}

/** The school of a child whom the actor may see. As anxin_account. */
export const findSchoolOf = async (db: Queryable, studentId: number): Promise<number | undefined> => {
  const found = await db.query<{ school_id: number }>(
    'select school_id from students where id = $1 and left_at is null',
    [studentId],
  )
  return found.rows[0]?.school_id
}

export type AskedTie = {
  id: string
  schoolId: number
  studentId: number
  userId: string
  status: 'pending' | 'active' | 'refused' | 'ended'
  way: Way
}

/** As anxin_account: own ties, those of one's children, those of one's school. */
export const findAskedTie = async (db: Queryable, guardianshipId: string): Promise<AskedTie | undefined> => {
  const found = await db.query<AskedTie>(
    `select id, school_id as "schoolId", student_id as "studentId", user_id as "userId", status, way
     from guardianships where id = $1`,
    [guardianshipId],
  )
  return found.rows[0]
}

/** As anxin_account. @returns false where it was answered before */
export const answerTie = async (
  db: Queryable,
  tieId: string,
  answer: { by: string; accept: boolean },
  now: Date,
): Promise<boolean> => {
  const answered = await db.query(
    `update guardianships set status = $2, answered_at = $3, answered_by = $4, ended_at = $5
     where id = $1 and status = 'pending' returning id`,
    [tieId, answer.accept ? 'active' : 'refused', now, answer.by, answer.accept ? null : now],
  )
  return answered.rows.length === 1
}

/** As anxin_account on one's own tie, or as anxin_identity. */
export const endTie = async (db: Queryable, tieId: string, now: Date): Promise<void> => {
  await db.query(`update guardianships set status = 'ended', ended_at = $2 where id = $1`, [tieId, now])
}

export type NewCode = {
  schoolId: number
  studentId: number
  handle: string
  codeHash: string
  createdBy: string
  expiresAt: Date
}

/** As anxin_account. @returns false where the handle is taken, so that the caller throws the dice again */
export const addInvitation = async (db: Queryable, code: NewCode, now: Date): Promise<boolean> => {
  const added = await db.query(
    `insert into binding_codes (school_id, id, student_id, handle, code_hash, way, created_by, created_at, expires_at)
     values ($1, $2, $3, $4, $5, 'invitation', $6, $7, $8) on conflict (handle) do nothing`,
    [
      code.schoolId,
      randomUUID(),
      code.studentId,
      code.handle,
      code.codeHash,
      code.createdBy,
      now,
      code.expiresAt,
    ],
  )
  return added.count === 1
}

/** As anxin_account: what this person handed out for the child, or for all, works no more. */
export const revokeInvitations = async (
  db: Queryable,
  userId: string,
  studentId: number | null,
  now: Date,
): Promise<void> => {
  await db.query(
    `update binding_codes set revoked_at = $3
     where created_by = $1 and way = 'invitation' and used_at is null and revoked_at is null
       and ($2::int is null or student_id = $2)`,
    [userId, studentId, now],
  )
}

/** As anxin_account. */
export const logAccess = async (
  db: Queryable,
  entry: { schoolId: number; userId: string; what: string; subject: string },
  now: Date,
): Promise<void> => {
  await db.query(
    'insert into access_log (id, school_id, user_id, what, subject, at) values ($1, $2, $3, $4, $5, $6)',
    [randomUUID(), entry.schoolId, entry.userId, entry.what, entry.subject, now],
  )
}

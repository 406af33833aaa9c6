/** SQL of consents; as anxin_account on one's own rows, or as anxin_identity while binding. */
import { randomUUID } from 'node:crypto'
import type { Queryable } from '../../platform/database'

export type NewConsent = { userId: string; schoolId: number; studentId: number; version: string }

/** Adds a consent unless the same one stands. */
export const addConsent = async (db: Queryable, consent: NewConsent, now: Date): Promise<void> => {
  await db.query(
    `insert into consents (id, user_id, school_id, student_id, version, given_at)
     select $1, $2, $3, $4, $5, $6 where not exists (
       select 1 from consents where user_id = $2 and student_id = $4 and version = $5 and withdrawn_at is null)`,
    [randomUUID(), consent.userId, consent.schoolId, consent.studentId, consent.version, now],
  )
}

/** Every version this person ever agreed to for the child, or for all their children. */
export const withdrawConsents = async (
  db: Queryable,
  userId: string,
  studentId: number | null,
  now: Date,
): Promise<void> => {
  await db.query(
    `update consents set withdrawn_at = $3
     where user_id = $1 and withdrawn_at is null and ($2::int is null or student_id = $2)`,
    [userId, studentId, now],
  )
}

/** SQL of a class's binding codes. */
import { randomUUID } from 'node:crypto'
import type { Queryable } from '../../platform/database'

export type Bindable = { id: number; name: string; is_bound: boolean }

/** Pupils of a class by 学籍号, and whether a guardian stands for them. */
export const listBindable = async (db: Queryable, schoolId: number, classId: number): Promise<Bindable[]> =>
  (
    await db.query<Bindable>(
      `select s.id, s.name, exists (select 1 from guardianships g where g.school_id = s.school_id and g.student_id = s.id
         and g.status = 'active' and g.relation <> 'self') as is_bound
       from students s where s.school_id = $1 and s.class_id = $2 and s.left_at is null order by s.student_number`,
      [schoolId, classId],
    )
  ).rows

/** Sheets printed before stop working; codes that a guardian made for another (`way` invitation) go on. */
export const revokeSheet = async (
  db: Queryable,
  schoolId: number,
  studentIds: readonly number[],
  now: Date,
): Promise<void> => {
  await db.query(
    `update binding_codes set revoked_at = $3
     where school_id = $1 and student_id = any ($2::int[]) and way = 'code' and used_at is null and revoked_at is null`,
    [schoolId, studentIds, now],
  )
}

export type NewCode = { studentId: number; handle: string; codeHash: string }

/** Adds codes; a handle that stands already is left out. @returns the children who got theirs */
export const insertCodes = async (
  db: Queryable,
  schoolId: number,
  codes: readonly NewCode[],
  made: { by: string; at: Date; expiresAt: Date },
): Promise<Set<number>> => {
  const added = await db.query<{ student_id: number }>(
    `insert into binding_codes (school_id, id, student_id, handle, code_hash, created_by, created_at, expires_at)
     select $1, given.id, given.student_id, given.handle, given.code_hash, $6, $7, $8
     from unnest($2::uuid[], $3::int[], $4::text[], $5::text[]) as given(id, student_id, handle, code_hash)
     on conflict (handle) do nothing returning student_id`,
    [
      schoolId,
      codes.map(() => randomUUID()),
      codes.map((code) => code.studentId),
      codes.map((code) => code.handle),
      codes.map((code) => code.codeHash),
      made.by,
      made.at,
      made.expiresAt,
    ],
  )
  return new Set(added.rows.map((row) => row.student_id))
}

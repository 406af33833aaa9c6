/** The SQL of schools and their own help lines. */
import type { Queryable } from '../../platform/database'

export type LineRow = {
  school_id: number
  school_name: string
  /** All three null where the school has no line at all. */
  phone: string | null
  person: string | null
  hours: string | null
}

/** Every school, once for each of its lines. */
export const listSchoolLines = async (db: Queryable): Promise<LineRow[]> =>
  (
    await db.query<LineRow>(
      `select s.id as school_id, s.name as school_name, h.phone, h.person, h.hours
       from schools s left join hotlines h on h.school_id = s.id and h.layer = 'school'
       order by s.name, s.id, h.position`,
    )
  ).rows

/** Who keeps a school's lines. */
export const listAdmins = async (db: Queryable, schoolId: number): Promise<string[]> =>
  (
    await db.query<{ user_id: string }>(
      `select distinct user_id from posts where school_id = $1 and role = 'school_admin' and ended_at is null`,
      [schoolId],
    )
  ).rows.map((row) => row.user_id)

/** SQL of the run by the clock: which lines may move, whose family is told. */
import type { Queryable } from '../platform/database'

/** Courses where an offer lapsed, a place was given back, or one is free while children wait. */
export const listMovingLines = async (db: Queryable, now: Date, limit: number): Promise<number[]> =>
  (
    await db.query<{ course_id: number }>(
      `select distinct course_id from (
         select course_id from course_enrolments where status = 'offered' and offer_ends_at <= $1
         union all
         select k.course_id from course_seats k where k.is_held and (k.returned > 0 or (k.taken < k.capacity
           and exists (select 1 from course_waiting w where w.course_id = k.course_id)))
       ) x order by course_id limit $2`,
      [now, limit],
    )
  ).rows.map((row) => row.course_id)

/** @returns children who got an offer */
export const moveLine = async (db: Queryable, courseId: number, now: Date): Promise<number[]> =>
  (
    await db.query<{ student_id: number }>('select student_id from app.move_line($1, $2)', [courseId, now])
  ).rows.map((row) => row.student_id)

/** People of the children that the run tells of something. */
export const listFamilies = async (db: Queryable): Promise<string[]> =>
  (
    await db.query<{ user_id: string }>(
      `select distinct user_id from guardianships where status = 'active'
       and student_id = any ((select app.setting('told_students'))::int[]) order by 1`,
    )
  ).rows.map((row) => row.user_id)

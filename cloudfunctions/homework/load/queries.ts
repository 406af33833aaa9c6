/** The SQL of a family's term: its own evenings summed, its class's histograms, and whether it wants a reminder. */
import type { Queryable } from '../../platform/database'

/** The first day of the term that runs on that day; null between terms. */
export const findTermStart = async (db: Queryable, day: string): Promise<string | null> =>
  (
    await db.query<{ starts_on: string }>(
      'select starts_on from terms where $1 between starts_on and ends_on',
      [day],
    )
  ).rows[0]?.starts_on ?? null

/** Minutes written at home on each evening on which anything was logged. */
export const listEveningSums = async (
  db: Queryable,
  child: { schoolId: number; studentId: number },
  from: string,
  to: string,
): Promise<{ day: string; minutes: number }[]> =>
  (
    await db.query<{ day: string; minutes: number }>(
      `select day, coalesce(sum(minutes) filter (where kind = 'written'), 0)::int as minutes from (
         select distinct on (day, subject, kind) day, kind, minutes from homework_logs
         where school_id = $1 and student_id = $2 and day between $3 and $4
         order by day, subject, kind, revision desc) latest
       where minutes is not null group by day`,
      [child.schoolId, child.studentId, from, to],
    )
  ).rows

/** The class's evenings on which at least ten answered: the database shows a family no others. */
export const listClassEvenings = async (
  db: Queryable,
  klass: { schoolId: number; classId: number },
  from: string,
  to: string,
): Promise<{ day: string; buckets: number[]; counts: number[] }[]> =>
  (
    await db.query<{ day: string; buckets: number[]; counts: number[] }>(
      `select day, buckets, counts from homework_class_days
       where school_id = $1 and class_id = $2 and measure = 'evening' and day between $3 and $4`,
      [klass.schoolId, klass.classId, from, to],
    )
  ).rows

type Asker = { schoolId: number; studentId: number; userId: string }

export const findReminder = async (
  db: Queryable,
  { schoolId, studentId, userId }: Asker,
): Promise<number | null> =>
  (
    await db.query<{ at_minutes: number }>(
      'select at_minutes from homework_reminders where school_id = $1 and student_id = $2 and user_id = $3',
      [schoolId, studentId, userId],
    )
  ).rows[0]?.at_minutes ?? null

export const putReminder = async (
  db: Queryable,
  { schoolId, studentId, userId }: Asker,
  atMinutes: number,
  now: Date,
): Promise<void> => {
  await db.query(
    `insert into homework_reminders (school_id, student_id, user_id, at_minutes, asked_at) values ($1, $2, $3, $4, $5)
     on conflict (school_id, student_id, user_id) do update set at_minutes = excluded.at_minutes, asked_at = excluded.asked_at`,
    [schoolId, studentId, userId, atMinutes, now],
  )
}

export const dropReminder = async (db: Queryable, { schoolId, studentId, userId }: Asker): Promise<void> => {
  await db.query('delete from homework_reminders where school_id = $1 and student_id = $2 and user_id = $3', [
    schoolId,
    studentId,
    userId,
  ])
}

/** The SQL of the homework function. */
import type { HomeworkKind, Subject } from '../../contract/homework/homework'
import type { Queryable } from '../platform/database'

export type ChildRow = {
  school_id: number
  class_id: number
  grade: number
  has_own_consent: boolean
  has_guardian_consent: boolean
}

/** Undefined also for a child who has left, or who is in no class. */
export const findChild = async (
  db: Queryable,
  studentId: number,
  userId: string,
): Promise<ChildRow | undefined> =>
  (
    await db.query<ChildRow>(
      `select s.school_id, s.class_id, c.grade,
         exists (select 1 from consents k
           where k.student_id = s.id and k.user_id = $2 and k.withdrawn_at is null) as has_own_consent,
         exists (select 1 from consents k join guardianships g on g.user_id = k.user_id and g.student_id = k.student_id
           where k.student_id = s.id and k.withdrawn_at is null and g.status = 'active' and g.relation <> 'self') as has_guardian_consent
       from students s join classes c on c.school_id = s.school_id and c.id = s.class_id
       where s.id = $1 and s.left_at is null`,
      [studentId, userId],
    )
  ).rows[0]

export type LogKey = {
  schoolId: number
  studentId: number
  day: string
  subject: Subject
  kind: HomeworkKind
}
type Writing = { why: string; writtenBy: string }

export type EntryRow = {
  day: string
  subject: Subject
  kind: HomeworkKind
  minutes: number
  revision: number
}

/** What counts of each entry of those days; entries taken back are left out. */
export const listEntries = async (
  db: Queryable,
  schoolId: number,
  studentId: number,
  from: string,
  to: string,
): Promise<EntryRow[]> =>
  (
    await db.query<EntryRow>(
      `select * from (
         select distinct on (day, subject, kind) day, subject, kind, minutes, revision from homework_logs
         where school_id = $1 and student_id = $2 and day between $3 and $4
         order by day, subject, kind, revision desc) latest
       where minutes is not null order by day, subject, kind`,
      [schoolId, studentId, from, to],
    )
  ).rows

/** The entry's newest revision; 0 where there is none. */
export const latestLog = async (db: Queryable, key: LogKey): Promise<number> =>
  (
    await db.query<{ revision: number }>(
      `select coalesce(max(revision), 0) as revision from homework_logs
       where school_id = $1 and student_id = $2 and day = $3 and subject = $4 and kind = $5`,
      [key.schoolId, key.studentId, key.day, key.subject, key.kind],
    )
  ).rows[0]?.revision ?? 0

/**
 * Adds a revision, and that the class must be counted again. An evening belongs to the class in which it was first written:
 * a child who moves leaves their minutes where they were worked.
 *
 * @returns false where another phone wrote the same revision at the same moment
 */
export const insertLog = async (
  db: Queryable,
  key: LogKey,
  log: Writing & { revision: number; minutes: number | null; classId: number; grade: number },
  now: Date,
): Promise<boolean> =>
  (
    await db.query(
      `with first as (
         select class_id, grade from homework_logs where school_id = $1 and student_id = $2 and day = $3
         order by (subject = $4 and kind = $5) desc, written_at, revision limit 1
       ), log as (
         insert into homework_logs
           (school_id, student_id, day, subject, kind, revision, minutes, class_id, grade, why, written_by, written_at)
         select $1, $2, $3, $4, $5, $6, $7, coalesce((select class_id from first), $8), coalesce((select grade from first), $9),
           $10, $11, $12
         on conflict do nothing returning school_id, class_id, day
       )
       insert into homework_changes (school_id, class_id, day) select school_id, class_id, day from log`,
      [
        key.schoolId,
        key.studentId,
        key.day,
        key.subject,
        key.kind,
        log.revision,
        log.minutes,
        log.classId,
        log.grade,
        log.why,
        log.writtenBy,
        now,
      ],
    )
  ).count === 1

export type HabitsRow = {
  day: string
  in_bed_minutes: number | null
  up_minutes: number | null
  sport_minutes: number | null
  revision: number
}

/** The newest habits of each of those days. */
export const listHabits = async (
  db: Queryable,
  schoolId: number,
  studentId: number,
  from: string,
  to: string,
): Promise<HabitsRow[]> =>
  (
    await db.query<HabitsRow>(
      `select distinct on (day) day, in_bed_minutes, up_minutes, sport_minutes, revision from homework_habits
       where school_id = $1 and student_id = $2 and day between $3 and $4 order by day, revision desc`,
      [schoolId, studentId, from, to],
    )
  ).rows

/** As for minutes. @returns false where another phone wrote the same revision at the same moment */
export const insertHabits = async (
  db: Queryable,
  place: { schoolId: number; studentId: number; classId: number; grade: number },
  habits: HabitsRow & Writing,
  now: Date,
): Promise<boolean> =>
  (
    await db.query(
      `with first as (
         select class_id, grade from homework_habits where school_id = $1 and student_id = $2 and day = $3
         order by revision limit 1
       ), habits as (
         insert into homework_habits (school_id, student_id, day, revision, in_bed_minutes, up_minutes, sport_minutes,
           why, written_by, written_at, class_id, grade)
         select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, coalesce((select class_id from first), $11),
           coalesce((select grade from first), $12)
         on conflict do nothing returning school_id, class_id, day
       )
       insert into homework_changes (school_id, class_id, day) select school_id, class_id, day from habits`,
      [
        place.schoolId,
        place.studentId,
        habits.day,
        habits.revision,
        habits.in_bed_minutes,
        habits.up_minutes,
        habits.sport_minutes,
        habits.why,
        habits.writtenBy,
        now,
        place.classId,
        place.grade,
      ],
    )
  ).count === 1

/** Days of the span that differ from an ordinary week. */
export const listMarkedDays = async (
  db: Queryable,
  from: string,
  to: string,
): Promise<{ day: string; isSchoolDay: boolean; name: string }[]> =>
  (
    await db.query<{ day: string; isSchoolDay: boolean; name: string }>(
      'select day, is_school_day as "isSchoolDay", name from calendar_days where day between $1 and $2',
      [from, to],
    )
  ).rows

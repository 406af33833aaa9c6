/** The SQL of the board. */
import type { BoardPlace, Tier } from '../../../contract/homework/board'
import type { Subject } from '../../../contract/homework/homework'
import { one, type Queryable } from '../../platform/database'

export type ClassRow = { school_id: number; id: number; grade: number; number: number }

/** Open classes among these, by grade. */
export const listClasses = async (db: Queryable, classIds: readonly number[]): Promise<ClassRow[]> =>
  (
    await db.query<ClassRow>(
      'select school_id, id, grade, number from classes where id = any ($1::int[]) and is_open order by grade, number, id',
      [classIds],
    )
  ).rows

export const listClassesOfSchool = async (db: Queryable, schoolId: number): Promise<ClassRow[]> =>
  (
    await db.query<ClassRow>(
      'select school_id, id, grade, number from classes where school_id = $1 and is_open order by grade, number, id',
      [schoolId],
    )
  ).rows

export type BoardRow = {
  id: string
  subject: Subject
  tier: Tier
  place: BoardPlace
  minutes: number
  reason: string
  published_by: string
  published_by_name: string
  published_at: Date
}

/** What stands on a class's board, in the order it was published, and how often that board has changed. */
export const readBoardRows = async (
  db: Queryable,
  classId: number,
  day: string,
): Promise<{ rows: BoardRow[]; revision: number }> => {
  const { rows } = await db.query<BoardRow & { is_withdrawn: boolean }>(
    `select id, subject, tier, place, minutes, reason, published_by, published_by_name, published_at,
       withdrawn_at is not null as is_withdrawn
     from homework_boards where class_id = $1 and day = $2 order by published_at, id`,
    [classId, day],
  )
  const withdrawn = rows.filter((row) => row.is_withdrawn).length
  return { rows: rows.filter((row) => !row.is_withdrawn), revision: rows.length + withdrawn }
}

/** Minutes at home that count, of that class on that day. */
export const sumHomeMinutes = async (db: Queryable, classId: number, day: string): Promise<number> =>
  one(
    await db.query<{ minutes: number }>(
      `select coalesce(sum(minutes), 0)::int as minutes from homework_boards
       where class_id = $1 and day = $2 and withdrawn_at is null and place = 'home' and tier <> 'optional'`,
      [classId, day],
    ),
  ).minutes

/** One publishes for a class and day at a time: the next one sees what the first wrote. */
export const holdBoard = async (db: Queryable, classId: number, day: string): Promise<void> => {
  await db.query('select pg_advisory_xact_lock(hashtext($1))', [`homework_board ${classId} ${day}`])
}

export type NewBoard = Omit<BoardRow, 'published_at'> & {
  school_id: number
  class_id: number
  grade: number
  day: string
}

export const insertBoard = async (db: Queryable, entry: NewBoard, now: Date): Promise<void> => {
  await db.query(
    `insert into homework_boards (school_id, id, class_id, grade, day, subject, tier, place, minutes, reason,
       published_by, published_by_name, published_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      entry.school_id,
      entry.id,
      entry.class_id,
      entry.grade,
      entry.day,
      entry.subject,
      entry.tier,
      entry.place,
      entry.minutes,
      entry.reason,
      entry.published_by,
      entry.published_by_name,
      now,
    ],
  )
}

export const findOwnBoard = async (
  db: Queryable,
  boardId: string,
  userId: string,
): Promise<{ class_id: number; day: string } | undefined> =>
  (
    await db.query<{ class_id: number; day: string }>(
      'select class_id, day from homework_boards where id = $1 and published_by = $2 and withdrawn_at is null',
      [boardId, userId],
    )
  ).rows[0]

export const withdrawBoardRow = async (db: Queryable, boardId: string, now: Date): Promise<void> => {
  await db.query('update homework_boards set withdrawn_at = $2 where id = $1 and withdrawn_at is null', [
    boardId,
    now,
  ])
}

/** Who leads that grade; the school's head where nobody does. */
export const listGradeHeads = async (db: Queryable, schoolId: number, classId: number): Promise<string[]> => {
  const { rows } = await db.query<{ user_id: string; role: string }>(
    `select distinct user_id, role from posts where school_id = $1 and ended_at is null
       and (role = 'school_head' or (role = 'grade_head' and $2 = any (class_ids)))`,
    [schoolId, classId],
  )
  const heads = rows.filter(({ role }) => role === 'grade_head')
  return (heads.length > 0 ? heads : rows).map((row) => row.user_id)
}

export const countChildren = async (db: Queryable, schoolId: number, classId: number): Promise<number> =>
  one(
    await db.query<{ children: number }>(
      'select count(*)::int as children from students where school_id = $1 and class_id = $2 and left_at is null',
      [schoolId, classId],
    ),
  ).children

export type PastEvening = {
  day: string
  answers: number
  buckets: number[]
  counts: number[]
  /** What the board said: of that subject, or of the whole evening; null where nothing was published. */
  board_minutes: number | null
}

/**
 * A class's past evenings by one measure, beside what its board had said of them.
 *
 * @param measure a subject, or `evening` for all that counts
 */
export const listPastEvenings = async (
  db: Queryable,
  klass: { school_id: number; id: number },
  measure: Subject | 'evening',
  from: string,
  before: string,
): Promise<PastEvening[]> =>
  (
    await db.query<PastEvening>(
      `select c.day, c.answers, c.buckets, c.counts, (
         select sum(b.minutes)::int from homework_boards b
         where b.class_id = c.class_id and b.day = c.day and b.withdrawn_at is null and b.place = 'home' and b.tier <> 'optional'
           and (c.measure = 'evening' or b.subject = c.measure)) as board_minutes
       from homework_class_days c
       where c.school_id = $1 and c.class_id = $2 and c.measure = $3 and c.day >= $4 and c.day < $5`,
      [klass.school_id, klass.id, measure, from, before],
    )
  ).rows

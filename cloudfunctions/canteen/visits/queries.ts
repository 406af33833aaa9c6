/** SQL of visits: the times a school opens, their seats, what visitors wrote. */
import type { MealKind } from '../../../contract/canteen/menu'
import type { VisitKind, VisitMarks } from '../../../contract/canteen/visits'
import { one, type Queryable } from '../../platform/database'

export type SlotRow = {
  id: string
  school_id: number
  kind: VisitKind
  served_on: string
  meal: MealKind
  starts_at: Date
  seats: number
  note: string
  cancelled_at: Date | null
  cancel_reason: string
}
const slotColumns =
  's.id, s.school_id, s.kind, s.served_on, s.meal, s.starts_at, s.seats, s.note, s.cancelled_at, s.cancel_reason'

export type RecordRow = {
  id: string
  slot_id: string
  user_id: string
  marks: VisitMarks
  words: string
  written_at: Date
  answer: string
  answered_by_name: string | null
}
const recordColumns =
  'r.id, r.slot_id, r.user_id, r.marks, r.words, r.written_at, r.answer, r.answered_by_name'

/** @returns false where the school has that time on that day already */
export const insertSlot = async (
  db: Queryable,
  row: {
    id: string
    schoolId: number
    kind: VisitKind
    servedOn: string
    meal: MealKind
    startsAt: Date
    seats: number
    note: string
    openedBy: string
  },
  now: Date,
): Promise<boolean> => {
  const added = await db.query(
    `insert into visit_slots (school_id, id, kind, served_on, meal, starts_at, seats, note, opened_by, opened_at)
     select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10
     where not exists (select 1 from visit_slots where school_id = $1 and kind = $3 and served_on = $4::date and starts_at = $6
       and cancelled_at is null)
     returning id`,
    [
      row.schoolId,
      row.id,
      row.kind,
      row.servedOn,
      row.meal,
      row.startsAt,
      row.seats,
      row.note,
      row.openedBy,
      now,
    ],
  )
  if (added.rows.length === 0) return false
  await db.query(
    `insert into visit_seats (school_id, slot_id, seat) select $1, $2, generate_series(1, $3::int)`,
    [row.schoolId, row.id, row.seats],
  )
  return true
}

/** Two of one school who open times at once do it one after the other. */
export const lockSlots = async (db: Queryable, schoolId: number): Promise<void> => {
  await db.query('select pg_advisory_xact_lock($1, $2)', [727_021, schoolId])
}

export const findSlot = async (
  db: Queryable,
  schoolId: number,
  slotId: string,
): Promise<SlotRow | undefined> =>
  (
    await db.query<SlotRow>(`select ${slotColumns} from visit_slots s where s.school_id = $1 and s.id = $2`, [
      schoolId,
      slotId,
    ])
  ).rows[0]

/** @returns undefined where it was cancelled already, or has begun */
export const cancelSlot = async (
  db: Queryable,
  schoolId: number,
  slotId: string,
  reason: string,
  now: Date,
): Promise<SlotRow | undefined> =>
  (
    await db.query<SlotRow>(
      `update visit_slots s set cancelled_at = $4, cancel_reason = $3
       where s.school_id = $1 and s.id = $2 and s.cancelled_at is null and s.starts_at > $4 returning ${slotColumns}`,
      [schoolId, slotId, reason, now],
    )
  ).rows[0]

export type SeatRow = {
  slot_id: string
  seat: number
  user_id: string
  student_id: number
  visitor_name: string
  relation: string
  booked_at: Date
}
const seatColumns = 't.slot_id, t.seat, t.user_id, t.student_id, t.visitor_name, t.relation, t.booked_at'

/** The seats that are taken; for the school's own people. */
export const listTakenSeats = async (
  db: Queryable,
  schoolId: number,
  slotIds: readonly string[],
): Promise<SeatRow[]> =>
  (
    await db.query<SeatRow>(
      `select ${seatColumns} from visit_seats t
       where t.school_id = $1 and t.slot_id = any ($2::uuid[]) and t.user_id is not null order by t.booked_at, t.seat`,
      [schoolId, slotIds],
    )
  ).rows

export const listSlots = async (
  db: Queryable,
  schoolId: number,
  from: string,
  to: string,
): Promise<SlotRow[]> =>
  (
    await db.query<SlotRow>(
      `select ${slotColumns} from visit_slots s where s.school_id = $1 and s.served_on between $2 and $3
       order by s.starts_at, s.id limit 300`,
      [schoolId, from, to],
    )
  ).rows

export type FamilySlotRow = SlotRow & {
  seats_left: number
  visitor_name: string | null
  student_id: number | null
  booked_at: Date | null
}

/** Times from now on that take place, and this person's own since `from`, cancelled ones too. */
export const listFamilySlots = async (
  db: Queryable,
  schoolId: number,
  userId: string,
  from: string,
  now: Date,
): Promise<FamilySlotRow[]> =>
  (
    await db.query<FamilySlotRow>(
      `select ${slotColumns}, mine.visitor_name, mine.student_id, mine.booked_at,
         (select count(*)::int from visit_seats free
          where free.school_id = s.school_id and free.slot_id = s.id and free.user_id is null) as seats_left
       from visit_slots s left join visit_seats mine
         on mine.school_id = s.school_id and mine.slot_id = s.id and mine.user_id = $2
       where s.school_id = $1 and ((s.starts_at > $4 and s.cancelled_at is null)
         or (mine.user_id is not null and s.served_on >= $3::date))
       order by s.starts_at, s.id limit 200`,
      [schoolId, userId, from, now],
    )
  ).rows

/** A family, or a person, who acts twice at once does it one after the other. */
export const lockVisitor = async (db: Queryable, userId: string): Promise<void> => {
  await db.query('select pg_advisory_xact_lock(727022, hashtext($1))', [userId])
}

/** Times ahead that the child's family holds. */
export const countAhead = async (db: Queryable, studentId: number, now: Date): Promise<number> =>
  one(
    await db.query<{ ahead: number }>(
      `select count(*)::int as ahead from visit_seats t join visit_slots s on s.school_id = t.school_id and s.id = t.slot_id
       where t.student_id = $1 and s.starts_at > $2 and s.cancelled_at is null`,
      [studentId, now],
    ),
  ).ahead

export const findOwnSeat = async (
  db: Queryable,
  schoolId: number,
  slotId: string,
  userId: string,
): Promise<SeatRow | undefined> =>
  (
    await db.query<SeatRow>(
      `select ${seatColumns} from visit_seats t where t.school_id = $1 and t.slot_id = $2 and t.user_id = $3`,
      [schoolId, slotId, userId],
    )
  ).rows[0]

/** @returns false where no seat is free */
export const takeSeat = async (
  db: Queryable,
  row: {
    schoolId: number
    slotId: string
    userId: string
    studentId: number
    visitorName: string
    relation: string
  },
  now: Date,
): Promise<boolean> =>
  (
    await db.query(
      `with free as materialized (
         select seat from visit_seats where school_id = $1 and slot_id = $2 and user_id is null order by seat limit 1 for update
       )
       update visit_seats t set user_id = $3, student_id = $4, visitor_name = $5, relation = $6, booked_at = $7 from free
       where t.school_id = $1 and t.slot_id = $2 and t.seat = free.seat and t.user_id is null returning t.seat`,
      [row.schoolId, row.slotId, row.userId, row.studentId, row.visitorName, row.relation, now],
    )
  ).rows.length > 0

export const freeSeat = async (
  db: Queryable,
  schoolId: number,
  slotId: string,
  userId: string,
): Promise<void> => {
  await db.query(
    `update visit_seats set user_id = null, student_id = null, visitor_name = null, relation = null, booked_at = null
     where school_id = $1 and slot_id = $2 and user_id = $3`,
    [schoolId, slotId, userId],
  )
}

/** Records that the caller may read, of those times. */
export const listRecords = async (
  db: Queryable,
  schoolId: number,
  slotIds: readonly string[],
): Promise<RecordRow[]> =>
  (
    await db.query<RecordRow>(
      `select ${recordColumns} from visit_records r where r.school_id = $1 and r.slot_id = any ($2::uuid[])
       order by r.written_at, r.id`,
      [schoolId, slotIds],
    )
  ).rows

/** @returns undefined where the school has answered already */
export const upsertRecord = async (
  db: Queryable,
  row: {
    id: string
    schoolId: number
    slotId: string
    userId: string
    marks: VisitMarks
    words: string
  },
  now: Date,
): Promise<(RecordRow & { is_new: boolean }) | undefined> =>
  (
    await db.query<RecordRow & { is_new: boolean }>(
      `insert into visit_records as r (school_id, slot_id, user_id, id, marks, words, written_at)
       values ($1, $2, $3, $4, ($5::text)::jsonb, $6, $7)
       on conflict (school_id, slot_id, user_id) do update set marks = excluded.marks, words = excluded.words,
         written_at = excluded.written_at where r.answered_at is null
       returning ${recordColumns}, r.id = $4 as is_new`,
      [row.schoolId, row.slotId, row.userId, row.id, JSON.stringify(row.marks), row.words, now],
    )
  ).rows[0]

export const answerRecord = async (
  db: Queryable,
  answer: { schoolId: number; recordId: string; words: string; byName: string },
  now: Date,
): Promise<RecordRow | undefined> =>
  (
    await db.query<RecordRow>(
      `update visit_records r set answer = $3, answered_by_name = $4, answered_at = $5
       where r.school_id = $1 and r.id = $2 returning ${recordColumns}`,
      [answer.schoolId, answer.recordId, answer.words, answer.byName, now],
    )
  ).rows[0]

/** What a school's visitors wrote, newest first, with the time they came. */
export const listSchoolRecords = async (
  db: Queryable,
  schoolId: number,
  limit: number,
): Promise<(RecordRow & { served_on: string; kind: VisitKind })[]> =>
  (
    await db.query<RecordRow & { served_on: string; kind: VisitKind }>(
      `select ${recordColumns}, s.served_on, s.kind from visit_records r
       join visit_slots s on s.school_id = r.school_id and s.id = r.slot_id
       where r.school_id = $1 order by s.starts_at desc, r.id limit $2`,
      [schoolId, limit],
    )
  ).rows

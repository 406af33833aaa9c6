/** SQL of rounds: setting them up, closing the list of wishes, and what a draw gives. */
import type { DrawInputs, DrawnStudent } from '../../../contract/course/draw'
import type { RoundKind } from '../../../contract/course/words'
import { one, type Queryable } from '../../platform/database'

/** A key of its own beside the round's number, so that nobody else's lock is meant. */
const ROUND_LOCK = 60_001

/** Wishes are saved under a share of the round; closing it waits for them. */
export const shareRound = async (db: Queryable, roundId: number): Promise<void> => {
  await db.query('select pg_advisory_xact_lock_shared($1, $2)', [ROUND_LOCK, roundId])
}

/** Closing and drawing have the round to themselves. */
export const holdRound = async (db: Queryable, roundId: number): Promise<void> => {
  await db.query('select pg_advisory_xact_lock($1, $2)', [ROUND_LOCK, roundId])
}

export const isSealed = async (db: Queryable, roundId: number): Promise<boolean> =>
  (await db.query('select 1 from course_draws where round_id = $1', [roundId])).rows.length > 0

/** True from the close of a wish round until it is drawn: what the list was made of must stay as it is. */
export const isDrawPending = async (
  db: Queryable,
  schoolId: number,
  termId: number,
  now: Date,
): Promise<boolean> =>
  (
    await db.query(
      `select 1 from course_rounds r left join course_draws d on d.round_id = r.id
       where r.school_id = $1 and r.term_id = $2 and r.kind = 'wishes' and r.published_at is not null
         and r.closes_at <= $3 and d.drawn_at is null limit 1`,
      [schoolId, termId, now],
    )
  ).rows.length > 0

export type RoundWrite = {
  schoolId: number
  termId: number
  kind: RoundKind
  name: string
  opensAt: string
  closesAt: string
  mostPlaces: number
  mostWishes: number
  offerHours: number
}

export const insertRound = async (db: Queryable, row: RoundWrite, now: Date): Promise<number> =>
  one(
    await db.query<{ id: number }>(
      `insert into course_rounds (school_id, term_id, kind, name, opens_at, closes_at, most_places, most_wishes,
         offer_hours, updated_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning id`,
      [
        row.schoolId,
        row.termId,
        row.kind,
        row.name,
        row.opensAt,
        row.closesAt,
        row.mostPlaces,
        row.mostWishes,
        row.offerHours,
        now,
      ],
    ),
  ).id

export const updateRound = async (
  db: Queryable,
  roundId: number,
  row: RoundWrite,
  now: Date,
): Promise<void> => {
  await db.query(
    `update course_rounds set kind = $3, name = $4, opens_at = $5, closes_at = $6, most_places = $7, most_wishes = $8,
       offer_hours = $9, updated_at = $10 where school_id = $1 and id = $2`,
    [
      row.schoolId,
      roundId,
      row.kind,
      row.name,
      row.opensAt,
      row.closesAt,
      row.mostPlaces,
      row.mostWishes,
      row.offerHours,
      now,
    ],
  )
}

export const setEnd = async (
  db: Queryable,
  schoolId: number,
  roundId: number,
  closesAt: string,
  now: Date,
): Promise<void> => {
  await db.query(
    'update course_rounds set closes_at = $3, updated_at = $4 where school_id = $1 and id = $2',
    [schoolId, roundId, closesAt, now],
  )
}

export const publish = async (
  db: Queryable,
  schoolId: number,
  roundId: number,
  commitment: string | null,
  now: Date,
): Promise<void> => {
  await db.query(
    `update course_rounds set published_at = $4, commitment = $3, updated_at = $4
     where school_id = $1 and id = $2 and published_at is null`,
    [schoolId, roundId, commitment, now],
  )
}

export const deleteRound = async (db: Queryable, schoolId: number, roundId: number): Promise<void> => {
  await db.query('delete from course_rounds where school_id = $1 and id = $2 and published_at is null', [
    schoolId,
    roundId,
  ])
}

export const insertSeed = async (
  db: Queryable,
  schoolId: number,
  roundId: number,
  seed: string,
): Promise<void> => {
  await db.query('insert into course_seeds (school_id, round_id, seed) values ($1, $2, $3)', [
    schoolId,
    roundId,
    seed,
  ])
}

export const getSeed = async (db: Queryable, roundId: number): Promise<string> =>
  one(await db.query<{ seed: string }>('select seed from course_seeds where round_id = $1', [roundId])).seed

export type ClosedRound = { school_id: number; id: number; term_id: number; most_places: number }

/** Wish rounds that are over and whose list is not closed yet. */
export const listRoundsToSeal = async (db: Queryable, now: Date): Promise<ClosedRound[]> =>
  (
    await db.query<ClosedRound>(
      `select r.school_id, r.id, r.term_id, r.most_places from course_rounds r
       where r.kind = 'wishes' and r.published_at is not null and r.closes_at <= $1
         and not exists (select 1 from course_draws d where d.round_id = r.id) order by r.closes_at, r.id limit 50`,
      [now],
    )
  ).rows

/** What the draw will be made of, as it stands now. Children without a wish, or who take no part, are not in it. */
export const readInputs = async (db: Queryable, round: ClosedRound): Promise<DrawInputs> => {
  const courses = await db.query<DrawInputs['courses'][number]>(
    `select course_id as "courseId", capacity - taken as capacity, greatest(0, minimum - taken) as minimum, slots, grades
     from course_seats where school_id = $1 and term_id = $2 and is_held order by course_id`,
    [round.school_id, round.term_id],
  )
  const students = await db.query<DrawInputs['students'][number]>(
    `select w.ticket, s.grade, s.slots as "busySlots", w.wishes from course_wishes w
     join course_students s on s.school_id = w.school_id and s.term_id = $3 and s.student_id = w.student_id
     where w.school_id = $1 and w.round_id = $2 and s.takes_part and cardinality(w.wishes) > 0 order by w.ticket`,
    [round.school_id, round.id, round.term_id],
  )
  return {
    roundId: String(round.id),
    mostPlaces: round.most_places,
    courses: courses.rows,
    students: students.rows,
  }
}

export const insertSealed = async (
  db: Queryable,
  round: Pick<ClosedRound, 'school_id' | 'id'>,
  inputs: DrawInputs,
  inputsHash: string,
  now: Date,
): Promise<void> => {
  await db.query(
    `insert into course_draws (school_id, round_id, inputs, inputs_hash, sealed_at)
     values ($1, $2, ($3::text)::jsonb, $4, $5) on conflict do nothing`,
    [round.school_id, round.id, JSON.stringify(inputs), inputsHash, now],
  )
}

export type DrawRow = {
  inputs: DrawInputs
  inputs_hash: string
  digits: string | null
  source: string | null
  seed: string | null
  places: [string, number, number][] | null
  cancelled: number[] | null
  drawn_by_name: string | null
  drawn_at: Date | null
}

export const findDraw = async (
  db: Queryable,
  schoolId: number,
  roundId: number,
): Promise<DrawRow | undefined> =>
  (
    await db.query<DrawRow>(
      `select inputs, inputs_hash, digits, source, seed, places, cancelled, drawn_by_name, drawn_at
       from course_draws where school_id = $1 and round_id = $2`,
      [schoolId, roundId],
    )
  ).rows[0]

export type DrawWrite = {
  schoolId: number
  roundId: number
  digits: string
  source: string
  seed: string
  places: readonly (readonly [string, number, number])[]
  cancelled: readonly number[]
  drawnByName: string
}

export const saveDraw = async (db: Queryable, row: DrawWrite, now: Date): Promise<void> => {
  await db.query(
    `update course_draws set digits = $3, source = $4, seed = $5, places = ($6::text)::jsonb, cancelled = $7,
       drawn_by_name = $8, drawn_at = $9
     where school_id = $1 and round_id = $2 and drawn_at is null`,
    [
      row.schoolId,
      row.roundId,
      row.digits,
      row.source,
      row.seed,
      JSON.stringify(row.places),
      row.cancelled,
      row.drawnByName,
      now,
    ],
  )
}

/** Children of the list by their tickets, each row of the term held, in order of the child. */
export const lockDrawn = async (
  db: Queryable,
  round: Pick<ClosedRound, 'school_id' | 'id' | 'term_id'>,
): Promise<Map<string, number>> => {
  const { rows } = await db.query<{ ticket: string; student_id: number }>(
    `select w.ticket, s.student_id from course_students s
     join course_wishes w on w.school_id = s.school_id and w.student_id = s.student_id and w.round_id = $2
     where s.school_id = $1 and s.term_id = $3 order by s.student_id for update of s`,
    [round.school_id, round.id, round.term_id],
  )
  await db.query(
    'select 1 from course_seats where school_id = $1 and term_id = $2 order by course_id for update',
    [round.school_id, round.term_id],
  )
  return new Map(rows.map((row) => [row.ticket, row.student_id]))
}

export type Seated = { studentId: number; courseId: number; seat: number }

/** Gives every drawn place at once: the enrolments, each child's mask and count, each course's counter. */
export const seatAll = async (
  db: Queryable,
  round: Pick<ClosedRound, 'school_id' | 'term_id'>,
  seated: readonly Seated[],
  now: Date,
): Promise<void> => {
  await db.query(
    `with got as materialized (
       select u.student_id, u.course_id, u.seat, k.slots
       from unnest($3::int[], $4::int[], $5::int[]) as u(student_id, course_id, seat)
       join course_seats k on k.course_id = u.course_id
     ), enrolled as (
       insert into course_enrolments (school_id, course_id, student_id, term_id, status, way, seat, since)
       select $1, course_id, student_id, $2, 'seated', 'draw', seat, $6 from got
     ), masked as (
       update course_students s set slots = s.slots | g.slots, places = s.places + g.places
       from (select student_id, bit_or(slots) as slots, count(*)::int as places from got group by student_id) g
       where s.school_id = $1 and s.term_id = $2 and s.student_id = g.student_id
     )
     update course_seats k set taken = k.taken + g.places
     from (select course_id, count(*)::int as places from got group by course_id) g
     where k.course_id = g.course_id`,
    [
      round.school_id,
      round.term_id,
      seated.map((one) => one.studentId),
      seated.map((one) => one.courseId),
      seated.map((one) => one.seat),
      now,
    ],
  )
}

/** Puts children in line, in this order; a line that stood before stays in front. */
export const lineUp = async (
  db: Queryable,
  round: Pick<ClosedRound, 'school_id' | 'term_id'>,
  waiting: readonly { studentId: number; courseId: number }[],
  now: Date,
): Promise<void> => {
  const { rows } = await db.query<{ number: number }>(
    `select nextval('course_wait_numbers') as number from generate_series(1, $1::int)`,
    [waiting.length],
  )
  const numbers = rows.map((row) => row.number).sort((a, b) => a - b)
  await db.query(
    `with lined as materialized (
       select u.student_id, u.course_id, u.wait_no
       from unnest($3::int[], $4::int[], $5::bigint[]) as u(student_id, course_id, wait_no)
       where not exists (select 1 from course_enrolments e where e.course_id = u.course_id and e.student_id = u.student_id)
     ), numbered as (
       insert into course_waiting (school_id, course_id, wait_no) select $1, course_id, wait_no from lined
     )
     insert into course_enrolments (school_id, course_id, student_id, term_id, status, way, wait_no, since)
     select $1, course_id, student_id, $2, 'waiting', 'draw', wait_no, $6 from lined`,
    [
      round.school_id,
      round.term_id,
      waiting.map((one) => one.studentId),
      waiting.map((one) => one.courseId),
      numbers,
      now,
    ],
  )
}

export const cancelCourses = async (
  db: Queryable,
  schoolId: number,
  courseIds: readonly number[],
): Promise<void> => {
  await db.query(
    'update course_seats set is_held = false where school_id = $1 and course_id = any ($2::int[])',
    [schoolId, courseIds],
  )
}

export const saveOutcomes = async (
  db: Queryable,
  round: Pick<ClosedRound, 'school_id' | 'id'>,
  students: readonly DrawnStudent[],
): Promise<void> => {
  await db.query(
    `update course_wishes w set position = u.position, outcomes = u.outcomes
     from jsonb_to_recordset(($3::text)::jsonb) as u(ticket text, position int, outcomes jsonb)
     where w.school_id = $1 and w.round_id = $2 and w.ticket = u.ticket`,
    [round.school_id, round.id, JSON.stringify(students)],
  )
}

export type DrawnRow = {
  ticket: string
  position: number
  wishes: number[]
  outcomes: DrawnStudent['outcomes']
}

export const findDrawn = async (
  db: Queryable,
  schoolId: number,
  roundId: number,
  studentId: number,
): Promise<DrawnRow | undefined> =>
  (
    await db.query<DrawnRow>(
      `select ticket, position, wishes, outcomes from course_wishes
       where school_id = $1 and round_id = $2 and student_id = $3 and position is not null`,
      [schoolId, roundId, studentId],
    )
  ).rows[0]

export const countDrawn = async (db: Queryable, roundId: number): Promise<number> =>
  one(
    await db.query<{ children: number }>(
      `select jsonb_array_length(inputs -> 'students') as children from course_draws where round_id = $1`,
      [roundId],
    ),
  ).children

export const upsertCheck = async (
  db: Queryable,
  row: { schoolId: number; roundId: number; userId: string; agrees: boolean },
  now: Date,
): Promise<void> => {
  await db.query(
    `insert into course_checks (school_id, round_id, user_id, agrees, checked_at) values ($1, $2, $3, $4, $5)
     on conflict (round_id, user_id) do update set agrees = excluded.agrees, checked_at = excluded.checked_at`,
    [row.schoolId, row.roundId, row.userId, row.agrees, now],
  )
}

export const countChecks = async (db: Queryable, roundId: number): Promise<number> =>
  one(
    await db.query<{ checks: number }>(
      'select count(*)::int as checks from course_checks where round_id = $1',
      [roundId],
    ),
  ).checks

/** SQL of "my data": everything held on one person, and its deletion. As anxin_account, on one's own rows, unless it says so. */
import type { Queryable } from '../../platform/database'

const rowsOf = async (db: Queryable, sql: string, userId: string): Promise<Record<string, unknown>[]> =>
  (await db.query<Record<string, unknown>>(sql, [userId])).rows

/** All that the account function holds on a person. Matches that wait for the school are left out: they would tell whether a child exists. */
export const readEverything = async (
  db: Queryable,
  userId: string,
): Promise<Record<string, Record<string, unknown>[]>> => ({
  account: await rowsOf(
    db,
    `select id, openid, display_name, text_scale, created_at from users where id = $1`,
    userId,
  ),
  posts: await rowsOf(
    db,
    `select p.role, s.name as school, p.name, p.class_ids, p.created_at, p.ended_at
     from posts p left join schools s on s.id = p.school_id where p.user_id = $1 order by p.created_at, p.id`,
    userId,
  ),
  children: await rowsOf(
    db,
    `select s.name as school, t.name as child, c.grade, c.number as class, g.relation, g.name as my_name, g.status, g.way,
       g.created_at, g.answered_at, g.ended_at
     from guardianships g
     join schools s on s.id = g.school_id
     left join students t on t.school_id = g.school_id and t.id = g.student_id
     left join classes c on c.school_id = t.school_id and c.id = t.class_id
     where g.user_id = $1 and not (g.way = 'roster_match' and g.status in ('pending', 'refused'))
     order by g.created_at, g.id`,
    userId,
  ),
  consents: await rowsOf(
    db,
    `select c.version, t.name as child, c.given_at, c.withdrawn_at
     from consents c left join students t on t.school_id = c.school_id and t.id = c.student_id
     where c.user_id = $1 and not exists (
       select 1 from guardianships g where g.user_id = c.user_id and g.student_id = c.student_id
         and g.way = 'roster_match' and g.status in ('pending', 'refused'))
     order by c.given_at, c.id`,
    userId,
  ),
  sessions: await rowsOf(
    db,
    `select client_label, started_at, last_seen_at, expires_at, ended_at from sessions where user_id = $1 order by started_at, id`,
    userId,
  ),
  messages: await rowsOf(
    db,
    `select title, body, sent_at, read_at from messages where user_id = $1 order by sent_at, id`,
    userId,
  ),
  reminders: await rowsOf(
    db,
    `select template_key, credits from reminder_credits where user_id = $1 order by template_key`,
    userId,
  ),
  child_allergens: await rowsOf(
    db,
    `select t.name as child, a.allergens, a.consent_version, a.given_at
     from child_allergens a join students t on t.school_id = a.school_id and t.id = a.student_id
     where a.given_by = $1 order by a.given_at`,
    userId,
  ),
  meal_ratings: await rowsOf(
    db,
    `select served_on, meal, taste, warmth, amount, cleanliness, remark, rated_at, answer, answered_at
     from meal_ratings where rated_by = $1 order by served_on, meal`,
    userId,
  ),
  canteen_surveys: await rowsOf(
    db,
    `select month, overall, taste, amount, cleanliness, service, answered_at
     from survey_answers where answered_by = $1 order by month`,
    userId,
  ),
  homework: await rowsOf(
    db,
    `select t.name as child, l.day, l.subject, l.kind, l.minutes, l.why, l.written_at
     from homework_logs l join students t on t.school_id = l.school_id and t.id = l.student_id
     where exists (select 1 from guardianships g where g.user_id = $1 and g.student_id = l.student_id and g.status = 'active')
     order by l.day, l.subject, l.kind, l.revision, l.student_id`,
    userId,
  ),
  sleep_and_sport: await rowsOf(
    db,
    `select t.name as child, l.day, l.in_bed_minutes, l.up_minutes, l.sport_minutes, l.why, l.written_at
     from homework_habits l join students t on t.school_id = l.school_id and t.id = l.student_id
     where exists (select 1 from guardianships g where g.user_id = $1 and g.student_id = l.student_id and g.status = 'active')
     order by l.day, l.revision, l.student_id`,
    userId,
  ),
  canteen_visits: await rowsOf(
    db,
    `select t.visitor_name, t.relation, t.booked_at, r.marks, r.words, r.written_at, r.answer, r.answered_at
     from visit_seats t full join visit_records r
       on r.school_id = t.school_id and r.slot_id = t.slot_id and r.user_id = t.user_id
     where t.user_id = $1 or r.user_id = $1 order by t.booked_at, r.written_at`,
    userId,
  ),
  homework_reminders: await rowsOf(
    db,
    `select t.name as child, r.at_minutes, r.asked_at from homework_reminders r
     join students t on t.school_id = r.school_id and t.id = r.student_id where r.user_id = $1 order by r.asked_at`,
    userId,
  ),
  looked_at: await rowsOf(
    db,
    `select what, subject, at from access_log where user_id = $1 order by at, id`,
    userId,
  ),
})

const ADMINS_LOCK = 727_003

/** Holds others who would leave the same school without an admin. Any role. */
export const lockAdmins = async (db: Queryable, schoolId: number): Promise<void> => {
  await db.query('select pg_advisory_xact_lock($1, $2)', [ADMINS_LOCK, schoolId])
}

/** Holds whoever would end one of these posts meanwhile. */
export const lockOwnPosts = async (db: Queryable, userId: string): Promise<void> => {
  await db.query('select id from posts where user_id = $1 and ended_at is null order by id for update', [
    userId,
  ])
}

/** Ends sessions, ties, consents and posts, and forgets what the account itself held; the evenings of a child whom nobody else stands for go too. */
export const forgetPerson = async (db: Queryable, userId: string, now: Date): Promise<void> => {
  for (const table of ['homework_logs', 'homework_habits'])
    await db.query(
      `delete from ${table} l
       where exists (select 1 from guardianships g where g.user_id = $1 and g.student_id = l.student_id and g.status = 'active')
         and not exists (select 1 from guardianships o
           where o.user_id <> $1 and o.student_id = l.student_id and o.status = 'active')`,
      [userId],
    )
  for (const sql of [
    'update sessions set ended_at = $2 where user_id = $1 and ended_at is null',
    `update guardianships set status = 'ended', ended_at = $2, name = '' where user_id = $1 and status in ('active', 'pending')`,
    'update consents set withdrawn_at = $2 where user_id = $1 and withdrawn_at is null',
    'update posts set ended_at = $2 where user_id = $1 and ended_at is null',
    `update users set openid = null, demo_key = null, display_name = '', deleted_at = $2 where id = $1`,
  ])
    await db.query(sql, [userId, now])
  await db.query(`update guardianships set name = '' where user_id = $1`, [userId])
  await db.query('delete from messages where user_id = $1', [userId])
  await db.query('delete from child_allergens where given_by = $1', [userId])
  await db.query(
    `update visit_seats set user_id = null, student_id = null, visitor_name = null, relation = null, booked_at = null
     where user_id = $1`,
    [userId],
  )
  await db.query('delete from homework_reminders where user_id = $1', [userId])
  await db.query('delete from reminder_credits where user_id = $1', [userId])
}

/** A browser that this person let in a moment ago gets no session any more. As anxin_identity. */
export const dropTickets = async (db: Queryable, userId: string): Promise<void> => {
  await db.query(
    `update web_sign_ins set status = 'refused', user_id = null where user_id = $1 and status = 'confirmed'`,
    [userId],
  )
}

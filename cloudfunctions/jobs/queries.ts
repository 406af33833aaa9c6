/** SQL of the jobs function, as anxin_jobs: the outbox, and what has become old. */
import type { Queryable } from '../platform/database'

/** Puts due notices into the message centre. @returns how many */
export const deliverInApp = async (db: Queryable, now: Date, limit: number): Promise<number> => {
  const delivered = await db.query(
    `with due as (
       select o.id, o.user_id, o.kind, o.title, o.body, o.link, o.template_key, u.deleted_at
       from outbox o join users u on u.id = o.user_id
       where o.in_app_at is null and o.delivered_at is null and o.given_up_at is null and o.next_try_at <= $1
       order by o.next_try_at, o.id limit $2
       for update of o skip locked
     ), put as (
       insert into messages (user_id, id, kind, title, body, link, sent_at)
       select user_id, id, kind, title, body, link, $1 from due where deleted_at is null
       on conflict (user_id, id) do nothing
     )
     update outbox o set
       in_app_at = case when due.deleted_at is null then $1 end,
       delivered_at = case when due.deleted_at is null and due.template_key is null then $1 end,
       given_up_at = case when due.deleted_at is not null then $1 end,
       last_problem = case when due.deleted_at is not null then 'the person is gone' end
     from due where o.id = due.id returning o.id`,
    [now, limit],
  )
  return delivered.rows.length
}

export type Reminder = {
  id: string
  user_id: string
  title: string
  link: string | null
  template_key: string
  created_at: Date
  tries: number
  openid: string | null
}

/** The next notice that also asks for a WeChat message; held until the transaction ends, unseen by other runs. */
export const takeReminder = async (db: Queryable, now: Date): Promise<Reminder | undefined> => {
  const found = await db.query<Reminder>(
    `select o.id, o.user_id, o.title, o.link, o.template_key, o.created_at, o.tries,
       case when u.deleted_at is null then u.openid end as openid
     from outbox o join users u on u.id = o.user_id
     where o.in_app_at is not null and o.template_key is not null
       and o.delivered_at is null and o.given_up_at is null and o.next_try_at <= $1
     order by o.next_try_at, o.id limit 1
     for update of o skip locked`,
    [now],
  )
  return found.rows[0]
}

/** What is left of the person's consents; held, so that two runs cannot spend the same one. */
export const takeCredits = async (db: Queryable, reminder: Reminder): Promise<number> => {
  const found = await db.query<{ credits: number }>(
    'select credits from reminder_credits where user_id = $1 and template_key = $2 for update',
    [reminder.user_id, reminder.template_key],
  )
  return found.rows[0]?.credits ?? 0
}

export const spendCredit = async (db: Queryable, reminder: Reminder): Promise<void> => {
  await db.query(
    'update reminder_credits set credits = credits - 1 where user_id = $1 and template_key = $2 and credits > 0',
    [reminder.user_id, reminder.template_key],
  )
}

export const markDelivered = async (db: Queryable, id: string, now: Date): Promise<void> => {
  await db.query(
    'update outbox set delivered_at = $2, tries = tries + 1, last_problem = null where id = $1',
    [id, now],
  )
}

/** Nothing more to do than what the message centre did. */
export const markInAppOnly = async (db: Queryable, id: string, now: Date): Promise<void> => {
  await db.query('update outbox set delivered_at = $2 where id = $1', [id, now])
}

export const markGivenUp = async (db: Queryable, id: string, problem: string, now: Date): Promise<void> => {
  await db.query('update outbox set given_up_at = $2, tries = tries + 1, last_problem = $3 where id = $1', [
    id,
    now,
    problem,
  ])
}

export const markRetry = async (
  db: Queryable,
  id: string,
  problem: string,
  nextTryAt: Date,
): Promise<void> => {
  await db.query('update outbox set next_try_at = $2, tries = tries + 1, last_problem = $3 where id = $1', [
    id,
    nextTryAt,
    problem,
  ])
}

export type Ages = { ledger: Date; attempts: Date; tickets: Date; sessions: Date; codes: Date }

/** Removes what has served its purpose, each kind older than its own date. @returns rows removed */
export const sweepRows = async (db: Queryable, ages: Ages): Promise<number> => {
  const sweeps: [string, Date][] = [
    ['delete from requests where created_at < $1', ages.ledger],
    ['delete from outbox where coalesce(delivered_at, given_up_at) < $1', ages.ledger],
    ['delete from attempts where window_start < $1', ages.attempts],
    ['delete from web_sign_ins where expires_at < $1', ages.tickets],
    ['delete from sessions where least(expires_at, ended_at) < $1', ages.sessions],
    ['delete from binding_codes where expires_at < $1', ages.codes],
  ]
  let removed = 0
  for (const [sql, before] of sweeps) removed += (await db.query(sql, [before])).count
  return removed
}

/** Marks uploads that no report ever claimed; from here on none can. @returns all marked ones whose files still lie there */
export const dropUploads = async (db: Queryable, before: Date, limit: number): Promise<string[]> => {
  await db.query(
    `update uploads set status = 'dropped' where id in (
       select id from uploads where status in ('receiving', 'finished') and created_at < $1
       order by created_at limit $2 for update skip locked)`,
    [before, limit],
  )
  const dropped = await db.query<{ id: string }>(
    `select id from uploads where status = 'dropped' order by created_at limit $1`,
    [limit],
  )
  return dropped.rows.map((row) => row.id)
}

/** Workbooks and photos of canteens that were begun a day ago and never read: the policy shows no younger ones. */
export const listCanteenUploads = async (db: Queryable, limit: number): Promise<string[]> =>
  (
    await db.query<{ id: string }>('select id from canteen_uploads order by created_at limit $1', [limit])
  ).rows.map((row) => row.id)

export const forgetCanteenUpload = async (db: Queryable, id: string): Promise<void> => {
  await db.query('delete from canteen_uploads where id = $1', [id])
}

export const forgetUpload = async (db: Queryable, id: string): Promise<void> => {
  await db.query(`delete from uploads where id = $1 and status = 'dropped'`, [id])
}

/** SQL of sessions, sign-in and the person behind them; everything but the unread count runs as anxin_identity. */
import { randomUUID } from 'node:crypto'
import type { StaffRole } from '../../../contract/people'
import { one, type Queryable } from '../../platform/database'
import type { ChildRow } from '../present'

/** Children of a person, waiting ones included, without those who left their school. */
export const listChildRows = async (
  db: Queryable,
  userId: string,
  consentVersion: string,
): Promise<(ChildRow & { way: string })[]> => {
  const found = await db.query<ChildRow & { way: string }>(
    `select g.student_id, g.school_id, s.name as school_name, t.name, t.class_id, c.grade, c.number as class_number,
       g.relation, g.status, g.way,
       exists (select 1 from consents k where k.user_id = g.user_id and k.student_id = g.student_id
         and k.version = $2 and k.withdrawn_at is null) as has_own_consent,
       exists (select 1 from consents k join guardianships o on o.user_id = k.user_id and o.student_id = k.student_id
         where k.student_id = g.student_id and k.version = $2 and k.withdrawn_at is null
           and o.status = 'active' and o.relation <> 'self') as has_guardian_consent
     from guardianships g
     join students t on t.school_id = g.school_id and t.id = g.student_id and t.left_at is null
     join schools s on s.id = g.school_id
     left join classes c on c.school_id = t.school_id and c.id = t.class_id
     where g.user_id = $1 and g.status in ('active', 'pending')
     order by g.created_at, g.id`,
    [userId, consentVersion],
  )
  return found.rows
}

export type PostRow = { role: StaffRole; name: string; school_id: number | null; school_name: string | null }

export const listPostRows = async (db: Queryable, userId: string): Promise<PostRow[]> => {
  const found = await db.query<PostRow>(
    `select p.role, p.name, p.school_id, s.name as school_name from posts p left join schools s on s.id = p.school_id
     where p.user_id = $1 and p.ended_at is null order by p.created_at, p.id`,
    [userId],
  )
  return found.rows
}

export type UserRow = { id: string; display_name: string; text_scale: '1' | '1.2' | '1.4' }

export const findUser = async (db: Queryable, userId: string): Promise<UserRow | undefined> => {
  const found = await db.query<UserRow>(
    'select id, display_name, text_scale from users where id = $1 and deleted_at is null',
    [userId],
  )
  return found.rows[0]
}

/** Runs as anxin_account: one's own messages only. */
export const countUnread = async (db: Queryable, userId: string): Promise<number> =>
  one(
    await db.query<{ unread: number }>(
      'select count(*)::int as unread from messages where user_id = $1 and read_at is null',
      [userId],
    ),
  ).unread

export const findDemoUser = async (db: Queryable, demoKey: string): Promise<string | undefined> => {
  const found = await db.query<{ id: string }>(
    'select id from users where demo_key = $1 and deleted_at is null',
    [demoKey],
  )
  return found.rows[0]?.id
}

export const listDemoKeys = async (db: Queryable): Promise<Set<string>> => {
  const found = await db.query<{ demo_key: string }>(
    'select demo_key from users where demo_key is not null and deleted_at is null',
  )
  return new Set(found.rows.map((row) => row.demo_key))
}

/** Uses up a terminal's link. @returns its role, or undefined where it is wrong, used or too old */
export const takeSignInLink = async (
  db: Queryable,
  secretHash: string,
  now: Date,
): Promise<string | undefined> => {
  const taken = await db.query<{ role: string }>(
    `update sign_in_links set used_at = $2 where secret_hash = $1 and used_at is null and expires_at > $2 returning role`,
    [secretHash, now],
  )
  return taken.rows[0]?.role
}

/** The district's first living operator, whom a recovery link lets in again. */
export const findOperator = async (db: Queryable): Promise<string | undefined> => {
  const found = await db.query<{ user_id: string }>(
    `select p.user_id from posts p join users u on u.id = p.user_id and u.deleted_at is null
     where p.role = 'operator' and p.school_id is null and p.ended_at is null order by p.created_at, p.id limit 1`,
  )
  return found.rows[0]?.user_id
}

export const addBureauPerson = async (
  db: Queryable,
  role: StaffRole,
  name: string,
  now: Date,
): Promise<string> => {
  const userId = randomUUID()
  await db.query('insert into users (id, display_name, created_at) values ($1, $2, $3)', [userId, name, now])
  await db.query('insert into posts (id, user_id, role, name, created_at) values ($1, $2, $3, $4, $5)', [
    randomUUID(),
    userId,
    role,
    name,
    now,
  ])
  return userId
}

export type Ticket = {
  id: string
  client_label: string
  started_at: Date
  expires_at: Date
  status: 'waiting' | 'confirmed' | 'refused' | 'used'
  user_id: string | null
}
const ticketColumns = 'id, client_label, started_at, expires_at, status, user_id'

export const addTicket = async (
  db: Queryable,
  ticket: { id: string; secretHash: string; clientLabel: string; startedAt: Date; expiresAt: Date },
): Promise<void> => {
  await db.query(
    `insert into web_sign_ins (id, secret_hash, client_label, started_at, expires_at) values ($1, $2, $3, $4, $5)`,
    [ticket.id, ticket.secretHash, ticket.clientLabel, ticket.startedAt, ticket.expiresAt],
  )
}

/** For the browser, which alone knows the secret. */
export const findTicketBySecret = async (
  db: Queryable,
  ticketId: string,
  secretHash: string,
): Promise<Ticket | undefined> => {
  const found = await db.query<Ticket>(
    `select ${ticketColumns} from web_sign_ins where id = $1 and secret_hash = $2`,
    [ticketId, secretHash],
  )
  return found.rows[0]
}

/** For the phone, which scanned the ticket's id. */
export const findTicket = async (db: Queryable, ticketId: string): Promise<Ticket | undefined> => {
  const found = await db.query<Ticket>(`select ${ticketColumns} from web_sign_ins where id = $1`, [ticketId])
  return found.rows[0]
}

/** @returns false where somebody answered before, or it is too late */
export const answerTicket = async (
  db: Queryable,
  ticketId: string,
  answer: { userId: string; accept: boolean },
  now: Date,
): Promise<boolean> => {
  const answered = await db.query(
    `update web_sign_ins set status = $2, user_id = $3
     where id = $1 and status = 'waiting' and expires_at > $4 returning id`,
    [ticketId, answer.accept ? 'confirmed' : 'refused', answer.userId, now],
  )
  return answered.rows.length === 1
}

/** Turns a confirmed ticket into nothing more to have. @returns whose session it is, once */
export const useTicket = async (db: Queryable, ticketId: string, now: Date): Promise<string | undefined> => {
  const used = await db.query<{ user_id: string }>(
    `update web_sign_ins set status = 'used'
     where id = $1 and status = 'confirmed' and expires_at > $2 returning user_id`,
    [ticketId, now],
  )
  return used.rows[0]?.user_id
}

export type SessionRow = {
  id: string
  client_label: string
  started_at: Date
  last_seen_at: Date
  expires_at: Date
}

export const listLiveSessions = async (db: Queryable, userId: string, now: Date): Promise<SessionRow[]> => {
  const found = await db.query<SessionRow>(
    `select id, client_label, started_at, last_seen_at, expires_at from sessions
     where user_id = $1 and ended_at is null and expires_at > $2 order by last_seen_at desc, id`,
    [userId, now],
  )
  return found.rows
}

/** @returns false where this person has no such session */
export const endOwnSession = async (
  db: Queryable,
  userId: string,
  sessionId: string,
  now: Date,
): Promise<boolean> => {
  const ended = await db.query(
    `update sessions set ended_at = coalesce(ended_at, $3) where id = $1 and user_id = $2 returning id`,
    [sessionId, userId, now],
  )
  return ended.rows.length === 1
}

export const saveTextScale = async (db: Queryable, userId: string, textScale: string): Promise<void> => {
  await db.query('update users set text_scale = $2 where id = $1', [userId, textScale])
}

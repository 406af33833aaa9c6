/** From a caller to an actor: a web session's token or WeChat's openid, read as anxin_identity. */
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { Relation, StaffRole } from '../../contract/people'
import type { Actor, Person } from './actor'
import type { Queryable } from './database'
import { AppError } from './errors'
import type { Caller } from './services'

/** Days a web session lives without being used, and in all. */
const SESSION_DAYS = 30
const SEEN_EVERY_MS = 5 * 60_000

export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex')
export const makeSecret = (): string => randomBytes(32).toString('base64url')

/** @throws AppError `session.ended` where a token is given that no live session has */
export const resolveActor = async (db: Queryable, caller: Caller, now: Date): Promise<Actor> => {
  if (caller.token !== undefined) {
    const found = await db.query<{ id: string; user_id: string; last_seen_at: Date }>(
      `select id, user_id, last_seen_at from sessions
       where token_hash = $1 and ended_at is null and expires_at > $2`,
      [hashSecret(caller.token), now],
    )
    const session = found.rows[0]
    if (!session) throw new AppError('session.ended')
    if (now.getTime() - session.last_seen_at.getTime() > SEEN_EVERY_MS)
      await db.query('update sessions set last_seen_at = $2 where id = $1', [session.id, now])
    return loadPerson(db, session.user_id, session.id)
  }
  if (caller.openid !== undefined)
    return loadPerson(db, await findOrAddWeChatUser(db, caller.openid, now), null)
  return { kind: 'anonymous' }
}

const findOrAddWeChatUser = async (db: Queryable, openid: string, now: Date): Promise<string> => {
  const found = await db.query<{ id: string }>(
    'select id from users where openid = $1 and deleted_at is null',
    [openid],
  )
  if (found.rows[0]) return found.rows[0].id
  const added = await db.query<{ id: string }>(
    `insert into users (id, openid, created_at) values ($1, $2, $3)
     on conflict (openid) do update set openid = excluded.openid returning id`,
    [randomUUID(), openid, now],
  )
  if (!added.rows[0]) throw new Error('a WeChat user could not be added')
  return added.rows[0].id
}

/** Everything the role checks and the policies need to know of a person. */
export const loadPerson = async (
  db: Queryable,
  userId: string,
  sessionId: string | null,
): Promise<Person> => {
  const user = await db.query<{ display_name: string }>(
    'select display_name from users where id = $1 and deleted_at is null',
    [userId],
  )
  if (!user.rows[0]) throw new AppError('session.ended')
  const posts = await db.query<{
    id: string
    role: StaffRole
    school_id: number | null
    name: string
    class_ids: number[]
  }>(
    'select id, role, school_id, name, class_ids from posts where user_id = $1 and ended_at is null order by created_at, id',
    [userId],
  )
  const children = await db.query<{ student_id: number; school_id: number; relation: Relation }>(
    `select g.student_id, g.school_id, g.relation from guardianships g
     where g.user_id = $1 and g.status = 'active' order by g.created_at, g.id`,
    [userId],
  )
  return {
    kind: 'person',
    userId,
    sessionId,
    displayName: user.rows[0].display_name,
    posts: posts.rows.map((row) => ({
      postId: row.id,
      role: row.role,
      schoolId: row.school_id,
      name: row.name,
      classIds: row.class_ids,
    })),
    children: children.rows.map((row) => ({
      studentId: row.student_id,
      schoolId: row.school_id,
      relation: row.relation,
    })),
  }
}

/** Starts a web session; must run as anxin_identity. @returns the token, which is stored only as a hash */
export const startSession = async (
  db: Queryable,
  userId: string,
  clientLabel: string,
  now: Date,
): Promise<{ sessionId: string; token: string; expiresAt: Date }> => {
  const token = makeSecret()
  const sessionId = randomUUID()
  const expiresAt = new Date(now.getTime() + SESSION_DAYS * 86_400_000)
  await db.query(
    `insert into sessions (id, token_hash, user_id, client_label, started_at, last_seen_at, expires_at)
     values ($1, $2, $3, $4, $5, $5, $6)`,
    [sessionId, hashSecret(token), userId, clientLabel, now, expiresAt],
  )
  return { sessionId, token, expiresAt }
}

/** The SQL of what the report function may know about people and schools. */
import { randomUUID } from 'node:crypto'
import type { Queryable } from '../platform/database'

export const findSchoolName = async (db: Queryable, schoolId: number): Promise<string | undefined> =>
  (await db.query<{ name: string }>('select name from schools where id = $1', [schoolId])).rows[0]?.name

export type ChildFacts = { name: string; grade: number | null; guardianName: string }

/** One of the actor's own children, by the policies. */
export const findChild = async (
  db: Queryable,
  studentId: number,
  userId: string,
): Promise<ChildFacts | undefined> =>
  (
    await db.query<ChildFacts>(
      `select s.name, c.grade, coalesce((
         select g.name from guardianships g
         where g.student_id = s.id and g.user_id = $2 and g.status = 'active' limit 1), '') as "guardianName"
       from students s left join classes c on c.school_id = s.school_id and c.id = s.class_id
       where s.id = $1 and s.left_at is null`,
      [studentId, userId],
    )
  ).rows[0]

export type HandlerPost = { id: string; user_id: string; name: string }

/** Handlers of a school; the caller says beforehand, by `app.filing_school` or a post of their own, that it may see them. */
export const listHandlerPosts = async (db: Queryable, schoolId: number): Promise<HandlerPost[]> =>
  (
    await db.query<HandlerPost>(
      `select id, user_id, name from posts
       where school_id = $1 and role = 'handler' and ended_at is null order by created_at, id`,
      [schoolId],
    )
  ).rows

export type WatcherPost = HandlerPost & { role: 'handler' | 'school_head' }

/** Who of the school could come to see a case: handlers and heads. */
export const listWatchers = async (db: Queryable, schoolId: number): Promise<WatcherPost[]> =>
  (
    await db.query<WatcherPost>(
      `select id, user_id, name, role from posts
       where school_id = $1 and role in ('handler', 'school_head') and ended_at is null order by created_at, id`,
      [schoolId],
    )
  ).rows

/** The bureau's officers, who handle what no school may. */
export const listOfficerPosts = async (db: Queryable): Promise<HandlerPost[]> =>
  (
    await db.query<HandlerPost>(
      `select id, user_id, name from posts
       where school_id is null and role = 'bureau_officer' and ended_at is null order by created_at, id`,
    )
  ).rows

/** Who must hear of a case that nobody at the school can open: its admins and head, and the bureau. */
export const listPostsAbove = async (db: Queryable, schoolId: number): Promise<HandlerPost[]> =>
  (
    await db.query<HandlerPost>(
      `select distinct on (user_id) id, user_id, name from posts
       where ended_at is null
         and (school_id = $1 and role in ('school_admin', 'school_head') or school_id is null and role = 'bureau_officer')
       order by user_id, created_at`,
      [schoolId],
    )
  ).rows

type HandlerLoad = { postId: string; userId: string; name: string; openCases: number }

/** Handlers with how many open cases each holds. @param schoolId null is the bureau */
export const listHandlerLoads = async (db: Queryable, schoolId: number | null): Promise<HandlerLoad[]> =>
  (
    await db.query<HandlerLoad>(
      `select p.id as "postId", p.user_id as "userId", p.name, (
         select count(*)::int from cases c
         where c.handler_post_id = p.id and c.state not in ('closed', 'withdrawn')) as "openCases"
       from posts p where p.school_id is not distinct from $1 and p.ended_at is null
         and p.role = case when $1::int is null then 'bureau_officer' else 'handler' end
       order by p.created_at, p.id`,
      [schoolId],
    )
  ).rows

/** Every look of staff at a child's case. @see 未成年人网络保护条例 art 36 */
export const insertAccess = async (
  db: Queryable,
  access: { schoolId: number | null; userId: string; what: string; subject: string; at: Date },
): Promise<void> => {
  await db.query(
    'insert into access_log (id, school_id, user_id, what, subject, at) values ($1, $2, $3, $4, $5, $6)',
    [randomUUID(), access.schoolId, access.userId, access.what, access.subject, access.at],
  )
}

/** Notices: a row in the transaction that caused them; `jobs` carries them to people. */
import { randomUUID } from 'node:crypto'
import type { Queryable } from './database'

export type Notice = {
  userId: string
  kind:
    | 'case_progress'
    | 'case_new'
    | 'case_message'
    | 'case_clock'
    | 'guardian_asked'
    | 'guardian_answered'
    | 'roster'
    | 'menu'
    | 'homework'
    | 'course'
    | 'staff'
    | 'system'
  /** Words without content: never what a child wrote, never a case's number. */
  title: string
  body: string
  /** A page of the app. Never carries a case's id. */
  link: string | null
  /** Also by WeChat, if the person gave a credit for it. */
  templateKey: 'case_progress' | 'menu_published' | null
}

/** Adds the notice to this transaction. */
export const notify = async (db: Queryable, notice: Notice, now: Date): Promise<void> => {
  await db.query(
    `insert into outbox (id, user_id, kind, title, body, link, template_key, created_at, next_try_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $8)`,
    [
      randomUUID(),
      notice.userId,
      notice.kind,
      notice.title,
      notice.body,
      notice.link,
      notice.templateKey,
      now,
    ],
  )
}

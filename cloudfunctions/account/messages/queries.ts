/** SQL of the message centre and the ledger of reminder credits; runs as anxin_account on one's own rows. */
import { one, type Queryable } from '../../platform/database'

/** A place in the list: microseconds since 1970 and the message's id. */
export type Place = { micros: number; id: string }

export type MessageRow = {
  id: string
  title: string
  body: string
  link: string | null
  sent_at: Date
  read_at: Date | null
  micros: number
}

/** Newest first, strictly after the place. */
export const listMessageRows = async (
  db: Queryable,
  userId: string,
  after: Place | null,
  limit: number,
): Promise<MessageRow[]> => {
  const found = await db.query<MessageRow>(
    `select id, title, body, link, sent_at, read_at, (extract(epoch from sent_at) * 1000000)::bigint as micros
     from messages
     where user_id = $1
       and ($2::bigint is null or (sent_at, id) < (timestamptz 'epoch' + $2::bigint * interval '1 microsecond', $3::uuid))
     order by sent_at desc, id desc limit $4`,
    [userId, after?.micros ?? null, after?.id ?? null, limit],
  )
  return found.rows
}

/** @param ids which, or null for all */
export const markRead = async (
  db: Queryable,
  userId: string,
  ids: readonly string[] | null,
  now: Date,
): Promise<void> => {
  await db.query(
    `update messages set read_at = $3
     where user_id = $1 and read_at is null and ($2::uuid[] is null or id = any ($2::uuid[]))`,
    [userId, ids, now],
  )
}

/** Far more taps than anybody makes; a bound so that the counter cannot run over. */
const MOST_CREDITS = 100

export const addCredit = async (
  db: Queryable,
  userId: string,
  templateKey: string,
  count: 0 | 1,
): Promise<number> =>
  one(
    await db.query<{ credits: number }>(
      `insert into reminder_credits (user_id, template_key, credits) values ($1, $2, $3)
       on conflict (user_id, template_key) do update
         set credits = least(reminder_credits.credits + excluded.credits, $4) returning credits`,
      [userId, templateKey, count, MOST_CREDITS],
    ),
  ).credits

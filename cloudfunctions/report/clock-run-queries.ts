/** SQL of the clocks' run, as anxin_clocks: whose clocks are due, and the one case it has taken up. */
import { type Queryable, setLocal } from '../platform/database'
import type { CaseRow } from './case-queries'

export type DueCase = { case_id: string; next_at: Date }

/** Cases with something due, the longest overdue first, after the given place. */
export const listDueCases = async (
  db: Queryable,
  now: Date,
  after: DueCase | null,
  limit: number,
): Promise<DueCase[]> =>
  (
    await db.query<DueCase>(
      `select case_id, min(next_at) as next_at from case_clocks where next_at <= $1 group by case_id
       having $2::timestamptz is null or (min(next_at), case_id) > ($2, $3::uuid)
       order by 2, 1 limit $4`,
      [now, after?.next_at ?? null, after?.case_id ?? null, limit],
    )
  ).rows

/** What the run may know of a case: never its words, nor who holds its receipt. */
export type ClockedRow = Pick<
  CaseRow,
  | 'school_id'
  | 'id'
  | 'kind'
  | 'state'
  | 'is_urgent'
  | 'held_by'
  | 'is_hidden_from_school'
  | 'excluded_user_ids'
  | 'handler_post_id'
  | 'notify_sealed'
  | 'data_key_wrapped'
  | 'key_version'
  | 'events'
  | 'head'
  | 'last_at'
  | 'due_at'
  | 'reporter_wrote_seq'
  | 'school_wrote_seq'
>

/** Takes up one case. @returns undefined where somebody else has it in hand; the next run comes by again */
export const takeUpCase = async (db: Queryable, caseId: string): Promise<ClockedRow | undefined> => {
  await setLocal(db, { clocked_case: caseId })
  return (
    await db.query<ClockedRow>(
      `select school_id, id, kind, state, is_urgent, held_by, is_hidden_from_school, excluded_user_ids, handler_post_id,
         notify_sealed,
         data_key_wrapped, key_version, events, head, last_at, due_at, reporter_wrote_seq, school_wrote_seq
       from cases where id = $1 for update skip locked`,
      [caseId],
    )
  ).rows[0]
}

type Listener = { post_id: string; user_id: string; role: 'handler' | 'school_head' | 'bureau_officer' }

/** Who may hear of a case's clocks: the bureau, and the people of the school that was named before, if one was. */
export const listListeners = async (db: Queryable): Promise<Listener[]> =>
  (
    await db.query<Listener>(
      `select id as post_id, user_id, role from posts
       where ended_at is null and role in ('handler', 'school_head', 'bureau_officer') order by created_at, id`,
    )
  ).rows

/** The SQL of requests to see a sealed identity, and of the seal itself. */
import type { StaffRole } from '../../../contract/people'
import type { Level, ReportKind } from '../../../contract/report/report'
import type { Queryable } from '../../platform/database'

export type RequestRow = {
  school_id: number
  id: string
  case_id: string
  school_name: string
  case_number: string
  kind: ReportKind
  level: Level
  asked_by: string
  asked_name: string
  asked_role: StaffRole
  asked_at: Date
  reason_sealed: Buffer
  answer_sealed: Buffer | null
  data_key_wrapped: Buffer
  key_version: number
  status: 'waiting' | 'approved' | 'refused' | 'opened'
  decided_name: string | null
  decided_at: Date | null
  expires_at: Date | null
  opened_at: Date | null
}

const columns = `r.school_id, r.id, r.case_id, s.name as school_name, r.case_number, r.kind, r.level, r.asked_by, r.asked_name,
  r.asked_role, r.asked_at, r.reason_sealed, r.answer_sealed, r.data_key_wrapped, r.key_version, r.status, r.decided_name,
  r.decided_at, r.expires_at, r.opened_at`
const from = 'from identity_requests r join schools s on s.id = r.school_id'

export type NewRequest = Pick<
  RequestRow,
  | 'school_id'
  | 'id'
  | 'case_id'
  | 'case_number'
  | 'kind'
  | 'level'
  | 'asked_by'
  | 'asked_name'
  | 'asked_role'
  | 'asked_at'
  | 'reason_sealed'
  | 'data_key_wrapped'
  | 'key_version'
>

/** @returns false where this person's earlier request for the case still waits */
export const insertRequest = async (db: Queryable, request: NewRequest): Promise<boolean> => {
  const names = Object.keys(request) as (keyof NewRequest)[]
  const { rows } = await db.query(
    `insert into identity_requests (${names.join(', ')}) values (${names.map((_, at) => `$${at + 1}`).join(', ')})
     on conflict (case_id, asked_by) where status = 'waiting' do nothing returning id`,
    names.map((name) => request[name]),
  )
  return rows.length > 0
}

/** This person's newest request for a case. */
export const findOwnRequest = async (
  db: Queryable,
  caseId: string,
  userId: string,
): Promise<RequestRow | undefined> =>
  (
    await db.query<RequestRow>(
      `select ${columns} ${from} where r.case_id = $1 and r.asked_by = $2 order by r.asked_at desc, r.id limit 1`,
      [caseId, userId],
    )
  ).rows[0]

export const findRequest = async (db: Queryable, id: string): Promise<RequestRow | undefined> =>
  (await db.query<RequestRow>(`select ${columns} ${from} where r.id = $1`, [id])).rows[0]

/** Where the list goes on: the moment and the id of the last row shown. */
export type RequestPlace = { at: Date; id: string }

/** Oldest first: whoever waits longest stands on top. */
export const listWaiting = async (
  db: Queryable,
  after: RequestPlace | null,
  limit: number,
): Promise<RequestRow[]> =>
  (
    await db.query<RequestRow>(
      `select ${columns} ${from}
       where r.status = 'waiting' and ($1::timestamptz is null or (r.asked_at, r.id) > ($1, $2::uuid))
       order by r.asked_at, r.id limit $3`,
      [after?.at ?? null, after?.id ?? null, limit],
    )
  ).rows

/** Newest first. */
export const listDecided = async (
  db: Queryable,
  after: RequestPlace | null,
  limit: number,
): Promise<RequestRow[]> =>
  (
    await db.query<RequestRow>(
      `select ${columns} ${from}
       where r.status <> 'waiting' and ($1::timestamptz is null or (r.decided_at, r.id) < ($1, $2::uuid))
       order by r.decided_at desc, r.id desc limit $3`,
      [after?.at ?? null, after?.id ?? null, limit],
    )
  ).rows

export const countWaiting = async (db: Queryable): Promise<number> =>
  (
    await db.query<{ count: number }>(
      `select count(*)::int as count from identity_requests where status = 'waiting'`,
    )
  ).rows[0]?.count ?? 0

export type Decision = {
  status: 'approved' | 'refused'
  answer_sealed: Buffer
  decided_by: string
  decided_name: string
  decided_at: Date
  expires_at: Date | null
}

/** @returns false where somebody has decided meanwhile, or where the policies do not let this person decide */
export const decideRequest = async (db: Queryable, id: string, decision: Decision): Promise<boolean> => {
  const { count } = await db.query(
    `update identity_requests set status = $2, answer_sealed = $3, decided_by = $4, decided_name = $5, decided_at = $6,
       expires_at = $7
     where id = $1 and status = 'waiting'`,
    [
      id,
      decision.status,
      decision.answer_sealed,
      decision.decided_by,
      decision.decided_name,
      decision.decided_at,
      decision.expires_at,
    ],
  )
  return count === 1
}

/** @returns false where it is not this person's, not approved, lapsed, or used already */
export const markOpened = async (db: Queryable, id: string, now: Date): Promise<boolean> =>
  (
    await db.query(
      `update identity_requests set status = 'opened', opened_at = $2
       where id = $1 and status = 'approved' and expires_at > $2`,
      [id, now],
    )
  ).count === 1

export type IdentityRow = {
  case_id: string
  identity_sealed: Buffer
  data_key_wrapped: Buffer
  key_version: number
}

/** The seal of a case, where the policies open it to this reader. */
export const findIdentity = async (
  db: Queryable,
  schoolId: number,
  caseId: string,
): Promise<IdentityRow | undefined> =>
  (
    await db.query<IdentityRow>(
      `select case_id, identity_sealed, data_key_wrapped, key_version from case_identities
       where school_id = $1 and case_id = $2`,
      [schoolId, caseId],
    )
  ).rows[0]

/** Custodians other than this person; needs `app.telling_custodians`. */
export const listOtherCustodians = async (db: Queryable, userId: string): Promise<string[]> =>
  (
    await db.query<{ user_id: string }>(
      `select distinct user_id from posts
       where role = 'custodian' and school_id is null and ended_at is null and user_id <> $1`,
      [userId],
    )
  ).rows.map((row) => row.user_id)

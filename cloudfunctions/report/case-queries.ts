/** The SQL of cases and their steps. */
import type { HeldBy } from '../../contract/report/clocks'
import type { PlaceGroup } from '../../contract/report/places'
import type {
  BullyingAct,
  CaseState,
  Level,
  ReportKind,
  SubmitInput,
  TimelineEntry,
} from '../../contract/report/report'
import { one, type Queryable } from '../platform/database'
import type { CaseHolding } from './policy'
import type { CaseFacts } from './rules'

export type CaseRow = CaseFacts &
  CaseHolding & {
    id: string
    number: string
    school_name: string
    request_key: string
    reporter_key: string | null
    receipt_key: string
    kind: ReportKind
    acts: BullyingAct[]
    about: SubmitInput['about']
    grade: number | null
    state: CaseState
    level: Level
    is_named: boolean
    has_identity: boolean
    is_urgent: boolean
    held_by: HeldBy
    is_hidden_from_school: boolean
    /** How it ended, where it did not end by the handlers' word. */
    reopened_count: number
    withdrawn_seqs: number[]
    outcome: 'satisfied' | 'silent' | 'review_final' | 'withdrawn' | null
    handler_name: string | null
    content_sealed: Buffer
    notify_sealed: Buffer | null
    data_key_wrapped: Buffer
    key_version: number
    file_count: number
    head: string
    last_at: Date
    due_at: Date | null
    reporter_seen_seq: number
    handler_seen_seq: number
    reporter_wrote_seq: number
    school_wrote_seq: number
  }

const columns = `c.school_id, c.id, c.number, s.name as school_name, c.request_key, c.reporter_key, c.receipt_key,
  c.kind, c.acts, c.about, c.grade, c.state, c.level, c.is_named, c.has_identity, c.is_urgent,
  c.held_by, c.is_hidden_from_school, c.excluded_user_ids, c.reopened_count, c.withdrawn_seqs, c.outcome, c.handler_post_id, c.handler_name, c.head_sees_since, c.bureau_sees_since,
  (select p.ended_at is null from posts p where p.id = c.handler_post_id) as handler_is_active,
  c.content_sealed, c.notify_sealed, c.data_key_wrapped, c.key_version, c.file_count, c.events, c.head,
  c.filed_at, c.first_looked_at, c.investigation_started_at, c.closed_at, c.last_at, c.due_at,
  c.reporter_seen_seq, c.handler_seen_seq, c.reporter_wrote_seq, c.school_wrote_seq`
const from = 'from cases c join schools s on s.id = c.school_id'

export type Lock = 'read' | 'write'
const locking: Record<Lock, string> = { read: '', write: 'for update of c' }

export const findCase = async (db: Queryable, caseId: string, lock: Lock): Promise<CaseRow | undefined> =>
  (await db.query<CaseRow>(`select ${columns} ${from} where c.id = $1 ${locking[lock]}`, [caseId])).rows[0]

export const findCaseByReceipt = async (
  db: Queryable,
  receiptKey: string,
  lock: Lock,
): Promise<CaseRow | undefined> =>
  (
    await db.query<CaseRow>(`select ${columns} ${from} where c.receipt_key = $1 ${locking[lock]}`, [
      receiptKey,
    ])
  ).rows[0]

export const findCaseByRequest = async (db: Queryable, requestKey: string): Promise<CaseRow | undefined> =>
  (await db.query<CaseRow>(`select ${columns} ${from} where c.request_key = $1`, [requestKey])).rows[0]

/** Newest first; more than a person will ever send. */
export const listCasesOfReporter = async (db: Queryable, reporterKey: string): Promise<CaseRow[]> =>
  (
    await db.query<CaseRow>(
      `select ${columns} ${from} where c.reporter_key = $1 order by c.filed_at desc, c.id limit 200`,
      [reporterKey],
    )
  ).rows

export type NewCase = Pick<
  CaseRow,
  | 'school_id'
  | 'id'
  | 'number'
  | 'request_key'
  | 'reporter_key'
  | 'receipt_key'
  | 'kind'
  | 'acts'
  | 'about'
  | 'grade'
  | 'is_named'
  | 'has_identity'
  | 'is_urgent'
  | 'held_by'
  | 'is_hidden_from_school'
  | 'excluded_user_ids'
  | 'content_sealed'
  | 'notify_sealed'
  | 'data_key_wrapped'
  | 'key_version'
  | 'head'
  | 'filed_at'
> & { place_group: PlaceGroup }

/** @returns false where another transaction has just filed the same request */
export const insertCase = async (db: Queryable, kase: NewCase): Promise<boolean> => {
  const names = Object.keys(kase) as (keyof NewCase)[]
  const places = names.map((_, index) => `$${index + 1}`)
  const { rows } = await db.query(
    `insert into cases (${names.join(', ')}, state, last_at)
     values (${places.join(', ')}, 'filed', $${names.indexOf('filed_at') + 1})
     on conflict (request_key) do nothing returning id`,
    names.map((name) => kase[name]),
  )
  return rows.length > 0
}

export type CaseChanges = Partial<
  Pick<
    CaseRow,
    | 'state'
    | 'level'
    | 'is_named'
    | 'handler_post_id'
    | 'handler_name'
    | 'head_sees_since'
    | 'bureau_sees_since'
    | 'held_by'
    | 'is_hidden_from_school'
    | 'excluded_user_ids'
    | 'reopened_count'
    | 'withdrawn_seqs'
    | 'first_looked_at'
    | 'investigation_started_at'
    | 'closed_at'
    | 'outcome'
    | 'due_at'
    | 'last_at'
    | 'events'
    | 'head'
    | 'file_count'
    | 'reporter_wrote_seq'
    | 'school_wrote_seq'
  >
>

export const updateCase = async (db: Queryable, caseId: string, changes: CaseChanges): Promise<void> => {
  const names = Object.keys(changes) as (keyof CaseChanges)[]
  const sets = names.map((name, index) => `${name} = $${index + 2}`)
  const { count } = await db.query(`update cases set ${sets.join(', ')} where id = $1`, [
    caseId,
    ...names.map((name) => changes[name]),
  ])
  if (count !== 1) throw new Error('a case was not updated')
}

/** How far each side has read; never goes back. */
export const raiseSeen = async (
  db: Queryable,
  caseId: string,
  side: 'reporter' | 'handler',
  seq: number,
): Promise<void> => {
  const column = side === 'reporter' ? 'reporter_seen_seq' : 'handler_seen_seq'
  await db.query(
    `update cases set ${column} = least($2::int, events) where id = $1 and ${column} < least($2::int, events)`,
    [caseId, seq],
  )
}

/** The next number of this school in this year. */
export const takeSerial = async (db: Queryable, schoolId: number, year: number): Promise<number> =>
  one(
    await db.query<{ last: number }>(
      `insert into case_serials (school_id, year, last) values ($1, $2, 1)
       on conflict (school_id, year) do update set last = case_serials.last + 1 returning last`,
      [schoolId, year],
    ),
  ).last

export const insertIdentity = async (
  db: Queryable,
  identity: {
    schoolId: number
    caseId: string
    reporterKey: string | null
    sealed: Buffer
    wrapped: Buffer
    version: number
  },
): Promise<void> => {
  await db.query(
    `insert into case_identities (school_id, case_id, reporter_key, identity_sealed, data_key_wrapped, key_version)
     values ($1, $2, $3, $4, $5, $6)`,
    [
      identity.schoolId,
      identity.caseId,
      identity.reporterKey,
      identity.sealed,
      identity.wrapped,
      identity.version,
    ],
  )
}

export type StepRow = {
  seq: number
  kind: TimelineEntry['kind']
  at: Date
  is_internal: boolean
  digest: string
  previous_hash: string
  hash: string
  /** Null where the policies hide the content from this reader. */
  content_sealed: Buffer | null
}

export const insertStep = async (
  db: Queryable,
  schoolId: number,
  caseId: string,
  step: StepRow,
): Promise<void> => {
  await db.query(
    `insert into case_events (school_id, case_id, seq, kind, at, is_internal, digest, previous_hash, hash)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      schoolId,
      caseId,
      step.seq,
      step.kind,
      step.at,
      step.is_internal,
      step.digest,
      step.previous_hash,
      step.hash,
    ],
  )
  await db.query(
    `insert into case_event_contents (school_id, case_id, seq, is_internal, content_sealed)
     values ($1, $2, $3, $4, $5)`,
    [schoolId, caseId, step.seq, step.is_internal, step.content_sealed],
  )
}

/** All steps with the head that they must lead to, as they stood at one moment: read apart, a new step would look like a forged one. */
export const listChain = async (
  db: Queryable,
  schoolId: number,
  caseId: string,
): Promise<{ steps: StepRow[]; head: string | undefined }> => {
  const { rows } = await db.query<StepRow & { head: string }>(
    `select (select c.head from cases c where c.school_id = $1 and c.id = $2) as head,
       e.seq, e.kind, e.at, e.is_internal, e.digest, e.previous_hash, e.hash, k.content_sealed
     from case_events e
     left join case_event_contents k on k.school_id = e.school_id and k.case_id = e.case_id and k.seq = e.seq
     where e.school_id = $1 and e.case_id = $2 order by e.seq`,
    [schoolId, caseId],
  )
  return { steps: rows, head: rows[0]?.head }
}

export const listSteps = async (db: Queryable, schoolId: number, caseId: string): Promise<StepRow[]> =>
  (
    await db.query<StepRow>(
      `select e.seq, e.kind, e.at, e.is_internal, e.digest, e.previous_hash, e.hash, k.content_sealed
       from case_events e
       left join case_event_contents k on k.school_id = e.school_id and k.case_id = e.case_id and k.seq = e.seq
       where e.school_id = $1 and e.case_id = $2 order by e.seq`,
      [schoolId, caseId],
    )
  ).rows

/** Steps of the school that each reporter has not looked at yet, by case. */
export const countUnseenSteps = async (
  db: Queryable,
  caseIds: readonly string[],
): Promise<Map<string, number>> => {
  const { rows } = await db.query<{ case_id: string; count: number }>(
    `select e.case_id, count(*)::int as count from case_events e
     join cases c on c.school_id = e.school_id and c.id = e.case_id
     where e.case_id = any ($1::uuid[]) and not e.is_internal and e.seq > c.reporter_seen_seq
       and e.kind not in ('filed', 'reporter_message')
     group by e.case_id`,
    [caseIds],
  )
  return new Map(rows.map((row) => [row.case_id, row.count]))
}

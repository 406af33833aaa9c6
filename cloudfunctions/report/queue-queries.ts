/** The SQL of the queue: filters before the limit, and a place in the list that does not shift. */
import type { HeldBy } from '../../contract/report/clocks'
import type { Level, QueueTab, ReportKind } from '../../contract/report/report'
import { one, type Queryable } from '../platform/database'
import type { CaseRow } from './case-queries'

/** A case as a line of a list, without anything sealed. */
export type QueueRow = Omit<CaseRow, 'has_identity' | 'content_sealed' | 'notify_sealed' | 'data_key_wrapped'>

export type QueueFilter = {
  desk: HeldBy
  /** Null is every school, for the bureau's desk. */
  schoolId: number | null
  tab: QueueTab
  kind: ReportKind | null
  level: Level | null
  /** The actor's post, for "mine". */
  postId: string
  now: Date
}
export type QueueSearch = {
  text: string
  kinds: ReportKind[]
  acts: string[]
  /** Cases whose sealed words hold the text. */
  caseIds: string[]
}
export type QueuePlace = { lastAt: Date; caseId: string }

/** Each tab as a condition; $2 is the actor's post, $3 the moment. */
const tabs: Record<QueueTab, string> = {
  new: `c.handler_post_id is null and c.state not in ('asking', 'closed', 'withdrawn')`,
  mine: `c.handler_post_id = $2::uuid and c.state not in ('closed', 'withdrawn')`,
  waiting: `c.state = 'waiting_reporter'`,
  asking: `c.state = 'asking'`,
  reviewing: `c.state = 'reviewing'`,
  late: `c.due_at < $3::timestamptz and c.state not in ('closed', 'withdrawn')`,
  closed: `c.state in ('closed', 'withdrawn')`,
  all: 'true',
}

/** The bureau's desk holds what was given to it; a school sees all of its own that is not hidden from it. */
const onDesk = `($1::int is null or c.school_id = $1) and ($6::text = 'school' or c.held_by = 'bureau')`

const filtered = (tab: QueueTab): string =>
  `${onDesk} and $2::uuid is not null and $3::timestamptz is not null and ${tabs[tab]}
   and ($4::text is null or c.kind = $4) and ($5::text is null or c.level = $5)`
const filterParams = (filter: QueueFilter): unknown[] => [
  filter.schoolId,
  filter.postId,
  filter.now,
  filter.kind,
  filter.level,
  filter.desk,
]

/** What a line of a list shows of `cases c` at `schools s`. */
export const queueColumns = `c.school_id, c.id, c.number, s.name as school_name, c.request_key, c.reporter_key, c.receipt_key,
  c.kind, c.acts, c.about, c.grade, c.state, c.level, c.is_named, c.is_urgent, c.held_by,
  c.is_hidden_from_school, c.excluded_user_ids, c.reopened_count, c.withdrawn_seqs, c.outcome, c.handler_post_id,
  c.handler_name, c.head_sees_since, c.bureau_sees_since, c.key_version, c.file_count, c.events, c.head, c.filed_at,
  c.first_looked_at, c.investigation_started_at, c.closed_at, c.last_at, c.due_at, c.reporter_seen_seq,
  c.handler_seen_seq, c.reporter_wrote_seq, c.school_wrote_seq, null as handler_is_active`

export const listQueueRows = async (
  db: Queryable,
  filter: QueueFilter,
  search: QueueSearch | null,
  after: QueuePlace | null,
  limit: number,
): Promise<QueueRow[]> =>
  (
    await db.query<QueueRow>(
      `select ${queueColumns}
       from cases c join schools s on s.id = c.school_id
       where ${filtered(filter.tab)}
         and ($7::text is null or strpos(lower(c.number), lower($7)) > 0
           or strpos(lower(coalesce(c.handler_name, '')), lower($7)) > 0
           or c.kind = any ($8::text[]) or c.acts && $9::text[] or c.id = any ($10::uuid[]))
         and ($11::timestamptz is null or (c.last_at, c.id) < ($11, $12::uuid))
       order by c.last_at desc, c.id desc limit $13`,
      [
        ...filterParams(filter),
        search?.text ?? null,
        search?.kinds ?? [],
        search?.acts ?? [],
        search?.caseIds ?? [],
        after?.lastAt ?? null,
        after?.caseId ?? null,
        limit,
      ],
    )
  ).rows

export type SealedCandidate = Pick<
  CaseRow,
  'id' | 'is_named' | 'content_sealed' | 'data_key_wrapped' | 'key_version'
>

/** The newest cases under the filter, still sealed: what a search has to open to look into. */
export const listSealedCandidates = async (
  db: Queryable,
  filter: QueueFilter,
  limit: number,
): Promise<SealedCandidate[]> =>
  (
    await db.query<SealedCandidate>(
      `select c.id, c.is_named, c.content_sealed, c.data_key_wrapped, c.key_version from cases c
       where ${filtered(filter.tab)} and c.state <> 'withdrawn' order by c.last_at desc, c.id desc limit $7`,
      [...filterParams(filter), limit],
    )
  ).rows

/** How many stand under each tab, whatever the filters. */
export const countTabs = async (
  db: Queryable,
  { desk, schoolId, postId, now }: Pick<QueueFilter, 'desk' | 'schoolId' | 'postId' | 'now'>,
): Promise<Record<QueueTab, number>> => {
  const counts = Object.entries(tabs).map(
    ([tab, condition]) => `count(*) filter (where ${condition})::int as "${tab}"`,
  )
  return one(
    await db.query<Record<QueueTab, number>>(
      `select ${counts.join(', ')} from cases c
       where ($1::int is null or c.school_id = $1) and ($4::text = 'school' or c.held_by = 'bureau')`,
      [schoolId, postId, now, desk],
    ),
  )
}

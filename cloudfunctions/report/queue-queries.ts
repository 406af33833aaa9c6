/** The SQL of the queue: filters before the limit, and a place in the list that does not shift. */
import type { Level, QueueTab, ReportKind } from '../../contract/report/report'
import { one, type Queryable } from '../platform/database'
import type { CaseRow } from './case-queries'
import type { QueueRow } from './present'

export type QueueFilter = {
  schoolId: number
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
  new: `c.state = 'filed'`,
  mine: `c.handler_post_id = $2::uuid and c.state <> 'closed'`,
  waiting: `c.state = 'waiting_reporter'`,
  late: `c.due_at < $3::timestamptz and c.state <> 'closed'`,
  closed: `c.state = 'closed'`,
  all: 'true',
}

const filtered = (tab: QueueTab): string =>
  `c.school_id = $1 and $2::uuid is not null and $3::timestamptz is not null and ${tabs[tab]}
   and ($4::text is null or c.kind = $4) and ($5::text is null or c.level = $5)`
const filterParams = (filter: QueueFilter): unknown[] => [
  filter.schoolId,
  filter.postId,
  filter.now,
  filter.kind,
  filter.level,
]

export const listQueueRows = async (
  db: Queryable,
  filter: QueueFilter,
  search: QueueSearch | null,
  after: QueuePlace | null,
  limit: number,
): Promise<QueueRow[]> =>
  (
    await db.query<QueueRow>(
      `select c.school_id, c.id, c.number, s.name as school_name, c.request_key, c.reporter_key, c.receipt_key,
         c.kind, c.acts, c.about, c.grade, c.state, c.level, c.is_named, c.is_urgent, c.held_by,
         c.is_hidden_from_school, c.outcome, c.handler_post_id,
         c.handler_name, c.key_version, c.file_count, c.events, c.head, c.filed_at, c.first_looked_at,
         c.investigation_started_at, c.closed_at, c.last_at, c.due_at, c.reporter_seen_seq, c.handler_seen_seq,
         c.reporter_wrote_seq, c.school_wrote_seq, null as handler_is_active
       from cases c join schools s on s.id = c.school_id
       where ${filtered(filter.tab)}
         and ($6::text is null or strpos(lower(c.number), lower($6)) > 0
           or strpos(lower(coalesce(c.handler_name, '')), lower($6)) > 0
           or c.kind = any ($7::text[]) or c.acts && $8::text[] or c.id = any ($9::uuid[]))
         and ($10::timestamptz is null or (c.last_at, c.id) < ($10, $11::uuid))
       order by c.last_at desc, c.id desc limit $12`,
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
       where ${filtered(filter.tab)} order by c.last_at desc, c.id desc limit $6`,
      [...filterParams(filter), limit],
    )
  ).rows

/** How many stand under each tab, whatever the filters. */
export const countTabs = async (
  db: Queryable,
  { schoolId, postId, now }: Pick<QueueFilter, 'schoolId' | 'postId' | 'now'>,
): Promise<Record<QueueTab, number>> => {
  const counts = Object.entries(tabs).map(
    ([tab, condition]) => `count(*) filter (where ${condition})::int as "${tab}"`,
  )
  return one(
    await db.query<Record<QueueTab, number>>(
      `select ${counts.join(', ')} from cases c where c.school_id = $1`,
      [schoolId, postId, now],
    ),
  )
}

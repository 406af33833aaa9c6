/** Many cases of the past by plain inserts: only what is counted, nothing that could be opened. */
import { randomUUID } from 'node:crypto'
import type { World } from './world'

export type OldCase = {
  schoolId: number
  filedAt: string
  kind?: string
  level?: string
  place?: string
  grade?: number | null
  state?: string
  outcome?: string | null
  /** Hours after filing. */
  lookedAfter?: number | null
  closedAfter?: number | null
  isHidden?: boolean
}

const after = (filedAt: string, hours: number | null): string | null =>
  hours === null ? null : new Date(Date.parse(filedAt) + hours * 3_600_000).toISOString()

export const addOldCases = async (world: Pick<World, 'sql'>, cases: readonly OldCase[]): Promise<void> => {
  const rows = cases.map((kase) => ({
    school_id: kase.schoolId,
    id: randomUUID(),
    kind: kase.kind ?? 'bullying',
    level: kase.level ?? 'mild',
    place_group: kase.place ?? 'classroom',
    grade: kase.grade ?? null,
    state: kase.state ?? 'closed',
    outcome: kase.outcome === undefined ? 'satisfied' : kase.outcome,
    held_by: kase.isHidden ? 'bureau' : 'school',
    is_hidden: kase.isHidden ?? false,
    filed_at: kase.filedAt,
    looked_at: after(kase.filedAt, kase.lookedAfter === undefined ? 5 : kase.lookedAfter),
    closed_at: after(kase.filedAt, kase.closedAfter === undefined ? 100 : kase.closedAfter),
  }))
  await world.sql(
    `insert into cases (school_id, id, number, request_key, receipt_key, kind, about, level, place_group, grade, state,
       outcome, held_by, is_hidden_from_school, is_named, is_urgent, content_sealed, data_key_wrapped, key_version, head,
       filed_at, first_looked_at, closed_at, last_at)
     select school_id, id, id::text, 'request ' || id, 'receipt ' || id, kind, 'me', level, place_group, grade, state,
       outcome, held_by, is_hidden, false, false, '\\x00', '\\x00', 1, 'x', filed_at, looked_at, closed_at, filed_at
     from jsonb_to_recordset($1) as c(school_id int, id uuid, kind text, level text, place_group text, grade int,
       state text, outcome text, held_by text, is_hidden boolean, filed_at timestamptz, looked_at timestamptz,
       closed_at timestamptz)`,
    [JSON.stringify(rows)],
  )
}

/** The SQL of the demo's past: whom its cases had, and all of them in a few statements. */
import type { Queryable } from '../../platform/database'
import type { History } from './demo-history'

/** The first handler of each school, and under 0 the bureau's officer. */
export const listDemoHandlers = async (
  db: Queryable,
): Promise<Map<number, { postId: string; name: string }>> => {
  const { rows } = await db.query<{ school_id: number; id: string; name: string }>(
    `select distinct on (coalesce(school_id, 0)) coalesce(school_id, 0) as school_id, id, name from posts
     where role = 'handler' or role = 'bureau_officer' order by coalesce(school_id, 0), id`,
  )
  return new Map(rows.map((row) => [row.school_id, { postId: row.id, name: row.name }]))
}

export const hasHistory = async (db: Queryable, caseId: string): Promise<boolean> =>
  (await db.query('select 1 from cases where id = $1', [caseId])).rows.length > 0

export const insertHistory = async (db: Queryable, history: History): Promise<void> => {
  await db.query(
    `insert into case_serials (school_id, year, last)
     select school_id, year, last from jsonb_to_recordset($1) as s(school_id int, year int, last int)
     on conflict (school_id, year) do update set last = case_serials.last + excluded.last`,
    [JSON.stringify(history.serials)],
  )
  await db.query(
    `insert into cases (school_id, id, number, request_key, receipt_key, kind, acts, about, grade, place_group, state, level,
       outcome, held_by, is_hidden_from_school, is_named, is_urgent, handler_post_id, handler_name, content_sealed,
       data_key_wrapped, key_version, events, head, filed_at, first_looked_at, investigation_started_at, closed_at, last_at,
       reporter_seen_seq, handler_seen_seq)
     select school_id, id, number, request_key, receipt_key, kind, array(select jsonb_array_elements_text(acts)), about, grade,
       place_group, state, level, outcome, held_by, is_hidden_from_school, is_named, is_urgent, handler_post_id, handler_name,
       decode(content_sealed, 'hex'), decode(data_key_wrapped, 'hex'), key_version, events, head, filed_at, first_looked_at,
       investigation_started_at, closed_at, last_at, seen_seq, seen_seq
     from jsonb_to_recordset($1) as c(school_id int, id uuid, number text, request_key text, receipt_key text, kind text,
       acts jsonb, about text, grade int, place_group text, state text, level text, outcome text, held_by text,
       is_hidden_from_school boolean, is_named boolean, is_urgent boolean, handler_post_id uuid, handler_name text,
       content_sealed text, data_key_wrapped text, key_version int, events int, head text, filed_at timestamptz,
       first_looked_at timestamptz, investigation_started_at timestamptz, closed_at timestamptz, last_at timestamptz,
       seen_seq int)`,
    [JSON.stringify(history.cases)],
  )
  const steps = JSON.stringify(history.steps)
  await db.query(
    `insert into case_events (school_id, case_id, seq, kind, at, is_internal, digest, previous_hash, hash)
     select school_id, case_id, seq, kind, at, is_internal, digest, previous_hash, hash
     from jsonb_to_recordset($1) as e(school_id int, case_id uuid, seq int, kind text, at timestamptz, is_internal boolean,
       digest text, previous_hash text, hash text)`,
    [steps],
  )
  await db.query(
    `insert into case_event_contents (school_id, case_id, seq, is_internal, content_sealed)
     select school_id, case_id, seq, is_internal, decode(content_sealed, 'hex')
     from jsonb_to_recordset($1) as e(school_id int, case_id uuid, seq int, is_internal boolean, content_sealed text)`,
    [steps],
  )
  await db.query(
    `insert into case_clocks (school_id, case_id, kind, round, document, layer, unit, pause_most_days, started_at, due_at,
       climb_at, done_at)
     select school_id, case_id, kind, 1, document, 'district', 'hours', 0, started_at, due_at, due_at, done_at
     from jsonb_to_recordset($1) as k(school_id int, case_id uuid, kind text, document text, started_at timestamptz,
       due_at timestamptz, done_at timestamptz)`,
    [JSON.stringify(history.clocks)],
  )
}

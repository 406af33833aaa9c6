/** What somebody who owns the database, and even the server's keys, might do to a case. */

import { type Queryable, transactionAs } from '../../cloudfunctions/platform/database'
import { findCase, listSteps } from '../../cloudfunctions/report/case-queries'
import { caseKey, openStep, type StepContent, sha256, shownText } from '../../cloudfunctions/report/chain'
import { place, sealJson } from '../../cloudfunctions/report/seal'
import { chainStart, stepHash } from '../../contract/report/chain'
import type { World } from './world'

type Rewriting = { seq: number; kind: string; content: StepContent }

/**
 * Writes a case's whole chain anew with the server's own keys, every digest, link and head in order.
 *
 * @param edit what the steps are to say afterwards; steps it leaves out are gone
 */
export const rewriteChain = (
  { database, services }: World,
  caseId: string,
  edit: (steps: Rewriting[]) => Rewriting[],
): Promise<void> =>
  transactionAs(database, 'anxin_operator', async (db) => {
    const kase = await findCase(db, caseId, 'write')
    if (!kase) throw new Error('there is no such case')
    const key = caseKey(services, kase)
    const rows = await listSteps(db, kase.school_id, caseId)
    const steps = edit(
      rows.map((row) => ({ seq: row.seq, kind: row.kind, content: openStep(key, caseId, row) })),
    )
    await removeSteps(db, caseId)
    let previous = chainStart
    for (const [index, { seq: from, kind, content }] of steps.entries()) {
      const row = rows.find(({ seq }) => seq === from)
      if (!row) throw new Error('there is no such step')
      const seq = index + 1
      const digest = sha256(shownText(content))
      const step = { caseId, seq, kind, at: row.at.toISOString(), isInternal: row.is_internal, digest }
      const hash = stepHash(sha256, previous, step)
      await db.query(
        `insert into case_events (school_id, case_id, seq, kind, at, is_internal, digest, previous_hash, hash)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [kase.school_id, caseId, seq, kind, row.at, row.is_internal, digest, previous, hash],
      )
      await db.query(
        `insert into case_event_contents (school_id, case_id, seq, is_internal, content_sealed)
         values ($1, $2, $3, $4, $5)`,
        [kase.school_id, caseId, seq, row.is_internal, sealJson(key, place.step(caseId, seq), content)],
      )
      previous = hash
    }
    await db.query('update cases set head = $2, events = $3 where id = $1', [caseId, previous, steps.length])
  })

const removeSteps = async (db: Queryable, caseId: string): Promise<void> => {
  await db.query('delete from case_event_contents where case_id = $1', [caseId])
  await db.query('delete from case_events where case_id = $1', [caseId])
}

/** The case is gone from every table, as though it had never been. As the owner of the database, who asks no constraint. */
export const deleteCase = ({ database }: World, caseId: string): Promise<void> =>
  database.transaction(async (db) => {
    await db.query('set local session_replication_role = replica')
    const { rows } = await db.query<{ name: string }>(
      `select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'case_id'`,
    )
    for (const { name } of rows) await db.query(`delete from ${name} where case_id = $1`, [caseId])
    await db.query('delete from cases where id = $1', [caseId])
  })

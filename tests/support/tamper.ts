/** What somebody who owns the database, and even the server's keys, might do to a case. */

import { type Queryable, transactionAs } from '../../cloudfunctions/platform/database'
import { findCase, listSteps } from '../../cloudfunctions/report/case-queries'
import { caseKey, openStep, type StepContent, sha256, shownText } from '../../cloudfunctions/report/chain'
import { openDataKey, place, seal, sealJson } from '../../cloudfunctions/report/seal'
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

/** Puts other bytes in a file's stead, sealed as the server would, with its own keys. */
export const replaceBytes = async (
  { services, sql }: World,
  caseId: string,
  fileId: string,
  bytes: Buffer,
): Promise<void> => {
  const [row] = await sql<{ storage_key: string; data_key_wrapped: Buffer; key_version: number }>(
    'select storage_key, data_key_wrapped, key_version from case_files where case_id = $1 and id = $2',
    [caseId, fileId],
  )
  if (!row) throw new Error('there is no such file')
  const { data_key_wrapped: wrapped, key_version: version } = row
  const key = openDataKey(services, place.fileKey(caseId, fileId), { wrapped, version })
  await services.files.put(row.storage_key, seal(key, place.whole(fileId), bytes))
}

/** Lets each of two files of a case open as the other, in the database alone: keys, kinds and places in the store change hands. */
export const swapFileRows = async ({ sql }: World, [one, other]: [string, string]): Promise<void> => {
  await sql(
    `update case_files as f set storage_key = o.storage_key, data_key_wrapped = o.data_key_wrapped, mime = o.mime,
       size_bytes = o.size_bytes
     from case_files as o where f.id = any ($1::uuid[]) and o.id = any ($1::uuid[]) and o.id <> f.id`,
    [[one, other]],
  )
}

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

/** The server's own check of a case when somebody looks: every link, every content, and the report that the first step vouches for. */
import { firstBrokenLink } from '../../contract/report/chain'
import type { Queryable } from '../platform/database'
import type { Services } from '../platform/services'
import { openContent, reportText } from './case-content'
import { type CaseRow, listChain, type StepRow } from './case-queries'
import { digestOf, isOld, readerKey, readStep, sha256 } from './chain'

/**
 * Checks every step of a case: all links, and the contents that this reader may see.
 * @returns the first step that was touched, or null where the chain is whole
 */
export const findBrokenStep = async (
  db: Queryable,
  services: Services,
  kase: CaseRow,
): Promise<number | null> => {
  const { steps, head = kase.head } = await listChain(db, kase.school_id, kase.id)
  const key = readerKey(services, kase)
  const links = steps.map((step) => ({
    caseId: kase.id,
    seq: step.seq,
    kind: step.kind,
    at: step.at.toISOString(),
    isInternal: step.is_internal,
    digest: step.digest,
    previousHash: step.previous_hash,
    hash: step.hash,
  }))
  const link = firstBrokenLink(sha256, links, head)
  const content = steps.find((step) => !contentFits(key, kase, step))?.seq ?? null
  const report = reportFits(services, key, kase, steps[0]) ? null : 1
  const broken = [link, content, report].filter((seq) => seq !== null)
  return broken.length === 0 ? null : Math.min(...broken)
}

const contentFits = (key: Buffer | null, kase: CaseRow, step: StepRow): boolean => {
  // A note among handlers, or what was taken back unread, is not this reader's; its link in the chain still is.
  const isHidden = step.is_internal || kase.withdrawn_seqs.includes(step.seq)
  if (step.content_sealed === null && isHidden) return true
  const content = readStep(key, kase.id, step)
  return content !== null && digestOf(content) === step.digest
}

/** What was filed opens, and is what the first step says it was; steps of before then had no text to compare. */
const reportFits = (
  services: Services,
  key: Buffer | null,
  kase: CaseRow,
  filing: StepRow | undefined,
): boolean => {
  const report = openContent(services, kase)
  if (report === null) return false
  const first = filing ? readStep(key, kase.id, filing) : null
  // A first step that is missing or does not open is named by the other two checks.
  if (first === null || isOld(first) || first.reportDigest === null) return true
  return first.reportDigest === sha256(reportText(report, kase))
}

/** Every link of a case's chain for the person who reported it, so that their own phone checks it and need not believe us. */
import type { CaseChain, ChainLinkView } from '../../contract/report/proof'
import type { Handler } from '../platform/handler'
import type { Services } from '../platform/services'
import { openContent, reportText } from './case-content'
import { type CaseRow, listSteps, type StepRow } from './case-queries'
import { innerHashOf, isOld, readerKey, readStep, type StepContent, shownText } from './chain'
import { openAsReporter } from './reporter'

export const getChain: Handler<'report.getChain'> = {
  roles: ['anyone'],
  async run(context, input) {
    const kase = await openAsReporter(context, input.by, 'read')
    const rows = await listSteps(context.db, kase.school_id, kase.id)
    return presentChain(context.services, kase, rows)
  },
}

const presentChain = (services: Services, kase: CaseRow, rows: StepRow[]): CaseChain => {
  const key = readerKey(services, kase)
  const contents = rows.map((row) => (row.is_internal ? null : readStep(key, kase.id, row)))
  return {
    caseId: kase.id,
    number: kase.number,
    schoolName: kase.school_name,
    state: kase.state,
    report: contents[0] && !isOld(contents[0]) ? reportOf(services, kase) : null,
    links: rows.map((row, index) => linkOf(kase.id, row, contents[index] ?? null)),
    head: kase.head,
    events: kase.events,
  }
}

const reportOf = (services: Services, kase: CaseRow): string | null => {
  const content = openContent(services, kase)
  return content && reportText(content, kase)
}

const linkOf = (caseId: string, row: StepRow, content: StepContent | null): ChainLinkView => {
  const { seq, kind, hash, digest } = row
  if (row.is_internal) return { isInternal: true, seq, inner: innerHashOf(caseId, row), hash }
  const isBefore = content !== null && isOld(content)
  return {
    isInternal: false,
    seq,
    kind,
    at: row.at.toISOString(),
    digest,
    content: content === null || isBefore ? null : shownText(content),
    isOld: isBefore,
    hash,
  }
}

/** How a reporter's side of a case is opened, by the account that sent it or by a receipt from any phone; and the step they add. */

import { isReceiptCode } from '../../contract/report/receipt-code'
import type { ReporterKey, TimelineEntry } from '../../contract/report/report'
import { isPerson } from '../platform/actor'
import { setLocal } from '../platform/database'
import { AppError, notFound } from '../platform/errors'
import type { Context } from '../platform/handler'
import { attemptsSoFar } from '../platform/limits'
import { type CaseChanges, type CaseRow, findCase, findCaseByReceipt, type Lock } from './case-queries'
import { appendStep, caseKey, type StepContent } from './chain'
import { addressKeyOf, ownerKeyOf, receiptKeyOf, reporterKeyOf } from './seal'

/** Wrong receipts in an hour before no more are tried. */
/** A whole school may share one address; twelve signs of thirty leave a guesser no hope at this pace. */
const MISSES_AN_HOUR = 100

/** From here on the policies show this reporter's cases. */
export const wearReporter = (
  { db }: Context,
  keys: { reporterKey: string | null; receiptKey: string | null },
): Promise<void> => setLocal(db, { reporter_key: keys.reporterKey ?? '', receipt_key: keys.receiptKey ?? '' })

/** The key of the signed-in person, or null. */
export const reporterKeyIn = ({ actor, services }: Context): string | null =>
  isPerson(actor) ? reporterKeyOf(services, actor.userId) : null

/** @throws AppError `record.not_found`, `request.too_many` after too many wrong receipts, `session.missing` */
export const openAsReporter = async (context: Context, by: ReporterKey, lock: Lock): Promise<CaseRow> => {
  if ('receiptCode' in by) return openByReceipt(context, by.receiptCode, lock)
  const reporterKey = reporterKeyIn(context)
  if (reporterKey === null) throw new AppError('session.missing')
  await wearReporter(context, { reporterKey, receiptKey: null })
  const kase = await findCase(context.db, by.caseId, lock)
  if (kase?.reporter_key !== reporterKey) throw notFound()
  return kase
}

const openByReceipt = async (context: Context, receiptCode: string, lock: Lock): Promise<CaseRow> => {
  const { actor, caller, db, now, services } = context
  const counter = `receipt:${addressKeyOf(services, caller.address)}:${ownerKeyOf(actor, services)}`
  if ((await attemptsSoFar(db, counter, 60, now)) >= MISSES_AN_HOUR) throw new AppError('request.too_many')
  const miss = new AppError('record.not_found', { countAttempt: counter })
  if (!isReceiptCode(receiptCode)) throw miss
  const receiptKey = receiptKeyOf(services, receiptCode)
  await wearReporter(context, { reporterKey: null, receiptKey })
  const kase = await findCaseByReceipt(db, receiptKey, lock)
  if (!kase) throw miss
  return kase
}

/** Adds a step of the reporter. @returns the case as it stands afterwards */
export const addReporterStep = (
  { db, now, services }: Context,
  kase: CaseRow,
  step: { kind: TimelineEntry['kind']; text: string; files?: StepContent['files'] },
  changes: CaseChanges = {},
): Promise<CaseRow> =>
  appendStep(
    db,
    caseKey(services, kase),
    kase,
    {
      kind: step.kind,
      isInternal: false,
      content: {
        by: 'reporter',
        actorName: '',
        postId: null,
        text: step.text,
        files: step.files ?? [],
        turnsTo: changes.state ?? null,
        reportDigest: null,
      },
    },
    changes,
    now,
  )

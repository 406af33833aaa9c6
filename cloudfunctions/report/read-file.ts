/** A piece of evidence, in parts, for the reporter who sent it and everybody who reads the case. */
import { AppError, notFound } from '../platform/errors'
import type { Context, Handler } from '../platform/handler'
import { type CaseRow, findCase } from './case-queries'
import { forReaders, seatOn } from './desk'
import { logLook } from './log-look'
import { openEvidence } from './opened-evidence'
import { openAsReporter, reporterKeyIn, wearReporter } from './reporter'
import { findFile } from './upload-queries'

/** Bytes of a part: an answer of a cloud call carries more than what is sent to it. */
const partBytesFor = ({ caller }: Context): number => (caller.source === 'cloud' ? 384_000 : 512_000)

export const readFile: Handler<'report.readFile'> = {
  // A reader's own posts are worn too, so that one road serves both sides.
  roles: ['anyone', ...forReaders.roles],
  async run(context, input) {
    const { kase, isReporter } = await openForReading(context, input.caseId, input.receiptCode)
    const file = await findFile(context.db, kase.school_id, kase.id, input.fileId)
    if (!file) throw notFound()
    const bytes = await openEvidence(context, kase.id, file)
    const size = partBytesFor(context)
    const parts = Math.ceil(bytes.length / size)
    if (input.part >= parts) throw notFound()
    if (!isReporter && input.part === 0) await logLook(context, kase, 'case.file')
    const part = bytes.subarray(input.part * size, (input.part + 1) * size)
    return { mime: file.mime, base64: part.toString('base64'), parts }
  },
}

const openForReading = async (
  context: Context,
  caseId: string,
  receiptCode: string | null,
): Promise<{ kase: CaseRow; isReporter: boolean }> => {
  if (receiptCode !== null) {
    const kase = await openAsReporter(context, { receiptCode }, 'read')
    if (kase.id !== caseId.toLowerCase()) throw notFound()
    return { kase, isReporter: true }
  }
  const reporterKey = reporterKeyIn(context)
  if (reporterKey === null) throw new AppError('session.missing')
  await wearReporter(context, { reporterKey, receiptKey: null })
  const kase = await findCase(context.db, caseId, 'read')
  if (!kase) throw notFound()
  if (kase.reporter_key === reporterKey) return { kase, isReporter: true }
  if (!(await seatOn(context, kase))) throw notFound()
  return { kase, isReporter: false }
}

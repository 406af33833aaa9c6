/** A case is closed with findings, measures and proof for the file, and a letter that the reporter reads and is asked about. */
import type { ParsedInputOf } from '../../contract/routes'
import { AppError, refuseField } from '../platform/errors'
import type { Context, Handler } from '../platform/handler'
import { type CaseChanges, type CaseRow, listSteps } from './case-queries'
import { addHandlerStep, addHandlerStepWithFiles, assertSteers, forHandlers, openAsHandler } from './desk'
import { presentCase } from './present'
import { assertFresh, assertMove, closingState, missingForClosing } from './rules'
import { tellReporter } from './tell'

type Input = ParsedInputOf<'report.closeCase'>

/** Characters of a reason why there is no proof. */
const LEAST_REASON = 5

const missingWords = {
  level: '请先定级',
  guardians: '请先记下双方监护人的告知情况；举报人的安全优先，可以暂缓，但要写明原因',
  authority: '请先回答是否已报告公安和教育局：何时、由谁、报给谁；没有报告的写明原因',
}

export const closeCase: Handler<'report.closeCase'> = {
  ...forHandlers,
  async run(context, input) {
    const desk = await openAsHandler(context, input.caseId, 'write')
    assertSteers(desk)
    assertFresh(desk.kase, input.events)
    const to = closingState(desk.kase.state)
    assertMove(desk.kase.state, to)
    await assertReady(context, desk.kase)
    if (input.uploadIds.length === 0 && input.noProof.length < LEAST_REASON)
      throw refuseField(
        'proof',
        `请附上做到了的凭证，例如照片、记录；没有的话写明原因，至少 ${LEAST_REASON} 个字`,
      )
    const note = { kind: 'note', isInternal: true, text: fileWords(input) } as const
    const noted = await addHandlerStepWithFiles(context, desk, note, input.uploadIds)
    const letter = { kind: to, isInternal: false, text: input.letter } as const
    const after = await addHandlerStep(context, { ...desk, kase: noted }, letter, changesFor(to, context.now))
    await tellReporter(context, after)
    return presentCase(context, after)
  },
}

const fileWords = ({ findings, measures, noProof, uploadIds }: Input): string =>
  [
    `调查结论：${findings}`,
    `处理措施：${measures}`,
    uploadIds.length > 0 ? `凭证：${uploadIds.length} 份，附在这条记录里` : `没有凭证：${noProof}`,
  ].join('\n')

const changesFor = (to: 'asking' | 'closed', now: Date): CaseChanges =>
  to === 'closed' ? { state: 'closed', closed_at: now, outcome: 'review_final' } : { state: 'asking' }

/** @throws AppError `report.not_ready`, with a sentence for each thing that is missing */
const assertReady = async ({ db }: Context, kase: CaseRow): Promise<void> => {
  if (kase.state === 'reviewing') return
  const steps = await listSteps(db, kase.school_id, kase.id)
  const missing = missingForClosing(
    kase,
    steps.map((step) => step.kind),
  )
  if (missing.length === 0) return
  const fields = Object.fromEntries(missing.map((deed) => [deed, missingWords[deed]]))
  throw new AppError('report.not_ready', { fields })
}

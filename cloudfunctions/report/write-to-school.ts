/** The reporter writes on: words, or a picture, a voice or a film without any; it also answers a question of the school. */
import { AppError, refuseField } from '../platform/errors'
import type { Handler } from '../platform/handler'
import { countAttempt } from '../platform/limits'
import type { CaseChanges, CaseRow } from './case-queries'
import { assertRoomFor, attachEvidence, claimEvidence, namesOf } from './evidence'
import { presentProgress } from './present'
import { addReporterStep, openAsReporter } from './reporter'
import { assertOpen } from './rules'
import { setAsideNamed } from './set-aside'
import { tellOfReporterMessage } from './tell'

const MESSAGES_AN_HOUR = 60

export const writeToSchool: Handler<'report.writeToSchool'> = {
  roles: ['anyone'],
  async run(context, input) {
    const { db, now } = context
    const kase = await openAsReporter(context, input.by, 'write')
    assertOpen(kase)
    if (input.text === '' && input.uploadIds.length === 0)
      throw refuseField('text', '写一句话，或者加一段录音、图片或视频，再发送')
    assertRoomFor(kase, input.uploadIds)
    if ((await countAttempt(db, `message:${kase.id}`, 60, now)) > MESSAGES_AN_HOUR)
      throw new AppError('request.too_many')
    const uploads = await claimEvidence(context, input.uploadIds)
    const changes = afterAnswer(kase, now)
    const after = await addReporterStep(
      context,
      kase,
      { kind: 'reporter_message', text: input.text, files: await namesOf(context, uploads) },
      { ...changes, file_count: kase.file_count + uploads.length },
    )
    await attachEvidence(context, kase, after.events, uploads)
    const routed = await setAsideNamed(context, after, [input.text])
    await tellOfReporterMessage(context, routed)
    return presentProgress(context, routed)
  },
}

/** An answer to the school's question sets the case moving again. */
const afterAnswer = (kase: CaseRow, now: Date): CaseChanges =>
  kase.state === 'waiting_reporter'
    ? { state: 'investigating', investigation_started_at: kase.investigation_started_at ?? now }
    : {}

/** The reporter lets the handlers see their name; the step that says so carries it, sealed in the case. */
import { AppError } from '../../platform/errors'
import type { Handler } from '../../platform/handler'
import { presentProgress } from '../present'
import { openAsReporter } from '../reporter'
import { assertOpen } from '../rules'
import { tellOfReporterMessage } from '../tell'
import { addNameStep } from './name-step'
import { readOwnName } from './reporter-name'

export const openNameLater: Handler<'report.openName'> = {
  roles: ['anyone'],
  async run(context, input) {
    const kase = await openAsReporter(context, input.by, 'write')
    if (kase.is_named) return presentProgress(context, kase)
    assertOpen(kase)
    const name = await readOwnName(context, kase)
    if (name === null)
      throw new AppError(
        kase.has_identity && kase.reporter_key !== null ? 'identity.needs_account' : 'identity.not_left',
      )
    const after = await addNameStep(context, kase, { kind: 'name_opened', name })
    await tellOfReporterMessage(context, after)
    return presentProgress(context, after)
  },
}

/** A reporter who was not satisfied twice asks the bureau to check again; the school may read on, but steers no longer. */
import { AppError } from '../platform/errors'
import type { Handler } from '../platform/handler'
import { presentProgress } from './present'
import { addReporterStep, openAsReporter } from './reporter'
import { canAppeal } from './rules'
import { tellOfAppeal } from './tell'

export const appeal: Handler<'report.appeal'> = {
  roles: ['anyone'],
  async run(context, input) {
    const kase = await openAsReporter(context, input.by, 'write')
    if (!canAppeal(kase)) throw new AppError('report.state_refused')
    const after = await addReporterStep(
      context,
      kase,
      { kind: 'appealed', text: input.text },
      {
        state: 'reviewing',
        held_by: 'bureau',
        handler_post_id: null,
        handler_name: null,
        closed_at: null,
        outcome: null,
      },
    )
    await tellOfAppeal(context, after)
    return presentProgress(context, after)
  },
}

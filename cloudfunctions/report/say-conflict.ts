/** The reporter says that whoever handles it has to do with it: the bureau takes over, and the school sees it no longer. */
import { AppError } from '../platform/errors'
import type { Handler } from '../platform/handler'
import { presentProgress } from './present'
import { addReporterStep, openAsReporter } from './reporter'
import { assertOpen } from './rules'
import { handOn, outOfSchool } from './set-aside'

export const sayConflict: Handler<'report.sayConflict'> = {
  roles: ['anyone'],
  async run(context, input) {
    const kase = await openAsReporter(context, input.by, 'write')
    assertOpen(kase)
    if (kase.held_by === 'bureau') throw new AppError('report.state_refused')
    const after = await handOn(context, kase, (open) =>
      addReporterStep(context, open, { kind: 'moved_to_bureau', text: input.reason }, outOfSchool(open)),
    )
    return presentProgress(context, after)
  },
}

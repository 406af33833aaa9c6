/** How a report stands, for the person who sent it: by account, or by receipt from any phone. */
import type { Handler } from '../platform/handler'
import { presentProgress } from './present'
import { openAsReporter } from './reporter'

export const getProgress: Handler<'report.getProgress'> = {
  roles: ['anyone'],
  async run(context, input) {
    return presentProgress(context, await openAsReporter(context, input.by, 'read'))
  },
}

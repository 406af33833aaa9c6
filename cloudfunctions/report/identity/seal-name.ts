/** The reporter writes on without a name: from this step on nothing new carries it; what was seen stays seen. */
import type { Handler } from '../../platform/handler'
import { presentProgress } from '../present'
import { openAsReporter } from '../reporter'
import { addNameStep } from './name-step'

export const sealName: Handler<'report.sealName'> = {
  roles: ['anyone'],
  async run(context, input) {
    const kase = await openAsReporter(context, input.by, 'write')
    if (!kase.is_named) return presentProgress(context, kase)
    return presentProgress(context, await addNameStep(context, kase, { kind: 'name_sealed' }))
  },
}

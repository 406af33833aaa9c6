/** How the seal of a case stands for the handler who looks at it. */
import type { Handler } from '../../platform/handler'
import { forHandlers, openAsHandler } from '../desk'
import { presentSeal } from './present'

export const getSeal: Handler<'report.getSeal'> = {
  ...forHandlers,
  async run(context, input) {
    const { kase } = await openAsHandler(context, input.caseId, 'read')
    return presentSeal(context, kase)
  },
}

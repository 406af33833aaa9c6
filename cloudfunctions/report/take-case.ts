/** A handler takes a case: of two at the same moment one holds it, and the other is told. */
import type { Handler } from '../platform/handler'
import { addHandlerStep, assertSteers, forHandlers, openAsHandler } from './desk'
import { presentCase } from './present'
import { assertFresh, assertOpen } from './rules'
import { tellReporter } from './tell'

export const takeCase: Handler<'report.takeCase'> = {
  ...forHandlers,
  async run(context, input) {
    const desk = await openAsHandler(context, input.caseId, 'write')
    const { kase, post } = desk
    // A second tap of the same person: it is theirs already. One that was given to them from above they still take up.
    if (kase.state !== 'closed' && kase.state !== 'filed' && kase.handler_post_id === post.postId)
      return presentCase(context, kase)
    assertOpen(kase)
    assertSteers(desk)
    assertFresh(kase, input.events)
    const isFirst = kase.state === 'filed'
    const after = await addHandlerStep(
      context,
      desk,
      { kind: isFirst ? 'accepted' : 'reassigned', isInternal: !isFirst, text: '' },
      {
        handler_post_id: post.postId,
        handler_name: post.name,
        ...(isFirst ? { state: 'accepted', first_looked_at: context.now } : {}),
      },
    )
    if (isFirst) await tellReporter(context, after)
    return presentCase(context, after)
  },
}

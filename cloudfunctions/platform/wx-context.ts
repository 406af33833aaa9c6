/** Who WeChat says is calling a cloud function: its own context, never the event. */
import type { Caller } from './services'

/** What is used of `getWXContext()`. */
export type WxContext = { OPENID?: string; SOURCE?: string; CLIENTIP?: string; CLIENTIPV6?: string }

/** A call that began at a phone, an HTTP API or another function names it in its chain of sources; a timer has none of them. */
const calledBySomebody = /\b(wx_client|wx_devtools|wx_http|wx_unknown|scf)\b/

const isTimer = (context: WxContext, event: unknown): boolean => {
  const { Type, TriggerName } = (event ?? {}) as { Type?: unknown; TriggerName?: unknown }
  return (
    !context.OPENID &&
    !calledBySomebody.test(context.SOURCE ?? '') &&
    Type === 'Timer' &&
    typeof TriggerName === 'string'
  )
}

/** @param event read only to tell a timer's knock, and only where the context names nobody */
export const callerFromWx = (context: WxContext, event: unknown): Caller => ({
  ...(context.OPENID ? { openid: String(context.OPENID) } : {}),
  address: context.CLIENTIP || context.CLIENTIPV6 || 'cloud',
  clientLabel: '微信',
  source: isTimer(context, event) ? 'timer' : 'cloud',
})

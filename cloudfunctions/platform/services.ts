/** What a function needs from the place it runs in; the gateway and the cloud entry each make one. */
import type { Database } from './database'
import type { FileStore } from './files/store'
import type { RequestLog } from './log'
import type { WeChat } from './wechat'

export type Services = {
  database: Database
  files: FileStore
  wechat: WeChat
  log: RequestLog
  /** Time is an argument: tests pass their own. */
  now: () => Date
  /** True only on the embedded demo store. */
  isDemo: boolean
  /** Master keys by version, newest last; only the report function's services carry any. */
  masterKeys: ReadonlyMap<number, Buffer>
  /** Wraps new data keys; undefined: the newest. Set while a newest key reaches one server after another. */
  wrapVersion?: number | undefined
  /** Work that goes on after the reply where the host can (gateway), or before it where it cannot (cloud). */
  background: (work: () => Promise<void>) => void
}

/** Who is calling, as the host knows it; never taken from the event. */
export type Caller = {
  /** WeChat's openid from the platform's own context. */
  openid?: string
  /** Bearer token of a web session. */
  token?: string
  /** Address, for limits only; never stored. */
  address: string
  /** "Chrome · Windows": shown in the list of sessions. */
  clientLabel: string
  source: 'http' | 'cloud' | 'timer'
}

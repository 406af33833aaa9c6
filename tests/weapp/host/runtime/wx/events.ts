/** wx.onX / wx.offX: listeners that the host itself may call. */
import { guarded } from '../journal'
import type { DirectTable } from './convention'

type Listener = (...args: unknown[]) => void

/** Events an app may listen to; the host fires only some of them. */
const EVENTS = [
  'AppShow',
  'AppHide',
  'Error',
  'UnhandledRejection',
  'PageNotFound',
  'LazyLoadError',
  'ThemeChange',
  'WindowResize',
  'KeyboardHeightChange',
  'MemoryWarning',
  'NetworkStatusChange',
  'NetworkWeakChange',
  'NeedPrivacyAuthorization',
  'UserCaptureScreen',
  'AudioInterruptionBegin',
  'AudioInterruptionEnd',
  'LocationChange',
  'CompassChange',
  'AccelerometerChange',
  'CopyUrl',
]

const listeners = new Map<string, Set<Listener>>(EVENTS.map((event) => [event, new Set()]))

/** Calls everybody who listens to `event`, for example `NetworkStatusChange`. */
export function emit(event: string, ...args: unknown[]): void {
  for (const listener of listeners.get(event) ?? []) guarded(`on${event}`, () => listener(...args))
}

export function hasListener(event: string): boolean {
  return Boolean(listeners.get(event)?.size)
}

/** `onAppShow`, `offAppShow`, and so on. */
export const eventApis: DirectTable = Object.fromEntries(
  [...listeners].flatMap(([event, group]) => [
    [`on${event}`, (listener: Listener) => void group.add(listener)],
    [`off${event}`, (listener?: Listener) => void (listener ? group.delete(listener) : group.clear())],
  ]),
)

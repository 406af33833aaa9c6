/** The one running mini-program: what was launched, which pages are open. */
import type { AppConfig, Bundle } from '../protocol'
import type { Caller, Glass, Root } from './glass'

export interface OpenPage {
  route: string
  query: Record<string, string>
  root: Root
  caller: Caller
  /** The scrolling element that holds the page. */
  box: HTMLElement
  startedAt: number
  readyMs?: number
  /** When the page's first setData was on screen. */
  paintedMs?: number
  title?: string
  barColors?: { background?: string; front?: string }
  isNearBottom: boolean
  /** Question asked before leaving, see `wx.enableAlertBeforeUnload`. */
  alertBeforeUnload?: string
}

export interface LaunchOptions {
  path: string
  query: Record<string, string>
  scene: number
  referrerInfo: object
  shareTicket: string
  apiCategory: string
}

interface Session {
  bundle: Bundle
  config: AppConfig
  glass: Glass
  launchOptions: LaunchOptions
  /** `performance.now()` when app.js began. */
  startedAt: number
  /** What app.js passed to App(). */
  app: Record<string, unknown> | undefined
  stack: OpenPage[]
  /** Tab pages stay alive while another tab is shown. */
  keptTabs: Map<string, OpenPage>
  system: Record<string, unknown>
}

/** Filled by `boot` before any app code runs. */
export const session = { stack: [], keptTabs: new Map(), system: {} } as unknown as Session

export function topPage(): OpenPage | undefined {
  return session.stack[session.stack.length - 1]
}

/** @throws if no page is open, which no app code should ever see */
export function getTopPage(): OpenPage {
  const page = topPage()
  if (!page) throw new Error('no page is open')
  return page
}

export function isTabRoute(route: string): boolean {
  return Boolean(session.config.tabBar?.list.some((item) => item.pagePath === route))
}

/** Resolves a path the way `require` and `url` do: `/…` from the root, all else from the file `from`. */
export function resolvePath(from: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1)
  const segments = from.split('/').slice(0, -1)
  for (const segment of target.split('/')) {
    if (segment === '..') segments.pop()
    else if (segment !== '.') segments.push(segment)
  }
  return segments.join('/')
}

export function escapeHtml(text: unknown): string {
  return String(text ?? '').replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

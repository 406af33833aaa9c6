/** What the test process and the browser tell each other: the types both sides share, and their wire format. */

export interface TabItem {
  pagePath: string
  text: string
  iconPath?: string
  selectedIconPath?: string
}

export interface WindowConfig {
  navigationBarTitleText?: string
  navigationBarBackgroundColor?: string
  navigationBarTextStyle?: string
  navigationStyle?: string
  backgroundColor?: string
  onReachBottomDistance?: number
}

/** A page's or component's `.json`. */
export interface PageConfig extends WindowConfig {
  component?: boolean
  usingComponents?: Record<string, string>
}

export interface SubPackage {
  root: string
  pages: string[]
  independent?: boolean
}

/** `app.json`, as far as the host reads it. */
export interface AppConfig {
  pages: string[]
  entryPagePath?: string
  window?: WindowConfig
  tabBar?: { custom?: boolean; color?: string; selectedColor?: string; list: TabItem[] }
  subPackages?: SubPackage[]
  subpackages?: SubPackage[]
  usingComponents?: Record<string, string>
}

/** A built mini-program, ready to run. Paths carry no extension and no leading slash. */
export interface Bundle {
  app: AppConfig
  pages: string[]
  subRoots: { root: string; independent: boolean }[]
  jsons: Record<string, PageConfig>
  sources: Record<string, string>
  styles: Record<string, string>
  /** JavaScript expression: every template of the app and of the built-in tags. */
  templates: string
}

/** What outlives the process of a mini-program: wx storage, and files (base64) under its user folder. */
export interface Snapshot {
  storage: Record<string, unknown>
  userFiles: Record<string, string>
}

export interface BootOptions extends Snapshot {
  bundle: Bundle
  path?: string
  query: Record<string, string>
  scene: number
  offline: boolean
  /** Overrides for what `wx.getSystemInfo` and its relatives answer. */
  system: Record<string, unknown>
}

export interface Fault {
  kind: string
  message: string
  stack: string
}

export interface WxCall {
  name: string
  args: unknown
  /** `ok`, `fail: …`, or undefined while the call is under way. */
  result?: string
}

export interface SetDataCall {
  /** Route of the page it was for. */
  page: string
  /** Path of the page or component that called it. */
  component: string
  bytes: number
  fieldCount: number
  /** Milliseconds since app.js started. */
  atMs: number
}

export interface HostLog {
  errors: Fault[]
  warnings: string[]
  calls: WxCall[]
  setData: SetDataCall[]
  unknownApis: string[]
}

/** The door the runtime leaves open on `window` for the driver. */
export interface Probe {
  boot(options: BootOptions): Promise<void>
  log(): HostLog
  stack(): string[]
  data(): unknown
  readyMs(): number
  snapshot(): Snapshot
  call(name: string, args: unknown): Promise<unknown>
  life(name: string, args: unknown[]): unknown
  background(): void
  foreground(query: Record<string, string>): void
  setOffline(isOffline: boolean): void
  selectTab(label: string): void
  pick(element: Element, value: unknown): void
  swipe(element: Element, index: number): void
  readFile(path: string): string
}

/** How the test process answers a call that has a mock. */
export type HostAnswer =
  | { kind: 'ok'; value: unknown }
  | { kind: 'failed'; message: string; errCode?: number | string }
  | { kind: 'unmocked' }

export function toBase64(bytes: Uint8Array): string {
  let binary = ''
  for (let start = 0; start < bytes.length; start += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(start, start + 0x8000))
  }
  return btoa(binary)
}

export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
}

/** JSON text that also carries bytes; functions and undefined fields are lost, as they are in WeChat. */
export function encodeWire(value: unknown): string {
  // Typed by tag, because bytes that come from another realm fail `instanceof`.
  const seal = (item: unknown): unknown => {
    const tag = Object.prototype.toString.call(item)
    if (tag === '[object ArrayBuffer]') return { $bytes: toBase64(new Uint8Array(item as ArrayBuffer)) }
    if (tag === '[object Uint8Array]') return { $bytes: toBase64(item as Uint8Array) }
    if (Array.isArray(item)) return item.map(seal)
    if (tag !== '[object Object]' || typeof (item as { toJSON?: unknown }).toJSON === 'function') return item
    return Object.fromEntries(Object.entries(item as object).map(([key, inner]) => [key, seal(inner)]))
  }
  return JSON.stringify(seal(value)) ?? 'null'
}

/** The reverse of {@link encodeWire}; bytes come back as an ArrayBuffer. */
export function decodeWire(text: string): unknown {
  return JSON.parse(text, (_key, value) =>
    value && typeof value === 'object' && typeof value.$bytes === 'string'
      ? fromBase64(value.$bytes).buffer
      : value,
  )
}

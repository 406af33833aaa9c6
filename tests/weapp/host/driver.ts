/** The hands and eyes of a test: everything it can do to a running mini-program. */
import type { Locator, Page } from 'playwright-core'
import type { Bundle, HostLog, Snapshot } from './protocol'

const SETTLE_MS = 60
const SETTLE_LIMIT_MS = 4000
const LONGPRESS_HOLD_MS = 600 // over Chromium's own limit, so that no click follows

/** Selectors look inside the page on top only. */
export interface MiniProgram {
  readonly page: Page
  readonly bundle: Bundle
  /** Every console line so far, as `type: text`. */
  readonly console: readonly string[]
  $(selector: string): Locator
  tap(selector: string, options?: { settle?: boolean }): Promise<void>
  /** Visible text of the first match, trimmed. */
  text(selector: string): Promise<string>
  /** Types into the `input` or `textarea` that `selector` names. */
  input(selector: string, value: string): Promise<void>
  /** Chooses in a picker, picker-view or slider without opening it; `value` is what `change` will carry. */
  pick(selector: string, value: unknown): Promise<void>
  /** Moves a swiper to item `index`. */
  swipe(selector: string, index: number): Promise<void>
  longpress(selector: string): Promise<void>
  /** Selects a tab of app.json by its text or route; a custom tab bar needs no drawing for that. */
  tab(label: string): Promise<void>
  /** The way back of WeChat's navigation bar or the phone; it asks first where the page wants it. */
  back(): Promise<void>
  /** Text of the toast or loading sign on screen, `''` where there is none. */
  toast(): Promise<string>
  /** Taps a button of the modal, sheet or picker on screen. */
  answer(label: string): Promise<void>
  /** Routes of the open pages, the last is on top. */
  stack(): Promise<string[]>
  /** `data` of the page on top. */
  data(): Promise<Record<string, unknown>>
  log(): Promise<HostLog>
  /**
   * Milliseconds until the page on top was ready and its first setData was drawn; -1 before.
   * For the first page the clock starts with app.js, else with the call that opened it.
   */
  readyMs(): Promise<number>
  /** Every fault of the run: uncaught errors, bad setData, unknown wx APIs, wrong addresses, console.error lines. */
  problems(): Promise<string[]>
  screenshot(file: string): Promise<void>
  /** Calls `wx[name](args)`, for example `cloud.callFunction`; a failure comes back as `{ error }`. */
  call(name: string, args?: object): Promise<unknown>
  /** Calls a life-cycle method of the page on top, such as `onPullDownRefresh`. */
  life(name: string, ...args: unknown[]): Promise<unknown>
  /** The person switches to another app, … */
  background(): Promise<void>
  /** … and comes back, perhaps by a shared card that carries a query. */
  foreground(query?: Record<string, string>): Promise<void>
  /** While offline, calls that need the network fail before they reach a mock. */
  setOffline(isOffline: boolean): Promise<void>
  /** What wx storage holds now. */
  storage(): Promise<Record<string, unknown>>
  /** Bytes of a `wxfile://…` path. */
  readFile(path: string): Promise<Buffer>
  /** Waits until no mock is at work (four seconds at most) and the picture has followed. */
  settle(ms?: number): Promise<void>
  /** Ends the process without a word to the app; pass the result to `launchMiniProgram` to reopen it. */
  kill(): Promise<Snapshot>
  close(): Promise<void>
}

export interface DriverParts {
  page: Page
  bundle: Bundle
  console: string[]
  /** Number of mocks at work. */
  pendingCalls: () => number
  close: () => Promise<void>
}

function problemsIn(log: HostLog, consoleLines: string[]): string[] {
  const faults = log.errors.map(({ kind, message }) => `${kind}: ${message}`)
  const unknown = [...new Set(log.unknownApis)].map((name) => `wx.${name} does not exist`)
  const lines = consoleLines.filter(
    (line) => /^(error|pageerror): /.test(line) && !/\[mp:|Failed to load resource/.test(line),
  )
  return [...faults, ...unknown, ...lines]
}

/** Builds the driver around a booted page. */
export function createDriver({ page, bundle, console, pendingCalls, close }: DriverParts): MiniProgram {
  const $ = (selector: string) => page.locator('.mp-page.top').locator(selector)
  const first = (selector: string) => $(selector).first()

  async function settle(ms = SETTLE_MS): Promise<void> {
    const deadline = Date.now() + SETTLE_LIMIT_MS
    do {
      await page.waitForTimeout(ms)
    } while (pendingCalls() > 0 && Date.now() < deadline)
  }

  async function longpress(selector: string): Promise<void> {
    await first(selector).scrollIntoViewIfNeeded()
    const box = await first(selector).boundingBox()
    if (!box) throw new Error(`${selector} is not visible`)
    const session = await page.context().newCDPSession(page)
    const point = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
    await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [point] })
    await page.waitForTimeout(LONGPRESS_HOLD_MS)
    await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
    await session.detach()
    await settle()
  }

  /** Does something, then waits until the app has dealt with it. */
  async function act<Result>(work: Promise<Result>): Promise<Result> {
    const result = await work
    await settle()
    return result
  }

  const call = (name: string, args: object = {}) =>
    page.evaluate(
      ([api, options]) =>
        window.__mp
          .call(api, options)
          .catch((failure: { errMsg?: string }) => ({ error: failure?.errMsg ?? String(failure) })),
      [name, args] as const,
    )
  const log = () => page.evaluate(() => window.__mp.log())

  return {
    page,
    bundle,
    console,
    $,
    settle,
    longpress,
    log,
    tap: async (selector, options) => {
      await first(selector).tap()
      if (options?.settle !== false) await settle()
    },
    text: async (selector) => (await first(selector).innerText()).trim(),
    input: (selector, value) => act($(`${selector} input, ${selector} textarea`).first().fill(value)),
    pick: (selector, value) =>
      act(first(selector).evaluate((element, chosen) => window.__mp.pick(element, chosen), value)),
    swipe: (selector, index) =>
      act(first(selector).evaluate((element, target) => window.__mp.swipe(element, target), index)),
    tab: async (label) => {
      const drawn = page.locator('#mp-tabs:not([hidden]) a', { hasText: label })
      if ((await drawn.count()) > 0) return act(drawn.first().tap())
      return act(page.evaluate((name) => window.__mp.selectTab(name), label))
    },
    back: async () => {
      // Not awaited in the page: it may wait for an answer that the test has yet to give.
      await page.evaluate(() => void window.__mp.call('navigateBack', { fail() {} }))
      await settle()
    },
    toast: async () => {
      const texts = await page.locator('.mp-overlay.toast, .mp-overlay.loading').allInnerTexts()
      return texts.join('\n').trim()
    },
    answer: (label) =>
      act(page.locator('.mp-overlay').getByRole('button', { name: label, exact: true }).first().tap()),
    stack: () => page.evaluate(() => window.__mp.stack()),
    data: () => page.evaluate(() => window.__mp.data() as Record<string, unknown>),
    readyMs: () => page.evaluate(() => window.__mp.readyMs()),
    problems: async () => problemsIn(await log(), console),
    screenshot: async (file) => {
      await page.screenshot({ path: file })
    },
    call: (name, args) => act(call(name, args)),
    life: (name, ...args) =>
      act(page.evaluate(([method, given]) => window.__mp.life(method, given), [name, args] as const)),
    background: () => act(page.evaluate(() => window.__mp.background())),
    foreground: (query = {}) => act(page.evaluate((given) => window.__mp.foreground(given), query)),
    setOffline: (isOffline) => act(page.evaluate((next) => window.__mp.setOffline(next), isOffline)),
    storage: async () => (await page.evaluate(() => window.__mp.snapshot())).storage,
    readFile: async (path) => {
      const base64 = await page.evaluate((name) => window.__mp.readFile(name), path)
      return Buffer.from(base64, 'base64')
    },
    kill: async () => {
      const snapshot = await page.evaluate(() => window.__mp.snapshot())
      await close()
      return snapshot
    },
    close,
  }
}

/** A person at a browser: opens pages of the running program, presses what is in sight, and notes every fault. */
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'

const PHONE = { width: 390, height: 844 }
const DESK = { width: 1280, height: 800 }
/** Patience for one step; what is waited for is always a condition. */
const STEP_MS = 45_000
/** Pictures for the README are taken only when asked for, so that a test run leaves the tree as it was. */
const pictures = process.env.PICTURES === '1' ? path.resolve('docs/pictures') : null

export type Visitor = {
  page: Page
  context: BrowserContext
  /** Pages left behind stay in the document: only what can be seen counts. */
  see(selector: string): Locator
  press(selector: string): Promise<void>
  write(selector: string, words: string): Promise<void>
  text(selector?: string): Promise<string>
  /** Waits until these words can be read. */
  reads(words: string | RegExp): Promise<void>
  open(address: string): Promise<void>
  signInAs(personKey: string): Promise<void>
  /** Waits until the address is this page's. */
  arrives(page: string): Promise<void>
  /** Pixels by which the page is wider than the window. */
  sidewaysScroll(): Promise<number>
  /** Console errors, uncaught ones, refused loads and breaches of the content security policy so far. */
  faults: string[]
  picture(name: string): Promise<void>
  close(): Promise<void>
}

const watch = async (context: BrowserContext, page: Page, faults: string[]): Promise<void> => {
  await context.addInitScript(() =>
    document.addEventListener('securitypolicyviolation', (breach) =>
      console.error(`policy: ${breach.violatedDirective} ${breach.blockedURI}`),
    ),
  )
  page.on('console', (line) => {
    // A refusal that the server answers with words is no fault of the page.
    const isRefusal =
      line.text().startsWith('Failed to load resource') && /\/call\//.test(line.location().url)
    if (line.type() === 'error' && !isRefusal) faults.push(`${line.text()} ${line.location().url}`)
  })
  page.on('pageerror', (error) => faults.push(String(error)))
}

/** Opens a browser window on the program at `origin`, as wide as a phone or as a desk. */
export const visit = async (
  browser: Browser,
  origin: string,
  size: 'phone' | 'desk' = 'phone',
): Promise<Visitor> => {
  const isPhone = size === 'phone'
  const context = await browser.newContext({
    viewport: isPhone ? PHONE : DESK,
    deviceScaleFactor: isPhone && pictures ? 2 : 1,
    hasTouch: isPhone,
    isMobile: isPhone,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  page.setDefaultTimeout(STEP_MS)
  const faults: string[] = []
  await watch(context, page, faults)
  const see = (selector: string) => page.locator(selector).filter({ visible: true }).first()
  const arrives = (target: string) => page.waitForURL((url) => url.pathname === `/${target}`)
  const visitor: Visitor = {
    page,
    context,
    faults,
    see,
    arrives,
    press: async (selector) => (isPhone ? see(selector).tap() : see(selector).click()),
    write: (selector, words) => see(`${selector} input, ${selector} textarea`).fill(words),
    text: (selector = '.screen') => see(selector).innerText(),
    reads: (words) => page.getByText(words).filter({ visible: true }).first().waitFor(),
    open: async (address) => {
      await page.goto(`${origin}/${address}`)
    },
    signInAs: async (personKey) => {
      await page.goto(`${origin}/packages/account/pages/sign-in/index`)
      await visitor.press(`#demo-${personKey}`)
      await page.waitForURL((url) => !url.pathname.includes('/sign-in/'))
    },
    sidewaysScroll: () =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
    picture: async (name) => {
      if (!pictures) return
      mkdirSync(pictures, { recursive: true })
      await page.waitForTimeout(400)
      await page.screenshot({ path: path.join(pictures, `${name}.png`) })
    },
    close: () => context.close(),
  }
  return visitor
}

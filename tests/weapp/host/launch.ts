/** Runs a built mini-program in headless Chromium, without WeChat's tools. */
import type { Browser, BrowserContext } from 'playwright-core'
import { launchBrowser } from '../../support/browser'
import { type CompiledApp, compileApp } from './compile'
import { createDriver, type MiniProgram } from './driver'
import { answerWith, type Mocks } from './mocks'
import type { BootOptions, Snapshot } from './protocol'
import { ORIGIN, serveApp } from './serve'

export type { MiniProgram } from './driver'
export type { Mocks } from './mocks'

const DEFAULT_VIEWPORT = { width: 390, height: 844 }
const DEFAULT_TIMEOUT_MS = 15_000
const SCENE_FROM_RECENT_LIST = 1001

export interface LaunchOptions extends Partial<Snapshot> {
  /** Folder of the weapp build. */
  dist: string
  mocks?: Mocks
  /** Route of the first page; app.json decides otherwise. */
  path?: string
  query?: Record<string, string>
  /** What opened the app, see WeChat's list of scene values. */
  scene?: number
  /** Size of the whole screen in CSS pixels, bars included. */
  viewport?: { width: number; height: number }
  /** Shared by several launches to save time; without it each launch has its own. */
  browser?: Browser
  /** Starts without a network. */
  offline?: boolean
  /** Overrides for `wx.getSystemInfo` and its relatives, for example `fontSizeSetting`. */
  system?: Record<string, unknown>
  /** How long a step may wait for its element. */
  timeoutMs?: number
}

const compiledApps = new Map<string, CompiledApp>()

/** Compiles each build once per process. */
function compileOnce(dist: string): CompiledApp {
  const known = compiledApps.get(dist)
  if (known) return known
  const compiled = compileApp(dist)
  const broken = compiled.problems.filter(({ level }) => level === 'error')
  if (broken.length > 0) {
    const lines = broken.map(({ file, line, message }) => `${file}${line ? `:${line}` : ''} ${message}`)
    throw new Error(`the weapp build is broken:\n${lines.join('\n')}`)
  }
  compiledApps.set(dist, compiled)
  return compiled
}

/**
 * Launches a build and waits for its first page.
 *
 * `launchMiniProgram({ ...options, ...(await app.kill()) })` opens the app again after its process died.
 *
 * @throws if the build does not compile, or no Chromium is installed
 */
export async function launchMiniProgram(options: LaunchOptions): Promise<MiniProgram> {
  const { bundle } = compileOnce(options.dist)
  const browser = options.browser ?? (await launchBrowser())
  try {
    const context = await browser.newContext({
      viewport: options.viewport ?? DEFAULT_VIEWPORT,
      deviceScaleFactor: 2,
      hasTouch: true,
      isMobile: true,
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
    })
    const ownBrowser = options.browser ? undefined : browser
    return await openApp(context, options, bundle, ownBrowser)
  } catch (problem) {
    if (!options.browser) await browser.close()
    throw problem
  }
}

async function openApp(
  context: BrowserContext,
  options: LaunchOptions,
  bundle: BootOptions['bundle'],
  ownBrowser: Browser | undefined,
): Promise<MiniProgram> {
  const mocks = options.mocks ?? {}
  await serveApp(context, options.dist, mocks)
  const page = await context.newPage()
  page.setDefaultTimeout(options.timeoutMs ?? DEFAULT_TIMEOUT_MS)
  const consoleLines: string[] = []
  page.on('console', (message) => consoleLines.push(`${message.type()}: ${message.text()}`))
  page.on('pageerror', (error) => consoleLines.push(`pageerror: ${error.message}`))
  let pendingCalls = 0
  await page.exposeFunction('__mpHost', async (name: string, args: string) => {
    pendingCalls++
    try {
      return await answerWith(mocks, name, args)
    } finally {
      pendingCalls--
    }
  })
  await page.goto(`${ORIGIN}/`)
  const boot: BootOptions = {
    bundle,
    query: options.query ?? {},
    scene: options.scene ?? SCENE_FROM_RECENT_LIST,
    offline: options.offline ?? false,
    system: options.system ?? {},
    storage: options.storage ?? {},
    userFiles: options.userFiles ?? {},
    ...(options.path === undefined ? {} : { path: options.path }),
  }
  await page.evaluate((given) => window.__mp.boot(given), boot)
  const driver = createDriver({
    page,
    bundle,
    console: consoleLines,
    pendingCalls: () => pendingCalls,
    close: async () => {
      await context.unrouteAll({ behavior: 'ignoreErrors' })
      await context.close()
      await ownBrowser?.close()
    },
  })
  await driver.settle()
  return driver
}

/** Every page of the built mini-program boots on demo data: no fault, no sideways scroll, no heavy setData. */
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type { Browser } from 'playwright-core'
import { findChromium, launchBrowser } from '../support/browser'
import { type DemoApp, makeDemoApp, weappDist } from '../support/demo-app'
import { compileApp } from './host/compile'
import { launchMiniProgram } from './host/launch'

const SET_DATA_LIMIT = 64 * 1024
const pictures = process.env.PICTURES
const withBrowser = findChromium() ? describe : describe.skip

/** Whose eyes each page is looked at with, and the query it needs. */
const visitors: Record<string, { who: string; query?: Record<string, string> }> = {
  'pages/work/index': { who: 'admin' },
  'packages/report/pages/mine/index': { who: 'student' },
}
const visitorOf = (route: string) =>
  visitors[route] ?? { who: route.startsWith('packages/desk/') ? 'admin' : 'guardian' }

withBrowser('the built mini-program', () => {
  let app: DemoApp
  let browser: Browser
  beforeAll(async () => {
    browser = await launchBrowser()
    app = await makeDemoApp()
    if (pictures) mkdirSync(pictures, { recursive: true })
  }, 180_000)
  afterAll(async () => {
    await app?.close()
    await browser?.close()
  })

  const routes = compileApp(weappDist).bundle.pages
  for (const scale of ['1', '1.4'] as const)
    it.each(routes)(
      `boots %s without a fault or sideways scroll, words at ${scale}`,
      async (route) => {
        const { who, query } = visitorOf(route)
        const phone = await app.open(who, {
          browser,
          path: route,
          ...(query ? { query } : {}),
          storage: { 'text-scale': scale },
        })
        try {
          await phone.settle(300)
          expect(await phone.problems()).toEqual([])
          const overflow = await phone.page
            .locator('.mp-page.top')
            .evaluate((page) => page.scrollWidth - page.clientWidth)
          expect(overflow).toBeLessThanOrEqual(0)
          expect(await phone.page.locator('.mp-page.top').innerText()).not.toBe('')
          const heaviest = Math.max(0, ...(await phone.log()).setData.map((sent) => sent.bytes))
          expect(heaviest).toBeLessThan(SET_DATA_LIMIT)
          if (pictures)
            await phone.screenshot(path.join(pictures, `${route.replaceAll('/', '-')}-${scale}.png`))
        } finally {
          await phone.close()
        }
      },
      60_000,
    )

  it('shows home to the touch within twice the time of an empty Taro app, measured in this run', async () => {
    const readyMs = async (open: () => ReturnType<typeof launchMiniProgram>): Promise<number> => {
      const times: number[] = []
      for (let round = 0; round < 5; round++) {
        const phone = await open()
        times.push(await phone.readyMs())
        await phone.close()
      }
      return times.sort((a, b) => a - b)[2] ?? Number.POSITIVE_INFINITY
    }
    const empty = await readyMs(() => launchMiniProgram({ dist: path.resolve('dist/baseline'), browser }))
    const home = await readyMs(() => app.open('guardian', { browser }))
    console.log(`home ready in ${home} ms, empty app in ${empty} ms (median of 5)`)
    expect(home).toBeLessThanOrEqual(2 * empty)
  }, 120_000)
})

/** A child times homework on a phone: through a locked screen, a killed app, a day without a network. */
import type { Browser } from 'playwright-core'
import { findChromium, launchBrowser } from '../support/browser'
import { type DemoApp, demoPerson, makeDemoApp } from '../support/demo-app'
import type { MiniProgram } from './host/launch'

const withBrowser = findChromium() ? describe : describe.skip
const LOG = 'packages/homework/pages/log/index'
const WATCH = 'homework-stopwatch'
const student = demoPerson('student')

jest.setTimeout(60_000)

withBrowser('homework timed on a phone', () => {
  let app: DemoApp
  let browser: Browser
  beforeAll(async () => {
    browser = await launchBrowser()
    app = await makeDemoApp()
  }, 180_000)
  afterAll(async () => {
    await app?.close()
    await browser?.close()
  })

  const open = (options: Parameters<DemoApp['open']>[1] = {}) =>
    app.open('student', { browser, path: LOG, ...options })
  const tonight = async () => {
    const { self } = await app.world.get(student, 'account.getMe', {})
    const week = await app.world.get(student, 'homework.getWeek', {
      studentId: self?.studentId ?? 0,
      until: null,
    })
    return week.evenings.at(-1)
  }
  const saves = () => app.calls.filter(({ route }) => route === 'homework.saveLog').length

  it('counts on when the app is killed, shows it when it is opened again, and logs it on its evening', async () => {
    const phone = await open()
    await phone.tap('#subject-math')
    await phone.tap('#start')
    await phone.background()
    const left = await phone.kill()
    const again = await open({ ...left, storage: startedEarlier(left.storage, 13) })
    expect(await again.text('.homework-clock')).toContain('数学，正在计时')
    expect(await again.text('#stopwatch')).toMatch(/^13:/)
    await again.tap('#log')
    await again.settle(300)
    expect(await tonight()).toMatchObject({
      writtenMinutes: 13,
      entries: [{ subject: 'math', minutes: 13 }],
    })
    expect(await again.text('#tonight')).toBe('今晚 13 分钟，离上限还有 47')
    expect((await again.storage())[WATCH]).toBeUndefined()
    await isClean(again)
    await again.close()
  })

  it('asks what it really was when it ran on unnoticed, before anything is logged', async () => {
    const phone = await open()
    await phone.tap('#subject-english')
    await phone.tap('#start')
    const left = await phone.kill()
    const again = await open({ ...left, storage: startedEarlier(left.storage, 200) })
    expect(await again.text('#forgotten')).toContain('可能是忘了')
    expect(await again.$('#log').getAttribute('class')).toContain('disabled')
    await again.tap('#drop')
    expect(await again.text('#stopwatch')).toBe('00:00')
    await isClean(again)
    await again.close()
  })

  it('keeps what was logged without a network through a kill, and sends it once', async () => {
    const before = saves()
    const phone = await open()
    await phone.setOffline(true)
    await phone.tap('#use-minutes')
    await phone.tap('#minutes-usual-15')
    await phone.tap('#log')
    expect(await phone.text('#logs-waiting')).toContain('有 1 条记录在手机里')
    const left = await phone.kill()
    expect(saves()).toBe(before)

    const offline = await open({ ...left, offline: true })
    expect(await offline.text('#tonight')).toBe('今晚 28 分钟，离上限还有 32')
    await offline.setOffline(false)
    await offline.page.waitForFunction(() => !document.querySelector('.mp-page.top #logs-waiting'))
    await offline.settle(300)
    expect(saves() - before).toBe(1)
    expect(await tonight()).toMatchObject({ writtenMinutes: 28 })
    await isClean(offline)
    await offline.close()
  })
})

/** The phone's storage as if its stopwatch had been started so many minutes before. */
const startedEarlier = (storage: Record<string, unknown>, minutes: number): Record<string, unknown> => {
  const before = (moment: unknown) => Number(moment) - minutes * 60_000
  const move = (timing: { watch: { runningSince: number; lookedAt: number } }) => ({
    ...timing,
    watch: {
      ...timing.watch,
      runningSince: before(timing.watch.runningSince),
      lookedAt: before(timing.watch.lookedAt),
    },
  })
  return { ...storage, [WATCH]: move(storage[WATCH] as Parameters<typeof move>[0]) }
}

const isClean = async (phone: MiniProgram): Promise<void> => expect(await phone.problems()).toEqual([])

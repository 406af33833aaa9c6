/** A family logs tonight's homework in a browser: by tapping, by the stopwatch, put right, and without a network. */
import type { Browser } from 'playwright-core'
import { findChromium, launchBrowser } from '../support/browser'
import { type RunningGateway, startGateway } from '../support/gateway-process'
import { type Visitor, visit } from './visitor'

const withBrowser = findChromium() ? describe : describe.skip
const LOG = 'packages/homework/pages/log/index'

jest.setTimeout(60_000)

withBrowser('tonight’s homework, logged by a family', () => {
  let gateway: RunningGateway
  let browser: Browser
  let mother: Visitor

  beforeAll(async () => {
    ;[browser, gateway] = await Promise.all([launchBrowser(), startGateway()])
    mother = await visit(browser, gateway.origin)
    await mother.signInAs('guardian')
  }, 180_000)
  afterAll(async () => {
    await browser?.close()
    await gateway?.stop()
  })

  it('is reached from home, shows the week so far, and takes minutes by tapping', async () => {
    await mother.press('#homework')
    await mother.arrives(LOG)
    await mother.reads('今晚还没有记')
    expect(await mother.text('#week-sentence')).toContain('60 分钟')
    await mother.press('#use-minutes')
    await mother.press('#minutes-usual-30')
    await mother.press('#minutes-more')
    await mother.press('#log')
    await mother.reads('今晚 35 分钟，离上限还有 25')
    expect(await mother.text('#entry-chinese-written')).toContain('语文 35')
    await mother.picture('homework')
    expect(await mother.sidewaysScroll()).toBe(0)
    expect(mother.faults).toEqual([])
  })

  it('goes on counting while the page is closed, and lands beside what was there', async () => {
    await mother.page.clock.install({ time: new Date() })
    await mother.open(LOG)
    await mother.press('#subject-math')
    await mother.press('#start')
    await mother.open('pages/home/index')
    await mother.page.clock.fastForward('13:10')
    await mother.open(LOG)
    await mother.reads('数学，正在计时')
    expect(await mother.text('#stopwatch')).toMatch(/^13:/)
    await mother.press('#log')
    await mother.reads('今晚 48 分钟，离上限还有 12')
    await mother.open(LOG)
    await mother.reads('今晚 48 分钟，离上限还有 12')
    expect(mother.faults).toEqual([])
  })

  it('puts an entry right, and takes it back', async () => {
    await mother.press('#entry-math-written')
    await mother.press('#minutes-less')
    await mother.press('#entry-save')
    await mother.reads('今晚 43 分钟，离上限还有 17')
    await mother.press('#entry-math-written')
    await mother.press('#entry-remove')
    await mother.reads('今晚 35 分钟，离上限还有 25')
    expect(mother.faults).toEqual([])
  })

  it('keeps two logs made without a network as one entry, and sends it once when the network is back', async () => {
    await mother.context.setOffline(true)
    for (const _ of [1, 2]) {
      await mother.press('#subject-english')
      await mother.press('#use-minutes')
      await mother.press('#minutes-usual-10')
      await mother.press('#log')
      await mother.see('#logs-waiting').waitFor()
    }
    await mother.reads('今晚 55 分钟，离上限还有 5')
    await mother.context.setOffline(false)
    await mother.see('#logs-waiting').waitFor({ state: 'hidden' })
    await mother.open(LOG)
    await mother.reads('今晚 55 分钟，离上限还有 5')
    expect(await mother.text('#entry-english-written')).toContain('英语 20')
  })

  it('takes sleep and sport with the rule beside them', async () => {
    await mother.press('#habits')
    expect(await mother.text('#habits-sheet')).toContain('小学生每天睡够 10 小时，21:20 前上床')
    await mother.press('#in-bed-usual-1280')
    await mother.press('#sport-usual-60')
    await mother.press('#habits-save')
    await mother.reads('今晚 21:20 上床，运动 60 分钟')
  })

  it('tells a pupil what the family logged, and nobody who is not signed in', async () => {
    const pupil = await visit(browser, gateway.origin)
    await pupil.open(LOG)
    await pupil.see('#go-sign-in').waitFor()
    await pupil.signInAs('student')
    await pupil.open(LOG)
    await pupil.reads('今晚还没有记')
    await pupil.reads('看不到你一个人的')
    expect(pupil.faults).toEqual([])
    await pupil.close()
  })
})

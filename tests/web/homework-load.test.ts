/** A class that takes too long, from its family's page to the school's reply and the bureau's view, in three browsers. */
import type { Browser } from 'playwright-core'
import { findChromium, launchBrowser } from '../support/browser'
import { type RunningGateway, startGateway } from '../support/gateway-process'
import { type Visitor, visit } from './visitor'

const withBrowser = findChromium() ? describe : describe.skip
const LOAD = 'packages/desk/pages/load/index'

jest.setTimeout(60_000)

/** The first few notices are shown; the rest on request. */
const openAll = async (who: Visitor): Promise<void> => {
  await who.reads(/条提醒等学校答复/)
  if ((await who.page.locator('#alerts-all').count()) > 0) await who.press('#alerts-all')
}

withBrowser('how long homework really takes', () => {
  let gateway: RunningGateway
  let browser: Browser
  let head: Visitor
  let bureau: Visitor

  beforeAll(async () => {
    ;[browser, gateway] = await Promise.all([launchBrowser(), startGateway()])
    head = await visit(browser, gateway.origin, 'desk')
    bureau = await visit(browser, gateway.origin, 'desk')
    await head.signInAs('head')
    await bureau.signInAs('bureau')
  }, 180_000)
  afterAll(async () => {
    await browser?.close()
    await gateway?.stop()
  })

  it('shows a family its term beside the class’s middle, and keeps the reminder that it asks for', async () => {
    const mother = await visit(browser, gateway.origin)
    await mother.signInAs('guardian')
    await mother.open('packages/homework/pages/log/index')
    await mother.reads(/这学期记了 \d+ 个上学日，平均 \d+ 分钟/)
    await mother.press('#use-minutes')
    await mother.press('#minutes-usual-30')
    await mother.press('#log')
    await mother.reads('今晚 30 分钟')
    await mother.press('#remind-1200')
    await mother.reads('上学日 20:00 提醒一次')
    expect(await mother.sidewaysScroll()).toBe(0)
    expect(mother.faults).toEqual([])
    await mother.close()
  })

  it('shows the head which classes take longer than they may, with how many answered, and no number of fewer than ten', async () => {
    await head.open(LOAD)
    await head.reads(/个班有数/)
    const grid = await head.text('#grid-card')
    expect(grid).toMatch(/四年级2班[\s\S]*\d+\/26 人/)
    expect(grid).toContain('不足 10 人')
    expect(await head.sidewaysScroll()).toBe(0)
    await head.picture('homework-load')
  })

  it('takes the head’s reply to a notice, and shows it to the bureau', async () => {
    await openAll(head)
    expect(await head.text('#alert-load')).toMatch(/一半以上的孩子超过 60 分钟[\s\S]*规定 60 分钟/)
    await head.press('#reply-load')
    await head.write('#reply-text', '已和各科老师商量，数学改为隔天布置。')
    await head.press('#reply-send')
    await head.reads('答复了')
    await bureau.open(LOAD)
    await openAll(bureau)
    await bureau.reads('已和各科老师商量，数学改为隔天布置。')
    expect(await bureau.text('#district-schools')).toContain('示例第一小学')
    expect(await bureau.sidewaysScroll()).toBe(0)
  })

  it('hands the bureau the district in Excel, and opens a school from its table', async () => {
    const download = bureau.page.waitForEvent('download')
    await bureau.press('#load-excel')
    expect((await download).suggestedFilename()).toMatch(/^作业负担 全区 .*\.xlsx$/)
    await bureau.press('#district-schools >> text=示例第一小学')
    await bureau.reads(/个班有数/)
    expect([...head.faults, ...bureau.faults]).toEqual([])
  })
})

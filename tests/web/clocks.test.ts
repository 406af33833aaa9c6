/** Clocks in the browser: the bureau keeps days and limits, a handler pauses one, and the reporter reads why. */
import type { Browser } from 'playwright-core'
import { findChromium, launchBrowser } from '../support/browser'
import { type RunningGateway, startGateway } from '../support/gateway-process'
import { visit } from './visitor'

const withBrowser = findChromium() ? describe : describe.skip
const CALENDAR = 'packages/desk/pages/calendar/index'
const CASES = 'packages/desk/pages/cases/index'

jest.setTimeout(240_000)

withBrowser('clocks in the browser', () => {
  let gateway: RunningGateway
  let browser: Browser
  beforeAll(async () => {
    ;[browser, gateway] = await Promise.all([launchBrowser(), startGateway()])
  }, 300_000)
  afterAll(async () => {
    await browser?.close()
    await gateway?.stop()
  })

  it('lets the bureau mark a holiday by its first and last day, on a computer and on a phone', async () => {
    const desk = await visit(browser, gateway.origin, 'desk')
    await desk.signInAs('bureau')
    await desk.open(CALENDAR)
    await desk.reads('国庆节')
    await desk.press('#day-2026-12-21')
    await desk.reads('连续到')
    await desk.write('#day-last', '2026-12-23')
    await desk.write('#day-name', '期末停课')
    expect(await desk.see('#day-last input').inputValue()).toBe('2026-12-23')
    await desk.press('#day-save')
    await desk.reads('21日 期末停课')
    for (const day of ['21', '22', '23']) expect(await desk.text(`#day-2026-12-${day}`)).toContain('休')
    expect(await desk.text('#day-2026-12-24')).not.toContain('休')
    expect(await desk.sidewaysScroll()).toBeLessThanOrEqual(0)
    expect(desk.faults).toEqual([])

    const phone = await visit(browser, gateway.origin)
    await phone.signInAs('bureau')
    await phone.open(CALENDAR)
    await phone.reads('21日 期末停课')
    await phone.see('#day-2026-10-01').scrollIntoViewIfNeeded()
    expect(await phone.sidewaysScroll()).toBeLessThanOrEqual(0)
    expect(phone.faults).toEqual([])
  })

  it('lets the bureau change the district’s own limit, with its record, and not one of the state', async () => {
    const desk = await visit(browser, gateway.origin, 'desk')
    await desk.signInAs('bureau')
    await desk.open(CALENDAR)
    await desk.press('#rule-investigation')
    await desk.reads('10 天是上级规定的，不能改。提醒和上报可以改。')
    await desk.open(CALENDAR)
    await desk.press('#rule-first_look')
    await desk.write('#rule-amount', '20')
    await desk.press('#rule-save')
    await desk.reads('受理：20 小时')
    await desk.reads(/24 小时，.*→ 20 小时/)
    expect(desk.faults).toEqual([])
  })

  it('tells the reporter why a limit stands still and until when', async () => {
    const desk = await visit(browser, gateway.origin, 'desk')
    await desk.signInAs('admin')
    await desk.open(CASES)
    await desk.press('#queue-tab-mine')
    await desk.page.getByText('侮辱与起绰号、孤立排斥').filter({ visible: true }).first().click()
    await desk.press('#next-pause')
    await desk.press('[id^=pause-until-]')
    await desk.write('#pause-reason', '等医院的检查结果')
    await desk.press('#pause-save')
    await desk.reads('恢复时限')
    await desk.reads(/时限暂停，到 \d+月\d+日 为止/)

    const pupil = await visit(browser, gateway.origin)
    await pupil.signInAs('student')
    await pupil.open('packages/report/pages/mine/index')
    await pupil.page.getByText('侮辱与起绰号、孤立排斥').filter({ visible: true }).first().click()
    await pupil.reads(/时限暂停：等医院的检查结果，到 \d+月\d+日 为止/)
    expect(pupil.faults).toEqual([])
  })
})

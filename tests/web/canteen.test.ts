/** The canteen's week in the browser: a real file imported at the desk, a price and a phone typed beside it, a late school reminded. */
import path from 'node:path'
import type { Browser } from 'playwright-core'
import { thisWeek, weekAfter } from '../../contract/canteen/week'
import { findChromium, launchBrowser } from '../support/browser'
import { type RunningGateway, startGateway } from '../support/gateway-process'
import { visit } from './visitor'

const withBrowser = findChromium() ? describe : describe.skip
const MENU = 'packages/desk/pages/menu/index'
const WEEK = 'packages/canteen/pages/week/index'
const KITCHENS = 'packages/desk/pages/kitchens/index'
const file = path.resolve('tests/support/published-menus/带量食谱-甲校.xlsx')
/** A week that the demo has no published menu for. */
const freshWeek = weekAfter(thisWeek(new Date()), 3)

jest.setTimeout(240_000)

withBrowser('a canteen in the browser', () => {
  let gateway: RunningGateway
  let browser: Browser
  beforeAll(async () => {
    ;[browser, gateway] = await Promise.all([launchBrowser(), startGateway()])
  }, 300_000)
  afterAll(async () => {
    await browser?.close()
    await gateway?.stop()
  })

  it('takes a published file in, and keeps a typed price and note with the draft', async () => {
    const cook = await visit(browser, gateway.origin, 'desk')
    await cook.signInAs('canteen')
    await cook.open(`${MENU}?week=${freshWeek}`)
    await cook.press('#menu-import')
    const chooser = cook.page.waitForEvent('filechooser')
    await cook.press('#import-choose')
    await (await chooser).setFiles(file)
    await cook.see('#import-preview').waitFor()
    expect(await cook.text('#import-sentence')).toMatch(/^读出 \d 天、\d+ 道菜。/)
    await cook.press('#import-take')
    await cook.write('#price-primary', '6.85')
    await cook.write('#week-note', '周三有家长陪餐')
    expect(await cook.sidewaysScroll()).toBe(0)
    await cook.see('#menu-saving').getByText('草稿已保存').waitFor()
    await cook.page.reload()
    await cook.see('#price-primary').waitFor()
    expect(await cook.see('#price-primary input').inputValue()).toBe('6.85')
    expect(await cook.see('#week-note input').inputValue()).toBe('周三有家长陪餐')
    expect(cook.faults).toEqual([])
    await cook.close()
  })

  it('says that what is no price is none, and saves whom families can ring', async () => {
    const cook = await visit(browser, gateway.origin, 'desk')
    await cook.signInAs('canteen')
    await cook.open(`${MENU}?week=${weekAfter(freshWeek)}`)
    await cook.write('#price-primary', '600')
    await cook.reads('请填 0 到 200 之间的价格')
    await cook.write('#kitchen-phone', '0417-0000777')
    await cook.press('#kitchen-save')
    await cook.reads('已保存')
    const guardian = await visit(browser, gateway.origin)
    await guardian.signInAs('guardian')
    await guardian.open(WEEK)
    await guardian.reads('0417-0000777')
    expect([...cook.faults, ...guardian.faults]).toEqual([])
    await Promise.all([cook.close(), guardian.close()])
  })

  it('lets a bureau officer remind the school that is late', async () => {
    const bureau = await visit(browser, gateway.origin, 'desk')
    await bureau.signInAs('bureau')
    await bureau.open(KITCHENS)
    await bureau.press('#remind-all')
    await bureau.reads('今天都提醒过了')
    expect(await bureau.sidewaysScroll()).toBe(0)
    expect(bureau.faults).toEqual([])
    await bureau.close()
  })
})

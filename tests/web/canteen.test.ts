/** The canteen in the browser: real files imported, mended, published and corrected, read without a network; visits; a late school reminded. */
import path from 'node:path'
import type { Browser } from 'playwright-core'
import { dayAfter, thisWeek, weekAfter } from '../../contract/canteen/week'
import { findChromium, launchBrowser } from '../support/browser'
import { type RunningGateway, startGateway } from '../support/gateway-process'
import { type Visitor, visit } from './visitor'

const withBrowser = findChromium() ? describe : describe.skip
const MENU = 'packages/desk/pages/menu/index'
const WEEK = 'packages/canteen/pages/week/index'
const KITCHENS = 'packages/desk/pages/kitchens/index'
const VISITS = 'packages/canteen/pages/visits/index'
const published = (name: string) => path.resolve('tests/support/published-menus', name)
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
    await bringIn(cook, '带量食谱-甲校.xlsx')
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

  it('has a published file with one meat too many mended at one press, moved with the mouse, and read by the families', async () => {
    const week = weekAfter(freshWeek, 2)
    const cook = await visit(browser, gateway.origin, 'desk')
    await cook.signInAs('canteen')
    await cook.open(`${MENU}?week=${week}`)
    await bringIn(cook, '带量食谱-乙校.xlsx')
    await cook.see('#findings-sentence').getByText('还有 1 处必须改').waitFor()
    await cook.press('#menu-publish')
    expect(await cook.text('#publish-blocked')).toContain('西葫芦炒鸡丁用了鸡肉')
    await cook.press('#publish-dialog-confirm')
    await cook.press('.finding--block .finding__fix .button')
    await cook.see('#findings-sentence').getByText('没有必须改的').waitFor()
    const cell = (day: number) => cook.see(`#cell-${dayAfter(week, day)}-main_meat`)
    await cell(0).locator('.menu-grid__dish').dragTo(cell(2))
    await cell(2).getByText('红烧狮子头').waitFor()
    expect(await cell(0).innerText()).not.toContain('红烧狮子头')
    await cook.press('#menu-undo')
    await cell(0).getByText('红烧狮子头').waitFor()
    await cook.press('#menu-publish')
    await cook.press('#publish-dialog-confirm')
    await cook.see('#menu-published').waitFor()
    const guardian = await visit(browser, gateway.origin)
    await guardian.signInAs('guardian')
    await guardian.open(`${WEEK}?week=${week}&day=${week}`)
    await guardian.reads('红烧狮子头')
    expect([...cook.faults, ...guardian.faults]).toEqual([])
    await Promise.all([cook.close(), guardian.close()])
  })

  it('begins a week with what another school has published', async () => {
    const cook = await visit(browser, gateway.origin, 'desk')
    await cook.signInAs('canteen')
    await cook.open(`${MENU}?week=${weekAfter(thisWeek(new Date()), 2)}`)
    await cook.press('#menu-copy')
    await cook.see('#copy-sheet').getByText('示例第三初级中学').click()
    await cook.see('#menu-saving').getByText('草稿已保存').waitFor()
    await cook.see('.menu-grid__dish').waitFor()
    expect(await cook.see('#price-primary input').inputValue()).toBe('')
    expect(cook.faults).toEqual([])
    await cook.close()
  })

  it('shows the guardian of an allergic child the week with its marks when the network is gone, and later what was corrected', async () => {
    const guardian = await visit(browser, gateway.origin)
    await guardian.signInAs('guardian')
    await guardian.open('packages/canteen/pages/allergens/index')
    await guardian.press('#allergen-soy')
    await guardian.press('#allergy-consent')
    await guardian.press('#allergens-save')
    await guardian.see('#lunch').waitFor()
    await guardian.press('#lunch')
    await guardian.see('.dish-row--danger').waitFor()
    await guardian.page.goBack()
    await guardian.context.setOffline(true)
    await guardian.press('#lunch')
    await guardian.see('#week-kept').waitFor()
    expect(await guardian.text('.dish-row--danger')).toContain('林小满过敏')
    await guardian.context.setOffline(false)

    const cook = await visit(browser, gateway.origin, 'desk')
    await cook.signInAs('canteen')
    await cook.open(`${MENU}?week=${thisWeek(new Date())}`)
    await cook.write('#week-note', '周五加一份水果')
    await cook.press('#menu-publish')
    await cook.write('#change-note', '水果到货多')
    await cook.press('#publish-dialog-confirm')
    await cook.reads('已更正')
    await guardian.press('#week-kept-action')
    await guardian.see('#week-corrected').getByText('水果到货多').waitFor()
    expect([...cook.faults, ...guardian.faults]).toEqual([])
    await Promise.all([cook.close(), guardian.close()])
  })

  it('lets a guardian book a time at the canteen, and the school see who comes', async () => {
    const guardian = await visit(browser, gateway.origin)
    await guardian.signInAs('guardian')
    await guardian.open(VISITS)
    await guardian.press('#open-times .list-row')
    await guardian.write('#visitor-name', '四年级2班家长 林女士')
    await guardian.press('#book-dialog-confirm')
    await guardian.reads('来的人：四年级2班家长 林女士')
    const cook = await visit(browser, gateway.origin, 'desk')
    await cook.signInAs('canteen')
    await cook.open('packages/desk/pages/visits/index')
    await cook.see('#visits-ahead').getByText('四年级2班家长 林女士（妈妈）').waitFor()
    await cook.write('#companion-name', '赵启明')
    await cook.write('#companion-remark', '今天的汤是热的')
    await cook.press('#companion-save')
    await cook.see('#companion-desk').getByText('今天的汤是热的').waitFor()
    expect(await cook.sidewaysScroll()).toBe(0)
    await guardian.page.reload()
    await guardian.see('#companions').getByText('今天的汤是热的').waitFor()
    expect([...cook.faults, ...guardian.faults]).toEqual([])
    await Promise.all([cook.close(), guardian.close()])
  })
})

/** Imports one of the published files into the week on the desk. */
const bringIn = async (cook: Visitor, name: string): Promise<void> => {
  await cook.press('#menu-import')
  const chooser = cook.page.waitForEvent('filechooser')
  await cook.press('#import-choose')
  await (await chooser).setFiles(published(name))
  await cook.see('#import-preview').waitFor()
  expect(await cook.text('#import-sentence')).toMatch(/^读出 \d 天、\d+ 道菜。/)
  await cook.press('#import-take')
}

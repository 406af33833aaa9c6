/** What canteens and the bureau add, in the browser: a word that no dictionary knows, and a rule that every desk checks with. */
import type { Browser } from 'playwright-core'
import { dayAfter, thisWeek, weekAfter } from '../../contract/canteen/week'
import { findChromium, launchBrowser } from '../support/browser'
import { type RunningGateway, startGateway } from '../support/gateway-process'
import { visit } from './visitor'

const withBrowser = findChromium() ? describe : describe.skip
const MENU = 'packages/desk/pages/menu/index'
const BOOK = 'packages/desk/pages/food-book/index'
const WORDS = 'packages/desk/pages/food-words/index'
const RULES = 'packages/desk/pages/canteen-rules/index'
const week = weekAfter(thisWeek(new Date()), 4)
const cell = `#cell-${week}-vegetable`

jest.setTimeout(60_000)

withBrowser('what canteens and the bureau add', () => {
  let gateway: RunningGateway
  let browser: Browser
  beforeAll(async () => {
    ;[browser, gateway] = await Promise.all([launchBrowser(), startGateway()])
  }, 180_000)
  afterAll(async () => {
    await browser?.close()
    await gateway?.stop()
  })

  it('a word is asked about at the desk, counts there at once as 待审核, and everywhere once the bureau accepts it', async () => {
    const cook = await visit(browser, gateway.origin, 'desk')
    await cook.signInAs('canteen')
    await cook.open(`${MENU}?week=${week}`)
    await cook.press(cell)
    await cook.write('#dish-line', '地皮小炒 地皮菜80')
    await cook.press('#dish-add')
    await cook.press('#teach-地皮菜')
    await cook.press('#teach-sheet #meaning-kind-food')
    await cook.press('#teach-save')
    await cook.reads('请选食物类')
    await cook.press('#meaning-group-mushroom')
    await cook.press('#meaning-knows-no')
    await cook.press('#teach-save')
    await cook.see('#teach-sheet').waitFor({ state: 'hidden' })
    await cook.reads('“地皮菜”待审核，家长那里先标“不能确定”')

    const bureau = await visit(browser, gateway.origin, 'desk')
    await bureau.signInAs('bureau')
    await bureau.open(BOOK)
    await bureau.press('#open-words')
    await bureau.arrives(WORDS)
    await bureau.press('[id^="word-"][id$="-地皮菜"]')
    await bureau.press('#review-district')
    await bureau.see('#words-none').waitFor()
    expect(await bureau.sidewaysScroll()).toBe(0)

    const other = await visit(browser, gateway.origin)
    await other.signInAs('lake-admin')
    await other.open(BOOK)
    await other.write('#book-search', '地皮')
    await other.press('#food-地皮菜')
    await other.reads('过敏原还不清楚，不能当作安全')
    expect(await other.sidewaysScroll()).toBe(0)

    await cook.open(BOOK)
    await cook.see('#own-地皮菜').getByText('全区可用').waitFor()
    expect([...cook.faults, ...bureau.faults, ...other.faults]).toEqual([])
    await Promise.all([cook.close(), bureau.close(), other.close()])
  })

  it('a rule of the bureau is found while a menu is typed, with its layer and document, until it ends', async () => {
    const bureau = await visit(browser, gateway.origin, 'desk')
    await bureau.signInAs('bureau')
    await bureau.open(RULES)
    await bureau.press('#district-rules-add')
    await bureau.press('#rule-save')
    await bureau.reads('请选星期几')
    await bureau.press('#rule-days-wednesday')
    await bureau.press('#rule-groups-fish')
    await bureau.press('#rule-severity-block')
    await bureau.write('#rule-document', '水产配送日的通知')
    await bureau.press('#rule-save')
    const row = bureau.see('#district-rules [id^="rule-"]')
    await row.getByText('周三不安排鱼虾贝').waitFor()

    const cook = await visit(browser, gateway.origin, 'desk')
    await cook.signInAs('canteen')
    await cook.open(`${MENU}?week=${weekAfter(week)}`)
    await cook.press(`#cell-${dayAfter(weekAfter(week), 2)}-main_meat`)
    await cook.write('#dish-line', '红烧鲤鱼 鲤鱼60')
    await cook.press('#dish-add')
    await cook.reads('周三的红烧鲤鱼用了鲤鱼，周三不安排鱼虾贝。')
    await cook.reads('区 · 水产配送日的通知')

    await row.click()
    await bureau.press('#rule-end')
    await bureau.see('#district-rules-ended').waitFor()
    await cook.page.reload()
    await cook.see('#menu-saving').getByText('草稿已保存').waitFor()
    expect(await cook.page.getByText('周三不安排鱼虾贝').count()).toBe(0)
    expect([...cook.faults, ...bureau.faults]).toEqual([])
    await Promise.all([cook.close(), bureau.close()])
  })
})

/** A word that no dictionary knows, in the browser: asked at the desk, looked at by the bureau, known at another school. */
import type { Browser } from 'playwright-core'
import { thisWeek, weekAfter } from '../../contract/canteen/week'
import { findChromium, launchBrowser } from '../support/browser'
import { type RunningGateway, startGateway } from '../support/gateway-process'
import { visit } from './visitor'

const withBrowser = findChromium() ? describe : describe.skip
const MENU = 'packages/desk/pages/menu/index'
const BOOK = 'packages/desk/pages/food-book/index'
const WORDS = 'packages/desk/pages/food-words/index'
const week = weekAfter(thisWeek(new Date()), 4)
const cell = `#cell-${week}-vegetable`

jest.setTimeout(60_000)

withBrowser('a word that the dictionary does not know', () => {
  let gateway: RunningGateway
  let browser: Browser
  beforeAll(async () => {
    ;[browser, gateway] = await Promise.all([launchBrowser(), startGateway()])
  }, 180_000)
  afterAll(async () => {
    await browser?.close()
    await gateway?.stop()
  })

  it('is asked about at the desk, counts there at once as 待审核, and everywhere once the bureau accepts it', async () => {
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
})

/** A sealed name in the browser: a handler asks, a custodian approves, the handler looks once, and the child sees all of it. */
import type { Browser } from 'playwright-core'
import { findChromium, launchBrowser } from '../support/browser'
import { type RunningGateway, startGateway } from '../support/gateway-process'
import { type Visitor, visit } from './visitor'

const withBrowser = findChromium() ? describe : describe.skip
const CASES = 'packages/desk/pages/cases/index'
const IDENTITIES = 'packages/desk/pages/identities/index'
const MINE = 'packages/report/pages/mine/index'
const REASON = '体育课的事要请心理老师当面陪他聊，留言里问不清楚。'

jest.setTimeout(240_000)

withBrowser('a sealed name', () => {
  let gateway: RunningGateway
  let browser: Browser
  beforeAll(async () => {
    ;[browser, gateway] = await Promise.all([launchBrowser(), startGateway()])
  }, 300_000)
  afterAll(async () => {
    await browser?.close()
    await gateway?.stop()
  })
  const look = async (visitor: Visitor, name: string) => {
    expect(await visitor.sidewaysScroll()).toBeLessThanOrEqual(0)
    await visitor.picture(name)
  }
  /** The child's own report of the nicknames, which 李慧敏 handles. */
  const openAsChild = async (child: Visitor) => {
    await child.open(MINE)
    await child.page.getByText('侮辱与起绰号').filter({ visible: true }).first().tap()
    await child.see('#name-card').waitFor()
  }

  it('is asked for with a reason, approved by somebody else, seen once, and each step is shown to the child', async () => {
    const handler = await visit(browser, gateway.origin, 'desk')
    await handler.signInAs('admin')
    await handler.open(CASES)
    await handler.press('#queue-tab-mine')
    await handler.page.getByText('侮辱与起绰号、孤立排斥').filter({ visible: true }).first().click()
    await handler.reads('未公开身份，由身份保管人封存')
    await handler.press('#ask-identity')
    await handler.write('#seal-reason', REASON)
    await look(handler, 'desk-ask-identity')
    await handler.press('#seal-ask')
    await handler.reads('已申请，等答复')

    const custodian = await visit(browser, gateway.origin, 'desk')
    await custodian.signInAs('custodian')
    await custodian.open(IDENTITIES)
    await custodian.reads(REASON)
    await look(custodian, 'desk-identities')
    const said = await custodian.text()
    for (const secret of ['外号', '三楼走廊', '周予安']) expect(said).not.toContain(secret)
    const card = custodian.page.locator('[id^=request-]').filter({ hasText: REASON })
    await card.locator('[id^=approve-]').click()
    await custodian.press('#answer-send')
    await custodian.press('#identity-tab-decided')
    await custodian.reads('已批准，还没看')

    await handler.open(CASES)
    await handler.press('#queue-tab-mine')
    await handler.page.getByText('侮辱与起绰号、孤立排斥').filter({ visible: true }).first().click()
    await handler.press('#ask-identity')
    await handler.press('#seal-look')
    await handler.see('#identity-shown').waitFor()
    await handler.reads('周予安')
    await handler.press('#identity-close')
    await handler.reads('看过一次，再申请')

    const child = await visit(browser, gateway.origin)
    await child.signInAs('student')
    await openAsChild(child)
    const card2 = await child.text('#name-card')
    expect(card2).toContain('李老师（经办人）申请看你的名字')
    expect(card2).toContain(REASON)
    expect(card2).toContain('冯老师（身份保管人）批准看一次')
    expect(card2).toContain('李老师（经办人）看了一次你的名字')
    await look(child, 'phone-name-card')
    expect([...handler.faults, ...custodian.faults, ...child.faults]).toEqual([])
    for (const visitor of [handler, custodian, child]) await visitor.close()
  })

  it('is opened to the handlers by the child, and sealed again, with what that means in words', async () => {
    const child = await visit(browser, gateway.origin)
    await child.signInAs('student')
    await openAsChild(child)
    await child.press('#open-name')
    await child.reads(/处理这件事的老师会看到：周予安/)
    await child.press('#name-dialog-confirm')
    await child.press('#seal-name')
    await child.reads(/之前看过的老师还会记得，收不回来/)
    await child.press('#name-dialog-confirm')
    await child.see('#open-name').waitFor()
    expect(await child.text('#name-standing')).toMatch(/之后的留言不带名字/)
    expect(child.faults).toEqual([])
    await child.close()
  })

  it('is answered by a custodian on a phone too, with nothing cut off', async () => {
    const custodian = await visit(browser, gateway.origin)
    await custodian.signInAs('custodian')
    await custodian.open(IDENTITIES)
    await custodian.reads('留言问了一周没有回音')
    await look(custodian, 'phone-identities')
    await custodian.press('[id^=refuse-]')
    await custodian.see('#answer-words').waitFor()
    await look(custodian, 'phone-identity-refuse')
    await custodian.close()
  })
})

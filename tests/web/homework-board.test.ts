/** Two teachers of one class publish in the same minute, in two browsers, and the family reads what came of it. */
import type { Browser } from 'playwright-core'
import { findChromium, launchBrowser } from '../support/browser'
import { type RunningGateway, startGateway } from '../support/gateway-process'
import { type Visitor, visit } from './visitor'

const withBrowser = findChromium() ? describe : describe.skip
const BOARD = 'packages/desk/pages/board/index'

jest.setTimeout(60_000)

withBrowser('the homework board', () => {
  let gateway: RunningGateway
  let browser: Browser
  let teacher: Visitor
  let gradeHead: Visitor

  beforeAll(async () => {
    ;[browser, gateway] = await Promise.all([launchBrowser(), startGateway()])
    teacher = await visit(browser, gateway.origin, 'desk')
    gradeHead = await visit(browser, gateway.origin)
    await teacher.signInAs('teacher')
    await gradeHead.signInAs('grade-head')
  }, 180_000)
  afterAll(async () => {
    await browser?.close()
    await gateway?.stop()
  })

  it('shows while one types what the others have taken, and what such an estimate really took', async () => {
    await teacher.open(BOARD)
    await teacher.reads(/四年级2班今天带回家 \d+ 分钟，离上限还有/)
    await teacher.press('#board-subject-math')
    await teacher.press('#board-usual-20')
    await teacher.reads(/加上正在填的 20 分钟，一共 \d+ 分钟/)
    expect(await teacher.text('#board-reckoning')).toMatch(/一半孩子 \d+ 分钟以内写完，四分之三 \d+ 分钟以内/)
    expect(await teacher.sidewaysScroll()).toBe(0)
    await teacher.picture('board')
  })

  it('lets two who publish in the same minute see each other before the second one stands', async () => {
    await gradeHead.open(BOARD)
    await gradeHead.press('text=四年级2班')
    await gradeHead.reads(/四年级2班今天带回家/)
    await gradeHead.press('#board-subject-english')
    await gradeHead.press('#board-usual-30')
    // The colleague's page is held at what it saw: the server alone must notice.
    await gradeHead.page.route('**/call/homework', async (route) => {
      const { action } = route.request().postDataJSON() as { action: string }
      if (action === 'getBoard') await new Promise((resolve) => setTimeout(resolve, 4_000))
      await route.continue()
    })
    await teacher.press('#publish')
    await teacher.reads('公示了')
    await gradeHead.press('#publish')
    await gradeHead.reads('同班另一位老师刚刚改了今天的公示')
    await gradeHead.page.unroute('**/call/homework')
    await gradeHead.reads('王思齐')
    expect(await gradeHead.text('#entry-math')).toContain('数学')
    expect(await gradeHead.sidewaysScroll()).toBe(0)
  })

  it('takes what passes the limit only with a reason, which the family reads', async () => {
    await gradeHead.reads('为什么要超过上限')
    await gradeHead.write('#board-reason', '明天单元练习，今晚复习')
    await gradeHead.press('#publish')
    await gradeHead.reads('超限理由：明天单元练习，今晚复习')
    const mother = await visit(browser, gateway.origin)
    await mother.signInAs('guardian')
    await mother.open('packages/homework/pages/log/index')
    await mother.reads('超过上限的理由：明天单元练习，今晚复习')
    expect(await mother.text('#family-board')).toContain('英语')
    expect(await mother.sidewaysScroll()).toBe(0)
    expect([...mother.faults, ...teacher.faults, ...gradeHead.faults]).toEqual([])
    await mother.close()
  })

  it('is taken back by whoever published it', async () => {
    await teacher.press('#withdraw-math')
    await teacher.press('#withdraw-dialog-confirm')
    await teacher.reads('撤下了')
    expect(await teacher.page.locator('#entry-math').count()).toBe(0)
  })
})

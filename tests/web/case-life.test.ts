/** How a case ends where it does not end well: a head who is reported, and a reporter whom the school's answers do not satisfy. */
import type { Browser } from 'playwright-core'
import { findChromium, launchBrowser } from '../support/browser'
import { type RunningGateway, startGateway } from '../support/gateway-process'
import { plainJpeg } from '../support/pictures'
import { type Visitor, visit } from './visitor'

const withBrowser = findChromium() ? describe : describe.skip
const SUBMIT = 'packages/report/pages/submit/index'
const RECEIPT = 'packages/report/pages/receipt/index'
const PROGRESS = 'packages/report/pages/progress/index'
const CASES = 'packages/desk/pages/cases/index'

jest.setTimeout(240_000)

withBrowser('a case that the school does not settle', () => {
  let gateway: RunningGateway
  let browser: Browser
  let student: Visitor
  let admin: Visitor
  let bureau: Visitor

  beforeAll(async () => {
    ;[browser, gateway] = await Promise.all([launchBrowser(), startGateway()])
    student = await visit(browser, gateway.origin)
    admin = await visit(browser, gateway.origin, 'desk')
    bureau = await visit(browser, gateway.origin, 'desk')
    await student.signInAs('student')
    await admin.signInAs('admin')
    await bureau.signInAs('bureau')
  }, 300_000)
  afterAll(async () => {
    await browser?.close()
    await gateway?.stop()
  })

  /** Files a report about being called names; says whom it concerns where that is asked. */
  const file = async (details: string, aboutStaff: string | null): Promise<Filed> => {
    await student.open(SUBMIT)
    await student.press('#about-me')
    await student.press('#step-next')
    await student.press('#what-insult')
    await student.write('#details', details)
    await student.press('#step-next')
    if (aboutStaff) {
      await student.press(`#about-staff-${aboutStaff}`)
      await student.reads('学校看不到')
    }
    await student.press('#step-next')
    await student.press('#step-next')
    await student.press('#submit')
    await student.arrives(RECEIPT)
    await student.see('#receipt-code').waitFor()
    const receipt = await student.text()
    const number = /\d{2}-J?\d{4,7}/.exec(receipt)?.[0] ?? ''
    await student.press('#go-progress')
    await student.arrives(PROGRESS)
    const url = new URL(student.page.url())
    return { number, receipt, address: url.pathname.slice(1) + url.search }
  }

  const countsAtSchool = async (): Promise<string> => {
    await admin.open(CASES)
    await admin.see('#queue-tab').waitFor()
    await admin.see('.queue-row, #queue-empty').waitFor()
    return admin.text('#queue-tab')
  }

  const closeAs = async (desk: Visitor, letter: string): Promise<void> => {
    await desk.press('#close-case')
    await desk.write('#close-findings', '问过双方和同桌，说法一致。')
    await desk.write('#close-measures', '当面道歉，座位换开，每周回访。')
    await desk.write('#close-letter', letter)
    const chooser = desk.page.waitForEvent('filechooser')
    await desk.press('#proof-add')
    await (await chooser).setFiles({ name: 'proof.jpg', mimeType: 'image/jpeg', buffer: plainJpeg })
    await desk.see('#close-sheet .image-grid__image').waitFor()
    await desk.see('#close-sheet .image-grid__over').waitFor({ state: 'hidden' })
    await desk.press('#close-next')
    await desk.press('#close-dialog-confirm')
    await desk.page.locator('#close-dialog').waitFor({ state: 'hidden' })
  }

  const sayNo = async (filed: Filed, reason: string): Promise<void> => {
    await student.open(filed.address)
    await student.press('#outcome-no')
    await student.press(`#unsettled-${reason}`)
    await student.press('#unsettled-send')
    await student.page.locator('#unsettled-sheet').waitFor({ state: 'hidden' })
  }

  it('keeps a report about the head from the school, its counts too; the bureau answers it', async () => {
    const before = await countsAtSchool()
    const filed = await file('校长当着全班叫我外号，还不让我告诉家里。', 'head')
    expect(filed.receipt).toContain('已直接交给区教育局，学校看不到。')
    expect(filed.receipt).toContain('区教育局须在')
    expect(filed.receipt).not.toContain('学校会')
    expect(await countsAtSchool()).toBe(before)
    await admin.write('#queue-search', filed.number)
    await admin.see('#queue-empty').waitFor()

    await bureau.open(CASES)
    await bureau.press(`#queue-item-${filed.number}`)
    await bureau.reads('教育局办理，学校看不到')
    await bureau.press('#take-case')
    await bureau.write('#reply-input', '我们是区教育局的，已经看到了。')
    const chooser = bureau.page.waitForEvent('filechooser')
    await bureau.press('#reply-attach')
    await (await chooser).setFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer: plainJpeg })
    await bureau.see('#reply-file .image-grid__image').waitFor()
    await bureau.page.locator('#reply-send:not([disabled]):not(.is-disabled)').first().waitFor()
    await bureau.press('#reply-send')
    await bureau.see('.chat-message--mine img').waitFor()

    await student.open(filed.address)
    await student.reads('已经看到了')
    await student.see('#case-file img, .report-pictures img').waitFor()
    expect(await student.text()).not.toContain('郑国栋')
    expect(await countsAtSchool()).toBe(before)
    expect([...student.faults, ...admin.faults, ...bureau.faults]).toEqual([])
  })

  it('takes a case up again once, then to the bureau, whose answer is the last', async () => {
    const filed = await file('后排两个同学天天学我说话，还抢我的本子。', null)
    await admin.open(CASES)
    await admin.press(`#queue-item-${filed.number}`)
    await admin.press('#take-case')
    await admin.press('#next-level')
    await admin.press('#level-mild')
    await admin.press('#level-save')
    await admin.reads('现在是')
    await admin.press('#next-guardians')
    await admin.press('#told-no')
    await admin.write('#told-why', '先保护举报人，过几天再告知。')
    await admin.press('#told-save')
    await admin.see('#next-guardians.is-done').waitFor()
    await closeAs(admin, '学你说话的同学已经道歉，座位也换开了。')
    await admin.reads('征求举报人意见')

    await sayNo(filed, 'still_happens')
    await student.reads('重新办理，时限重新计算')
    await admin.page.reload()
    await admin.press('#queue-tab-mine')
    await admin.press(`#queue-item-${filed.number}`)
    await admin.reads('说没有解决')
    await closeAs(admin, '又谈了一次，两位同学的监护人也来过学校。')
    await admin.reads('征求举报人意见')

    await sayNo(filed, 'nothing_done')
    await student.press('#outcome-appeal')
    await student.write('#appeal-text', '请查他们是不是真的换了座位。')
    await student.press('#appeal-send')
    await student.reads('教育局复核中')
    await admin.page.reload()
    await admin.see('#queue-tab-reviewing').waitFor()
    await admin.press('#queue-tab-reviewing')
    await admin.press(`#queue-item-${filed.number}`)
    await admin.reads('申请复核')
    expect(await admin.page.locator('#close-case').filter({ visible: true }).count()).toBe(0)

    await bureau.open(CASES)
    await bureau.press('#queue-tab-reviewing')
    await bureau.press(`#queue-item-${filed.number}`)
    await bureau.reads('请查他们是不是真的换了座位')
    await bureau.press('#take-case')
    await closeAs(bureau, '我们到学校看过，座位今天换了，两周后再来看一次。')
    await bureau.reads('已结案')

    await student.open(filed.address)
    await student.reads('座位今天换了')
    await student.see('#beyond').waitFor()
    expect(await student.sidewaysScroll()).toBe(0)
    expect([...student.faults, ...admin.faults, ...bureau.faults]).toEqual([])
  })
})

type Filed = { number: string; receipt: string; address: string }

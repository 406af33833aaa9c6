/** A child without an account says it into a browser: recorded there, sent through a lost network, heard and answered at the desk. */
import type { Browser } from 'playwright-core'
import { findChromium, launchBrowser } from '../support/browser'
import { type RunningGateway, startGateway } from '../support/gateway-process'
import { plainJpeg } from '../support/pictures'
import { type Visitor, visit } from './visitor'

const withBrowser = findChromium() ? describe : describe.skip
const SUBMIT = 'packages/report/pages/submit/index'
const RECEIPT = 'packages/report/pages/receipt/index'
const PROGRESS = 'packages/report/pages/progress/index'
const MINE = 'packages/report/pages/mine/index'
const CASES = 'packages/desk/pages/cases/index'
/** One byte more than a file may have. */
const TOO_LARGE = 20 * 1024 * 1024 + 1

jest.setTimeout(240_000)

withBrowser('a voice and nothing else, from a browser without an account', () => {
  let gateway: RunningGateway
  let browser: Browser
  let child: Visitor
  let admin: Visitor
  let code: string

  beforeAll(async () => {
    ;[browser, gateway] = await Promise.all([launchBrowser(), startGateway()])
    child = await visit(browser, gateway.origin)
    admin = await visit(browser, gateway.origin, 'desk')
  }, 300_000)
  afterAll(async () => {
    await browser?.close()
    await gateway?.stop()
  })

  const say = async () => {
    await child.press('#voice-start')
    await child.see('#voice-stop').waitFor()
    await child.page.waitForFunction(() =>
      /0:0[1-9]/.test(document.querySelector('#voice-time')?.textContent ?? ''),
    )
    await child.press('#voice-stop')
    await child.see('#voice-1').waitFor()
  }
  const plays = async (visitor: Visitor, selector: string) => {
    await visitor.press(selector)
    await visitor.see('[aria-label^="暂停"]').waitFor()
  }
  /** As if the network went away in the middle of a file, and came back. */
  const losePieces = () =>
    child.page.route('**/call/report', (route) =>
      (route.request().postData() ?? '').includes('"action":"putChunk"') ? route.abort() : route.continue(),
    )
  const comeBack = async () => {
    await child.page.unroute('**/call/report')
    await child.page.evaluate(() => {
      const { connection } = navigator as Navigator & { connection?: EventTarget }
      connection?.dispatchEvent(new Event('change'))
    })
  }

  it('is recorded, waits for a lost network, is sent by itself, and gives a code to who has no account', async () => {
    await child.open(SUBMIT)
    await child.press('#safe-yes')
    await child.press('#about-me')
    await child.press('#choose-school')
    await child.press('#school-1')
    await child.press('#step-next')
    await child.press('#what-insult')
    await losePieces()
    await say()
    await plays(child, '#voice-1-play')
    await child.press('#step-next')
    await child.press('#step-next')
    await child.press('#step-next')
    await child.press('#submit')
    await child.reads('网络断开了，内容已存在手机里')
    await child.page.unroute('**/call/report')
    await child.open(MINE)
    await child.press('[id^="unseen-"] .notice__action')
    await child.arrives(RECEIPT)
    code = (await child.text('#receipt-code')).replaceAll(' ', '')
    expect(code).toMatch(/^[0-9A-Z]{12}$/)
    expect(await child.sidewaysScroll()).toBe(0)
    expect(child.faults).toEqual([])
  })

  it('can be heard again by whoever holds the code, on another device', async () => {
    const other = await visit(browser, gateway.origin)
    await other.open(RECEIPT)
    await other.write('#code-input', code)
    await other.press('#open-code')
    await other.arrives(PROGRESS)
    await plays(other, '[id^="case-file-"][id$="-play"]')
    expect(other.faults).toEqual([])
    await other.close()
  })

  it('is heard at the desk, where nobody learns who it is, and answered', async () => {
    await admin.signInAs('admin')
    await admin.arrives(CASES)
    await admin.page.getByText('侮辱与起绰号').filter({ visible: true }).first().click()
    await plays(admin, '[id^="case-file-"][id$="-play"]')
    expect(await admin.text()).toContain('未公开身份')
    await admin.press('#take-case')
    await admin.reads('李慧敏办理')
    await admin.write('#reply-input', '听到了，谢谢你告诉我们。')
    await admin.press('#reply-send')
    await admin.see('.chat-message--mine').waitFor()
    expect(await admin.sidewaysScroll()).toBe(0)
    expect(admin.faults).toEqual([])
  })

  it('goes on with a voice and a picture in an answer, which say how far they are, wait for the network and arrive once', async () => {
    await child.open(`${PROGRESS}?code=${code}`)
    await child.reads('听到了，谢谢你告诉我们。')
    await child.press('#reply-more')
    await losePieces()
    await say()
    await child.reads('没有传上去，点这里重试')
    const chooser = child.page.waitForEvent('filechooser')
    await child.press('#picture-add')
    await (await chooser).setFiles([
      { name: 'photo.jpg', mimeType: 'image/jpeg', buffer: plainJpeg },
      { name: 'film.mp4', mimeType: 'video/mp4', buffer: Buffer.alloc(TOO_LARGE) },
    ])
    await child.reads('有 1 个文件超过 20 MB，没有加进来')
    await child.press('#reply-send')
    await child.see('#reply-problem').waitFor()
    await child.page.reload()
    await child.see('#voice-1').waitFor()
    await comeBack()
    await child.page.waitForFunction(() => !document.querySelector('#voice-1 .media-player__note'))
    await child.press('#reply-send')
    await child.see('#reply-files').waitFor({ state: 'detached' })
    await child.page.waitForFunction(
      () => document.querySelectorAll('[id^="case-file-"][id$="-play"]').length === 2,
    )
    expect(await child.sidewaysScroll()).toBe(0)
    expect(child.faults).toEqual([])

    await admin.page.reload()
    await admin.press('#queue-tab-mine')
    await admin.page.getByText('侮辱与起绰号').filter({ visible: true }).first().click()
    await admin.page.waitForFunction(
      () => document.querySelectorAll('[id^="case-file-"][id$="-play"]').length === 2,
    )
    await plays(admin, '[id^="message-"] [id^="case-file-"][id$="-play"]')
    await admin.see('[id^="message-"] .fetched-files img').waitFor()
    expect(admin.faults).toEqual([])
  })
})

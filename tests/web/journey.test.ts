/** A report travels from a student's phone to the school's desk and back, in browsers, through the program as people start it. */
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

const details = '这周课间，有三个同学一直叫我外号，还让别人不要跟我玩。周二在三楼走廊，他们把我堵在墙边笑我。'
const reply = '谢谢你告诉我们。明天课间老师会在走廊，你可以来找我。'
const note = '先看三楼走廊的监控，再分别谈话。'
const letter = '学他说话的同学已经道歉，座位也换过了，班主任每周会问问你过得怎么样。'

jest.setTimeout(240_000)

withBrowser('a report, from a phone to the desk and back', () => {
  let gateway: RunningGateway
  let browser: Browser
  let student: Visitor
  let admin: Visitor
  let filed: { number: string; code: string; address: string }

  beforeAll(async () => {
    ;[browser, gateway] = await Promise.all([launchBrowser(), startGateway()])
    student = await visit(browser, gateway.origin)
    admin = await visit(browser, gateway.origin, 'desk')
  }, 300_000)
  afterAll(async () => {
    await browser?.close()
    await gateway?.stop()
  })

  it('asks for help in five steps on a phone’s browser and gets a receipt', async () => {
    await student.signInAs('student')
    await student.arrives('pages/home/index')
    await student.reads('学校正在处理')
    await student.press('#help')
    await student.arrives(SUBMIT)
    await student.press('#about-me')
    await student.press('#step-next')
    await student.press('#what-insult')
    await student.press('#what-exclusion')
    await student.write('#details', details)
    await student.reads('已存在这部手机里')
    await student.picture('report-submit')
    await student.press('#step-next')
    await student.write('#occurred-when', '周二大课间')
    await student.press('#where-走廊')
    await student.press('#step-next')
    const chooser = student.page.waitForEvent('filechooser')
    await student.press('#picture-add')
    await (await chooser).setFiles({ name: 'photo.jpg', mimeType: 'image/jpeg', buffer: plainJpeg })
    await student.see('.image-grid__image').waitFor()
    await student.press('#step-next')
    await student.reads('1 张')
    await student.press('#submit')
    await student.arrives(RECEIPT)
    const code = await student.text('#receipt-code')
    expect(code).toMatch(/^[0-9A-Z]{4} [0-9A-Z]{4} [0-9A-Z]{4}$/)
    const number = /\d{2}-\d{4}/.exec(await student.text())?.[0] ?? ''
    expect(number).not.toBe('')
    await student.picture('report-receipt')
    await student.press('#go-progress')
    await student.arrives(PROGRESS)
    await student.reads('笑我')
    filed = { number, code, address: new URL(student.page.url()).pathname.slice(1) + searchOf(student) }
    expect(await student.sidewaysScroll()).toBe(0)
    expect(student.faults).toEqual([])
  })

  it('starts blank after sending, and loses no word of the next draft when the page is closed', async () => {
    await student.open(SUBMIT)
    await student.see('#about-me').waitFor()
    expect(await student.see('#about-me').getAttribute('class')).not.toContain('is-on')
    await student.press('#about-me')
    await student.press('#step-next')
    await student.press('#what-other')
    await student.write('#details', '操场的灯坏了，晚上看不清。')
    await student.open(SUBMIT)
    expect(await student.see('#details textarea').inputValue()).toBe('操场的灯坏了，晚上看不清。')
    expect(student.faults).toEqual([])
  })

  it('shows the school’s queue at 1280 wide, opens the case beside it, and lets the admin take it', async () => {
    await admin.signInAs('admin')
    await admin.arrives(CASES)
    await admin.see(`#queue-item-${filed.number}`).waitFor()
    await admin.press(`#queue-item-${filed.number}`)
    await admin.reads(details)
    const desk = await admin.text()
    expect(desk).toContain('未公开身份')
    expect(desk).not.toContain('周予安')
    await admin.see('#case-details img').waitFor()
    await admin.press('#take-case')
    await admin.reads('李慧敏办理')
    expect(await admin.sidewaysScroll()).toBe(0)

    await student.open(filed.address)
    await student.reads('已有老师接手')
  })

  it('carries the reply to the reporter, and never the note', async () => {
    await admin.press('#composer-note')
    await admin.write('#note-input', note)
    await admin.press('#note-send')
    await admin.see('.chat-message--note').waitFor()
    await admin.press('#composer-reply')
    await admin.write('#reply-input', reply)
    await admin.page.keyboard.press('Control+Enter')
    await admin.see('.chat-message--mine').waitFor()
    expect(await admin.text('.chat-message--mine')).toContain(reply)

    await student.open(filed.address)
    await student.reads(reply)
    expect(await student.text()).not.toContain('监控')
    await student.write('#reply-input', '好的，谢谢老师。')
    await student.press('#reply-send')
    await student.reads('好的，谢谢老师。')
    await admin.page.reload()
    await admin.press('#queue-tab-mine')
    await admin.press(`#queue-item-${filed.number}`)
    await admin.reads('好的，谢谢老师。')
  })

  it('lets the reporter see that the school judged it and looks into it, but not the level', async () => {
    await admin.press('#next-level')
    await admin.press('#level-serious')
    await admin.press('#level-save')
    await admin.reads('现在是')
    await admin.press('#next-investigate')
    await admin.see('#next-investigate.is-done').waitFor()
    await student.open(filed.address)
    await student.reads('调查中')
    expect(await student.text()).not.toContain('较重')
  })

  it('closes once the law’s questions are answered, with findings kept inside, and asks the reporter', async () => {
    await admin.press('#close-case')
    await admin.see('#close-missing').waitFor()
    await admin.press('#close-sheet-close')
    await admin.press('#next-guardians')
    await admin.reads('举报人的安全优先')
    await admin.write('#told-when', '11月24日 16:00')
    await admin.write('#told-by', '班主任当面')
    await admin.write('#told-to', '双方的监护人')
    await admin.press('#told-save')
    await admin.see('#next-guardians.is-done').waitFor()
    await admin.press('#close-case')
    await admin.press('#close-next')
    await admin.reads('至少写 5 个字')
    await admin.write('#close-findings', '三名同学承认起外号、堵人，经过一致。')
    await admin.write('#close-measures', '双方监护人到校沟通，书面道歉，调整座位。')
    await admin.write('#close-letter', letter)
    await admin.write('#close-noProof', '谈话没有照片，道歉信由班主任保管。')
    await admin.press('#close-next')
    await admin.press('#close-dialog-confirm')
    await admin.reads('征求举报人意见')

    await student.open(filed.address)
    await student.reads(letter)
    await student.picture('report-asking')
    await student.press('#outcome-yes')
    await student.see('#case-closed').waitFor()
    const words = await student.text()
    expect(words).not.toMatch(/监控|经过一致|书面道歉/)
    expect(await student.page.locator('#reply-input').filter({ visible: true }).count()).toBe(0)
    expect(admin.faults).toEqual([])
    expect(student.faults).toEqual([])
  })

  it('opens the case in a browser that nobody signed in to, by the receipt code alone', async () => {
    const stranger = await visit(browser, gateway.origin)
    await stranger.open(RECEIPT)
    await stranger.write('#code-input', filed.code.toLowerCase())
    await stranger.press('#open-code')
    await stranger.arrives(PROGRESS)
    await stranger.reads(letter)
    expect(await stranger.text()).not.toContain('周予安')
    await stranger.open(filed.address)
    await stranger.reads('请先登录')
    expect(await stranger.text()).not.toContain('外号')
    expect(stranger.faults).toEqual([])
    await stranger.close()
  })

  it('hides the case from another school’s admin, in the queue, in the search and by its address', async () => {
    const lake = await visit(browser, gateway.origin, 'desk')
    await lake.signInAs('lake-admin')
    await lake.arrives(CASES)
    await lake.see('#queue-tab-closed').waitFor()
    await lake.press('#queue-tab-closed')
    await lake.write('#queue-search', filed.number)
    await lake.see('#queue-empty').waitFor()
    const caseId = new URLSearchParams(filed.address.split('?')[1]).get('case') ?? ''
    await lake.open(`packages/desk/pages/case/index?case=${caseId}`)
    await lake.reads('没有找到')
    expect(await lake.text()).not.toContain('外号')
    expect(lake.faults).toEqual([])
    await lake.close()
  })

  it('gives a teacher no way to the cases, not even by their address', async () => {
    const teacher = await visit(browser, gateway.origin)
    await teacher.signInAs('teacher')
    await teacher.open('pages/work/index')
    await teacher.reads('示例第一小学')
    expect(await teacher.page.locator('#desk-cases').count()).toBe(0)
    await teacher.open(CASES)
    await teacher.see('#desk-closed').waitFor()
    expect(teacher.faults).toEqual([])
    await teacher.close()
  })

  it('is walked with the keyboard: J and K in the queue, / to the search, Escape out of a sheet, Tab with a visible focus', async () => {
    await admin.open(CASES)
    await admin.see('.queue-row').first().waitFor()
    const rows = admin.page.locator('.queue-row').filter({ visible: true })
    expect(await rows.count()).toBeGreaterThan(1)
    const open = () => admin.see('.queue-row.is-current').getAttribute('id')
    const first = await open()
    await admin.page.keyboard.press('j')
    expect(await open()).not.toBe(first)
    await admin.page.keyboard.press('k')
    expect(await open()).toBe(first)
    await admin.page.keyboard.press('/')
    expect(await focused(admin)).toBe('查找个案')
    await admin.page.keyboard.press('Tab')
    const outline = await admin.page.evaluate(() => {
      const style = getComputedStyle(document.activeElement ?? document.body)
      return `${style.outlineStyle} ${style.boxShadow}`
    })
    expect(outline).not.toBe('none none')
    await admin.see('#queue-tab-mine').focus()
    await admin.page.keyboard.press('Enter')
    await admin.see('#queue-tab-mine.is-on').waitFor()
    await admin.press('.queue-row')
    await admin.see('#next-level').focus()
    await admin.page.keyboard.press('Enter')
    await admin.see('#level-sheet').waitFor()
    await admin.page.keyboard.press('Escape')
    await admin.see('#level-sheet').waitFor({ state: 'hidden' })
    expect(admin.faults).toEqual([])
  })

  it('fits the desk on a phone: the queue, then the case, and nothing sideways', async () => {
    const handler = await visit(browser, gateway.origin)
    await handler.signInAs('handler')
    await handler.open(CASES)
    await handler.see('.queue-row').waitFor()
    expect(await handler.sidewaysScroll()).toBe(0)
    await handler.press('.queue-row')
    await handler.arrives('packages/desk/pages/case/index')
    await handler.see('#case-details').waitFor()
    expect(await handler.sidewaysScroll()).toBe(0)
    await handler.press('#case-tab-steps')
    await handler.see('#case-step').waitFor()
    expect(handler.faults).toEqual([])
    await handler.close()
  })
})

const searchOf = ({ page }: Visitor): string => new URL(page.url()).search

const focused = ({ page }: Visitor): Promise<string | null | undefined> =>
  page.evaluate(
    () =>
      document.activeElement?.getAttribute('aria-label') ??
      document.activeElement?.closest('[aria-label]')?.getAttribute('aria-label'),
  )

/** A school office's day in the browser: sign in by a phone, import a roster from Excel; and the pages as the README shows them. */
import type { Browser } from 'playwright-core'
import { demoNames } from '../../cloudfunctions/database/seeds/demo-names'
import { gradeName } from '../../contract/people'
import { findChromium, launchBrowser } from '../support/browser'
import { type RunningGateway, startGateway } from '../support/gateway-process'
import { rosterHeading, studentNumber, workbook } from '../support/roster-file'
import { type Visitor, visit } from './visitor'

const withBrowser = findChromium() ? describe : describe.skip
const SIGN_IN = 'packages/account/pages/sign-in/index'
const CASES = 'packages/desk/pages/cases/index'
const ROSTERS = 'packages/desk/pages/rosters/index'
const SUBMIT = 'packages/report/pages/submit/index'
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const SCHOOL = '海棠小学'
const PUPILS_PER_CLASS = 26

jest.setTimeout(240_000)

withBrowser('a school office in the browser', () => {
  let gateway: RunningGateway
  let browser: Browser
  beforeAll(async () => {
    ;[browser, gateway] = await Promise.all([launchBrowser(), startGateway()])
  }, 300_000)
  afterAll(async () => {
    await browser?.close()
    await gateway?.stop()
  })

  it('signs a computer in by a code that the person’s phone confirms, and shows the phone who asks', async () => {
    const phone = await visit(browser, gateway.origin)
    await phone.signInAs('admin')
    const computer = await visit(browser, gateway.origin, 'desk')
    const ticket = ticketOf(computer)
    await computer.open(SIGN_IN)
    await computer.see('#sign-in-qr').waitFor()
    await phone.open(`packages/account/pages/scan-confirm/index?ticket=${await ticket}`)
    await phone.reads('有人在 Chrome')
    await phone.press('#scan-accept')
    await phone.see('#scan-accepted').waitFor()
    await computer.arrives(CASES)
    await computer.reads('李慧敏')
    expect([...phone.faults, ...computer.faults]).toEqual([])
    await phone.close()
    await computer.close()
  })

  it('signs nobody in where the phone refuses', async () => {
    const phone = await visit(browser, gateway.origin)
    await phone.signInAs('guardian')
    const computer = await visit(browser, gateway.origin, 'desk')
    const ticket = ticketOf(computer)
    await computer.open(SIGN_IN)
    await phone.open(`packages/account/pages/scan-confirm/index?ticket=${await ticket}`)
    await phone.press('#scan-refuse')
    await phone.see('#scan-refused').waitFor()
    await computer.reads('手机上点了拒绝')
    expect(new URL(computer.page.url()).pathname).toBe(`/${SIGN_IN}`)
    expect([...phone.faults, ...computer.faults]).toEqual([])
    await phone.close()
    await computer.close()
  })

  describe('a roster', () => {
    let admin: Visitor
    let rows: Row[]
    beforeAll(async () => {
      admin = await visit(browser, gateway.origin, 'desk')
      const session = answerTo(admin, 'signInDemo')
      await admin.signInAs('crabapple-admin')
      const { me } = (await session) as { me: { posts: { schoolId: number }[] } }
      rows = rosterOf(me.posts[0]?.schoolId ?? 0)
      await admin.open(ROSTERS)
    })
    afterAll(() => admin?.close())

    const upload = async (fileName: string, content: Row[]): Promise<void> => {
      const chooser = admin.page.waitForEvent('filechooser')
      await admin.press('#roster-choose')
      const buffer = await workbook([rosterHeading, ...content])
      await (await chooser).setFiles({ name: fileName, mimeType: XLSX, buffer })
      await admin.reads(fileName)
    }

    it('with mistakes is shown them by row and column, and changes nothing', async () => {
      const broken = rows.map((row) => [...row])
      broken[3]![3] = null
      broken[8]![4] = broken[7]![4] ?? null
      broken[12]![1] = '十五年级'
      await upload('秋季名册（初稿）.xlsx', broken)
      await admin.see('#roster-problems-words').waitFor()
      const table = await admin.see('.data-table').innerText()
      expect(table).toMatch(/第 5 行\s+姓名/)
      expect(table).toMatch(/第 10 行\s+学籍号/)
      expect(table).toMatch(/第 14 行\s+年级/)
      expect(await admin.page.locator('#roster-apply').filter({ visible: true }).count()).toBe(0)
      expect(await admin.sidewaysScroll()).toBe(0)
      expect(admin.faults).toEqual([])
    })

    it('without mistakes is previewed with what would change, applied on a yes, and is the same the second time', async () => {
      const better = rows.slice(1).map((row) => [...row])
      better[5]![3] = `${better[5]![3]}一`
      better.push(
        [SCHOOL, '一年级', '1班', '安小禾', studentNumber(1), '女', null],
        [SCHOOL, '六年级', '1班', '白予川', studentNumber(2), '男', null],
      )
      await upload('秋季名册.xlsx', better)
      await admin.see('#roster-sentence').waitFor()
      const preview = await admin.text('#roster-import')
      expect(preview).toMatch(/新来\s+2/)
      expect(preview).toMatch(/改名\s+1/)
      expect(preview).toMatch(/离校\s+1/)
      expect(preview).toContain('认出的列')
      await admin.picture('desk-rosters')
      await admin.press('#roster-apply')
      await admin.press('#roster-dialog-confirm')
      await admin.see('#roster-import').getByText('已导入').waitFor()

      await upload('秋季名册.xlsx', better)
      await admin.reads('都和现在一样')
      await admin.press('#roster-cancel')
      expect(admin.faults).toEqual([])
    })
  })

  it('draws the pages of the README without a fault or sideways scroll', async () => {
    const guardian = await visit(browser, gateway.origin)
    await guardian.signInAs('guardian')
    await guardian.see('#school').waitFor()
    await guardian.picture('home')
    expect(await guardian.sidewaysScroll()).toBe(0)
    await guardian.open('pages/mine/index')
    await guardian.press('#text-size-largest')
    await guardian.open('pages/home/index')
    await guardian.see('#school').waitFor()
    await guardian.see('.screen.large').waitFor()
    expect(await guardian.sidewaysScroll()).toBe(0)
    await guardian.picture('home-large')

    const student = await visit(browser, gateway.origin)
    await student.signInAs('student')
    await student.open('packages/report/pages/mine/index')
    await student.page.getByText('调查中').filter({ visible: true }).first().tap()
    await student.reads('体育课由老师来分组')
    await student.picture('report-progress')
    await student.open(SUBMIT)
    await student.press('#about-me')
    await student.press('#step-next')
    await student.press('#what-beating')
    await student.write('#details', '他说放学以后要带刀来找我')
    await student.see('#danger-sheet').waitFor()
    await student.see('#danger-call-110').waitFor()
    await student.picture('report-danger')

    const admin = await visit(browser, gateway.origin, 'desk')
    await admin.signInAs('admin')
    await admin.press('#queue-tab-mine')
    await admin.page.getByText('侮辱与起绰号、孤立排斥').filter({ visible: true }).first().click()
    await admin.reads('体育课由老师来分组')
    await admin.write('#reply-input', '心理老师明天中午在三楼等你，不想来也没关系，告诉我就行。')
    await admin.picture('desk-cases')
    expect(await admin.sidewaysScroll()).toBe(0)
    expect([...guardian.faults, ...student.faults, ...admin.faults]).toEqual([])
    await Promise.all([guardian.close(), student.close(), admin.close()])
  })
})

type Row = (string | null)[]

/** The pupils of the demo's smallest school, as its office would hold them in a table. */
const rosterOf = (schoolId: number): Row[] =>
  [1, 2, 3, 4, 5, 6].flatMap((grade) =>
    Array.from({ length: PUPILS_PER_CLASS }, (_, index): Row => {
      const serial = schoolId * 100_000 + grade * 1_000 + 100 + index
      const number = `G210804${String(serial).padStart(12, '0')}`
      return [
        SCHOOL,
        gradeName(grade),
        '1班',
        demoNames(serial),
        number,
        serial % 2 === 0 ? '男' : '女',
        null,
      ]
    }),
  )

/** What the server will answer to this page's next call of an account route. */
const answerTo = async ({ page }: Visitor, action: string): Promise<unknown> => {
  const answer = await page.waitForResponse(
    (response) =>
      response.url().endsWith('/call/account') &&
      (response.request().postData() ?? '').includes(`"action":"${action}"`),
  )
  return ((await answer.json()) as { data: unknown }).data
}

/** The ticket inside the code that this computer is about to show; a test has no camera. */
const ticketOf = async (computer: Visitor): Promise<string> =>
  ((await answerTo(computer, 'startWebSignIn')) as { ticketId: string }).ticketId

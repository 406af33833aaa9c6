/** The statistics page in the browser: the bureau reads the district, a head reads the school, and both can take Excel away. */
import { readFileSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import readWorkbook from 'read-excel-file/node'
import { findChromium, launchBrowser } from '../support/browser'
import { type RunningGateway, startGateway } from '../support/gateway-process'
import { type Visitor, visit } from './visitor'

const withBrowser = findChromium() ? describe : describe.skip
const STATISTICS = 'packages/desk/pages/statistics/index'

jest.setTimeout(240_000)

withBrowser('statistics in the browser', () => {
  let gateway: RunningGateway
  let browser: Browser
  beforeAll(async () => {
    ;[browser, gateway] = await Promise.all([launchBrowser(), startGateway()])
  }, 300_000)
  afterAll(async () => {
    await browser?.close()
    await gateway?.stop()
  })

  const open = async (person: string, size: 'phone' | 'desk'): Promise<Visitor> => {
    const visitor = await visit(browser, gateway.origin, size)
    await visitor.signInAs(person)
    await visitor.open(STATISTICS)
    await visitor.see('#statistics-figures').waitFor()
    return visitor
  }

  it('shows the bureau the district, a school of it, and the way back', async () => {
    const bureau = await open('bureau', 'desk')
    await bureau.see('#question-kind').waitFor()
    expect(await bureau.text('#question-kind')).toMatch(/最多，\d+ 件，占 \d+%/)
    expect(await bureau.text('#statistics-working')).toContain('件在办')
    const heading = await bureau.text('#statistics-school')
    expect(heading).toContain('示例第一小学')
    await bureau.picture('desk-statistics')
    await bureau.press('[id^="statistics-school-"][role="row"]')
    await bureau.see('#statistics-district').waitFor()
    await bureau.press('#statistics-district')
    await bureau.see('#statistics-school').waitFor()
    expect(await bureau.sidewaysScroll()).toBe(0)
    expect(bureau.faults).toEqual([])
    await bureau.close()
  })

  it('gives the numbers away as Excel, with a dash where the page shows none', async () => {
    const bureau = await open('bureau', 'desk')
    const download = bureau.page.waitForEvent('download')
    await bureau.press('#statistics-excel')
    const file = await download
    expect(file.suggestedFilename()).toMatch(/^求助与举报统计 全区 .*\.xlsx$/)
    const sheets = await readWorkbook(readFileSync(await file.path()))
    const kinds = sheets.find(({ sheet }) => sheet === '类别')?.data ?? []
    expect(kinds.some(([name]) => name === '示例第一小学')).toBe(true)
    const total = Number(kinds.find(([name]) => name === '全区')?.[1])
    expect(await bureau.text('#figure-total')).toContain(String(total))
    expect(kinds.flat()).toContain('—')
    await bureau.close()
  })

  it('shows a head the school’s own numbers on a phone, without the work on the desk', async () => {
    const head = await open('head', 'phone')
    expect(await head.page.locator('#statistics-working').count()).toBe(0)
    expect(await head.page.locator('#statistics-school').count()).toBe(0)
    await head.reads('不显示的数')
    await head.see('#statistics-period').waitFor()
    expect(await head.sidewaysScroll()).toBe(0)
    expect(head.faults).toEqual([])
    await head.close()
  })

  it('tells a school with too few cases why it sees none, in the half where it had few', async () => {
    const few = await open('crabapple-admin', 'phone')
    await few.press('[id^="statistics-period-"]:nth-child(2)')
    await few.see('#statistics-few').waitFor()
    await few.reads('还没有满 10 件')
    expect(few.faults).toEqual([])
    await few.close()
  })

  it('is not there for a teacher', async () => {
    const teacher = await visit(browser, gateway.origin)
    await teacher.signInAs('teacher')
    await teacher.open(STATISTICS)
    await teacher.see('#desk-closed').waitFor()
    expect(teacher.faults).toEqual([])
    await teacher.close()
  })
})

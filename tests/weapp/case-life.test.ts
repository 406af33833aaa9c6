/** On a phone: a head who is reported never hears of it, and a child whom the school's answers do not satisfy is heard above. */
import type { Browser } from 'playwright-core'
import { findChromium, launchBrowser } from '../support/browser'
import { type DemoApp, demoPerson, makeDemoApp } from '../support/demo-app'
import type { TestPerson } from '../support/world'
import type { MiniProgram } from './host/launch'

const withBrowser = findChromium() ? describe : describe.skip
const SUBMIT = 'packages/report/pages/submit/index'
const RECEIPT = 'packages/report/pages/receipt/index'
const PROGRESS = 'packages/report/pages/progress/index'
const handler = demoPerson('admin')
const officer = demoPerson('bureau')
const student = demoPerson('student')

jest.setTimeout(120_000)

withBrowser('a case that the school does not settle, on a phone', () => {
  let app: DemoApp
  let browser: Browser

  beforeAll(async () => {
    browser = await launchBrowser()
    app = await makeDemoApp()
  }, 180_000)
  afterAll(async () => {
    await app?.close()
    await browser?.close()
  })

  /** Files by touch and answers the case's id; says whom it concerns where that is asked. */
  const file = async (phone: MiniProgram, details: string, aboutStaff: string | null): Promise<string> => {
    await phone.tap('#about-me')
    await phone.tap('#step-next')
    await phone.tap('#what-insult')
    await phone.input('#details', details)
    await phone.tap('#step-next')
    if (aboutStaff) {
      await phone.tap(`#about-staff-${aboutStaff}`)
      expect(await phone.text('.screen')).toContain('学校看不到')
    }
    await phone.tap('#step-next')
    await phone.tap('#step-next')
    await phone.tap('#submit')
    await until(phone, RECEIPT)
    await phone.$('#receipt-code').waitFor()
    const { reports } = await app.world.get(student, 'report.listMine', {})
    return reports[0]?.caseId ?? ''
  }
  const countsAtSchool = async () =>
    (
      await app.world.get(handler, 'report.listQueue', {
        schoolId: 1,
        tab: 'all',
        kind: null,
        level: null,
        search: '',
        cursor: null,
        limit: 1,
      })
    ).counts
  const eventsOf = async (who: TestPerson, caseId: string): Promise<number> =>
    (await app.world.get(who, 'report.getCase', { caseId })).events
  const takeUp = async (who: TestPerson, caseId: string): Promise<void> => {
    await app.world.get(who, 'report.takeCase', { caseId, events: await eventsOf(who, caseId) })
  }
  /** What a desk does; its own pages are tried in the browser. */
  const close = async (who: TestPerson, caseId: string, letter: string): Promise<void> => {
    await app.world.get(who, 'report.closeCase', {
      caseId,
      events: await eventsOf(who, caseId),
      findings: '问过双方和同桌，说法一致。',
      measures: '当面道歉，座位换开，每周回访。',
      letter,
      noProof: '谈话没有照片。',
    })
  }
  const sayNo = async (caseId: string, reason: string): Promise<MiniProgram> => {
    const phone = await app.open('student', { browser, path: `${PROGRESS}?case=${caseId}` })
    await phone.$('#outcome-no').waitFor()
    await phone.tap('#outcome-no')
    await phone.tap(`#unsettled-${reason}`)
    await phone.tap('#unsettled-send')
    await phone.page.waitForFunction(() => !document.querySelector('.mp-page.top #unsettled-sheet'))
    return phone
  }
  const reads = (phone: MiniProgram, words: string) =>
    phone.page.locator('.mp-page.top').getByText(words).first().waitFor()

  it('keeps a report about the head from the school, its counts too; the child reads the bureau’s answer', async () => {
    const before = await countsAtSchool()
    const phone = await app.open('student', { browser, path: SUBMIT })
    const caseId = await file(phone, '校长当着全班叫我外号，还不让我告诉家里。', 'head')
    expect(await phone.text('.screen')).toContain('已直接交给区教育局，学校看不到。')
    expect(await phone.text('.screen')).not.toContain('学校会')
    expect(await countsAtSchool()).toEqual(before)
    expect(await app.world.refused(handler, 'report.getCase', { caseId })).toBe('record.not_found')

    await takeUp(officer, caseId)
    await app.world.get(officer, 'report.replyToReporter', {
      caseId,
      text: '我们是区教育局的，已经看到了。',
      isQuestion: false,
      uploadIds: [],
    })
    await phone.tap('#go-progress')
    await until(phone, PROGRESS)
    await reads(phone, '已经看到了')
    expect(await phone.text('.screen')).not.toContain('郑国栋')
    expect(await countsAtSchool()).toEqual(before)
    expect(await phone.problems()).toEqual([])
    await phone.close()
  })

  it('takes a case up again once, then to the bureau, whose answer is the last', async () => {
    const filing = await app.open('student', { browser, path: SUBMIT })
    const caseId = await file(filing, '后排两个同学天天学我说话，还抢我的本子。', null)
    await filing.close()
    await takeUp(handler, caseId)
    const graded = await app.world.get(handler, 'report.setLevel', {
      caseId,
      events: await eventsOf(handler, caseId),
      level: 'mild',
    })
    await app.world.get(handler, 'report.recordTold', {
      caseId,
      events: graded.events,
      what: 'guardians',
      isTold: true,
      when: '昨天下午',
      by: '班主任当面',
      to: '双方的监护人',
      why: '',
    })
    await close(handler, caseId, '学你说话的同学已经道歉，座位也换开了。')

    const first = await sayNo(caseId, 'still_happens')
    await reads(first, '重新办理，时限重新计算')
    expect(await first.problems()).toEqual([])
    await first.close()
    await close(handler, caseId, '又谈了一次，两位同学的监护人也来过学校。')

    const second = await sayNo(caseId, 'nothing_done')
    await second.$('#outcome-appeal').waitFor()
    await second.tap('#outcome-appeal')
    await second.input('#appeal-text', '请查他们是不是真的换了座位。')
    await second.tap('#appeal-send')
    await reads(second, '教育局复核中')
    expect(await second.problems()).toEqual([])
    await second.close()

    await takeUp(officer, caseId)
    await close(officer, caseId, '我们到学校看过，座位今天换了，两周后再来看一次。')
    const last = await app.open('student', { browser, path: `${PROGRESS}?case=${caseId}` })
    await reads(last, '座位今天换了')
    await last.$('#beyond').waitFor()
    expect(await last.problems()).toEqual([])
    await last.close()
  })
})

const until = async (phone: MiniProgram, route: string): Promise<void> => {
  await phone.page.waitForFunction((path) => window.__mp.stack().at(-1) === path, route)
  await phone.settle()
}

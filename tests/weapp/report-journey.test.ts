/** A child asks for help on a phone and is heard: filed with touches, kept through every mishap, answered by the school. */
import type { Browser } from 'playwright-core'
import { findChromium, launchBrowser } from '../support/browser'
import { type DemoApp, demoPerson, makeDemoApp } from '../support/demo-app'
import { plainJpeg } from '../support/pictures'
import type { MiniProgram } from './host/launch'
import type { WxCall } from './host/protocol'

const withBrowser = findChromium() ? describe : describe.skip
const SET_DATA_LIMIT = 64 * 1024
const HOME = 'pages/home/index'
const SUBMIT = 'packages/report/pages/submit/index'
const RECEIPT = 'packages/report/pages/receipt/index'
const PROGRESS = 'packages/report/pages/progress/index'
const MINE = 'packages/report/pages/mine/index'
const admin = demoPerson('admin')
const student = demoPerson('student')

jest.setTimeout(90_000)

withBrowser('asking for help on a phone', () => {
  let app: DemoApp
  let browser: Browser
  /** What the first report left behind; later steps read it. */
  let filed: { caseId: string; number: string; code: string }
  const answer = '谢谢你告诉我们。明天课间老师会在走廊，你随时可以来找我。'

  beforeAll(async () => {
    browser = await launchBrowser()
    app = await makeDemoApp()
  }, 180_000)
  afterAll(async () => {
    await app?.close()
    await browser?.close()
  })

  const open = (who: string | null, options: Parameters<DemoApp['open']>[1] = {}) =>
    app.open(who, { browser, mocks: { chooseMedia: () => ({ files: [plainJpeg] }) }, ...options })
  const submitted = () => app.calls.filter(({ route }) => route === 'report.submitReport').length
  const casesHolding = async (): Promise<number> =>
    (await app.world.get(student, 'report.listMine', {})).reports.length
  /** What the school does; the desk's own pages are tried in the browser. */
  const openCase = (caseId: string) => app.world.get(admin, 'report.getCase', { caseId })

  it('takes five steps by touch, with a picture and a sealed name, and files once however fast the finger', async () => {
    const before = { cases: await casesHolding(), calls: submitted() }
    const phone = await open('student')
    await phone.tap('#help')
    await until(phone, SUBMIT)
    await writeUntilPictures(phone, '课间他们总是学我说话，还把我的水杯藏起来。')
    await phone.tap('#picture-add')
    await phone.page.waitForFunction(
      () => document.querySelectorAll('.mp-page.top .image-grid__image').length === 1,
    )
    expect(await phone.text('#picture-add')).toContain('1/9')
    await phone.tap('#step-next')
    expect(await phone.$('#named-sealed').getAttribute('class')).toContain('is-on')
    expect(await phone.text('.report-review')).toContain('1 张')
    await pressTwice(phone, '#submit')
    await until(phone, RECEIPT)

    const code = await phone.text('#receipt-code')
    expect(code).toMatch(/^[0-9A-Z]{4} [0-9A-Z]{4} [0-9A-Z]{4}$/)
    expect(submitted() - before.calls).toBe(1)
    expect((await casesHolding()) - before.cases).toBe(1)
    expect(await phone.$('#receipt-qr').isVisible()).toBe(true)
    await isClean(phone)

    const { reports } = await app.world.get(student, 'report.listMine', {})
    filed = { caseId: reports[0]?.caseId ?? '', number: reports[0]?.number ?? '', code }
    const seen = await openCase(filed.caseId)
    expect(seen).toMatchObject({
      isNamed: false,
      reporterName: null,
      details: expect.stringContaining('水杯'),
    })
    expect(seen.files).toHaveLength(1)
    expect(JSON.stringify(seen)).not.toContain('周予安')
    await phone.close()
  })

  it('saves the receipt as a picture', async () => {
    const phone = await open('student', {
      mocks: {
        chooseMedia: () => ({ files: [plainJpeg] }),
        saveImageToPhotosAlbum: (() => undefined) as never,
      },
    })
    await phone.call('navigateTo', { url: `/${SUBMIT}` })
    await writeUntilPictures(phone, '有人一直给我起外号，我想让老师知道。')
    await phone.tap('#step-next')
    await phone.tap('#submit')
    await until(phone, RECEIPT)
    await phone.tap('#save-picture')
    await phone.settle(300)
    const { calls } = await phone.log()
    const call = calls.find(({ name }) => name === 'saveImageToPhotosAlbum') as WxCall
    expect(call.result).toBe('ok')
    const saved = await phone.readFile((call.args as { filePath: string }).filePath)
    expect(saved.subarray(1, 4).toString()).toBe('PNG')
    expect(await phone.toast()).toBe('已存进手机相册')
    await isClean(phone)
    await phone.close()
  })

  it('keeps every word of a draft when the app is killed in the middle of typing', async () => {
    const phone = await open('student', { path: SUBMIT })
    await phone.tap('#about-me')
    await phone.tap('#step-next')
    await phone.tap('#what-exclusion')
    await phone.tap('#details', { settle: false })
    await phone.page.keyboard.type('体育课分组没有人要我，')
    const left = await phone.kill()

    const again = await open('student', { path: SUBMIT, ...left })
    expect(await again.$('#details textarea').inputValue()).toBe('体育课分组没有人要我，')
    expect(await again.$('#what-exclusion').getAttribute('class')).toContain('is-on')
    await again.tap('#step-next')
    expect(await again.$('#occurred-when').isVisible()).toBe(true)
    await isClean(again)
    await again.close()
  })

  it('waits without a network, says that nothing is lost, and is sent once by itself when the network is back', async () => {
    const before = { cases: await casesHolding(), calls: submitted() }
    const phone = await open('student', { path: SUBMIT })
    await writeUntilPictures(phone, '放学时有人在校门口堵我，不让我走。')
    await phone.tap('#step-next')
    await phone.setOffline(true)
    await phone.tap('#submit')
    expect(await phone.text('#report-waiting')).toContain('网络断开了，内容已存在手机里，连上后会自动提交。')
    expect(submitted()).toBe(before.calls)

    await phone.setOffline(false)
    await until(phone, RECEIPT)
    expect(await phone.text('#receipt-code')).toMatch(/^[0-9A-Z]{4} /)
    expect(submitted() - before.calls).toBe(1)
    expect((await casesHolding()) - before.cases).toBe(1)
    await isClean(phone)
    await phone.close()
  })

  it('sends what waited, once, when the app was killed without a network and opened again with one', async () => {
    const before = { cases: await casesHolding(), calls: submitted() }
    const phone = await open('student', { path: SUBMIT })
    await writeUntilPictures(phone, '他们把我的作业本扔进了垃圾桶。')
    await phone.tap('#picture-add')
    await phone.tap('#step-next')
    await phone.setOffline(true)
    await phone.tap('#submit')
    expect(await phone.$('#report-waiting').isVisible()).toBe(true)
    const left = await phone.kill()
    expect(submitted()).toBe(before.calls)

    const again = await open('student', { path: MINE, ...left })
    await again.page.waitForFunction(() => !document.querySelector('.mp-page.top [id^="waiting-"]'))
    await again.settle(300)
    expect((await casesHolding()) - before.cases).toBe(1)
    expect(submitted() - before.calls).toBe(1)
    const { reports } = await app.world.get(student, 'report.listMine', {})
    expect((await openCase(reports[0]?.caseId ?? '')).files).toHaveLength(1)
    await isClean(again)
    await again.close()
  })

  it('is not forgotten on home: says there what waits, and sends it once when the network is back', async () => {
    // Another day, as far as the limit of reports a day is concerned.
    await app.world.sql('delete from attempts')
    const before = { cases: await casesHolding(), calls: submitted() }
    const phone = await open('student', { path: SUBMIT })
    await writeUntilPictures(phone, '排队打饭时有人一直推我。')
    await phone.tap('#step-next')
    await phone.setOffline(true)
    await phone.tap('#submit')
    const left = await phone.kill()

    const again = await open('student', { path: HOME, offline: true, ...left })
    expect(await again.text('#report-waiting')).toContain('有 1 条求助还没发出')
    expect(submitted()).toBe(before.calls)
    await again.setOffline(false)
    await again.page.waitForFunction(() => !document.querySelector('.mp-page.top #report-waiting'))
    await again.settle(300)
    expect((await casesHolding()) - before.cases).toBe(1)
    expect(submitted() - before.calls).toBe(1)
    await isClean(again)
    await again.close()
  })

  it('files once when the answer of the first try is lost on the way', async () => {
    const before = await casesHolding()
    let isLost = false
    const phone = await open('student', {
      path: SUBMIT,
      mocks: {
        'cloud.callFunction': async (given) => {
          const result = await app.answer('student', given)
          const { action } = given.data as { action: string }
          if (action !== 'submitReport' || isLost) return result
          isLost = true
          throw new Error('timeout')
        },
      },
    })
    await writeUntilPictures(phone, '有同学在群里发我的照片取笑我。')
    await phone.tap('#step-next')
    await phone.tap('#submit')
    expect(await phone.$('#report-waiting').isVisible()).toBe(true)
    await phone.background()
    await phone.foreground()
    await until(phone, RECEIPT)
    expect((await casesHolding()) - before).toBe(1)
    await phone.close()
  })

  it('tells the student of the answer, shows it, and carries the student’s words back to the school', async () => {
    const { events } = await openCase(filed.caseId)
    await app.world.get(admin, 'report.takeCase', { caseId: filed.caseId, events })
    await app.world.get(admin, 'report.writeNote', {
      caseId: filed.caseId,
      text: '内部：先看三楼走廊的监控。',
    })
    await app.world.get(admin, 'report.replyToReporter', {
      caseId: filed.caseId,
      text: answer,
      isQuestion: false,
    })
    await app.runTimer()

    const phone = await open('student')
    expect(await phone.$('#tab-messages').getAttribute('aria-label')).toMatch(/条新的/)
    await phone.tap('#tab-messages')
    await phone.settle(200)
    await phone.tap('.message')
    await until(phone, MINE)
    expect(await phone.text(`#mine-${filed.number}`)).toContain('2 条新的')
    await phone.tap(`#mine-${filed.number}`)
    await until(phone, PROGRESS)
    const screen = phone.page.locator('.mp-page.top')
    await screen.getByText(answer).waitFor()
    expect(await phone.text('.screen')).toContain('新')
    expect(await phone.text('.screen')).not.toContain('监控')
    const newOnes = async () =>
      (await app.world.get(student, 'report.listMine', {})).reports.find(
        ({ caseId }) => caseId === filed.caseId,
      )?.newCount
    await phone.settle(200)
    expect(await newOnes()).toBe(0)

    await phone.input('#reply-input', '好的，谢谢老师。')
    await pressTwice(phone, '#reply-send')
    await screen.getByText('好的，谢谢老师。').waitFor()
    const { timeline } = await openCase(filed.caseId)
    expect(timeline.filter(({ text }) => text === '好的，谢谢老师。')).toHaveLength(1)
    await isClean(phone)
    await phone.close()
  })

  it('opens the case on a phone that has no account, by the receipt code typed or scanned', async () => {
    const phone = await open(null, {
      path: RECEIPT,
      mocks: { scanCode: () => ({ result: `anxin:receipt:${filed.code.replaceAll(' ', '')}` }) },
    })
    await phone.input('#code-input', filed.code.toLowerCase())
    await phone.tap('#open-code')
    await until(phone, PROGRESS)
    const screen = phone.page.locator('.mp-page.top')
    await screen.getByText(answer).waitFor()
    const words = await phone.text('.screen')
    expect(words).toContain('水杯')
    expect(words).not.toMatch(/周予安|监控/)
    await screen.locator('image, img').first().waitFor()

    await phone.back()
    await phone.tap('#scan-code')
    await until(phone, PROGRESS)
    await isClean(phone)
    await phone.close()
  })

  it('shows a wrong receipt code nothing, and the code of another case only its own', async () => {
    const phone = await open(null, { path: RECEIPT })
    await phone.input('#code-input', 'K7M4')
    await phone.tap('#open-code')
    expect(await phone.stack()).toEqual([RECEIPT])
    expect(await phone.text('.screen')).toContain('查询码是 12 位')
    await phone.call('navigateTo', { url: `/${PROGRESS}?case=${filed.caseId}` })
    await phone.page.locator('.mp-page.top').getByText('没有找到这件事').waitFor()
    await isClean(phone)
    await phone.close()
  })

  it('puts the numbers to ring first when the words tell of danger, without a network', async () => {
    const phone = await open('student', { path: SUBMIT, offline: false })
    await phone.tap('#about-me')
    await phone.tap('#step-next')
    await phone.setOffline(true)
    await phone.input('#details', '他说明天要带刀来学校')
    expect(await phone.$('#danger-sheet').isVisible()).toBe(true)
    await phone.tap('#danger-call-110')
    const call = (await phone.log()).calls.find(({ name }) => name === 'makePhoneCall')
    expect(call?.args).toMatchObject({ phoneNumber: '110' })
    await phone.tap('#danger-safe')
    expect(await phone.$('#details textarea').inputValue()).toBe('他说明天要带刀来学校')
    await isClean(phone)
    await phone.close()
  })
})

/** Waits until a page is on top. */
const until = async (phone: MiniProgram, route: string): Promise<void> => {
  await phone.page.waitForFunction((path) => window.__mp.stack().at(-1) === path, route)
  await phone.settle()
}

/** A second touch before the app can have answered the first. */
const pressTwice = async (phone: MiniProgram, selector: string): Promise<void> => {
  await phone.$(selector).first().scrollIntoViewIfNeeded()
  const box = await phone.$(selector).first().boundingBox()
  if (!box) throw new Error(`${selector} is not there`)
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  await phone.page.touchscreen.tap(x, y)
  await phone.page.touchscreen.tap(x, y)
  await phone.settle(300)
}

const isClean = async (phone: MiniProgram): Promise<void> => {
  expect(await phone.problems()).toEqual([])
  const { setData } = await phone.log()
  expect(Math.max(0, ...setData.map((sent) => sent.bytes))).toBeLessThan(SET_DATA_LIMIT)
}

/** Steps 1 to 3 by touch; ends on step 4. */
const writeUntilPictures = async (phone: MiniProgram, details: string): Promise<void> => {
  await phone.tap('#about-me')
  await phone.tap('#step-next')
  await phone.tap('#what-insult')
  await phone.tap('#what-property')
  await phone.input('#details', details)
  expect(await phone.text('.text-area__saved')).toBe('已存在这部手机里')
  await phone.tap('#step-next')
  await phone.tap('#when-昨天')
  await phone.input('#place', '三楼走廊')
  await phone.tap('#step-next')
}

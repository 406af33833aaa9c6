/** A child who cannot write well and has no account says it, and is heard: through a call, a dead app and a lost network. */
import type { Browser } from 'playwright-core'
import { findChromium, launchBrowser } from '../support/browser'
import { type DemoApp, demoPerson, makeDemoApp } from '../support/demo-app'
import { browserFilmMp4, mp3Saying } from '../support/recordings'
import type { MiniProgram, Mocks } from './host/launch'

const withBrowser = findChromium() ? describe : describe.skip
const SUBMIT = 'packages/report/pages/submit/index'
const RECEIPT = 'packages/report/pages/receipt/index'
const PROGRESS = 'packages/report/pages/progress/index'
const PLACE = 'GPS-31.2304N-121.4737E'
const handler = demoPerson('admin')

jest.setTimeout(90_000)

withBrowser('a report that is only a voice', () => {
  let app: DemoApp
  let browser: Browser
  const sound = mp3Saying(PLACE)
  const recorder = () => ({ data: sound, durationMs: 1_000 })

  beforeAll(async () => {
    browser = await launchBrowser()
    app = await makeDemoApp()
  }, 180_000)
  afterAll(async () => {
    await app?.close()
    await browser?.close()
  })

  const open = (options: Parameters<DemoApp['open']>[1] = {}) =>
    app.open(null, { browser, path: SUBMIT, ...options, mocks: { recorder, ...options.mocks } })
  /** The phone of one stranger, opened again. */
  const samePhone = (openid: string): Mocks => ({
    'cloud.callFunction': (given) => app.answerAs(openid, given),
  })
  const casesAtSchool = () =>
    app.world.get(handler, 'report.listQueue', {
      schoolId: 1,
      tab: 'all',
      kind: null,
      level: null,
      search: '',
      cursor: null,
      limit: 1,
    })

  it('asks about danger first, without a network, and puts the numbers on top with the form still there', async () => {
    const phone = await open({ offline: true })
    await phone.tap('#hurt-yes')
    expect(await phone.text('#safety-lines')).toContain('先打电话')
    await phone.tap('#danger-call-120')
    const call = (await phone.log()).calls.find(({ name }) => name === 'makePhoneCall')
    expect(call?.args).toMatchObject({ phoneNumber: '120' })
    await phone.tap('#hurt-no')
    expect(await phone.$('#safety-lines').count()).toBe(0)
    await phone.tap('#safe-no')
    expect(await phone.text('#safety-lines')).toContain('110')
    expect(await phone.$('#about-me').isVisible()).toBe(true)
    expect(await phone.problems()).toEqual([])
    await phone.close()
  })

  it('is recorded, listened to, sent and heard at the school, with nothing that tells who or where', async () => {
    const before = (await casesAtSchool()).counts.all
    const phone = await open()
    await toTheStory(phone)
    await phone.tap('#step-next')
    expect(await phone.text('#step-problem')).toContain('写一句话，或者录一段音')
    await say(phone)
    await phone.tap('#voice-1-play')
    expect(await phone.$('#voice-1-play').getAttribute('aria-label')).toContain('暂停')
    await toTheEnd(phone)
    expect(await phone.text('.report-review')).toMatch(/用录音说的[\s\S]*1 段录音/)
    await phone.tap('#submit')
    await until(phone, RECEIPT)
    const code = await phone.text('#receipt-code')
    expect(await phone.problems()).toEqual([])

    await phone.tap('#go-progress')
    await until(phone, PROGRESS)
    const play = phone.page.locator('.mp-page.top [id^="case-file-"][id$="-play"]')
    await play.waitFor()
    await play.tap()
    await phone.page.locator('.mp-page.top [aria-label^="暂停"]').waitFor()
    expect(await phone.problems()).toEqual([])
    await phone.close()

    const { items, counts } = await casesAtSchool()
    expect(counts.all - before).toBe(1)
    const seen = await app.world.get(handler, 'report.getCase', { caseId: items[0]?.caseId ?? '' })
    expect(seen).toMatchObject({ details: '', isNamed: false, reporterName: null })
    expect(seen.files).toMatchObject([{ kind: 'voice', mime: 'audio/mpeg' }])
    const heard = await app.world.get(handler, 'report.readFile', {
      caseId: seen.caseId,
      fileId: seen.files[0]?.fileId ?? '',
      receiptCode: null,
      part: 0,
    })
    const bytes = Buffer.from(heard.base64, 'base64')
    expect(bytes.includes(PLACE)).toBe(false)
    expect(bytes.subarray(0, 2)).toEqual(Buffer.from([0xff, 0xfb]))
    expect(code).toMatch(/^[0-9A-Z]{4} [0-9A-Z]{4} [0-9A-Z]{4}$/)
  })

  it('goes on after a phone call, and can be thrown away and said again', async () => {
    const phone = await open()
    await toTheStory(phone)
    await phone.tap('#voice-start')
    await phone.$('#voice-stop').waitFor()
    await phone.page.evaluate(() => window.dispatchEvent(new Event('phonecall')))
    await phone.$('#voice-interrupted').waitFor()
    await phone.tap('#voice-resume')
    await phone.tap('#voice-stop')
    await phone.$('#voice-1').waitFor()
    await phone.tap('#voice-1-remove')
    await phone.tap('#voice-dialog-confirm')
    expect(await phone.$('#voice-1').count()).toBe(0)
    await phone.tap('#voice-start')
    await phone.$('#voice-stop').waitFor()
    await phone.tap('#voice-cancel')
    expect(await phone.$('#voice-1').count()).toBe(0)
    await say(phone)
    expect(await phone.problems()).toEqual([])
    await phone.close()
  })

  it('keeps what was said when the app is killed in the middle of saying it', async () => {
    const openid = `stranger-${Math.random()}`
    const mocks = samePhone(openid)
    const phone = await open({ mocks })
    await toTheStory(phone)
    await phone.tap('#voice-start')
    await phone.$('#voice-stop').waitFor()
    await phone.page.waitForTimeout(1_200)
    const left = await phone.kill()
    const again = await open({ ...left, mocks })
    await again.$('#voice-1').waitFor()
    const kept = Object.entries(left.userFiles).find(([name]) => name.endsWith('.mp3'))?.[1] ?? ''
    const bytes = Buffer.from(kept, 'base64')
    expect(bytes.length).toBeGreaterThan(sound.length / 4)
    expect(sound.subarray(0, bytes.length).equals(bytes)).toBe(true)
    await toTheEnd(again)
    await again.tap('#submit')
    await until(again, RECEIPT)
    expect(await again.problems()).toEqual([])
    await again.close()
  })

  it('waits for the network, outlives the app, and is filed once by itself with its voice', async () => {
    await app.world.sql('delete from attempts')
    const before = (await casesAtSchool()).counts.all
    let pieces = 0
    const openid = `stranger-${Math.random()}`
    const phone = await open({
      mocks: {
        'cloud.callFunction': async (given) => {
          const { action } = given.data as { action: string }
          // The network goes in the middle of the voice.
          if (action === 'putChunk' && ++pieces > 0) throw new Error('network error')
          return app.answerAs(openid, given)
        },
      },
    })
    await toTheStory(phone)
    await say(phone)
    await toTheEnd(phone)
    await phone.setOffline(true)
    await phone.tap('#submit')
    expect(await phone.text('#report-waiting')).toContain('网络断开了，内容已存在手机里，连上后会自动提交。')
    expect(pieces).toBeGreaterThan(0)
    const left = await phone.kill()
    expect((await casesAtSchool()).counts.all).toBe(before)

    const again = await open({
      ...left,
      path: 'packages/report/pages/mine/index',
      mocks: samePhone(openid),
    })
    await again.page.waitForFunction(() => !document.querySelector('.mp-page.top [id^="waiting-"]'))
    await again.settle(300)
    const { items, counts } = await casesAtSchool()
    expect(counts.all - before).toBe(1)
    const seen = await app.world.get(handler, 'report.getCase', { caseId: items[0]?.caseId ?? '' })
    expect(seen.files).toMatchObject([{ kind: 'voice' }])
    expect(await again.problems()).toEqual([])
    await again.close()
  })

  it('answers the school with a voice alone, which the desk can hear, however the network behaved', async () => {
    await app.world.sql('delete from attempts')
    let isAway = false
    const openid = `stranger-${Math.random()}`
    const phone = await open({
      mocks: {
        'cloud.callFunction': async (given) => {
          if (isAway) throw new Error('network error')
          return app.answerAs(openid, given)
        },
      },
    })
    await toTheStory(phone)
    await phone.input('#details', '他们又来了')
    await toTheEnd(phone)
    await phone.tap('#submit')
    await until(phone, RECEIPT)
    await phone.tap('#go-progress')
    await until(phone, PROGRESS)
    await phone.$('#reply-more').waitFor()
    await phone.tap('#reply-more')
    isAway = true
    await say(phone)
    await phone.tap('#reply-send')
    await phone.$('#reply-problem').waitFor()
    isAway = false
    await phone.tap('#reply-send')
    await phone.page.locator('.mp-page.top [id^="case-file-"][id$="-play"]').waitFor()
    expect(await phone.$('#reply-files').count()).toBe(0)
    expect(await phone.problems()).toEqual([])
    await phone.close()

    const { items } = await casesAtSchool()
    const seen = await app.world.get(handler, 'report.getCase', { caseId: items[0]?.caseId ?? '' })
    const replies = seen.timeline.filter(({ kind }) => kind === 'reporter_message')
    expect(replies).toMatchObject([{ text: '', files: [{ kind: 'voice', mime: 'audio/mpeg' }] }])
  })

  it('says what to do where the microphone is not allowed, and a film goes along where one was taken', async () => {
    await app.world.sql('delete from attempts')
    const phone = await open({
      mocks: {
        recorder: () => {
          throw new Error('auth deny')
        },
        chooseMedia: () => ({ files: [{ name: 'film.mp4', data: browserFilmMp4 }] }),
      },
    })
    await toTheStory(phone)
    await phone.tap('#voice-start')
    await phone.$('#voice-problem').waitFor()
    expect(await phone.text('#voice-problem')).toContain('麦克风没有打开')
    await phone.input('#details', '他们堵在门口')
    await phone.tap('#step-next')
    await phone.input('#witnesses', '同桌看见了')
    await phone.tap('#step-next')
    await phone.tap('#picture-add')
    await phone.$('#film-1').waitFor()
    await phone.tap('#film-1-play')
    await phone.page.locator('.mp-page.top .media-player__video').waitFor()
    await phone.tap('#step-next')
    expect(await phone.text('.report-review')).toMatch(/同桌看见了[\s\S]*1 段视频/)
    await phone.tap('#submit')
    await until(phone, RECEIPT)
    expect(await phone.problems()).toEqual([])
    await phone.close()
  })

  it('raises the numbers at a word of danger in any field, and in an answer to the school, and never stops the sending', async () => {
    const phone = await open()
    await toTheStory(phone)
    await phone.input('#details', '有人推我')
    await phone.tap('#step-next')
    await phone.setOffline(true)
    for (const [field, words] of [
      ['#place', '他说要把我锁在厕所'],
      ['#how-often', '昨天还流血了'],
      ['#witnesses', '看见他带刀'],
    ] as const) {
      await phone.input(field, words)
      expect(await phone.$('#danger-sheet').isVisible()).toBe(true)
      await phone.tap('#danger-safe')
    }
    await phone.setOffline(false)
    await phone.tap('#step-next')
    await phone.tap('#step-next')
    await phone.tap('#submit')
    await until(phone, RECEIPT)
    await phone.tap('#go-progress')
    await until(phone, PROGRESS)
    await phone.page.locator('.mp-page.top #reply-input').waitFor()
    await phone.input('#reply-input', '我不想活了')
    expect(await phone.text('#danger-sheet')).toContain('12356')
    await phone.tap('#danger-safe')
    await phone.tap('#reply-send')
    await phone.page.locator('.mp-page.top').getByText('我不想活了').first().waitFor()
    expect(await phone.problems()).toEqual([])
    await phone.close()
  })
})

const until = async (phone: MiniProgram, route: string): Promise<void> => {
  await phone.page.waitForFunction((path) => window.__mp.stack().at(-1) === path, route)
  await phone.settle()
}

/** Step 1, without an account: whose matter, which school. Ends on step 2 with a kind chosen. */
const toTheStory = async (phone: MiniProgram): Promise<void> => {
  await phone.tap('#safe-yes')
  await phone.tap('#about-me')
  await phone.tap('#choose-school')
  await phone.$('#school-1').waitFor()
  await phone.tap('#school-1')
  await phone.tap('#step-next')
  await phone.tap('#what-insult')
}

const say = async (phone: MiniProgram): Promise<void> => {
  await phone.tap('#voice-start')
  await phone.$('#voice-stop').waitFor()
  await phone.tap('#voice-stop')
  await phone.$('#voice-1').waitFor()
}

/** From the story to the last look. */
const toTheEnd = async (phone: MiniProgram): Promise<void> => {
  for (let step = 2; step < 5; step += 1) await phone.tap('#step-next')
}

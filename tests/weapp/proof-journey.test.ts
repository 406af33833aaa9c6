/** A tampered database, found out by a parent's phone: the built mini-program looked yesterday, and today names the step. */
import type { Browser } from 'playwright-core'
import { findChromium, launchBrowser } from '../support/browser'
import { type DemoApp, demoPerson, makeDemoApp } from '../support/demo-app'
import { otherPng, plainPng } from '../support/pictures'
import { replaceBytes, rewriteChain } from '../support/tamper'
import type { MiniProgram } from './host/launch'

const withBrowser = findChromium() ? describe : describe.skip
const CHECK = 'packages/report/pages/check/index'
const PROGRESS = 'packages/report/pages/progress/index'
const admin = demoPerson('admin')

jest.setTimeout(90_000)

const sendPicture = async ({ world }: DemoApp): Promise<string> => {
  const { uploadId } = await world.get(null, 'report.beginUpload', { sizeBytes: plainPng.length })
  await world.get(null, 'report.putChunk', { uploadId, index: 0, base64: plainPng.toString('base64') })
  return (await world.get(null, 'report.finishUpload', { uploadId })).fileId
}

withBrowser("a parent's phone in WeChat", () => {
  let app: DemoApp
  let browser: Browser
  let picture: string
  let filed: { caseId: string; code: string }
  /** What the phone keeps between two looks. */
  let left: Awaited<ReturnType<MiniProgram['kill']>>

  beforeAll(async () => {
    ;[browser, app] = await Promise.all([launchBrowser(), makeDemoApp()])
    const { posts } = await app.world.get(admin, 'account.getMe', {})
    picture = await sendPicture(app)
    const by = await app.world.get(null, 'report.submitReport', {
      schoolId: posts.find(({ role }) => role === 'handler')?.schoolId ?? 0,
      about: 'my_child',
      studentId: null,
      kind: 'bullying',
      acts: ['insult'],
      details: '课间几个同学一直叫他外号，还不让别人和他玩。',
      place: '三楼走廊',
      occurredWhen: '昨天',
      grade: null,
      isNamed: false,
      contact: '',
      uploadIds: [picture],
    })
    filed = { caseId: by.caseId, code: by.receiptCode }
    const { caseId } = filed
    await app.world.get(admin, 'report.takeCase', { caseId, events: 1 })
    await app.world.get(admin, 'report.replyToReporter', {
      caseId,
      text: '明天课间老师会在走廊。',
      isQuestion: false,
    })
  }, 180_000)
  afterAll(async () => {
    await app?.close()
    await browser?.close()
  })

  const reads = (phone: MiniProgram, words: string) =>
    phone.page.locator('.mp-page.top').getByText(words).first().waitFor()
  const isClean = async (phone: MiniProgram) => expect(await phone.problems()).toEqual([])

  it('recomputes every record by itself and remembers what it saw', async () => {
    const phone = await app.open(null, { browser, path: CHECK, query: { code: filed.code } })
    await reads(phone, '核对过的都对得上')
    await reads(phone, '这台设备第一次核对')
    await reads(phone, '1 个文件，和记下时一样')
    await isClean(phone)
    left = await phone.kill()
  })

  it('names in red the step whose words were rewritten in the database, even with the keys, and whom to ring', async () => {
    await rewriteChain(app.world, filed.caseId, (steps) =>
      steps.map((step) =>
        step.seq === 3 ? { ...step, content: { ...step.content, text: '没有这回事。' } } : step,
      ),
    )
    const phone = await app.open(null, { browser, path: CHECK, query: { code: filed.code }, ...left })
    await reads(phone, '第 3 条记录和这台设备上次看到的不一样')
    expect(await phone.$('#check-trouble').getAttribute('class')).toContain('danger')
    await reads(phone, '（对不上）')
    await reads(phone, '请打电话问清楚')
    await phone.tap('.call-row')
    const rung = (await phone.log()).calls.find(({ name }) => name === 'makePhoneCall')
    expect(rung?.args).toMatchObject({ phoneNumber: expect.stringMatching(/^[0-9-]{5,}$/) })
    await isClean(phone)
    await phone.close()
  })

  it('says so on the progress page too, which a parent opens first', async () => {
    const phone = await app.open(null, { browser, path: PROGRESS, query: { code: filed.code }, ...left })
    await reads(phone, '第 3 条记录和这台设备上次看到的不一样')
    await phone.tap('#chain-broken')
    await isClean(phone)
    await phone.close()
  })

  it('finds a picture that was replaced with the keys of the server, on a phone that never looked before', async () => {
    await replaceBytes(app.world, filed.caseId, picture, otherPng)
    // What the first phone opened lies open in the server's memory for a minute.
    Object.assign(app.world.services, { now: () => new Date(Date.now() + 61_000) })
    const phone = await app.open(null, { browser, path: PROGRESS, query: { code: filed.code } })
    await reads(phone, '第 1 条记录里的图片和记下时不一样，可能被换过。')
    await reads(phone, '和记下时不一样，可能被换过。请截屏留着，打区教育局的电话问清楚。')
    await isClean(phone)
    await phone.close()
  })

  it('still shows a case whose report was overwritten, with the words that stand in its place', async () => {
    await app.world.sql(`update cases set content_sealed = '\\x00' where id = $1`, [filed.caseId])
    const phone = await app.open(null, { browser, path: PROGRESS, query: { code: filed.code } })
    await reads(phone, '这一条的内容打不开，可能被改过。')
    await reads(phone, '没有这回事。')
    await isClean(phone)
    await phone.close()
  })
})

/** A parent's phone that looked yesterday finds a database that was tampered with today, in a real browser. */
import path from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { Browser } from 'playwright-core'
import { transactionAs } from '../../cloudfunctions/platform/database'
import { startSession } from '../../cloudfunctions/platform/identity'
import { makeDailyRoots } from '../../cloudfunctions/report/daily-root.job'
import { hostAll } from '../../gateway/functions'
import { createGateway } from '../../gateway/server'
import { findChromium, launchBrowser } from '../support/browser'
import { otherPng, plainPng } from '../support/pictures'
import { browserVoiceMp4 } from '../support/recordings'
import { makeReportWorld, type Receipt, type ReportWorld } from '../support/report-world'
import { deleteCase, replaceBytes, rewriteChain } from '../support/tamper'
import { type Visitor, visit } from './visitor'

const withBrowser = findChromium() ? describe : describe.skip
const CHECK = 'packages/report/pages/check/index'

jest.setTimeout(240_000)

withBrowser("a parent's phone", () => {
  let world: ReportWorld
  let app: FastifyInstance
  let browser: Browser
  let origin: string
  let parent: Visitor
  let filed: Receipt

  beforeAll(async () => {
    ;[browser, world] = await Promise.all([launchBrowser(), makeReportWorld()])
    app = await createGateway({
      functions: hostAll(world.services),
      services: world.services,
      migrations: [],
      settings: {
        webDir: path.resolve('dist/h5'),
        trustProxy: false,
        trustsWxOpenid: false,
        metricsToken: undefined,
      },
    })
    origin = await app.listen({ host: '127.0.0.1', port: 0 })
    parent = await visit(browser, origin)
    filed = await world.fileFresh()
    const { caseId } = filed
    await world.get(world.zhou, 'report.takeCase', { caseId, events: 1 })
    await world.get(world.zhou, 'report.writeNote', { caseId, text: '先联系奶奶。' })
    await world.get(world.zhou, 'report.replyToReporter', {
      caseId,
      text: '明天课间老师会在走廊。',
      isQuestion: false,
    })
    world.clock.now = new Date(world.clock.now.getTime() + 86_400_000)
    await makeDailyRoots(world.services, () => false)
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await app?.close()
    await world?.close()
  })

  it('checks a case by a scanned receipt, without an account, and says what was compared', async () => {
    await parent.open(`${CHECK}#anxin:receipt:${filed.receiptCode}:${filed.head}`)
    await parent.reads('核对过的都对得上')
    await parent.reads('4 条记录，一条接一条')
    await parent.reads('和收据上的一样')
    await parent.reads('这台设备第一次核对')
    await parent.reads(/公布的总根包含这件事/)
    expect(await parent.text()).not.toContain('奶奶')
    expect(await parent.sidewaysScroll()).toBeLessThanOrEqual(0)
  })

  it('shows the published roots to anybody', async () => {
    await parent.open('packages/report/pages/roots/index')
    await parent.see('#copy-roots').waitFor()
    expect(await parent.sidewaysScroll()).toBeLessThanOrEqual(0)
  })

  it('compares what the bureau published elsewhere, as it was copied there, with the roots that are here', async () => {
    const officer = await world.staff('bureau_officer', null, '何静')
    const { token } = await transactionAs(world.database, 'anxin_identity', (db) =>
      startSession(db, officer.userId, '浏览器', world.clock.now),
    )
    const bureau = await visit(browser, origin, 'desk')
    await bureau.open('pages/home/index')
    await bureau.page.evaluate(
      (data) => localStorage.setItem('session-token', JSON.stringify({ data })),
      token,
    )
    await bureau.open('packages/desk/pages/roots/index')
    await bureau.reads('这个月 1 天的总根都在，前后相连')
    await bureau.reads('不足 10 件')
    const download = bureau.page.waitForEvent('download')
    await bureau.press('#roots-excel')
    expect((await download).suggestedFilename()).toMatch(/^每日总根 2026年11月\.xlsx$/)
    await bureau.page.emulateMedia({ media: 'print' })
    const printed = (await bureau.text('#root-sheet')).replace(/\s+/g, ' ')
    const [day, root] = /(\d+月\d+日) ([0-9a-f]{64})/.exec(printed)?.slice(1) ?? []
    expect(bureau.faults).toEqual([])
    await bureau.close()

    await parent.open('packages/report/pages/roots/index')
    await parent.write('#brought', `2026年${day}：${root}`)
    await parent.press('#compare-roots')
    await parent.reads(`${day}的总根，和这里公布的一样。`)
    await parent.write('#brought', `2026年${day}：${'0'.repeat(64)}`)
    await parent.press('#compare-roots')
    await parent.reads(`${day}的总根和这里公布的不一样。`)
    expect(await parent.sidewaysScroll()).toBeLessThanOrEqual(0)
  })

  it('finds words that were rewritten since yesterday, with the keys of the server, and names the step', async () => {
    await rewriteChain(world, filed.caseId, (steps) =>
      steps.map((step) =>
        step.seq === 4 ? { ...step, content: { ...step.content, text: '没有这回事。' } } : step,
      ),
    )
    await parent.open(`${CHECK}?code=${filed.receiptCode}`)
    await parent.reads('第 4 条记录和这台设备上次看到的不一样')
    await parent.reads('请打电话问清楚')
    await parent.open(`packages/report/pages/progress/index?code=${filed.receiptCode}`)
    await parent.reads('第 4 条记录和这台设备上次看到的不一样')
  })

  it('measures pictures and recordings by the record that brought them, and finds the one that was replaced', async () => {
    const sender = await world.person()
    const picture = (await world.upload(sender, plainPng)).fileId
    const voice = (await world.upload(sender, browserVoiceMp4)).fileId
    const { caseId, receiptCode } = await world.file(sender, { uploadIds: [picture, voice] })
    await parent.open(`${CHECK}?code=${receiptCode}`)
    await parent.reads('2 个文件，还有 1 个没有打开核对')
    await parent.press('#compared-files')
    await parent.reads('2 个文件，和记下时一样')
    await parent.see(`#checked-file-${voice}`).getByText('核对过，和记下时一样').waitFor()

    await replaceBytes(world, caseId, picture, otherPng)
    world.clock.now = new Date(world.clock.now.getTime() + 61_000)
    await parent.open(`packages/report/pages/progress/index?code=${receiptCode}`)
    await parent.reads('第 1 条记录里的图片和记下时不一样，可能被换过。')
    await parent.reads('和记下时不一样，可能被换过。请截屏留着，打区教育局的电话问清楚。')
    await parent.press('#chain-broken-action')
    await parent.arrives(CHECK)
    await parent.reads('第 1 条记录里的图片和记下时不一样，可能被换过。')
    await parent.reads('请打电话问清楚')
    expect(await parent.sidewaysScroll()).toBeLessThanOrEqual(0)
  })

  it('finds a case that vanished, and still holds the proof that it was there', async () => {
    await deleteCase(world, filed.caseId)
    await parent.open(`${CHECK}?code=${filed.receiptCode}`)
    await parent.reads('学校系统里查不到这件事了')
    await parent.reads('这台设备留着凭据')
    expect(parent.faults).toEqual([])
  })
})

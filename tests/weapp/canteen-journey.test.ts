/** The guardian of an allergic child on a phone: the week without a network, and what the canteen corrected since. */
import type { Browser } from 'playwright-core'
import { ALLERGY_CONSENT } from '../../contract/canteen/families'
import { thisWeek } from '../../contract/canteen/week'
import { findChromium, launchBrowser } from '../support/browser'
import { type DemoApp, demoPerson, makeDemoApp } from '../support/demo-app'

const withBrowser = findChromium() ? describe : describe.skip
const WEEK = 'packages/canteen/pages/week/index'

jest.setTimeout(60_000)

withBrowser('an allergic child’s meals on a phone', () => {
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

  it('are read with their marks once the network is gone, and a correction comes as a message that opens what changed', async () => {
    const guardian = demoPerson('guardian')
    const me = await app.world.get(guardian, 'account.getMe', {})
    const child = me.children.find(({ name }) => name === '林小满')!
    await app.world.get(guardian, 'canteen.saveAllergens', {
      studentId: child.studentId,
      allergens: ['soy'],
      consentVersion: ALLERGY_CONSENT.version,
    })
    const phone = await app.open('guardian', { browser, path: WEEK })
    await phone.$('.dish-row--danger').first().waitFor()
    expect(await phone.problems()).toEqual([])
    const left = await phone.kill()

    const away = await app.open('guardian', { browser, path: WEEK, offline: true, ...left })
    expect(await away.text('#week-kept')).toContain('这是上次看到的食谱')
    expect(await away.$('.dish-row--danger').first().innerText()).toContain('林小满过敏')
    expect(await away.problems()).toEqual([])
    const kept = await away.kill()

    const { schoolId } = child
    const weekStartsOn = thisWeek(new Date())
    const canteen = demoPerson('canteen')
    const { draft } = await app.world.get(canteen, 'canteen.getDesk', { schoolId, weekStartsOn })
    const menu = { ...draft!.menu, note: '周五加一份水果' }
    const { version } = await app.world.get(canteen, 'canteen.saveDraft', {
      schoolId,
      version: draft!.version,
      menu,
    })
    const input = { schoolId, weekStartsOn, draftVersion: version, changeNote: '水果到货多' }
    await app.world.get(canteen, 'canteen.publishMenu', input)
    await app.runTimer()

    const again = await app.open('guardian', { browser, path: 'pages/messages/index', ...kept })
    const message = again.$('.screen').getByText('您看过的食谱有更正').first()
    await message.waitFor()
    const { items } = await app.world.get(guardian, 'account.listMessages', { cursor: null })
    const { messageId } = items.find(({ title }) => title === '您看过的食谱有更正')!
    await again.tap(`#message-${messageId}`)
    await again.$('#week-corrected').first().waitFor()
    expect(await again.text('#week-corrected')).toContain('水果到货多')
    expect(await again.problems()).toEqual([])
    await again.close()
  })
})

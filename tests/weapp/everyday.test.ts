/** What families do on ordinary days: ring a number without a network, make the words larger, bind a child, read messages. */
import type { Browser } from 'playwright-core'
import { demoBindingCode } from '../../cloudfunctions/database/seeds/demo-families'
import { findChromium, launchBrowser } from '../support/browser'
import { type DemoApp, demoPerson, makeDemoApp } from '../support/demo-app'
import type { MiniProgram } from './host/launch'

const withBrowser = findChromium() ? describe : describe.skip
const HOTLINES = 'packages/safety/pages/hotlines/index'
const BIND = 'packages/account/pages/bind/index'
const NATIONAL = ['110', '120', '12355', '12356']

jest.setTimeout(60_000)

withBrowser('ordinary days on a phone', () => {
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

  const open = (who: string | null, options: Parameters<DemoApp['open']>[1] = {}) =>
    app.open(who, { browser, ...options })

  it('shows the national numbers, and rings one, on a phone that never had a network', async () => {
    const phone = await open(null, { path: HOTLINES, offline: true })
    const shown = await phone.text('.screen')
    for (const number of NATIONAL) expect(shown).toContain(number)
    expect(await phone.text('#offline')).toContain('先显示全国热线')
    await phone.tap('#line-12355')
    expect(ringsOf(await phone.log())).toEqual(['12355'])
    await isClean(phone)
    await phone.close()
  })

  it('keeps the school’s and the bureau’s numbers readable without a network after one visit', async () => {
    const phone = await open('guardian')
    await phone.settle(200)
    const left = await phone.kill()

    const again = await open('guardian', { path: HOTLINES, offline: true, ...left })
    const { hotlines } = await app.world.get(demoPerson('guardian'), 'account.listHotlines', {
      schoolIds: await schoolsOf(app, 'guardian'),
    })
    const shown = await again.text('.screen')
    for (const line of hotlines) expect(shown).toContain(line.phone)
    expect(new Set(hotlines.map(({ layer }) => layer))).toEqual(new Set(['national', 'bureau', 'school']))
    expect(await again.text('#offline')).toContain('没有连上网络')
    await isClean(again)

    await again.call('reLaunch', { url: '/pages/home/index' })
    expect(await again.text('#offline')).toContain('电话和求助照常可用')
    await again.tap('#call-110')
    expect(ringsOf(await again.log())).toEqual(['110'])
    await again.close()
  })

  it('makes all words larger at one touch and keeps them so on this phone and with the account', async () => {
    const phone = await open('guardian', { path: 'pages/mine/index' })
    const sizeOf = (one: MiniProgram) =>
      one
        .$('.screen')
        .first()
        .evaluate((screen) => Number.parseFloat(getComputedStyle(screen).fontSize))
    const before = await sizeOf(phone)
    await phone.tap('#text-size-largest')
    expect((await sizeOf(phone)) / before).toBeCloseTo(1.4, 1)
    await phone.tap('#tab-home')
    await phone.settle(200)
    expect((await sizeOf(phone)) / before).toBeCloseTo(1.4, 1)
    expect(await sidewaysScroll(phone)).toBeLessThanOrEqual(0)
    const help = await phone.$('#help').boundingBox()
    expect(help?.height).toBeGreaterThanOrEqual(44 * 1.2)
    await isClean(phone)
    const left = await phone.kill()

    const again = await open('guardian', { ...left, offline: true })
    expect((await sizeOf(again)) / before).toBeCloseTo(1.4, 1)
    await again.close()
    const elsewhere = await open('guardian')
    await elsewhere.settle(200)
    expect((await sizeOf(elsewhere)) / before).toBeCloseTo(1.4, 1)
    await elsewhere.close()
    await app.world.get(demoPerson('guardian'), 'account.savePreferences', { textScale: '1' })
  })

  it('binds a child with the code of the school’s sheet, after consent, and takes the code once only', async () => {
    const phone = await open('new-guardian')
    await phone.tap('#bind')
    await phone.input('#bind-code', demoBindingCode.toLowerCase())
    await phone.tap('#bind-next')
    const preview = await phone.text('#bind-preview')
    expect(preview).toContain('示例第一小学')
    expect(preview).not.toContain('陈子墨')
    await phone.tap('#bind-confirm')
    expect(await phone.text('.screen')).toContain('请选一个')
    await phone.tap('#relation-mother')
    await phone.tap('#bind-confirm')
    await phone.$('#bind-active').waitFor()
    expect(await phone.text('#bind-active')).toContain('已绑定陈子墨')
    await phone.tap('#bind-home')
    await phone.settle(200)
    expect(await phone.text('.screen')).toContain('陈子墨')
    await isClean(phone)
    await phone.close()

    const other = await open('grandmother', { path: BIND })
    await other.input('#bind-code', demoBindingCode)
    await other.tap('#bind-next')
    await other.settle(200)
    expect(await other.$('#bind-preview').count()).toBe(0)
    await isClean(other)
    await other.close()
  })

  it('counts unread messages on the tab, and takes the mark away once they are read', async () => {
    await app.runTimer()
    const phone = await open('guardian')
    await phone.settle(200)
    const badge = '#tab-messages .tab-bar__badge'
    const { unread } = await app.world.get(demoPerson('guardian'), 'account.listMessages', {
      cursor: null,
    })
    expect(unread).toBeGreaterThan(0)
    expect(await phone.text(badge)).toBe(String(unread))
    await phone.tap('#tab-messages')
    await phone.settle(200)
    expect(await phone.text('.screen')).toContain(`${unread} 条未读`)
    await phone.tap('#read-all')
    await phone.settle(200)
    expect(await phone.text('.screen')).toContain('都看过了')
    expect(await phone.$(badge).count()).toBe(0)
    await phone.tap('#tab-home')
    await phone.settle(200)
    expect(await phone.$(badge).count()).toBe(0)
    await isClean(phone)
    await phone.close()
  })

  it('shows the child that was chosen, and remembers the choice', async () => {
    const phone = await open('guardian')
    await phone.settle(200)
    const chosen = (one: MiniProgram) => one.text('.child-switch .is-on')
    const before = await chosen(phone)
    await phone.tap('.child-switch .pressable:not(.is-on)')
    await phone.settle(200)
    const after = await chosen(phone)
    expect(after).not.toBe(before)
    const left = await phone.kill()
    const again = await open('guardian', left)
    await again.settle(200)
    expect(await chosen(again)).toBe(after)
    await isClean(again)
    await again.close()
  })
})

const isClean = async (phone: MiniProgram): Promise<void> => expect(await phone.problems()).toEqual([])

const sidewaysScroll = (phone: MiniProgram): Promise<number> =>
  phone.page.locator('.mp-page.top').evaluate((page) => page.scrollWidth - page.clientWidth)

const ringsOf = ({ calls }: Awaited<ReturnType<MiniProgram['log']>>): string[] =>
  calls
    .filter(({ name }) => name === 'makePhoneCall')
    .map(({ args }) => (args as { phoneNumber: string }).phoneNumber)

const schoolsOf = async ({ world }: DemoApp, who: string): Promise<number[]> => {
  const me = await world.get(demoPerson(who), 'account.getMe', {})
  return me.children.map(({ schoolId }) => schoolId)
}

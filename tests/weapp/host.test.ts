/** Proves the mini-program host itself, on a hand-written app that owes nothing to Taro. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Browser } from 'playwright-core'
import { findChromium, launchBrowser } from '../support/browser'
import { checkDist } from './host/check-dist'
import { type LaunchOptions, launchMiniProgram, type MiniProgram } from './host/launch'

jest.setTimeout(60_000)

const dist = path.join(process.cwd(), 'tests/weapp/fixture/empty-app')
const greet: LaunchOptions['mocks'] = {
  'cloud.callFunction': async ({ name, data }) => ({ result: `${name} ${JSON.stringify(data)}` }),
}

const whereChromiumIs = findChromium() ? describe : describe.skip

whereChromiumIs('mini-program host', () => {
  let browser: Browser
  let app: MiniProgram

  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterAll(() => browser?.close())
  afterEach(() => app?.close())

  const launch = async (options: Partial<LaunchOptions> = {}) => {
    app = await launchMiniProgram({ dist, browser, mocks: greet, ...options })
    return app
  }

  it('taps, and shows what the page made of it', async () => {
    await launch()
    await app.tap('#count')
    await app.tap('#count')
    expect(await app.text('#count')).toBe('2')
    expect(await app.data()).toMatchObject({ count: 2 })
    expect(await app.problems()).toEqual([])
  })

  it('lets a screen reader, and so a test, find things by role and name', async () => {
    await launch()
    await app.page.getByRole('button', { name: '加一，现在是0' }).tap()
    expect(await app.text('#count')).toBe('1')
  })

  it('types into an input within its maxlength', async () => {
    await launch()
    await app.input('#name', '一二三四五六七八九十多余')
    expect(await app.text('#greeting')).toBe('你好，一二三四五六七八九十')
    expect(await app.storage()).toMatchObject({ name: '一二三四五六七八九十' })
  })

  it('chooses in a picker, by hand or directly', async () => {
    await launch()
    await app.tap('#class')
    await app.page.locator('.picker li', { hasText: '三班' }).tap()
    await app.answer('确定')
    expect(await app.text('#class')).toBe('三班')
    await app.pick('#class', '1')
    expect(await app.text('#class')).toBe('二班')
  })

  it('holds a finger for a long press without a tap after it', async () => {
    await launch({ storage: { count: 5 } })
    await app.longpress('#count')
    expect(await app.text('#count')).toBe('0')
  })

  it('answers a cloud function from the test process and shows the toast', async () => {
    await launch()
    await app.tap('#urgent')
    await app.tap('#send')
    expect(await app.text('#outcome')).toBe('greet {"name":"","urgent":true}')
    expect(await app.toast()).toBe('已提交')
    expect((await app.log()).calls.map(({ name, result }) => [name, result])).toContainEqual([
      'cloud.callFunction',
      'ok',
    ])
  })

  it('gives the app the message and code that a mock throws', async () => {
    const busy = () => {
      throw Object.assign(new Error('server busy'), { errCode: -1 })
    }
    await launch({ mocks: { 'cloud.callFunction': busy } })
    expect(await app.call('cloud.callFunction', { name: 'greet' })).toEqual({
      error: 'cloud.callFunction:fail server busy',
    })
  })

  it('keeps every call from the mocks while offline, and tells the app', async () => {
    let calls = 0
    await launch({ mocks: { 'cloud.callFunction': () => ({ result: `call ${++calls}` }) } })
    await app.setOffline(true)
    expect(await app.text('#network')).toBe('none')
    await app.tap('#send')
    expect(await app.text('#outcome')).toBe('cloud.callFunction:fail network error')
    expect(await app.call('request', { url: 'https://example.org' })).toEqual({
      error: 'request:fail network error',
    })
    expect(await app.call('getNetworkType')).toMatchObject({ networkType: 'none' })
    expect(calls).toBe(0)
    await app.setOffline(false)
    await app.tap('#send')
    expect(await app.text('#outcome')).toBe('call 1')
  })

  it('shows a photo kept in the user folder', async () => {
    await launch()
    await app.tap('#take-photo')
    expect(await app.text('#photo-width')).toBe('64')
    expect((await app.readFile('wxfile://usr/photo.png')).subarray(1, 4).toString()).toBe('PNG')
  })

  it('takes chosen photos from a mock', async () => {
    const photo = fs.readFileSync(path.join(process.cwd(), 'tests/weapp/fixture/photo.png'))
    await launch({ mocks: { chooseMedia: () => ({ files: [photo] }) } })
    await app.tap('#take-photo')
    expect(await app.text('#photo-width')).toBe('2')
    expect(await app.readFile('wxfile://usr/photo.png')).toEqual(photo)
  })

  it('reopens a killed app with its storage and user files, without its temporary ones', async () => {
    await launch()
    await app.tap('#count')
    await app.input('#name', '小安')
    await app.tap('#take-photo')
    const left = await app.kill()
    expect(Object.keys(left.userFiles)).toEqual(['wxfile://usr/photo.png'])
    await launch(left)
    expect(await app.text('#count')).toBe('1')
    expect(await app.text('#greeting')).toBe('你好，小安')
    expect(await app.text('#photo-width')).toBe('64')
  })

  it('reports an unknown wx API and a missing page even where the app hides the failure', async () => {
    await launch({ path: 'pages/other/index', query: { from: 'card' } })
    expect(await app.text('#from')).toBe('card')
    await app.tap('#nowhere')
    await app.tap('#unknown')
    expect(await app.problems()).toEqual([
      'navigation: page "pages/nowhere/index" is not found',
      'wx.readMinds does not exist',
    ])
  })

  it('hides the browser from the app', async () => {
    await launch({ path: 'pages/other/index' })
    await app.tap('#globals')
    expect(await app.text('#seen')).toBe('undefined undefined undefined undefined')
  })

  it('draws no tab bar of its own where the app has a custom one', async () => {
    await launch()
    expect(await app.page.locator('#mp-tabs').isVisible()).toBe(false)
    await app.tap('#count')
    await app.tab('我的')
    expect(await app.stack()).toEqual(['pages/mine/index'])
    await app.tab('首页')
    expect(await app.text('#count')).toBe('1')
  })

  it('walks the page stack under its rules', async () => {
    await launch()
    await app.call('navigateTo', { url: '/sub/pages/far/index' })
    expect(await app.stack()).toEqual(['pages/home/index', 'sub/pages/far/index'])
    await app.back()
    expect(await app.stack()).toEqual(['pages/home/index'])
    expect(await app.call('navigateTo', { url: '/pages/mine/index' })).toMatchObject({
      error: expect.stringContaining('tabbar'),
    })
  })

  it('asks before leaving a page that wants it', async () => {
    await launch()
    await app.call('navigateTo', { url: '/pages/other/index' })
    await app.call('enableAlertBeforeUnload', { message: '还没有保存' })
    await app.back()
    await app.answer('取消')
    expect(await app.stack()).toHaveLength(2)
    await app.back()
    await app.answer('确定')
    expect(await app.stack()).toHaveLength(1)
  })

  it('lets the person answer a modal', async () => {
    await launch()
    await app.tap('#remove')
    await app.answer('确定')
    expect(await app.text('#outcome')).toBe('已删除')
  })

  it('waits for consent before it touches the camera', async () => {
    await launch({
      mocks: { getPrivacySetting: () => ({ needAuthorization: true, privacyContractName: '指引' }) },
    })
    expect(await app.call('chooseMedia', {})).toMatchObject({ error: expect.stringContaining('privacy') })
  })

  it('answers a scan only by a mock', async () => {
    await launch({ mocks: { scanCode: () => ({ result: 'class-3' }) } })
    await app.tap('#scan')
    expect(await app.text('#outcome')).toBe('class-3')
    expect(await app.call('requestSubscribeMessage', { tmplIds: ['a'] })).toMatchObject({
      error: expect.stringContaining('no mock'),
    })
  })

  it('runs the file system with every encoding', async () => {
    await launch()
    const results = await app.page.evaluate(async () => {
      const files = (await window.__mp.call('getFileSystemManager', undefined)) as Record<
        string,
        (...args: unknown[]) => unknown
      >
      const target = 'wxfile://usr/drafts/note.txt'
      files.mkdirSync!('wxfile://usr/drafts', true)
      files.writeFileSync?.(target, '安心', 'utf8')
      const base64 = files.readFileSync?.(target, 'base64')
      const { byteLength: size } = files.readFileSync!(target) as ArrayBuffer
      const listed = files.readdirSync!('wxfile://usr')
      files.unlinkSync!(target)
      let failure = ''
      try {
        files.accessSync!(target)
      } catch (problem) {
        failure = (problem as Error).message
      }
      return { base64, size, listed, failure }
    })
    expect(results).toEqual({
      base64: '5a6J5b+D',
      size: 6,
      listed: ['drafts'],
      failure: 'accessSync:fail no such file or directory "wxfile://usr/drafts/note.txt"',
    })
  })

  it('measures rpx in sheets and inline, sends sizes of setData, and knows when the page was ready', async () => {
    await launch()
    expect(await app.$('#wide').boundingBox()).toMatchObject({ width: 390, height: expect.closeTo(52, 1) })
    expect(await app.$('#inline').boundingBox()).toMatchObject({ width: 195 })
    const [first] = (await app.log()).setData
    expect(first).toMatchObject({ page: 'pages/home/index', bytes: 21, fieldCount: 2 })
    expect(await app.readyMs()).toBeGreaterThan(0)
  })

  it('calls life-cycle methods of the page on top', async () => {
    await launch()
    await app.life('onPullDownRefresh')
    expect(await app.text('#outcome')).toBe('刷新了')
  })
})

describe('static gate', () => {
  const brokenCopy = (change: (folder: string) => void): string => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'weapp-dist-'))
    fs.cpSync(dist, folder, { recursive: true })
    change(folder)
    return folder
  }

  it('passes a build that is in order, and weighs it', () => {
    const { errors, warnings, sizes } = checkDist(dist)
    expect({ errors, warnings }).toEqual({ errors: [], warnings: [] })
    expect(sizes.map(({ name }) => name)).toEqual(['main', 'sub', 'total'])
  })

  const append = (file: string, text: string) => (folder: string) =>
    fs.appendFileSync(path.join(folder, file), text)
  const remove = (file: string) => (folder: string) => fs.rmSync(path.join(folder, file))
  const faults: [string, (folder: string) => void, RegExp][] = [
    ['a tag that is never closed', append('pages/home/index.wxml', '<view>'), /wcc|home/],
    ['a style sheet that does not parse', append('pages/home/index.wxss', '.a { color: red'), /wcsc|compile/],
    [
      'a local picture in a style sheet',
      append('app.wxss', '.a { background: url(/a.png) }'),
      /local picture/,
    ],
    ['JavaScript newer than iOS 13', append('app.js', 'var a = wx?.env'), /app\.js: not ES2019/],
    ['a page without its template', remove('pages/mine/index.wxml'), /pages\/mine\/index\.wxml/],
    ['a custom tab bar without its component', remove('custom-tab-bar/index.json'), /custom-tab-bar/],
    [
      'a main package over 2 MB',
      (folder) => fs.writeFileSync(path.join(folder, 'big.png'), Buffer.alloc(2_100_000)),
      /package main/,
    ],
  ]
  it.each(faults)('rejects %s', (_name, change, expected) => {
    const folder = brokenCopy(change)
    const { errors } = checkDist(folder)
    fs.rmSync(folder, { recursive: true })
    expect(errors.join('\n')).toMatch(expected)
  })
})

/** Boots a bundle in this window and leaves the driver a door: `window.__mp`. */
import { type BootOptions, type Probe, toBase64 } from '../protocol'
import { rpxToVw } from '../rpx'
import { installSetData } from './border'
import { pick, registerBuiltins, swipe } from './controls'
import { createGlass, glassEasel } from './glass'
import { guarded, journal, messageOf, recordFault } from './journal'
import { swallowsTap, watchLongpress } from './longpress'
import { registrars } from './register'
import { callPage, openFirstPage, tapTab } from './routing'
import { provideGlobals, runAs } from './sandbox'
import { getTopPage, session } from './session'
import { callApi, wx } from './wx'
import { emit } from './wx/events'
import { filesSnapshot, getStored, restoreFiles } from './wx/files'
import { setOffline } from './wx/network'
import { restoreStorage, storageSnapshot } from './wx/storage'

declare global {
  interface Window {
    __mp: Probe
  }
}

const FIRST_RENDER_MS = 50

function callApp(method: string, ...args: unknown[]): void {
  const run = session.app?.[method]
  if (typeof run === 'function') guarded(`app ${method}`, () => run(...args))
}

function watchFaults(): void {
  glassEasel.globalOptions.throwGlobalError = false
  glassEasel.addGlobalErrorListener((problem) => {
    recordFault('component', problem)
    return false
  })
  glassEasel.addGlobalWarningListener((message) => {
    // Taro's templates pass every attribute of every tag, so unset ones say nothing.
    if (!/is not a valid property|type-incompatible value/.test(message)) journal.warnings.push(message)
    return false
  })
  addEventListener('unhandledrejection', ({ reason }) => {
    recordFault('unhandledrejection', reason)
    callApp('onUnhandledRejection', { reason })
    emit('UnhandledRejection', { reason })
  })
  addEventListener('error', ({ error }) => {
    if (!error) return
    recordFault('error', error)
    callApp('onError', messageOf(error))
    emit('Error', { message: messageOf(error) })
  })
}

/** Inline styles may hold rpx too; the browser keeps their text, so that it can be rewritten. */
function watchInlineRpx(): void {
  new MutationObserver((changes) => {
    const touched = changes.flatMap(({ target, addedNodes }) => [target, ...addedNodes])
    for (const node of touched) {
      if (!(node instanceof Element)) continue
      for (const element of [node, ...node.querySelectorAll('[style*="rpx"]')]) {
        const style = element.getAttribute('style')
        if (style?.includes('rpx')) element.setAttribute('style', rpxToVw(style))
      }
    }
  }).observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['style'] })
}

function watchBars(): void {
  document.getElementById('mp-tabs')?.addEventListener('click', (event) => {
    const route = (event.target as Element).closest('a')?.dataset.route
    if (route) tapTab(route)
  })
  document.querySelector('#mp-nav i')?.addEventListener('click', () => callApi('navigateBack', { fail() {} }))
}

async function boot(options: BootOptions): Promise<void> {
  const { bundle, query, scene } = options
  const path = options.path ?? bundle.app.entryPagePath ?? bundle.app.pages[0] ?? ''
  const launchOptions = { path, query, scene, referrerInfo: {}, shareTicket: '', apiCategory: 'default' }
  Object.assign(session, { bundle, config: bundle.app, system: options.system, launchOptions })
  restoreStorage(options.storage)
  restoreFiles(options.userFiles)
  setOffline(options.offline)
  session.glass = createGlass(bundle, (type) => type !== 'tap' || !swallowsTap())
  const style = document.createElement('style')
  style.textContent = bundle.styles.app ?? ''
  document.head.append(style)
  installSetData()
  registerBuiltins()
  watchLongpress()
  watchInlineRpx()
  watchBars()
  provideGlobals({ ...registrars, wx })
  session.startedAt = performance.now()
  try {
    runAs('app')
    if (!session.app) throw new Error('app.js never called App()')
    callApp('onLaunch', launchOptions)
    callApp('onShow', launchOptions)
    const pairs = Object.entries(query).map(([key, value]) => `${key}=${value}`)
    openFirstPage(`/${path}?${pairs.join('&')}`)
  } catch (problem) {
    recordFault('boot', problem)
  }
  await new Promise((resolve) => setTimeout(resolve, FIRST_RENDER_MS))
}

function selectTab(label: string): void {
  const item = session.config.tabBar?.list.find((tab) => tab.text === label || tab.pagePath === label)
  if (!item) throw new Error(`app.json has no tab "${label}"`)
  tapTab(item.pagePath)
}

watchFaults()
window.__mp = {
  boot,
  log: () => journal,
  stack: () => session.stack.map((page) => page.route),
  data: () => JSON.parse(JSON.stringify(getTopPage().caller.data)),
  readyMs: () => {
    const { readyMs, paintedMs } = getTopPage()
    return readyMs === undefined ? -1 : Math.round(Math.max(readyMs, paintedMs ?? 0))
  },
  snapshot: () => ({ storage: storageSnapshot(), userFiles: filesSnapshot() }),
  call: async (name, args) => callApi(name, args),
  life: (name, args) => callPage(getTopPage(), name, ...args),
  background: () => {
    callPage(getTopPage(), 'onHide')
    callApp('onHide')
    emit('AppHide', {})
  },
  foreground: (query) => {
    const options = { ...session.launchOptions, query }
    callApp('onShow', options)
    emit('AppShow', options)
    callPage(getTopPage(), 'onShow')
  },
  setOffline,
  selectTab,
  pick,
  swipe,
  readFile: (path) => toBase64(getStored(path)),
}

/** The page stack: WeChat's five ways to move, with its limits and life cycle. */
import { afterPaint } from './border'
import { guarded, recordFault } from './journal'
import { loadComponent } from './register'
import { getTopPage, isTabRoute, type OpenPage, resolvePath, session, topPage } from './session'
import { paintShell } from './shell'

const STACK_LIMIT = 10
const REACH_BOTTOM_PX = 50

/** Calls a page's life-cycle method, if it has one. */
export function callPage(page: OpenPage, method: string, ...args: unknown[]): unknown {
  const run = page.caller[method]
  if (typeof run !== 'function') return undefined
  return guarded(`${page.route} ${method}`, () => run.apply(page.caller, args))
}

function parseQuery(text: string): Record<string, string> {
  const pairs = text.split('&').filter(Boolean)
  return Object.fromEntries(
    pairs.map((pair) => {
      const [key = '', ...rest] = pair.split('=')
      return [key, rest.join('=')]
    }),
  )
}

const routeOf = (url: string): string => resolvePath(topPage()?.route ?? 'app', url.split('?')[0] ?? '')

// A wrong address is always a mistake of the app's, even where its code swallows the failure.
function misuse(message: string): never {
  recordFault('navigation', message)
  throw new Error(message)
}

function createPage(url: string, startedAt: number): OpenPage {
  const route = routeOf(url)
  if (!session.bundle.pages.includes(route)) misuse(`page "${route}" is not found`)
  loadComponent(route, true)
  const box = document.createElement('div')
  box.className = 'mp-page'
  box.dataset.route = route
  box.append(document.createElement('span')) // where the page will be attached
  document.getElementById('mp-pages')?.append(box)
  addPageStyle(route)
  const root = session.glass.createRoot(route)
  const caller = root.get()
  const query = parseQuery(url.split('?')[1] ?? '')
  Object.assign(caller, {
    route,
    __route__: route,
    options: query,
    __displayReporter: {},
    getTabBar: () => null,
  })
  const page: OpenPage = { route, query, root, caller, box, startedAt, isNearBottom: false }
  box.addEventListener('scroll', () => onScroll(page))
  return page
}

function addPageStyle(route: string): void {
  const css = session.bundle.styles[route]
  if (!css || document.querySelector(`style[data-for="${route}"]`)) return
  const style = document.createElement('style')
  style.dataset.for = route
  style.textContent = css
  document.head.append(style)
}

function onScroll(page: OpenPage): void {
  const { scrollTop, scrollHeight, clientHeight } = page.box
  callPage(page, 'onPageScroll', { scrollTop })
  const reach = session.bundle.jsons[page.route]?.onReachBottomDistance ?? REACH_BOTTOM_PX
  const isNear = scrollHeight - scrollTop - clientHeight <= reach
  if (isNear && !page.isNearBottom) callPage(page, 'onReachBottom')
  page.isNearBottom = isNear
}

function enter(page: OpenPage): void {
  session.stack.push(page)
  if (isTabRoute(page.route)) session.keptTabs.set(page.route, page)
  callPage(page, 'onLoad', page.query)
  page.root.attach(page.box, page.box.firstElementChild!)
  callPage(page, 'onShow')
  paintShell()
  afterPaint(() => {
    page.readyMs = performance.now() - page.startedAt
    callPage(page, 'onReady')
  })
}

function leave(page: OpenPage | undefined): void {
  if (!page) return
  session.keptTabs.delete(page.route)
  callPage(page, 'onUnload')
  page.root.release()
  page.box.remove()
}

function comeBack(page: OpenPage): void {
  callPage(page, 'onShow')
  paintShell()
}

/** Opens the first page; its clock started with app.js. */
export function openFirstPage(url: string): void {
  enter(createPage(url, session.startedAt))
}

interface Destination {
  url: string
}

export function navigateTo({ url }: Destination): void {
  if (isTabRoute(routeOf(url))) misuse(`can not navigateTo a tabbar page: ${url}`)
  if (session.stack.length >= STACK_LIMIT) throw new Error(`webview count limit exceed: ${STACK_LIMIT}`)
  const page = createPage(url, performance.now())
  callPage(getTopPage(), 'onHide')
  enter(page)
}

export function redirectTo({ url }: Destination): void {
  if (isTabRoute(routeOf(url))) misuse(`can not redirectTo a tabbar page: ${url}`)
  const page = createPage(url, performance.now())
  leave(session.stack.pop())
  enter(page)
}

export function reLaunch({ url }: Destination): void {
  const page = createPage(url, performance.now())
  const others = [...session.keptTabs.values()].filter((tab) => !session.stack.includes(tab))
  while (session.stack.length > 0) leave(session.stack.pop())
  for (const tab of others) leave(tab)
  enter(page)
}

export function navigateBack({ delta = 1 }: { delta?: number } = {}): void {
  if (session.stack.length < 2) throw new Error('cannot navigate back at first page')
  const leaving = Math.min(delta, session.stack.length - 1)
  for (let count = 0; count < leaving; count++) leave(session.stack.pop())
  comeBack(getTopPage())
}

export function switchTab({ url }: Destination): void {
  const route = routeOf(url)
  if (!isTabRoute(route)) misuse(`can not switch to no-tabBar page: ${url}`)
  const from = topPage()
  if (from?.route === route) return
  while (session.stack.length > 1) leave(session.stack.pop())
  const below = session.stack.pop()
  if (below?.route === route) {
    session.stack.push(below)
    comeBack(below)
    return
  }
  if (below && isTabRoute(below.route)) {
    if (below === from) callPage(below, 'onHide')
  } else leave(below)
  const kept = session.keptTabs.get(route)
  if (kept) {
    session.stack.push(kept)
    comeBack(kept)
  } else enter(createPage(`/${route}`, performance.now()))
}

/** A finger on the host's own tab bar. */
export function tapTab(route: string): void {
  switchTab({ url: `/${route}` })
  const index = session.config.tabBar?.list.findIndex((item) => item.pagePath === route)
  callPage(getTopPage(), 'onTabItemTap', { index, pagePath: route })
}

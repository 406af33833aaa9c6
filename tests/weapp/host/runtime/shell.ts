/** What WeChat draws around a page: navigation bar, tab bar, and overlays such as toasts and sheets. */
import { getTopPage, isTabRoute, resolvePath, session } from './session'

export const STATUS_BAR_HEIGHT = 47
const GHOST_CLICK_MS = 50

const find = (selector: string): HTMLElement => document.querySelector<HTMLElement>(selector)!

/** Draws bars for the page on top and hides the others. */
export function paintShell(): void {
  const page = getTopPage()
  for (const box of document.querySelectorAll('.mp-page')) box.classList.toggle('top', box === page.box)
  const look = { ...session.config.window, ...session.bundle.jsons[page.route] }
  const bar = find('#mp-nav')
  bar.hidden = look.navigationStyle === 'custom'
  bar.style.background = page.barColors?.background ?? look.navigationBarBackgroundColor ?? '#fff'
  bar.style.color = page.barColors?.front ?? (look.navigationBarTextStyle === 'white' ? '#fff' : '#000')
  find('#mp-nav b').textContent = page.title ?? look.navigationBarTitleText ?? ''
  find('#mp-nav i').textContent = session.stack.length > 1 ? '‹' : ''
  paintTabs(page.route)
}

const tabIcon = (src: string): HTMLImageElement =>
  Object.assign(new Image(), { className: 'mp-tab-icon', src })

function paintTabs(route: string): void {
  const bar = find('#mp-tabs')
  const { tabBar } = session.config
  // A custom tab bar is the app's own, drawn inside its pages.
  bar.hidden = !tabBar || tabBar.custom === true || !isTabRoute(route)
  if (bar.hidden || !tabBar) return
  bar.replaceChildren(
    ...tabBar.list.map((item) => {
      const isSelected = item.pagePath === route
      const link = document.createElement('a')
      link.dataset.route = item.pagePath
      link.style.color = (isSelected ? tabBar.selectedColor : tabBar.color) ?? ''
      const icon = (isSelected && item.selectedIconPath) || item.iconPath
      if (icon) link.append(tabIcon(`/${resolvePath('app', icon)}`))
      link.append(item.text)
      return link
    }),
  )
}

/**
 * Lays something over the whole screen.
 *
 * @param kind class name: toast, loading, modal, sheet or picker
 */
export function openOverlay(kind: string, html: string): HTMLElement {
  const overlay = document.createElement('div')
  overlay.className = `mp-overlay ${kind}`
  overlay.innerHTML = html
  document.body.append(overlay)
  if (kind !== 'toast' && kind !== 'loading') {
    // The click that follows the opening tap must not land on it.
    overlay.style.pointerEvents = 'none'
    setTimeout(() => {
      overlay.style.pointerEvents = ''
    }, GHOST_CLICK_MS)
  }
  return overlay
}

export function closeOverlays(kind: string): void {
  for (const overlay of document.querySelectorAll(`.mp-overlay.${kind}`)) overlay.remove()
}

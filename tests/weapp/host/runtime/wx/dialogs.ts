/** Toasts, modals, sheets, and everything an app may do to the window around its page. */
import { callPage, navigateBack, navigateTo, redirectTo, reLaunch, switchTab } from '../routing'
import { escapeHtml, getTopPage, type OpenPage } from '../session'
import { closeOverlays, openOverlay, paintShell } from '../shell'
import type { ApiTable, Options } from './convention'

const TOAST_MS = 1500

function showToast({ title, duration = TOAST_MS }: Options): void {
  closeOverlays('toast')
  closeOverlays('loading') // WeChat shows one of the two at a time
  const toast = openOverlay('toast', `<p>${escapeHtml(title)}</p>`)
  setTimeout(() => toast.remove(), Number(duration))
}

/** Opens `html` and resolves with the dataset of the button that closed it. */
function ask(kind: string, html: string): Promise<{ choice: DOMStringMap; overlay: HTMLElement }> {
  const overlay = openOverlay(kind, html)
  return new Promise((resolve) => {
    overlay.addEventListener('click', (event) => {
      const button = (event.target as Element).closest<HTMLElement>('button')
      if (!button) return
      overlay.remove()
      resolve({ choice: button.dataset, overlay })
    })
  })
}

const buttonHtml = (data: string, label: unknown) => `<button data-${data}>${escapeHtml(label)}</button>`

/** `wx.showModal`; the host asks the same way before an unload. */
export async function showModal(options: Options): Promise<object> {
  const { title, content, showCancel, editable, placeholderText } = options
  const body = editable
    ? `<input value="${escapeHtml(content)}" placeholder="${escapeHtml(placeholderText)}">`
    : `<p>${escapeHtml(content)}</p>`
  const cancel = showCancel === false ? '' : buttonHtml('cancel', options.cancelText || '取消')
  const confirm = buttonHtml('ok', options.confirmText || '确定')
  const { choice, overlay } = await ask(
    'modal',
    `<div><h3>${escapeHtml(title)}</h3>${body}${cancel}${confirm}</div>`,
  )
  const isConfirmed = 'ok' in choice
  const typed = overlay.querySelector('input')?.value ?? null
  return { confirm: isConfirmed, cancel: !isConfirmed, content: isConfirmed ? typed : null }
}

async function showActionSheet({ itemList }: Options): Promise<object> {
  const items = (itemList as string[]).map((label, index) => buttonHtml(`index="${index}"`, label))
  const { choice } = await ask('sheet', `<div>${items.join('')}${buttonHtml('cancel', '取消')}</div>`)
  if (choice.index === undefined) throw new Error('cancel')
  return { tapIndex: Number(choice.index) }
}

function changeBar(change: Partial<OpenPage>): void {
  Object.assign(getTopPage(), change)
  paintShell()
}

function setNavigationBarColor({ frontColor, backgroundColor }: Options): void {
  changeBar({ barColors: { front: String(frontColor), background: String(backgroundColor) } })
}

function pageScrollTo({ scrollTop, selector, offsetTop = 0 }: Options): void {
  const { box } = getTopPage()
  if (typeof selector !== 'string') {
    box.scrollTop = Number(scrollTop ?? 0)
    return
  }
  const target = box.querySelector(selector)
  if (!target) throw new Error(`selector ${selector} is not found`)
  box.scrollTop += target.getBoundingClientRect().top - box.getBoundingClientRect().top + Number(offsetTop)
}

/** Leaves the top page as a finger on `‹` would: after the question the page may have asked for. */
export async function goBack(options: { delta?: number } = {}): Promise<void> {
  const question = getTopPage().alertBeforeUnload
  if (question !== undefined) {
    const { confirm } = (await showModal({ content: question })) as { confirm: boolean }
    if (!confirm) throw new Error('cancel')
  }
  navigateBack(options)
}

const nothing = () => undefined
const harmless = [
  'showShareMenu',
  'hideShareMenu',
  'updateShareMenu',
  'hideTabBar',
  'showTabBar',
  'setTabBarItem',
  'setTabBarStyle',
  'setTabBarBadge',
  'removeTabBarBadge',
  'showTabBarRedDot',
  'hideTabBarRedDot',
  'hideHomeButton',
  'hideKeyboard',
  'setBackgroundColor',
  'setBackgroundTextStyle',
  'showNavigationBarLoading',
  'hideNavigationBarLoading',
  'stopPullDownRefresh',
  'vibrateShort',
  'vibrateLong',
  'setKeepScreenOn',
  'setVisualEffectOnCapture',
]

export const dialogApis: ApiTable = {
  ...Object.fromEntries(harmless.map((name) => [name, nothing])),
  navigateTo: (options) => navigateTo(options as { url: string }),
  redirectTo: (options) => redirectTo(options as { url: string }),
  reLaunch: (options) => reLaunch(options as { url: string }),
  switchTab: (options) => switchTab(options as { url: string }),
  navigateBack: (options) => goBack(options),
  showToast,
  hideToast: () => closeOverlays('toast'),
  showLoading: ({ title }) => {
    closeOverlays('toast')
    closeOverlays('loading')
    openOverlay('loading', `<p>${escapeHtml(title)}</p>`)
  },
  hideLoading: () => closeOverlays('loading'),
  showModal,
  showActionSheet,
  setNavigationBarTitle: ({ title }) => changeBar({ title: String(title) }),
  setNavigationBarColor,
  pageScrollTo,
  startPullDownRefresh: () => void callPage(getTopPage(), 'onPullDownRefresh'),
  enableAlertBeforeUnload: ({ message }) => {
    getTopPage().alertBeforeUnload = String(message)
  },
  disableAlertBeforeUnload: () => {
    delete getTopPage().alertBeforeUnload
  },
}

/** view, image, scroll-view, swiper, rich-text: tags that hold and show. */
import type { Caller } from '../glass'
import { escapeHtml, getTopPage, resolvePath } from '../session'
import { displayUrl } from '../wx/files'
import { type Control, hostOf, innerOf, textOf } from './control'

const LOWER_THRESHOLD_PX = 50

function pictureUrl(source: string): string {
  if (!source || /^(data:|blob:|https?:|wxfile:|cloud:|\/)/.test(source)) return displayUrl(source)
  return `/${resolvePath(getTopPage().route, source)}`
}

function showPicture(self: Caller): void {
  const image = innerOf<HTMLImageElement>(self, 'img')
  if (!image) return
  const url = pictureUrl(textOf(self, 'src'))
  if (url && image.getAttribute('src') !== url) image.src = url
  if (!url) image.removeAttribute('src')
  const mode = textOf(self, 'mode')
  image.style.objectFit = mode === 'aspectFill' ? 'cover' : mode === 'aspectFit' ? 'contain' : 'fill'
  if (mode === 'widthFix') {
    hostOf(self).style.height = 'auto'
    image.style.height = 'auto'
  }
}

const picture: Control = {
  attached: (self) => {
    const image = innerOf<HTMLImageElement>(self, 'img')
    image?.addEventListener('load', () => {
      self.triggerEvent('load', { width: image.naturalWidth, height: image.naturalHeight })
    })
    image?.addEventListener('error', () => self.triggerEvent('error', { errMsg: 'image load fail' }))
  },
  changed: showPicture,
}

const lastScroll = new WeakMap<Caller, { top: unknown; into: unknown }>()

function applyScroll(self: Caller): void {
  const host = hostOf(self)
  const { scrollX, scrollY, scrollTop, scrollIntoView } = self.data
  host.style.overflowX = scrollX ? 'auto' : 'hidden'
  host.style.overflowY = scrollY ? 'auto' : 'hidden'
  const before = lastScroll.get(self)
  lastScroll.set(self, { top: scrollTop, into: scrollIntoView })
  if (scrollTop !== undefined && scrollTop !== before?.top) {
    setTimeout(() => {
      host.scrollTop = Number.parseFloat(String(scrollTop)) || 0
    })
  }
  if (scrollIntoView && scrollIntoView !== before?.into) {
    setTimeout(() => host.querySelector(`#${CSS.escape(String(scrollIntoView))}`)?.scrollIntoView())
  }
}

function watchScroll(self: Caller): void {
  const host = hostOf(self)
  let wasNear = false
  host.addEventListener('scroll', () => {
    const { scrollTop, scrollLeft, scrollHeight, scrollWidth, clientHeight } = host
    self.triggerEvent('scroll', { scrollTop, scrollLeft, scrollHeight, scrollWidth })
    const threshold = Number.parseFloat(textOf(self, 'lowerThreshold')) || LOWER_THRESHOLD_PX
    const isNear = scrollHeight - scrollTop - clientHeight <= threshold
    if (isNear && !wasNear && scrollHeight > clientHeight)
      self.triggerEvent('scrolltolower', { direction: 'bottom' })
    wasNear = isNear
  })
}

const shownItem = new WeakMap<Caller, { index: number; asked: number }>()

/**
 * Shows one item of a swiper.
 *
 * @param source `touch` for a finger; nothing is fired where the app asked for it
 */
export function showSwiperItem(self: Caller, index: number, source?: 'touch'): void {
  const items = hostOf(self).querySelectorAll<HTMLElement>('wx-swiper-item')
  items.forEach((item, position) => {
    const display = position === index ? '' : 'none'
    if (item.style.display !== display) item.style.display = display
  })
  const before = shownItem.get(self)
  shownItem.set(self, { index, asked: before?.asked ?? 0 })
  if (!source || before?.index === index) return
  self.triggerEvent('change', { current: index, source })
  self.triggerEvent('animationfinish', { current: index, source })
}

const swiper: Control = {
  attached: (self) => {
    const redraw = () => showSwiperItem(self, shownItem.get(self)?.index ?? Number(self.data.current ?? 0))
    setTimeout(redraw)
    new MutationObserver(redraw).observe(hostOf(self), { childList: true, subtree: true })
  },
  changed: (self) => {
    const current = Number(self.data.current ?? 0)
    if (shownItem.get(self)?.asked === current) return
    shownItem.set(self, { index: current, asked: current })
    showSwiperItem(self, current)
  },
}

type RichNode =
  | string
  | { type?: string; text?: string; name?: string; attrs?: object; children?: RichNode[] }

function richHtml(nodes: RichNode | RichNode[]): string {
  if (Array.isArray(nodes)) return nodes.map(richHtml).join('')
  if (typeof nodes === 'string') return nodes
  if (nodes.type === 'text') return escapeHtml(nodes.text)
  const attributes = Object.entries(nodes.attrs ?? {}).map(
    ([name, value]) => ` ${name}="${escapeHtml(value)}"`,
  )
  return `<${nodes.name}${attributes.join('')}>${richHtml(nodes.children ?? [])}</${nodes.name}>`
}

export const containers: Record<string, Control> = {
  view: {
    changed: (self) => {
      hostOf(self).toggleAttribute('data-hidden', Boolean(self.data.hidden))
    },
  },
  image: picture,
  'cover-image': picture,
  swiper,
  'scroll-view': { attached: watchScroll, changed: applyScroll },
  'rich-text': {
    changed: (self) => {
      const inside = innerOf(self, 'div')
      const html = richHtml((self.data.nodes ?? '') as RichNode | RichNode[])
      // Parsed apart first, so that scripts in it stay dead.
      if (inside) inside.innerHTML = new DOMParser().parseFromString(html, 'text/html').body.innerHTML
    },
  },
}

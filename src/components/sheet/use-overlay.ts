/** Keyboard manners of what covers the page in a browser: takes the focus, keeps it, gives it back; Escape closes. */
import { useEffect, useId, useRef } from 'react'

const focusable = '[tabindex="0"], input, textarea, button, a[href]'

/**
 * @param open whether it covers the page now
 * @param onClose what Escape does; nothing if it must be answered
 * @returns a class name for the panel, by which it is found again
 */
export function useOverlay(open: boolean, onClose: (() => void) | undefined): string {
  const name = `overlay-${useId().replace(/:/g, '')}`
  const close = useRef(onClose)
  close.current = onClose

  useEffect(() => {
    if (!open || process.env.TARO_ENV !== 'h5') return
    const before = document.activeElement
    const find = () => document.querySelector<HTMLElement>(`.${name}`)
    // Taro's elements move their children once more after mounting, which would drop the focus.
    const settle = setTimeout(() => find()?.focus(), 60)
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape') close.current?.()
      const panel = find()
      if (event.key !== 'Tab' || !panel) return
      const stops = [...panel.querySelectorAll<HTMLElement>(focusable)].filter((one) => one.tabIndex >= 0)
      const edge = event.shiftKey ? stops[0] : stops.at(-1)
      const inside = panel.contains(document.activeElement)
      if (inside && document.activeElement !== edge && document.activeElement !== panel) return
      if (inside && document.activeElement === panel && !event.shiftKey) return
      event.preventDefault()
      const next = event.shiftKey ? stops.at(-1) : stops[0]
      next?.focus()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => {
      clearTimeout(settle)
      document.removeEventListener('keydown', onKeyDown)
      if (before instanceof HTMLElement) before.focus?.()
    }
  }, [open, name])

  return name
}

/** input, textarea, slider: HTML fields that speak WeChat's events. */
import type { Caller } from '../glass'
import { type Control, hostOf, innerOf, textOf } from './control'

const DEFAULT_MAX_LENGTH = 140

type Field = HTMLInputElement | HTMLTextAreaElement

function maxLength(self: Caller): number {
  const limit = Number(self.data.maxlength ?? 0)
  if (limit < 0) return Number.POSITIVE_INFINITY
  return limit || DEFAULT_MAX_LENGTH
}

/** Field-by-field memory of what the app last asked for, so that typing is not undone by an unrelated change. */
const asked = new WeakMap<Caller, { value?: string; focus?: boolean }>()

function growWithText(self: Caller, field: Field): void {
  if (!self.data.autoHeight) return
  const host = hostOf(self)
  host.style.height = 'auto'
  field.style.height = 'auto'
  host.style.height = `${field.scrollHeight}px`
}

const textField = (tag: 'input' | 'textarea'): Control => ({
  attached: (self) => {
    const field = innerOf<Field>(self, tag)
    if (!field) return
    const detail = () => ({ value: field.value, cursor: field.selectionStart ?? field.value.length })
    field.addEventListener('input', (event) => {
      event.stopPropagation()
      if (field.value.length > maxLength(self)) field.value = field.value.slice(0, maxLength(self))
      growWithText(self, field)
      self.triggerEvent('input', { ...detail(), keyCode: 0 })
    })
    field.addEventListener('focus', () => self.triggerEvent('focus', { ...detail(), height: 0 }))
    field.addEventListener('blur', () => self.triggerEvent('blur', detail()))
    field.addEventListener('change', (event) => event.stopPropagation())
    field.addEventListener('keydown', (event) => {
      if ((event as KeyboardEvent).key === 'Enter' && tag === 'input') self.triggerEvent('confirm', detail())
    })
  },
  changed: (self) => {
    const field = innerOf<Field>(self, tag)
    if (!field) return
    const before = asked.get(self)
    const value = textOf(self, 'value')
    const focus = Boolean(self.data.focus || self.data.autoFocus)
    if (before?.value !== value && field.value !== value) field.value = value
    if (focus && !before?.focus) field.focus()
    asked.set(self, { value, focus })
    field.placeholder = textOf(self, 'placeholder')
    field.disabled = Boolean(self.data.disabled)
    if (field instanceof HTMLInputElement) field.type = self.data.password ? 'password' : 'text'
    growWithText(self, field)
  },
})

/** Moves a slider, as a finger would. */
export function slideTo(self: Caller, value: number): void {
  self.setData({ value })
  self.triggerEvent('change', { value })
}

export const fields: Record<string, Control> = {
  input: textField('input'),
  textarea: textField('textarea'),
  slider: {
    attached: (self) => {
      const range = innerOf<HTMLInputElement>(self, 'input')
      range?.addEventListener('change', (event) => {
        event.stopPropagation()
        slideTo(self, Number(range.value))
      })
      range?.addEventListener('input', (event) => {
        event.stopPropagation()
        self.triggerEvent('changing', { value: Number(range.value) })
      })
    },
    changed: (self) => {
      const { min, max, step, value } = self.data
      const settings = { min: min || 0, max: max || 100, step: step || 1, value: value || 0 }
      const asText = Object.entries(settings).map(([name, setting]) => [name, String(setting)])
      Object.assign(innerOf<HTMLInputElement>(self, 'input') ?? {}, Object.fromEntries(asText))
    },
  },
}

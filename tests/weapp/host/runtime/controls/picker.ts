/** picker: a sheet from the bottom with columns to choose from, or a date or time field. */
import type { Caller } from '../glass'
import { escapeHtml } from '../session'
import { openOverlay } from '../shell'
import { type Control, onTap, textOf } from './control'

const modeOf = (self: Caller): string => textOf(self, 'mode') || 'selector'

function columnsOf(self: Caller): unknown[][] | undefined {
  const range = (self.data.range ?? []) as unknown[]
  if (modeOf(self) === 'multiSelector') return range as unknown[][]
  return modeOf(self) === 'selector' ? [range] : undefined
}

function columnHtml(self: Caller, options: unknown[], column: number, selected: number | undefined): string {
  const key = textOf(self, 'rangeKey')
  const items = options.map((option, index) => {
    const label = key ? (option as Record<string, unknown>)[key] : option
    return `<li data-index="${index}" class="${index === selected ? 'on' : ''}">${escapeHtml(label)}</li>`
  })
  return `<ul data-column="${column}">${items.join('')}</ul>`
}

function fieldHtml(self: Caller): string {
  const mode = modeOf(self)
  const dateType = self.data.fields === 'month' ? 'month' : 'date'
  const type = mode === 'date' ? dateType : mode === 'time' ? 'time' : 'text'
  const limits = `min="${escapeHtml(textOf(self, 'start'))}" max="${escapeHtml(textOf(self, 'end'))}"`
  return `<input type="${type}" value="${escapeHtml(textOf(self, 'value'))}" ${limits}>`
}

function openPicker(self: Caller): void {
  const columns = columnsOf(self)
  const current = self.data.value
  const selected = Array.isArray(current) ? current.map(Number) : [Number(current) || 0]
  const body = columns
    ? columns.map((options, column) => columnHtml(self, options ?? [], column, selected[column])).join('')
    : fieldHtml(self)
  const header = '<header><button data-cancel>取消</button><button data-ok>确定</button></header>'
  const sheet = openOverlay('picker', `<div>${header}${body}</div>`)

  const choose = (item: HTMLElement) => {
    const list = item.parentElement
    const column = Number(list?.dataset.column)
    selected[column] = Number(item.dataset.index)
    for (const other of list?.children ?? []) other.classList.toggle('on', other === item)
    if (modeOf(self) === 'multiSelector')
      self.triggerEvent('columnchange', { column, value: selected[column] })
  }
  const confirm = () => {
    const typed = sheet.querySelector('input')?.value
    const chosen = modeOf(self) === 'selector' ? String(selected[0]) : selected
    self.triggerEvent('change', { value: columns ? chosen : typed })
  }
  sheet.addEventListener('click', (event) => {
    const target = event.target as HTMLElement
    if (target.dataset.index !== undefined) return choose(target)
    const isConfirmed = 'ok' in target.dataset
    if (!isConfirmed && !('cancel' in target.dataset) && target !== sheet) return
    sheet.remove()
    if (isConfirmed) confirm()
    else self.triggerEvent('cancel', {})
  })
}

export const pickers: Record<string, Control> = {
  picker: {
    attached: (self) =>
      onTap(self, () => {
        if (!self.data.disabled) openPicker(self)
      }),
  },
}

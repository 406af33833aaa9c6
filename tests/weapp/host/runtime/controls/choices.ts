/** switch, checkbox, radio, their groups, and the label that taps them. */
import { type Caller, callerOf } from '../glass'
import { getTopPage } from '../session'
import { type Control, closestCaller, hostOf, innerOf, onTap, textOf } from './control'

const DEFAULT_SWITCH_COLOR = '#04be02'

/** Values ticked inside a checkbox-group (a list) or radio-group (one). */
export function groupValue(group: Element): unknown {
  const ticked = [...group.querySelectorAll('wx-checkbox, wx-radio')]
    .map(callerOf)
    .filter((caller) => caller?.data.checked)
    .map((caller) => caller?.data.value)
  return group.tagName === 'WX-RADIO-GROUP' ? (ticked[0] ?? '') : ticked
}

function toggle(self: Caller): void {
  if (self.data.disabled) return
  const element = hostOf(self)
  const isRadio = element.tagName === 'WX-RADIO'
  if (isRadio && self.data.checked) return
  self.setData({ checked: isRadio || !self.data.checked })
  if (element.tagName === 'WX-SWITCH') {
    self.triggerEvent('change', { value: self.data.checked })
    return
  }
  const group = closestCaller(element, isRadio ? 'wx-radio-group' : 'wx-checkbox-group')
  if (!group) return
  if (isRadio) {
    for (const other of hostOf(group).querySelectorAll('wx-radio')) {
      if (other !== element) callerOf(other)?.setData({ checked: false })
    }
  }
  group.triggerEvent('change', { value: groupValue(hostOf(group)) })
}

const tickable: Control = { attached: (self) => onTap(self, () => toggle(self)) }

const LABELLED = 'wx-checkbox, wx-radio, wx-switch, wx-input'

function followLabel(self: Caller, originalEvent: Event | undefined): void {
  const touched = originalEvent?.target as Element | null | undefined
  if (touched?.closest?.(`${LABELLED}, wx-button`)) return // it hears the tap itself
  const id = textOf(self, 'for')
  const target = id
    ? getTopPage().box.querySelector(`#${CSS.escape(id)}`)
    : hostOf(self).querySelector(LABELLED)
  const control = callerOf(target)
  if (!target || !control) return
  if (target.tagName === 'WX-INPUT') innerOf(control, 'input')?.focus()
  else toggle(control)
}

export const choices: Record<string, Control> = {
  switch: {
    ...tickable,
    changed: (self) => {
      hostOf(self).toggleAttribute('on', Boolean(self.data.checked))
      hostOf(self).style.setProperty('--switch-color', textOf(self, 'color') || DEFAULT_SWITCH_COLOR)
    },
  },
  checkbox: tickable,
  radio: tickable,
  label: { attached: (self) => onTap(self, (originalEvent) => followLabel(self, originalEvent)) },
}

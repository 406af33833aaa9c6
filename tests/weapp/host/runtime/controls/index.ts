/** Registers every built-in tag, and acts on the ones a finger cannot easily drive. */
import { BUILTINS, builtinPath, type PropertyKind } from '../../builtins'
import { type Caller, callerOf } from '../glass'
import { guarded } from '../journal'
import { session } from '../session'
import { buttons } from './buttons'
import { choices } from './choices'
import { containers, showSwiperItem } from './containers'
import { type Control, hostOf } from './control'
import { fields, slideTo } from './fields'
import { pickers } from './picker'

const controls: Record<string, Control> = { ...choices, ...fields, ...pickers, ...buttons, ...containers }

const TYPES: Record<PropertyKind, unknown> = {
  string: String,
  number: Number,
  boolean: Boolean,
  array: Array,
  any: null,
}

/** What any tag may say to a screen reader; WeChat's `aria-role` is the web's `role`. */
const ARIA = [
  'role',
  'label',
  'hidden',
  'checked',
  'selected',
  'expanded',
  'disabled',
  'live',
  'modal',
  'valuenow',
]

function reflectAria(self: Caller): void {
  for (const name of ARIA) {
    const value = self.data[camelCase(`aria-${name}`)]
    const attribute = name === 'role' ? 'role' : `aria-${name}`
    if (value === undefined || value === null || value === '') hostOf(self).removeAttribute(attribute)
    else hostOf(self).setAttribute(attribute, String(value))
  }
}

const camelCase = (name: string): string =>
  name.replace(/-([a-z])/g, (_match, letter: string) => letter.toUpperCase())

/** Makes `wx-view`, `wx-button` and the rest known to every page. */
export function registerBuiltins(): void {
  const { globalSpace, appSpace, templates } = session.glass
  for (const [name, { properties }] of Object.entries(BUILTINS)) {
    const path = builtinPath(name)
    const control = controls[name] ?? {}
    const change = (self: Caller) =>
      guarded(`<${name}>`, () => {
        if (!hostOf(self)) return
        reflectAria(self)
        control.changed?.(self)
      })
    globalSpace.addComponentStaticConfig(path, { component: true, styleIsolation: 'shared' } as object)
    globalSpace.addCompiledTemplate(path, { groupList: templates, content: templates[path] })
    const aria = ARIA.map((attribute) => [`aria-${attribute}`, 'any'] as const)
    const typed = [...aria, ...Object.entries(properties)].map(([property, kind]) => [
      camelCase(property),
      TYPES[kind],
    ])
    const definition = globalSpace
      .component(path)
      .definition({
        properties: Object.fromEntries(typed),
        observers: [
          {
            fields: '**',
            observer(this: Caller) {
              change(this)
            },
          },
        ],
        lifetimes: {
          attached(this: Caller) {
            change(this)
            guarded(`<${name}>`, () => control.attached?.(this))
          },
        },
      })
      .register() as { _$: unknown }
    appSpace.getComponentSpace().setGlobalUsingComponent(`wx-${name}`, definition._$)
  }
}

/** Chooses in a picker, picker-view or slider without opening it. */
export function pick(element: Element, value: unknown): void {
  const target = element.closest('wx-picker, wx-picker-view, wx-slider')
  const caller = callerOf(target)
  if (!target || !caller) throw new Error('not inside a picker, picker-view or slider')
  if (target.tagName === 'WX-SLIDER') slideTo(caller, Number(value))
  else caller.triggerEvent('change', { value })
}

/** Moves a swiper to an item, as a finger would. */
export function swipe(element: Element, index: number): void {
  const caller = callerOf(element.closest('wx-swiper'))
  if (!caller) throw new Error('not inside a swiper')
  showSwiperItem(caller, index, 'touch')
}

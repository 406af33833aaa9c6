/** wx.createSelectorQuery and observers: what an app may ask about the picture. */
import { type Caller, callerOf } from '../glass'
import { getTopPage } from '../session'
import { decorateCanvas } from './canvas'
import type { DirectTable } from './convention'

interface Fields {
  id?: boolean
  dataset?: boolean
  rect?: boolean
  size?: boolean
  scrollOffset?: boolean
  computedStyle?: string[]
  properties?: string[]
  node?: boolean
  context?: boolean
}

type Callback = (result: unknown) => void

interface Job {
  find: () => Element | null | Element[]
  fields: Fields
  callback: Callback | undefined
}

function measure(element: Element | null, fields: Fields): object | null {
  if (!element) return null
  const rect = element.getBoundingClientRect()
  const pageTop = getTopPage().box.getBoundingClientRect().top
  const result: Record<string, unknown> = {}
  if (fields.id) result.id = element.id
  if (fields.dataset) result.dataset = { ...callerOf(element)?._$.dataset }
  if (fields.rect) {
    Object.assign(result, {
      left: rect.left,
      right: rect.right,
      top: rect.top - pageTop,
      bottom: rect.bottom - pageTop,
    })
  }
  if (fields.size) Object.assign(result, { width: rect.width, height: rect.height })
  if (fields.scrollOffset) {
    const { scrollLeft, scrollTop, scrollWidth, scrollHeight } = element
    Object.assign(result, { scrollLeft, scrollTop, scrollWidth, scrollHeight })
  }
  const style = getComputedStyle(element)
  for (const name of fields.computedStyle ?? [])
    result[name] = style.getPropertyValue(name) || Reflect.get(style, name)
  for (const name of fields.properties ?? []) result[name] = callerOf(element)?.data[name]
  if (fields.node || fields.context) {
    const canvas = element.querySelector('canvas')
    result.node = canvas ? decorateCanvas(canvas) : null
  }
  return result
}

function createSelectorQuery() {
  const jobs: Job[] = []
  let scope = (): Element => getTopPage().box
  const nodes = (find: Job['find']) => {
    const add = (fields: Fields, callback?: Callback) => {
      jobs.push({ find, fields, callback })
      return query
    }
    return {
      fields: add,
      boundingClientRect: (callback?: Callback) =>
        add({ id: true, dataset: true, rect: true, size: true }, callback),
      scrollOffset: (callback?: Callback) => add({ id: true, dataset: true, scrollOffset: true }, callback),
      node: (callback?: Callback) => add({ node: true }, callback),
      context: (callback?: Callback) => add({ context: true }, callback),
    }
  }
  const inScope = (selector: string) => selector.replace(/>>>/g, ' ')
  const query = {
    in: (component?: Caller) => {
      const element = component?._$?.$$
      if (element) scope = () => element
      return query
    },
    select: (selector: string) => nodes(() => scope().querySelector(inScope(selector))),
    selectAll: (selector: string) => nodes(() => [...scope().querySelectorAll(inScope(selector))]),
    selectViewport: () => nodes(() => getTopPage().box),
    exec: (callback?: (results: unknown[]) => void) => {
      requestAnimationFrame(() => {
        const results = jobs.map(({ find, fields, callback: each }) => {
          const found = find()
          const result = Array.isArray(found)
            ? found.map((one) => measure(one, fields))
            : measure(found, fields)
          each?.(result)
          return result
        })
        callback?.(results)
      })
      return query
    },
  }
  return query
}

const createObserver = (method: string) => (component?: Caller, options?: object) => {
  const caller = component && typeof component[method] === 'function' ? component : getTopPage().caller
  return (caller[method] as (options?: object) => unknown).call(caller, options)
}

export const queryDirect: DirectTable = {
  createSelectorQuery,
  createIntersectionObserver: createObserver('createIntersectionObserver'),
  createMediaQueryObserver: createObserver('createMediaQueryObserver'),
}

/** The border with glass-easel, WeChat's component framework: the few shapes the host touches, named once. */
import { component as adapter, glassEasel, MiniProgramEnv } from 'glass-easel-miniprogram-adapter'
import type { Bundle, PageConfig } from '../protocol'

export { glassEasel }

/** What app code knows as `this` in a page or component. */
export interface Caller {
  _$: GlassElement
  readonly is: string
  data: Record<string, unknown>
  setData(data: Record<string, unknown>, callback?: () => void): void
  triggerEvent(name: string, detail: unknown, options?: Record<string, boolean>): void
  [member: string]: unknown
}

export interface GlassElement {
  /** Its DOM element. */
  $$: HTMLElement
  id: string
  dataset: Record<string, unknown>
  addListener(name: string, listener: (event: GlassEvent) => void): void
  getMethodCaller(): Caller
}

export interface GlassEvent {
  type: string
  timeStamp: number
  detail: unknown
  mark: unknown
  target: GlassElement
  currentTarget: GlassElement
  getOriginalEvent(): unknown
}

/** A builder that ends in `register()`; app code decides what goes in, so its shape is unknown. */
interface Builder {
  definition(definition: object): Builder
  pageDefinition(definition: object): Builder
  register(): unknown
}

export interface CodeSpace {
  component(path: string): Builder
  behavior(): Builder
  addComponentStaticConfig(path: string, config: PageConfig): void
  addCompiledTemplate(path: string, template: object): void
  addStyleSheet(path: string, url: string): void
  getComponentSpace(): { setGlobalUsingComponent(tag: string, definition: unknown): void }
  prepareComponentOptions(...args: unknown[]): [Record<string, unknown>]
}

export interface Root {
  get(): Caller
  attach(parent: HTMLElement, placeholder: Element): void
  release(): void
}

export interface Glass {
  appSpace: CodeSpace
  globalSpace: CodeSpace
  templates: Record<string, object>
  createRoot(route: string): Root
}

/** The `setData` that every page and component inherits; the host puts its own in front. */
export const callerPrototype = adapter.ComponentCaller.prototype as unknown as Pick<Caller, 'setData'>

type ElementWithGlass = Element & { __wxElement?: GlassElement }

/** The component behind a DOM element, if it has one. */
export function callerOf(element: Element | null | undefined): Caller | undefined {
  return (element as ElementWithGlass | null | undefined)?.__wxElement?.getMethodCaller()
}

/** Dispatches an event the way a finger would: through all parents. */
export function triggerFrom(element: Element, name: string, detail: object, originalEvent: Event): void {
  let current: Element | null = element
  while (current && !(current as ElementWithGlass).__wxElement) current = current.parentElement
  const target = (current as ElementWithGlass | null)?.__wxElement
  if (!target) return
  const options = { bubbles: true, composed: true, originalEvent }
  glassEasel.Event.triggerEvent(target as never, name, detail, options as never)
}

/**
 * Starts an empty component world in this window and registers the bundle's templates and styles.
 *
 * @param passes decides which of the browser's touches reach the app
 */
export function createGlass(bundle: Bundle, passes: (eventType: string) => boolean): Glass {
  const templates = new Function(`return ${bundle.templates}`)() as Glass['templates']
  const env = new MiniProgramEnv()
  const globalSpace = env.getGlobalCodeSpace() as unknown as CodeSpace
  globalSpace.component('').definition({}).register()
  const appSpace = env.createCodeSpace('', true) as unknown as CodeSpace
  for (const space of [appSpace, globalSpace]) keepIdsAsWritten(space)
  appSpace.component('').definition({}).register()

  const context = new glassEasel.CurrentWindowBackendContext()
  context.onEvent((target, type, detail, options) => {
    if (passes(type)) glassEasel.Event.triggerEvent(target, type, detail, options)
  })
  const backend = env.associateBackend(context)
  for (const [path, css] of Object.entries(bundle.styles)) backend.registerStyleSheetContent(path, css)
  backend.registerStyleSheetContent('', '')
  appSpace.addStyleSheet('app', '')
  return {
    appSpace,
    globalSpace,
    templates,
    createRoot: (route) => backend.createRoot('wx-page', appSpace as never, `/${route}`) as unknown as Root,
  }
}

// The adapter prefixes ids per component; as written, `#id` works in WXSS and in tests.
function keepIdsAsWritten(space: CodeSpace): void {
  const original = space.prepareComponentOptions
  space.prepareComponentOptions = function (...args) {
    const prepared = original.apply(this, args)
    delete prepared[0].idPrefixGenerator
    prepared[0].writeIdToDOM = true
    return prepared
  }
}

/** App(), Page(), Component(), Behavior(): how the app's modules hand their definitions over. */
import { withPlainEvents } from './border'
import { getCurrentModule, runAs } from './sandbox'
import { resolvePath, session } from './session'

type Definition = Record<string, unknown>

function App(definition: Definition): void {
  const app: Definition = Object.assign(Object.create(null), definition)
  for (const [name, member] of Object.entries(app))
    if (typeof member === 'function') app[name] = member.bind(app)
  session.app = app
}

function Page(definition: Definition): void {
  session.glass.appSpace.component(getCurrentModule()).pageDefinition(withPlainEvents(definition)).register()
}

function Component(definition: Definition): void {
  const methods = withPlainEvents(definition.methods as Definition | undefined)
  session.glass.appSpace
    .component(getCurrentModule())
    .definition({ ...definition, methods })
    .register()
}

function Behavior(definition: Definition): unknown {
  const methods = withPlainEvents(definition.methods as Definition | undefined)
  return session.glass.appSpace
    .behavior()
    .definition({ ...definition, methods })
    .register()
}

const getApp = () => session.app
const getCurrentPages = () => session.stack.map((page) => page.caller)

export const registrars = { App, Page, Component, Behavior, getApp, getCurrentPages }

const loaded = new Set<string>()

/**
 * Registers a page or component, after everything it uses.
 *
 * @throws if a module, template or used component is missing, or if its module throws
 */
export function loadComponent(path: string, isPage: boolean): void {
  if (loaded.has(path)) return
  loaded.add(path)
  const { bundle, config, glass } = session
  const own = bundle.jsons[path] ?? {}
  const using: Record<string, string> = {}
  const declared = [
    ...Object.entries(config.usingComponents ?? {}).map(([tag, target]) => [tag, target, 'app'] as const),
    ...Object.entries(own.usingComponents ?? {}).map(([tag, target]) => [tag, target, path] as const),
  ]
  for (const [tag, target, from] of declared) {
    if (target.startsWith('plugin')) continue
    const resolved = resolvePath(from, target)
    if (!(resolved in bundle.sources)) {
      throw new Error(`${path}.json: usingComponents "${tag}" -> ${resolved}.js does not exist`)
    }
    using[tag] = `/${resolved}`
  }
  const template = glass.templates[path]
  if (!template) throw new Error(`${path}.wxml does not exist`)
  glass.appSpace.addComponentStaticConfig(path, { ...own, usingComponents: using })
  glass.appSpace.addCompiledTemplate(path, { groupList: glass.templates, content: template })
  if (!isPage && bundle.styles[path]) glass.appSpace.addStyleSheet(path, path)
  for (const target of Object.values(using)) loadComponent(target.slice(1), false)
  runAs(path)
}

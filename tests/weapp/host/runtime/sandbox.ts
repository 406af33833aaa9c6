/** Runs the app's modules without any browser global, under WeChat's rules for sub-packages. */
import { resolvePath, session } from './session'

// What JavaScript itself offers, plus the timers and console that WeChat's logic layer has.
const ALLOWED = new Set(
  `Object Function Array Number parseFloat parseInt Infinity NaN undefined Boolean String Symbol Date Promise RegExp
  Error AggregateError EvalError RangeError ReferenceError SyntaxError TypeError URIError JSON Math Intl ArrayBuffer
  Uint8Array Int8Array Uint16Array Int16Array Uint32Array Int32Array Float32Array Float64Array Uint8ClampedArray
  BigUint64Array BigInt64Array DataView Map BigInt Set WeakMap WeakSet WeakRef Proxy Reflect decodeURI
  decodeURIComponent encodeURI encodeURIComponent escape unescape isFinite isNaN console setTimeout clearTimeout
  setInterval clearInterval eval globalThis`.split(/\s+/),
)

const hiddenGlobals = [
  ...new Set([...Object.getOwnPropertyNames(window), 'self', 'fetch', 'document', 'localStorage']),
]
  .filter((name) => /^[A-Za-z_$][\w$]*$/.test(name))
  .filter((name) => !ALLOWED.has(name))

interface Module {
  exports: unknown
}

const modules = new Map<string, Module>()
const logicGlobal = {}
let providedGlobals: Record<string, unknown> = {}

/** Sets what every module sees beside JavaScript: wx, App, Page, Component, … */
export function provideGlobals(globals: Record<string, unknown>): void {
  providedGlobals = globals
}

/** Path of the module whose top level is running; `Page()` and `Component()` register under it. */
let currentModule = 'app'

export function getCurrentModule(): string {
  return currentModule
}

/** Runs `path` as the module that registers a page or component. */
export function runAs(path: string): unknown {
  const before = currentModule
  currentModule = path
  try {
    return requireModule(path)
  } finally {
    currentModule = before
  }
}

const subRootOf = (path: string) => session.bundle.subRoots.find((sub) => path.startsWith(`${sub.root}/`))

function checkIsolation(from: string, target: string): void {
  const fromSub = subRootOf(from)
  const targetSub = subRootOf(target)
  if (targetSub && targetSub !== fromSub) {
    throw new Error(`sub-package isolation: ${from}.js must not require ${target}.js`)
  }
  if (!targetSub && fromSub?.independent) {
    throw new Error(`independent sub-package ${fromSub.root} must not require ${target}.js`)
  }
}

function requireModule(rawPath: string): unknown {
  let path = rawPath.replace(/\.js$/, '')
  const { sources } = session.bundle
  if (!(path in sources) && `${path}/index` in sources) path += '/index'
  const known = modules.get(path)
  if (known) return known.exports
  const source = sources[path]
  if (source === undefined) throw new Error(`module '${path}.js' is not defined`)

  const module: Module = { exports: {} }
  modules.set(path, module)
  const require = (relative: string) => {
    const target = resolvePath(path, relative)
    checkIsolation(path, target)
    return requireModule(target)
  }
  const scope = { ...providedGlobals, require, module, exports: module.exports, globalThis: logicGlobal }
  const names = Object.keys(scope)
  const shadowed = hiddenGlobals.filter((name) => !names.includes(name))
  const body =
    `{ const {${shadowed.join(',')}} = {}; return (function(){\n${source}\n}).call(undefined) }` +
    `\n//# sourceURL=mp:///${path}.js`
  new Function(...names, body)(...Object.values(scope))
  return module.exports
}

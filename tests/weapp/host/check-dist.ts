/** The static gate for a weapp build: what WeChat would reject, found offline in seconds. */
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { type ecmaVersion, parse } from 'acorn'
import { compileApp, listFiles, subPackagesOf } from './compile'
import type { AppConfig, Bundle } from './protocol'

const MB = 1024 * 1024
const PACKAGE_LIMIT_BYTES = 2 * MB
const TOTAL_LIMIT_BYTES = 20 * MB
const TAB_ICON_LIMIT_BYTES = 40 * 1024
const NOT_UPLOADED = /\.(map|txt)$|^project\.(private\.)?config\.json$/

export interface PackageSize {
  /** `main`, the root of a sub-package, or `total`. */
  name: string
  bytes: number
  limitBytes: number
}

export interface DistReport {
  errors: string[]
  warnings: string[]
  sizes: PackageSize[]
}

export interface CheckOptions {
  /** Newest JavaScript the build may hold. 2019 is what iOS 13 runs: no `?.`, no `??`. */
  ecmaVersion?: ecmaVersion
}

interface Findings {
  dist: string
  files: string[]
  errors: string[]
  warnings: string[]
}

/**
 * Checks a build with WeChat's own WXML and WXSS compilers, then against its rules on pages, components,
 * icons, package sizes and JavaScript.
 *
 * @param dist folder of the build
 */
export function checkDist(dist: string, { ecmaVersion = 2019 }: CheckOptions = {}): DistReport {
  const files = listFiles(dist).filter((file) => !NOT_UPLOADED.test(file))
  const findings: Findings = { dist, files, errors: [], warnings: [] }
  runOfficialCompilers(findings)
  checkStyleUrls(findings)
  checkScripts(findings, ecmaVersion)
  const bundle = checkTemplates(findings)
  if (bundle) {
    checkComponents(findings, bundle)
    checkTabBar(findings, bundle.app)
  }
  const sizes = bundle ? measurePackages(findings, bundle.app) : []
  return { errors: findings.errors, warnings: findings.warnings, sizes }
}

const withExtension = ({ files }: Findings, extension: string) =>
  files.filter((file) => file.endsWith(extension))
const readText = ({ dist }: Findings, file: string) => fs.readFileSync(path.join(dist, file), 'utf8')
const sizeOf = ({ dist }: Findings, file: string) => fs.statSync(path.join(dist, file)).size

function runOfficialCompilers(findings: Findings): void {
  const templates = [...withExtension(findings, '.wxml'), ...withExtension(findings, '.wxs')]
  runTool(findings, 'wcc', ['-d', ...templates])
  // All at once: a sheet is found by @import only if it is among the arguments.
  const sheets = withExtension(findings, '.wxss')
  if (sheets.length > 0) runTool(findings, 'wcsc', sheets)
}

function runTool({ dist, errors }: Findings, name: string, args: string[]): void {
  const folder = process.platform === 'darwin' ? 'mac' : process.platform === 'win32' ? 'windows' : 'linux'
  const packageFile = require.resolve('miniprogram-compiler/package.json')
  const extension = folder === 'windows' ? '.exe' : ''
  const tool = path.join(path.dirname(packageFile), 'bin', folder, name + extension)
  fs.chmodSync(tool, 0o755) // npm without install scripts leaves it unexecutable
  const { error, status, signal, stderr } = spawnSync(tool, args, {
    cwd: dist,
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  if (!error && status === 0) return
  const reason = stderr?.trim() || String(error ?? signal ?? status)
  errors.push(`${name}: ${reason.split('\n')[0]}`)
}

function checkTemplates({ dist, errors, warnings }: Findings): Bundle | undefined {
  try {
    const { bundle, problems } = compileApp(dist)
    for (const { level, file, line, message } of problems) {
      const target = level === 'error' ? errors : warnings
      target.push(`${file}${line ? `:${line}` : ''} ${message}`)
    }
    return bundle
  } catch (problem) {
    errors.push(`compile: ${(problem as Error).message}`)
    return undefined
  }
}

function checkComponents({ files, errors }: Findings, { pages, jsons, app }: Bundle): void {
  for (const owner of new Set([...pages, ...Object.keys(jsons)])) {
    for (const [tag, target] of Object.entries(jsons[owner]?.usingComponents ?? {})) {
      if (target.startsWith('plugin')) continue
      const component = target.startsWith('/')
        ? target.slice(1)
        : path.posix.join(path.posix.dirname(owner), target)
      for (const extension of ['js', 'json', 'wxml']) {
        const file = `${component}.${extension}`
        if (!files.includes(file)) errors.push(`${owner}.json: usingComponents "${tag}" needs ${file}`)
      }
    }
  }
  if (app.tabBar?.custom && !files.includes('custom-tab-bar/index.json')) {
    errors.push('app.json: tabBar.custom needs the component custom-tab-bar/index')
  }
}

function checkTabBar(findings: Findings, { tabBar, pages }: AppConfig): void {
  if (!tabBar) return
  const { files, errors } = findings
  if (tabBar.list.length < 2 || tabBar.list.length > 5) errors.push('app.json: tabBar needs 2 to 5 items')
  for (const { pagePath, iconPath, selectedIconPath } of tabBar.list) {
    if (!pages.includes(pagePath)) errors.push(`app.json: tab ${pagePath} is not a page of the main package`)
    for (const icon of [iconPath, selectedIconPath]) {
      if (!icon) continue
      const file = icon.replace(/^\//, '')
      if (!files.includes(file)) errors.push(`app.json: tab icon ${icon} is missing`)
      else if (sizeOf(findings, file) > TAB_ICON_LIMIT_BYTES) errors.push(`tab icon ${icon} is over 40 KB`)
      if (!/\.(png|jpe?g)$/.test(file)) errors.push(`tab icon ${icon} must be a PNG or JPEG`)
    }
  }
}

/** WXSS can show data and network pictures; a path inside the package stays blank on a phone. */
function checkStyleUrls(findings: Findings): void {
  for (const sheet of withExtension(findings, '.wxss')) {
    for (const [, url = ''] of readText(findings, sheet).matchAll(/url\(\s*["']?([^"')]+)/g)) {
      if (!/^(data:|https?:|\/\/|#)/.test(url)) findings.errors.push(`${sheet}: local picture ${url} in WXSS`)
    }
  }
}

function checkScripts(findings: Findings, version: ecmaVersion): void {
  for (const file of withExtension(findings, '.js')) {
    const source = readText(findings, file)
    try {
      parse(source, { ecmaVersion: version, sourceType: 'script' })
    } catch (problem) {
      findings.errors.push(`${file}: not ES${version}: ${(problem as Error).message}`)
    }
    const withoutIdiom = source.replace(/(new )?Function\(["']return this["']\)/g, '')
    if (/\beval\(|new Function\(/.test(withoutIdiom)) {
      findings.warnings.push(`${file}: eval and new Function do not run in WeChat`)
    }
  }
}

function measurePackages(findings: Findings, app: AppConfig): PackageSize[] {
  const roots = subPackagesOf(app).map(({ root }) => `${root}/`)
  const sum = (matches: (file: string) => boolean) =>
    findings.files.filter(matches).reduce((bytes, file) => bytes + sizeOf(findings, file), 0)
  const isInSub = (file: string) => roots.some((root) => file.startsWith(root))
  const sizes: PackageSize[] = [
    { name: 'main', bytes: sum((file) => !isInSub(file)), limitBytes: PACKAGE_LIMIT_BYTES },
    ...roots.map((root) => ({
      name: root.slice(0, -1),
      bytes: sum((file) => file.startsWith(root)),
      limitBytes: PACKAGE_LIMIT_BYTES,
    })),
    { name: 'total', bytes: sum(() => true), limitBytes: TOTAL_LIMIT_BYTES },
  ]
  for (const { name, bytes, limitBytes } of sizes) {
    if (bytes > limitBytes) findings.errors.push(`package ${name}: ${bytes} bytes exceed ${limitBytes}`)
  }
  return sizes
}

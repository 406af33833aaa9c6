/** Turns a built mini-program (app.json, wxml, wxs, wxss, js) into one bundle the runtime can execute. */
import fs from 'node:fs'
import path from 'node:path'
import { TmplGroup } from 'glass-easel-template-compiler'
import { BUILTINS, builtinPath } from './builtins'
import type { AppConfig, Bundle, PageConfig, SubPackage } from './protocol'
import { wxssToCss } from './wxss'

/** Something wrong with a build, found without running it. */
export interface BuildProblem {
  level: 'error' | 'warning'
  file: string
  line?: number
  message: string
}

export interface CompiledApp {
  bundle: Bundle
  problems: BuildProblem[]
}

interface TemplateComplaint {
  isError: boolean
  path: string
  startLine: number
  message: string
}

/** Every file of a build, as sorted relative paths with forward slashes; source maps are left out. */
export function listFiles(dist: string): string[] {
  return fs
    .readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.map'))
    .map((entry) => path.relative(dist, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort()
}

/** Sub-packages under either spelling that app.json allows, with tidy roots. */
export function subPackagesOf(app: AppConfig): SubPackage[] {
  const declared = app.subPackages ?? app.subpackages ?? []
  return declared.map((entry) => ({ ...entry, root: entry.root.replace(/^\/|\/$/g, '') }))
}

/** `<view>` becomes `<wx-view>`, so that the DOM never meets a real HTML element of the same name. */
export function prefixTags(wxml: string): string {
  return wxml.replace(/<(\/?)([a-z][a-z0-9-]*)(?=[\s/>])/g, (match, slash: string, name: string) =>
    name in BUILTINS ? `<${slash}wx-${name}` : match,
  )
}

/**
 * Compiles a build.
 *
 * @throws if app.json, a JSON file or a style sheet cannot be read at all
 */
export function compileApp(dist: string): CompiledApp {
  const files = listFiles(dist)
  const read = (file: string) => fs.readFileSync(path.join(dist, file), 'utf8')
  const withExtension = (extension: string) => files.filter((file) => file.endsWith(extension))
  const app = JSON.parse(read('app.json')) as AppConfig
  const subPackages = subPackagesOf(app)
  const pages = [
    ...app.pages,
    ...subPackages.flatMap((sub) => sub.pages.map((page) => `${sub.root}/${page}`)),
  ]

  const jsons: Record<string, PageConfig> = {}
  for (const file of withExtension('.json')) {
    if (file !== 'project.config.json') jsons[withoutExtension(file)] = JSON.parse(read(file)) as PageConfig
  }
  const sources: Record<string, string> = {}
  for (const file of withExtension('.js')) sources[withoutExtension(file)] = read(file)
  const styles: Record<string, string> = {}
  for (const file of withExtension('.wxss')) {
    const owner = withoutExtension(file)
    if (owner !== 'app' && !(owner in jsons)) continue // reached only by @import
    styles[owner] = wxssToCss(dist, file, pages.includes(owner) ? owner : undefined)
  }

  const templates = compileTemplates(files, read)
  return {
    bundle: {
      app,
      pages,
      subRoots: subPackages.map(({ root, independent }) => ({ root, independent: Boolean(independent) })),
      jsons,
      sources,
      styles,
      templates: templates.code,
    },
    problems: [...missingPageFiles(pages, files), ...templates.problems],
  }
}

const withoutExtension = (file: string): string => file.replace(/\.[a-z]+$/, '')

function missingPageFiles(pages: string[], files: string[]): BuildProblem[] {
  return pages.flatMap((page) =>
    (['js', 'wxml', 'json'] as const)
      .filter((extension) => !files.includes(`${page}.${extension}`))
      .map((extension) => ({
        level: extension === 'json' ? 'warning' : 'error',
        file: `${page}.${extension}`,
        message: `page in app.json has no .${extension}`,
      })),
  )
}

function compileTemplates(
  files: string[],
  read: (file: string) => string,
): { code: string; problems: BuildProblem[] } {
  const group = new TmplGroup()
  const problems: BuildProblem[] = []
  const add = (template: string, wxml: string) => {
    for (const complaint of (group.addTmpl(template, wxml) ?? []) as TemplateComplaint[]) {
      problems.push({
        level: complaint.isError ? 'error' : 'warning',
        file: `${complaint.path}.wxml`,
        line: complaint.startLine + 1,
        message: complaint.message,
      })
    }
  }
  const wxmlFiles = files.filter((file) => file.endsWith('.wxml'))
  for (const file of wxmlFiles) add(withoutExtension(file), prefixTags(read(file)))
  for (const file of files) if (file.endsWith('.wxs')) group.addScript(withoutExtension(file), read(file))
  for (const [name, builtin] of Object.entries(BUILTINS)) add(builtinPath(name), builtin.wxml)

  for (const file of wxmlFiles) {
    const template = withoutExtension(file)
    const needed = [
      ...(group.getDirectDependencies(template) as string[]).map((name) => `${name}.wxml`),
      ...(group.getScriptDependencies(template) as string[]).map((name) => `${name}.wxs`),
    ]
    for (const missing of needed.filter((name) => !files.includes(name))) {
      problems.push({ level: 'error', file, message: `needs ${missing}, which does not exist` })
    }
  }
  const code = group.getTmplGenObjectGroups()
  group.free()
  return { code, problems }
}

/** WXSS to CSS, the way WeChat's view layer understands it. */
import fs from 'node:fs'
import path from 'node:path'
import postcss from 'postcss'
import selectorParser from 'postcss-selector-parser'
import { BUILTINS } from './builtins'
import { rpxToVw } from './rpx'

const renameTags = selectorParser((selectors) => {
  selectors.walkTags((tag) => {
    if (tag.value === 'page' || tag.value in BUILTINS) tag.value = `wx-${tag.value}`
  })
})

/**
 * Reads one `.wxss` file with everything it imports.
 *
 * @param dist folder of the build
 * @param file path inside `dist`, with its extension
 * @param route limits the rules to this page
 * @throws on a missing import or on CSS that does not parse
 */
export function wxssToCss(dist: string, file: string, route?: string): string {
  const sheet = postcss.parse(fs.readFileSync(path.join(dist, file), 'utf8'), { from: file })
  sheet.walkAtRules('import', (rule) => {
    const target = rule.params.replace(/^["']|["']$/g, '')
    const imported = target.startsWith('/')
      ? target.slice(1)
      : path.posix.join(path.posix.dirname(file), target)
    rule.replaceWith(postcss.parse(wxssToCss(dist, imported)))
  })
  sheet.walkDecls((declaration) => {
    declaration.value = rpxToVw(declaration.value)
  })
  sheet.walkRules((rule) => {
    const isKeyframe =
      rule.parent?.type === 'atrule' && /keyframes$/.test((rule.parent as postcss.AtRule).name)
    if (!isKeyframe) rule.selector = renameTags.processSync(rule.selector)
  })
  return route ? `@scope ([data-route="${route}"]) {\n${sheet}\n}` : String(sheet)
}

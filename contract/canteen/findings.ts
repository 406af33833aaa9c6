/** What a check says of a menu, and what reading a file left open: shapes that the desk draws and the server keeps. */
import * as z from 'zod/mini'
import { day, uuid } from '../common'
import { ageBand, mealKind } from './menu'

/** Whose rule it is; where layers disagree the strictest wins. */
export const ruleLayers = ['nation', 'province', 'city', 'district', 'school'] as const
export const ruleLayer = z.enum(ruleLayers)
export type RuleLayer = z.infer<typeof ruleLayer>
export const ruleLayerNames: Record<RuleLayer, string> = {
  nation: '国家',
  province: '省',
  city: '市',
  district: '区',
  school: '学校',
}

/** `block`: the document forbids it, so it cannot be published. `warning`: to be mended. `note`: to be known. */
export const severities = ['block', 'warning', 'note'] as const
export const severity = z.enum(severities)
export type Severity = z.infer<typeof severity>

/** A place in a menu; nulls mean the whole of what stands before. */
export const menuPlace = z.object({
  servedOn: z.nullable(day),
  meal: z.nullable(mealKind),
  dishId: z.nullable(uuid),
  /** Index in the dish's ingredients. */
  ingredient: z.nullable(z.int()),
})
export type MenuPlace = z.infer<typeof menuPlace>

export const finding = z.object({
  /** Name of the rule row that fired. */
  ruleId: z.string(),
  severity,
  place: menuPlace,
  /** Set where the finding holds for one age band. */
  band: z.nullable(ageBand),
  layer: ruleLayer,
  /** Name of the document with its figure or article. */
  document: z.string(),
  /** What is wrong and where, in one sentence. */
  problem: z.string(),
  /** What would mend it, in one sentence. */
  remedy: z.string(),
})
export type Finding = z.infer<typeof finding>

/**
 * What reading a workbook or a text left open.
 * `guess`: taken, but should be looked at. `problem`: not taken. `question`: a person must decide before publishing.
 */
export const markKinds = ['guess', 'problem', 'question'] as const
export const previewMark = z.object({
  kind: z.enum(markKinds),
  /** Row as Excel counts it, or line of the text; null where the whole is meant. */
  row: z.nullable(z.int()),
  /** Column's letter; empty for a text. */
  column: z.string(),
  place: menuPlace,
  says: z.string(),
})
export type PreviewMark = z.infer<typeof previewMark>

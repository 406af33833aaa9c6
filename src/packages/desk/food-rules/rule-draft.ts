/** A rule of the canteen while it is being written, and how far it is from being ordered. */

import type { Severity } from '@contract/canteen/findings'
import { type FoodGroup, type MeatKind, meatKinds } from '@contract/canteen/food'
import type { Weekday } from '@contract/canteen/menu'
import { problemOfRule } from '@contract/canteen/rules/order'
import type { RuleOrder, RuleRow } from '@contract/canteen/rules/rule'
import { pickedWords } from '@contract/canteen/rules/words'
import type { Stage } from '@contract/people'

/** Kinds that a page asks for; the figures of the national guide are set in the program. */
export const orderKinds = [
  'day_without',
  'banned_food',
  'banned_preparation',
  'meat_uses',
  'repeats',
  'price_band',
] as const
export type OrderKind = (typeof orderKinds)[number]

export type RuleDraft = {
  kind: OrderKind
  severity: Severity
  document: string
  weekdays: readonly Weekday[]
  groups: readonly FoodGroup[]
  meats: readonly MeatKind[]
  /** Foods or ways of making, with signs between them. */
  words: string
  remedy: string
  /** Uses or times in a week. */
  most: string
  stage: Stage
  from: string
  to: string
}

export const emptyRule = (stage: Stage): RuleDraft => ({
  kind: 'day_without',
  severity: 'warning',
  document: '',
  weekdays: [],
  groups: [],
  meats: [],
  words: '',
  remedy: '',
  most: '',
  stage,
  from: '',
  to: '',
})

const listOf = (typed: string): string[] => [
  ...new Set(
    typed
      .split(/[\s、，,；;]+/)
      .map((word) => word.slice(0, 20))
      .filter((word) => word !== ''),
  ),
]
const numberOf = (typed: string): number | null => (typed.trim() === '' ? null : Number(typed))
const isCount = (value: number | null, least: number): value is number =>
  value !== null && Number.isInteger(value) && value >= least && value <= 20

/** What is ordered, or a sentence: what is still missing. */
export const orderOf = (draft: RuleDraft): RuleOrder | string => {
  const order = partOf(draft)
  if (typeof order === 'string') return order
  if (draft.document.trim().length < 2) return '请写出依据：哪份文件、哪次会议或约定'
  return problemOfRule(order) ?? order
}

const partOf = (draft: RuleDraft): RuleOrder | string => {
  const { kind, severity, weekdays, groups, meats } = draft
  const whose = { severity, document: draft.document.trim() }
  const words = listOf(draft.words)
  const most = numberOf(draft.most)
  switch (kind) {
    case 'day_without':
      if (weekdays.length === 0) return '请选星期几'
      return {
        ...whose,
        kind,
        weekdays: [...weekdays],
        groups: [...groups],
        meats: [...meats],
        foodKeys: [],
        words,
        name: pickedWords(groups, meats, words) || '它',
      }
    case 'banned_food':
      if (words.length === 0) return '请写出不用的食物'
      return {
        ...whose,
        kind,
        foodKeys: [],
        words,
        name: pickedWords([], [], words),
        remedy: draft.remedy.trim() || '换成别的',
      }
    case 'banned_preparation':
      if (words.length === 0) return '请写出不做的做法'
      return {
        ...whose,
        kind,
        words,
        except: [],
        name: pickedWords([], [], words),
        remedy: draft.remedy.trim() || '换一种做法',
      }
    case 'meat_uses':
      if (meats.length === 0) return '请选哪些肉'
      if (!isCount(most, 0)) return '每周最多几次，请填 0 到 20 的整数'
      return { ...whose, kind, meats: [...meats], maxUses: most }
    case 'repeats':
      if (!isCount(most, 1)) return '每周最多几次，请填 1 到 20 的整数'
      return { ...whose, kind, maxTimes: most }
    case 'price_band': {
      const [from, to] = [numberOf(draft.from), numberOf(draft.to)]
      if ([from, to].some((value) => value !== null && !(value >= 0 && value <= 200)))
        return '价格请填 0 到 200 之间的数'
      return { ...whose, kind, stage: draft.stage, from, to }
    }
  }
}

const written = (value: number | null): string => (value === null ? '' : String(value))

/** Null for kinds that a page does not ask for. */
export const draftOfRule = (rule: RuleRow, stage: Stage): RuleDraft | null => {
  const kind = orderKinds.find((one) => one === rule.kind)
  if (kind === undefined) return null
  const base: RuleDraft = { ...emptyRule(stage), kind, severity: rule.severity, document: rule.document }
  switch (rule.kind) {
    case 'day_without':
      return {
        ...base,
        weekdays: rule.weekdays,
        groups: rule.groups,
        meats: rule.meats,
        words: rule.words.join('、'),
      }
    case 'banned_food':
    case 'banned_preparation':
      return { ...base, words: rule.words.join('、'), remedy: rule.remedy }
    case 'meat_uses':
      return { ...base, meats: rule.meats, most: String(rule.maxUses) }
    case 'repeats':
      return { ...base, most: String(rule.maxTimes) }
    case 'price_band':
      return { ...base, stage: rule.stage, from: written(rule.from), to: written(rule.to) }
    default:
      return null
  }
}

/** Everything that is neither pork, beef nor mutton. */
export const otherMeats = meatKinds.filter((meat) => meat !== 'pork' && meat !== 'beef' && meat !== 'mutton')

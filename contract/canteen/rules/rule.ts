/** A rule of the canteen as data: what it asks, whose it is, in which document. The district and the schools add their own. */
import * as z from 'zod/mini'
import { text } from '../../common'
import { stage } from '../../people'
import { ruleLayer, severity } from '../findings'
import { meatKinds } from '../food'
import { ageBand } from '../menu'
import { lunchGroups } from './wst554'

const whose = {
  ruleId: text(1, 60),
  layer: ruleLayer,
  document: text(2, 120),
  /** `block` only where the document forbids. */
  severity,
}
const words = z.array(text(1, 20)).check(z.minLength(1), z.maxLength(60))
const figure = z.number().check(z.minimum(0), z.maximum(100_000))
const bound = z.nullable(figure)

/** Meals in a week that may use these kinds of meat, taken together. */
const meatUses = z.object({
  ...whose,
  kind: z.literal('meat_uses'),
  meats: z.array(z.enum(meatKinds)).check(z.minLength(1)),
  maxUses: z.int().check(z.minimum(0), z.maximum(20)),
})
/** Food or dish that is not served. A word counts in the dish's name and in an ingredient. */
const bannedFood = z.object({
  ...whose,
  kind: z.literal('banned_food'),
  foodKeys: z.array(text(1, 40)).check(z.maxLength(60)),
  words,
  /** What the document calls it. */
  name: text(1, 40),
  remedy: text(1, 60),
})
/** A way of making that is not allowed, told by the dish's name or its preparation. */
const bannedPreparation = z.object({
  ...whose,
  kind: z.literal('banned_preparation'),
  words,
  /** Words after which the sign does not count: 拌饭 is no cold dish. */
  except: z.array(text(1, 20)).check(z.maxLength(30)),
  name: text(1, 40),
  remedy: text(1, 60),
})
const priceBand = z.object({
  ...whose,
  kind: z.literal('price_band'),
  stage,
  from: bound,
  to: bound,
})
/** A lunch's average in the week; `percent`: of the energy. */
const nutrientRange = z.object({
  ...whose,
  kind: z.literal('nutrient_range'),
  band: ageBand,
  nutrient: z.enum(['energyKcal', 'proteinG', 'fat_percent', 'carbohydrate_percent']),
  from: bound,
  to: bound,
})
/** A lunch's raw grams, average in the week. */
const groupGrams = z.object({
  ...whose,
  kind: z.literal('group_grams'),
  band: ageBand,
  group: z.enum(lunchGroups),
  from: bound,
  to: bound,
})
const repeats = z.object({ ...whose, kind: z.literal('repeats'), maxTimes: z.int().check(z.minimum(1)) })
const dailyVegetables = z.object({ ...whose, kind: z.literal('daily_vegetables') })
const gramsGiven = z.object({ ...whose, kind: z.literal('grams_given') })
const wordsKnown = z.object({ ...whose, kind: z.literal('words_known') })

export const ruleRow = z.discriminatedUnion('kind', [
  meatUses,
  bannedFood,
  bannedPreparation,
  priceBand,
  nutrientRange,
  groupGrams,
  repeats,
  dailyVegetables,
  gramsGiven,
  wordsKnown,
])
export type RuleRow = z.infer<typeof ruleRow>

const given = { ruleId: true, layer: true } as const
/** A rule as a person orders it: its name and its layer follow from who does. */
export const ruleOrder = z.discriminatedUnion('kind', [
  z.omit(meatUses, given),
  z.omit(bannedFood, given),
  z.omit(bannedPreparation, given),
  z.omit(priceBand, given),
  z.omit(nutrientRange, given),
  z.omit(groupGrams, given),
  z.omit(repeats, given),
])
export type RuleOrder = z.infer<typeof ruleOrder>
export type RuleKind = RuleRow['kind']
export type RuleOf<K extends RuleKind> = Extract<RuleRow, { kind: K }>

export const rulesOf = <K extends RuleKind>(rules: readonly RuleRow[], kind: K): RuleOf<K>[] =>
  rules.filter((rule): rule is RuleOf<K> => rule.kind === kind)

/** For each subject the row that asks the most of it; of two that ask the same, the first. */
export const strictest = <R>(
  rows: readonly R[],
  subject: (row: R) => string,
  limit: (row: R) => number,
): R[] => {
  const kept = new Map<string, R>()
  for (const row of rows) {
    const before = kept.get(subject(row))
    if (before === undefined || limit(row) < limit(before)) kept.set(subject(row), row)
  }
  return [...kept.values()]
}

type Ranged = { from: number | null; to: number | null }
export type Bounds<R> = { low: R | undefined; high: R | undefined }

/** For each subject the highest floor and the lowest ceiling, which may come from different layers. */
export const strictestRanges = <R extends Ranged>(
  rows: readonly R[],
  subject: (row: R) => string,
): Bounds<R>[] => {
  const lows = strictest(
    rows.filter((row) => row.from !== null),
    subject,
    (row) => -(row.from ?? 0),
  )
  const highs = strictest(
    rows.filter((row) => row.to !== null),
    subject,
    (row) => row.to ?? 0,
  )
  return [...new Set(rows.map(subject))].map((name) => ({
    low: lows.find((row) => subject(row) === name),
    high: highs.find((row) => subject(row) === name),
  }))
}

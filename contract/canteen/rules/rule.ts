/** A rule of the canteen as data: what it asks, whose it is, in which document. The district and the schools add their own. */
import * as z from 'zod/mini'
import { text } from '../../common'
import { stage } from '../../people'
import { ruleLayer, type Severity, severities, severity } from '../findings'
import { foodGroups, meatKinds } from '../food'
import { ageBand, weekday } from '../menu'
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
/** Food that is not served on some days of the week: no fish on Wednesdays. A word counts in the dish's name too. */
const dayWithout = z.object({
  ...whose,
  kind: z.literal('day_without'),
  weekdays: z.array(weekday).check(z.minLength(1), z.maxLength(7)),
  groups: z.array(z.enum(foodGroups)).check(z.maxLength(foodGroups.length)),
  meats: z.array(z.enum(meatKinds)).check(z.maxLength(meatKinds.length)),
  foodKeys: z.array(text(1, 40)).check(z.maxLength(60)),
  words: z.array(text(1, 20)).check(z.maxLength(60)),
  /** What is not served, in a word. */
  name: text(1, 40),
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
  dayWithout,
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
  z.omit(dayWithout, given),
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

type Weighed = { severity: Severity }
/** The graver, the smaller. */
const weight = ({ severity: of }: Weighed): number => severities.indexOf(of)

/**
 * Rules that no other one makes needless by asking as much and weighing as much, the gravest first; of two alike the first.
 * A note can be stricter than a ban without taking its place.
 */
export const strictest = <R extends Weighed>(
  rows: readonly R[],
  asksAsMuch: (one: R, other: R) => boolean,
): R[] => {
  const covers = (one: R, other: R) => asksAsMuch(one, other) && weight(one) <= weight(other)
  return rows
    .filter(
      (row, at) =>
        !rows.some(
          (other, index) => index !== at && covers(other, row) && (!covers(row, other) || index < at),
        ),
    )
    .sort((one, other) => weight(one) - weight(other))
}

type Ranged = Weighed & { from: number | null; to: number | null }
/** The floors and ceilings that count for one subject; they may come from different layers. */
export type Bounds<R> = { lows: R[]; highs: R[] }

export const boundsOf = <R extends Ranged>(rows: readonly R[], subject: (row: R) => string): Bounds<R>[] =>
  [...new Set(rows.map(subject))].map((name) => {
    const mine = rows.filter((row) => subject(row) === name)
    return {
      lows: strictest(
        mine.filter(({ from }) => from !== null),
        (one, other) => (one.from ?? 0) >= (other.from ?? 0),
      ),
      highs: strictest(
        mine.filter(({ to }) => to !== null),
        (one, other) => (one.to ?? 0) <= (other.to ?? 0),
      ),
    }
  })

export type Broken<R> = { rule: R; isLow: boolean; gap: number }

/** The gravest bound that a value breaks, if any, and by how much. */
export const brokenBound = <R extends Ranged>(
  { lows, highs }: Bounds<R>,
  value: number,
): Broken<R> | undefined => {
  const low = lows.find(({ from }) => from !== null && value < from)
  const high = highs.find(({ to }) => to !== null && value > to)
  if (low && (!high || weight(low) <= weight(high)))
    return { rule: low, isLow: true, gap: (low.from ?? 0) - value }
  return high && { rule: high, isLow: false, gap: value - (high.to ?? 0) }
}

/** The range that a broken bound is a side of: its own figure, and on the other side the strictest. */
export const rangeAround = <R extends Ranged>(
  { lows, highs }: Bounds<R>,
  { rule, isLow }: Broken<R>,
): { from: number | null; to: number | null } => ({
  from: isLow
    ? rule.from
    : lows.reduce<number | null>((most, { from }) => Math.max(most ?? 0, from ?? 0), null),
  to: isLow
    ? highs.reduce<number | null>((least, { to }) => Math.min(least ?? Infinity, to ?? Infinity), null)
    : rule.to,
})

/** A week's lunches against the guide's figures: averages over the days, the farthest day named, coverage beside them. */
import { type Stage, stageOfGrade } from '../../people'
import type { Dictionary } from '../dictionary'
import type { Finding } from '../findings'
import {
  type AgeBand,
  ageBandNames,
  ageBands,
  gradesOfBand,
  isForBand,
  type MenuMeal,
  type WeekMenu,
} from '../menu'
import { energyShares, type MealNutrition, mealNutrition } from '../nutrition'
import {
  type Bounds,
  boundsOf,
  brokenBound,
  type RuleOf,
  type RuleRow,
  rangeAround,
  rulesOf,
} from '../rules/rule'
import { type LunchGroup, lunchGroupNames } from '../rules/wst554'
import { weekdayWord } from '../week'
import { findingOf } from './places'

/** Below this share of known grams a figure is not judged. */
export const LEAST_COVERAGE = 0.7

/** Share by which a day must leave the average to be named. */
const SPREAD = 0.05

type Lunch = { servedOn: string; meal: MenuMeal; nutrition: MealNutrition }
type NutrientRule = RuleOf<'nutrient_range'>
type GroupRule = RuleOf<'group_grams'>

/** A meal that was not touched since the last check is not worked out again. */
const worked = new WeakMap<Dictionary, WeakMap<MenuMeal, Map<AgeBand, MealNutrition>>>()
const nutritionOf = (meal: MenuMeal, band: AgeBand, dictionary: Dictionary): MealNutrition => {
  let meals = worked.get(dictionary)
  if (!meals) {
    meals = new WeakMap()
    worked.set(dictionary, meals)
  }
  let bands = meals.get(meal)
  if (!bands) {
    bands = new Map()
    meals.set(meal, bands)
  }
  const known = bands.get(band) ?? mealNutrition(meal.dishes, band, dictionary)
  bands.set(band, known)
  return known
}

/** Age bands that eat at a school of these stages. */
export const bandsOfStages = (stages: readonly Stage[]): AgeBand[] =>
  ageBands.filter((band) => stages.includes(stageOfGrade(gradesOfBand[band].from)))

const lunchesOf = (menu: WeekMenu, band: AgeBand, dictionary: Dictionary): Lunch[] =>
  menu.days.flatMap(({ servedOn, meals }) =>
    meals
      .filter((meal) => meal.kind === 'lunch' && meal.dishes.some((dish) => isForBand(dish, band)))
      .map((meal) => ({ servedOn, meal, nutrition: nutritionOf(meal, band, dictionary) }))
      .filter(({ nutrition }) => nutrition.grams > 0),
  )

const figureOf = (nutrient: NutrientRule['nutrient'], nutrition: MealNutrition): number | undefined => {
  if (nutrient === 'energyKcal' || nutrient === 'proteinG') return nutrition.nutrients[nutrient].value
  const shares = energyShares(nutrition)
  return nutrient === 'fat_percent' ? shares?.fat : shares?.carbohydrate
}

const units: Record<NutrientRule['nutrient'], { name: string; unit: string }> = {
  energyKcal: { name: '能量', unit: '千卡' },
  proteinG: { name: '蛋白质', unit: 'g' },
  fat_percent: { name: '脂肪供能', unit: '%' },
  carbohydrate_percent: { name: '碳水化合物供能', unit: '%' },
}
/** What a gram of these, as bought, gives: rice kcal, egg protein, lean pork protein. */
const PER_GRAM = { riceKcal: 3.46, eggProtein: 0.87 * 0.131, porkProtein: 0.203 }
const roundUp = (grams: number): number => Math.max(5, Math.ceil(grams / 5) * 5)

const mend = (rule: NutrientRule, isLow: boolean, gap: number, fattest: () => string | undefined): string => {
  if (rule.nutrient === 'energyKcal') {
    const grams = roundUp(gap / PER_GRAM.riceKcal)
    return isLow
      ? `每天的主食多约 ${grams} g 大米，大致就够了。`
      : `每天的主食少约 ${grams} g 大米，或少放油，大致就合适了。`
  }
  if (rule.nutrient === 'proteinG')
    return isLow
      ? `每天多约 ${roundUp(gap / PER_GRAM.eggProtein)} g 鸡蛋，或相当的瘦肉、豆腐，大致就够了。`
      : `每天的肉少约 ${roundUp(gap / PER_GRAM.porkProtein)} g，大致就合适了。`
  if (rule.nutrient === 'fat_percent')
    return isLow
      ? '用油或坚果补一些，或把一部分主食换成蛋、肉。'
      : `${fattest() ?? '肥肉'}换成瘦肉、鱼虾或豆腐，并少放油，即可降下来。`
  return isLow ? '主食加一些，油和肥肉减一些。' : '主食减一些，换成瘦肉、蛋或豆制品。'
}

/** The word that brings most of the week's fat. */
const fattestWord = (
  lunches: readonly Lunch[],
  band: AgeBand,
  dictionary: Dictionary,
): string | undefined => {
  const fat = new Map<string, number>()
  for (const { meal } of lunches)
    for (const dish of meal.dishes)
      if (isForBand(dish, band))
        for (const { word, foodKey, grams } of dish.ingredients) {
          const food = dictionary.get(foodKey)
          if (food?.group !== 'meat' && food?.group !== 'poultry') continue
          const grown = ((grams ?? 0) * (food.edibleShare ?? 0) * (food.per100.fatG ?? 0)) / 100
          fat.set(word, (fat.get(word) ?? 0) + grown)
        }
  return [...fat].sort((one, other) => other[1] - one[1])[0]?.[0]
}

const average = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
const shown = (value: number): string =>
  value >= 100 ? String(Math.round(value)) : String(Math.round(value * 10) / 10)
const rangeWords = ({ from, to }: { from: number | null; to: number | null }): string => {
  if (from === null) return `不超过 ${shown(to ?? 0)}`
  return to === null ? `不少于 ${shown(from)}` : `${shown(from)}–${shown(to)}`
}
const weekPlace = { servedOn: null, meal: 'lunch', dishId: null, ingredient: null } as const

const checkNutrient = (
  bounds: Bounds<NutrientRule>,
  lunches: readonly Lunch[],
  dictionary: Dictionary,
): Finding[] => {
  const asked = bounds.lows[0] ?? bounds.highs[0]
  if (!asked) return []
  const days = lunches.flatMap(({ servedOn, nutrition }) => {
    const value = figureOf(asked.nutrient, nutrition)
    return value === undefined || nutrition.nutrients.energyKcal.coverage < LEAST_COVERAGE
      ? []
      : [{ servedOn, value }]
  })
  if (days.length === 0) return []
  const value = average(days.map((day) => day.value))
  const off = brokenBound(bounds, value)
  if (!off) return []
  const { name, unit } = units[asked.nutrient]
  const sorted = [...days].sort((one, other) => one.value - other.value)
  const farthest = off.isLow ? sorted[0] : sorted.at(-1)
  const named =
    farthest && Math.abs(farthest.value - value) > SPREAD * value
      ? `；${weekdayWord(farthest.servedOn)}最${off.isLow ? '少' : '多'}，${shown(farthest.value)} ${unit}`
      : ''
  const coverage = average(lunches.map(({ nutrition }) => nutrition.nutrients.energyKcal.coverage))
  return [
    findingOf(off.rule, {
      place: weekPlace,
      band: asked.band,
      problem:
        `${ageBandNames[asked.band]}的午餐平均每天${name} ${shown(value)} ${unit}，应为 ${rangeWords(rangeAround(bounds, off))} ${unit}` +
        `${named}（按 ${Math.round(coverage * 100)}% 的食材计算）。`,
      remedy: mend(off.rule, off.isLow, off.gap, () => fattestWord(lunches, asked.band, dictionary)),
    }),
  ]
}

/** Whether food of the group, or a word nobody knows, stands there without grams: then too little cannot be said. */
const isOpen = ({ nutrition }: Lunch, group: LunchGroup): boolean =>
  nutrition.unweighed.includes(group) || nutrition.unknownWords.length > 0

const checkGroup = (bounds: Bounds<GroupRule>, all: readonly Lunch[]): Finding[] => {
  const asked = bounds.lows[0] ?? bounds.highs[0]
  if (!asked) return []
  const isSeasoning = asked.group === 'oil' || asked.group === 'salt'
  // A day that does not say its oil or salt did not use none.
  const lunches = isSeasoning ? all.filter(({ nutrition }) => nutrition.groups[asked.group] > 0) : all
  if (lunches.length === 0) return []
  const value = average(lunches.map(({ nutrition }) => nutrition.groups[asked.group]))
  const off = brokenBound(bounds, value)
  if (!off || (off.isLow && all.some((lunch) => isOpen(lunch, asked.group)))) return []
  const name = lunchGroupNames[asked.group]
  const range = rangeWords(rangeAround(bounds, off))
  return [
    findingOf(off.rule, {
      place: weekPlace,
      band: asked.band,
      problem: `${ageBandNames[asked.band]}的午餐平均每天${name} ${shown(value)} g，应${range.startsWith('不') ? '' : '为 '}${range} g。`,
      remedy: `每天${off.isLow ? '加' : '减'}约 ${isSeasoning ? shown(off.gap) : Math.ceil(off.gap)} g ${name}即符合。`,
    }),
  ]
}

export const checkNutrition = (
  menu: WeekMenu,
  rules: readonly RuleRow[],
  dictionary: Dictionary,
  stages: readonly Stage[],
): Finding[] =>
  bandsOfStages(stages).flatMap((band) => {
    const lunches = lunchesOf(menu, band, dictionary)
    if (lunches.length === 0) return []
    const nutrientRules = rulesOf(rules, 'nutrient_range').filter((rule) => rule.band === band)
    const groupRules = rulesOf(rules, 'group_grams').filter((rule) => rule.band === band)
    return [
      ...boundsOf(nutrientRules, (rule) => rule.nutrient).flatMap((bounds) =>
        checkNutrient(bounds, lunches, dictionary),
      ),
      ...boundsOf(groupRules, (rule) => rule.group).flatMap((bounds) => checkGroup(bounds, lunches)),
    ]
  })

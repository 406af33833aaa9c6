/** A lunch's nutrition as a family reads it: bars against the age band, a sentence, and what supper can make good. */
import { type Allergen, type Nutrient, nutrients } from './food'
import { type AgeBand, ageBandNames } from './menu'
import type { MealNutrition } from './nutrition'
import { type LunchGroup, lunchGrams, lunchNeed, neededNutrients, TOLERANCE } from './rules/wst554'

export const nutrientNames: Record<Nutrient, string> = {
  energyKcal: '能量',
  proteinG: '蛋白质',
  fatG: '脂肪',
  carbohydrateG: '碳水化合物',
  calciumMg: '钙',
  ironMg: '铁',
  vitaminCMg: '维生素C',
  sodiumMg: '钠',
}
export const nutrientUnits: Record<Nutrient, string> = {
  energyKcal: '千卡',
  proteinG: 'g',
  fatG: 'g',
  carbohydrateG: 'g',
  calciumMg: 'mg',
  ironMg: 'mg',
  vitaminCMg: 'mg',
  sodiumMg: 'mg',
}

export type Bar = {
  nutrient: Nutrient
  value: number
  /** Share of the grams for which the figure is known. */
  coverage: number
  /** What lunch should give, boys and girls of the band together. */
  from: number
  to: number
  /** `unknown` where too little of the meal is known to judge. Vitamins and minerals cannot be too high here. */
  level: 'low' | 'within' | 'high' | 'unknown'
}

/** Below this share of known grams a bar is drawn, but not judged. */
const LEAST_COVERAGE = 0.7

export const lunchBars = (nutrition: MealNutrition, band: AgeBand): Bar[] =>
  nutrients.flatMap((nutrient) => {
    const needed = neededNutrients.find((name) => name === nutrient)
    if (needed === undefined) return []
    const { from, to } = lunchNeed(band, needed)
    const { value, coverage } = nutrition.nutrients[needed]
    const slack = needed === 'energyKcal' ? TOLERANCE.energy : TOLERANCE.protein
    const mayBeHigh = needed === 'energyKcal' || needed === 'proteinG'
    const level =
      coverage < LEAST_COVERAGE
        ? 'unknown'
        : value < slack.from * from
          ? 'low'
          : mayBeHigh && value > slack.to * to
            ? 'high'
            : 'within'
    return [{ nutrient, value, coverage, from, to, level }]
  })

const listed = (bars: readonly Bar[], level: Bar['level']): string =>
  bars
    .filter((bar) => bar.level === level)
    .map((bar) => nutrientNames[bar.nutrient])
    .join('、')

/** One or two sentences: what is enough, what is little, and what could not be counted. */
export const lunchSentence = (nutrition: MealNutrition, band: AgeBand): string => {
  if (nutrition.grams === 0) return '这份食谱没有写克数，算不出营养。'
  const bars = lunchBars(nutrition, band)
  const parts = [
    ['within', '够了'],
    ['low', '偏少'],
    ['high', '偏多'],
    ['unknown', '数据不够，没有判断'],
  ] as const
  const said = parts.flatMap(([level, words]) => {
    const names = listed(bars, level)
    return names === '' ? [] : [`${names}${words}`]
  })
  const energy = Math.round(nutrition.nutrients.energyKcal.value)
  const left = [...new Set([...nutrition.withoutGrams, ...nutrition.unknownWords])]
  const open = left.length === 0 ? '' : `${left.join('、')}没有算进去。`
  return `这顿午餐约 ${energy} 千卡，对${ageBandNames[band]}来说：${said.join('，')}。${open}`
}

type Advice = { group: LunchGroup; allergens: readonly Allergen[]; says: string }
/** For each group the first advice that holds nothing the child must avoid. */
const advice: readonly Advice[] = [
  { group: 'vegetables', allergens: [], says: '多吃一份深色蔬菜，如菠菜、小白菜、西兰花' },
  { group: 'milk', allergens: ['milk'], says: '喝一杯奶' },
  { group: 'milk', allergens: ['soy'], says: '吃些豆腐、豆腐干补钙' },
  { group: 'milk', allergens: [], says: '多吃荠菜、油菜这类含钙的绿叶菜' },
  { group: 'fish', allergens: ['fish'], says: '吃些鱼' },
  { group: 'fish', allergens: ['crustacean'], says: '吃些虾' },
  { group: 'soy_nuts', allergens: ['soy'], says: '吃些豆腐或豆制品' },
  { group: 'soy_nuts', allergens: ['nut'], says: '吃一小把原味坚果' },
  { group: 'egg', allergens: ['egg'], says: '加一个鸡蛋' },
  { group: 'meat', allergens: [], says: '吃些瘦肉' },
  { group: 'fruit', allergens: [], says: '吃一份水果' },
  { group: 'cereals', allergens: [], says: '主食里加些薯类或杂粮，如红薯、小米' },
]
const MOST_ADVICE = 3

export type Supper = {
  /** Groups that lunch lacked, the most lacking first. */
  lacked: LunchGroup[]
  sentence: string
}

/** What supper can make good, by the groups that lunch fell short of; nothing the child must avoid is named. */
export const supperFor = (
  nutrition: MealNutrition,
  band: AgeBand,
  child: readonly Allergen[],
): Supper | null => {
  if (nutrition.grams === 0 || nutrition.withoutGrams.length > 3) return null
  const share = (group: LunchGroup): number =>
    nutrition.groups[group] / Math.max(1, lunchGrams[band][group][0])
  const groups = [...new Set(advice.map(({ group }) => group))]
  const lacked = groups.filter((group) => share(group) < 1).sort((one, other) => share(one) - share(other))
  const said = lacked.flatMap((group) => {
    const fitting = advice.find(
      (item) => item.group === group && item.allergens.every((allergen) => !child.includes(allergen)),
    )
    return fitting ? [fitting.says] : []
  })
  const some = [...new Set(said)].slice(0, MOST_ADVICE)
  return {
    lacked,
    sentence: some.length === 0 ? '午餐的各类食物都有了，晚餐清淡些就好。' : `晚餐可以${some.join('；')}。`,
  }
}

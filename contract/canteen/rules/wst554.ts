/** Figures of WS/T 554-2017 《学生餐营养指南》 for each age band. Figures marked recalled there are defaults that a rule row can replace. */
import type { FoodGroup, Nutrient } from '../food'
import type { AgeBand } from '../menu'

export const WST_554 = 'WS/T 554-2017《学生餐营养指南》'

/** What lunch carries of the day. */
export const LUNCH_SHARE = { from: 0.35, to: 0.4 }
/** How far a meal may be off before it is said: of energy, of protein. */
export const TOLERANCE = { energy: { from: 0.9, to: 1.1 }, protein: { from: 0.8, to: 1.2 } }
/** Percent of a meal's energy. */
export const ENERGY_SHARES = { fat: { from: 20, to: 30 }, carbohydrate: { from: 50, to: 65 } }

type Need = { boys: number; girls: number }
const same = (value: number): Need => ({ boys: value, girls: value })
type Needed = Extract<Nutrient, 'energyKcal' | 'proteinG' | 'calciumMg' | 'ironMg' | 'vitaminCMg'>
export const neededNutrients: readonly Needed[] = [
  'energyKcal',
  'proteinG',
  'calciumMg',
  'ironMg',
  'vitaminCMg',
]

/** A person's day. Energy and protein of 6–8 and iron of 6–8 are recalled, the rest is read. */
export const dayNeeds: Record<AgeBand, Record<Needed, Need>> = {
  '6-8': {
    energyKcal: { boys: 1700, girls: 1550 },
    proteinG: same(40),
    calciumMg: same(750),
    ironMg: same(12),
    vitaminCMg: same(60),
  },
  '9-11': {
    energyKcal: { boys: 2100, girls: 1900 },
    proteinG: same(50),
    calciumMg: same(850),
    ironMg: same(14),
    vitaminCMg: same(75),
  },
  '12-14': {
    energyKcal: { boys: 2450, girls: 2100 },
    proteinG: { boys: 65, girls: 60 },
    calciumMg: same(950),
    ironMg: same(18),
    vitaminCMg: same(95),
  },
  '15-17': {
    energyKcal: { boys: 2900, girls: 2350 },
    proteinG: { boys: 75, girls: 60 },
    calciumMg: same(800),
    ironMg: same(18),
    vitaminCMg: same(100),
  },
}

/** What lunch should give boys and girls of a band who eat from the same pot. */
export const lunchNeed = (band: AgeBand, nutrient: Needed): { from: number; to: number } => {
  const { boys, girls } = dayNeeds[band][nutrient]
  return { from: LUNCH_SHARE.from * Math.min(boys, girls), to: LUNCH_SHARE.to * Math.max(boys, girls) }
}

/** Groups as the guide counts a lunch's raw grams. */
export const lunchGroups = [
  'cereals',
  'vegetables',
  'fruit',
  'meat',
  'fish',
  'egg',
  'milk',
  'soy_nuts',
  'oil',
  'salt',
] as const
export type LunchGroup = (typeof lunchGroups)[number]
export const lunchGroupNames: Record<LunchGroup, string> = {
  cereals: '谷薯类',
  vegetables: '蔬菜',
  fruit: '水果',
  meat: '畜禽肉',
  fish: '鱼虾',
  egg: '蛋',
  milk: '奶',
  soy_nuts: '大豆和坚果',
  oil: '油',
  salt: '盐',
}
const groupOf: Partial<Record<FoodGroup, LunchGroup>> = {
  cereal: 'cereals',
  tuber: 'cereals',
  starch: 'cereals',
  bean: 'cereals',
  vegetable: 'vegetables',
  dark_vegetable: 'vegetables',
  mushroom: 'vegetables',
  fruit: 'fruit',
  meat: 'meat',
  poultry: 'meat',
  fish: 'fish',
  egg: 'egg',
  dairy: 'milk',
  soy: 'soy_nuts',
  nut: 'soy_nuts',
  oil: 'oil',
  salt: 'salt',
}
/** Undefined for what the guide does not count: sugar, seasoning, made food. */
export const lunchGroupOf = (group: FoodGroup): LunchGroup | undefined => groupOf[group]

type Range = readonly [from: number, to: number]
/** Raw grams a person at lunch. Oil and salt are most, egg, milk, soy and nuts are least. */
export const lunchGrams: Record<AgeBand, Record<LunchGroup, Range>> = {
  '6-8': {
    cereals: [100, 120],
    vegetables: [120, 140],
    fruit: [60, 80],
    meat: [12, 16],
    fish: [12, 16],
    egg: [20, 20],
    milk: [80, 80],
    soy_nuts: [30, 30],
    oil: [0, 10],
    salt: [0, 2],
  },
  '9-11': {
    cereals: [120, 140],
    vegetables: [140, 160],
    fruit: [80, 100],
    meat: [16, 20],
    fish: [16, 20],
    egg: [20, 20],
    milk: [80, 80],
    soy_nuts: [35, 35],
    oil: [0, 10],
    salt: [0, 2],
  },
  '12-14': {
    cereals: [140, 160],
    vegetables: [160, 180],
    fruit: [100, 120],
    meat: [20, 24],
    fish: [20, 24],
    egg: [30, 30],
    milk: [100, 100],
    soy_nuts: [40, 40],
    oil: [0, 10],
    salt: [0, 2],
  },
  '15-17': {
    cereals: [140, 160],
    vegetables: [180, 200],
    fruit: [120, 140],
    meat: [24, 28],
    fish: [20, 24],
    egg: [30, 30],
    milk: [100, 100],
    soy_nuts: [50, 50],
    oil: [0, 15],
    salt: [0, 2.5],
  },
}

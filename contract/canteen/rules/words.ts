/** A rule in one sentence: what it asks, without whose it is. */
import { stageNames } from '../../people'
import { type FoodGroup, foodGroupNames, type MeatKind, meatNames } from '../food'
import { ageBandNames, weekdayNames, weekdays } from '../menu'
import type { RuleOrder, RuleRow } from './rule'
import { lunchGroupNames } from './wst554'

export const ruleKindNames: Record<RuleOrder['kind'], string> = {
  banned_food: '不用某种食物',
  day_without: '某天不安排',
  meat_uses: '每周用肉次数',
  repeats: '同一道菜的次数',
  price_band: '餐价范围',
  banned_preparation: '不用某种做法',
  nutrient_range: '营养范围',
  group_grams: '食物克数',
}

const nutrientWords = {
  energyKcal: { name: '能量', unit: '千卡' },
  proteinG: { name: '蛋白质', unit: 'g' },
  fat_percent: { name: '脂肪供能', unit: '%' },
  carbohydrate_percent: { name: '碳水化合物供能', unit: '%' },
} as const

const range = ({ from, to }: { from: number | null; to: number | null }, unit: string): string => {
  if (from === null) return `不超过 ${to} ${unit}`
  return to === null ? `不少于 ${from} ${unit}` : `${from}–${to} ${unit}`
}

const meatsWords = (meats: readonly MeatKind[]): string =>
  meats.includes('other') && !meats.includes('pork')
    ? '猪、牛、羊以外的肉'
    : meats.map((meat) => meatNames[meat]).join('、')

export const ruleWords = (rule: RuleRow | RuleOrder): string => {
  switch (rule.kind) {
    case 'banned_food':
      return rule.severity === 'note' ? `有${rule.name}时提醒` : `不用${rule.name}`
    case 'banned_preparation':
      return `不做${rule.name}`
    case 'day_without':
      return `${weekdays
        .filter((day) => rule.weekdays.includes(day))
        .map((day) => weekdayNames[day])
        .join('、')}不安排${rule.name}`
    case 'meat_uses':
      return rule.maxUses === 0
        ? `不用${meatsWords(rule.meats)}`
        : `${meatsWords(rule.meats)}每周最多用 ${rule.maxUses} 次`
    case 'repeats':
      return `同一道菜每周最多上 ${rule.maxTimes} 次`
    case 'price_band':
      return `${stageNames[rule.stage]}午餐${range(rule, '元')}`
    case 'nutrient_range': {
      const { name, unit } = nutrientWords[rule.nutrient]
      return `${ageBandNames[rule.band]}午餐的${name}${range(rule, unit)}`
    }
    case 'group_grams':
      return `${ageBandNames[rule.band]}午餐的${lunchGroupNames[rule.group]}${range(rule, 'g')}`
    case 'daily_vegetables':
      return '每天午餐有蔬菜'
    case 'grams_given':
      return '写明克数和调味品'
    case 'words_known':
      return '配料都在词典里'
  }
}

/** What is not served, told from what was picked: a name that nobody had to type. */
export const pickedWords = (
  groups: readonly FoodGroup[],
  meats: readonly MeatKind[],
  words: readonly string[],
): string =>
  [...groups.map((group) => foodGroupNames[group]), ...meats.map((meat) => meatNames[meat]), ...words]
    .join('、')
    .slice(0, 40)

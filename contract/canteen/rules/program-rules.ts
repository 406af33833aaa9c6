/** The rules that come with the program, each with layer and document; the district's and the schools' stand beside them. */
import { ageBands } from '../menu'
import type { RuleRow } from './rule'
import {
  ENERGY_SHARES,
  type LunchGroup,
  lunchGrams,
  lunchGroups,
  lunchNeed,
  TOLERANCE,
  WST_554,
} from './wst554'

const DECREE_45 = '《学校食品安全与营养健康管理规定》（2019年令第45号）'
const CITY_CANTEENS = '《营口市中小学校食堂管理办法（试行）》'
const DISTRICT_REPORT = '区教育局2024年7月半年报告'
const DEFAULT_REMINDER = '系统默认的提醒，学校可以改'

/** Everything that is neither pork, beef nor mutton, and no fish. */
const otherMeats = ['chicken', 'duck', 'goose', 'other'] as const
const decree = { layer: 'nation', document: DECREE_45, severity: 'block' } as const
const guide = { layer: 'nation', document: WST_554 } as const

const meat: RuleRow[] = [
  {
    ruleId: 'city.other-meat-twice',
    layer: 'city',
    document: CITY_CANTEENS,
    severity: 'block',
    kind: 'meat_uses',
    meats: [...otherMeats],
    maxUses: 2,
  },
  {
    ruleId: 'district.other-meat-once',
    layer: 'district',
    document: DISTRICT_REPORT,
    severity: 'block',
    kind: 'meat_uses',
    meats: [...otherMeats],
    maxUses: 1,
  },
]

const banned: RuleRow[] = [
  {
    ...decree,
    ruleId: 'nation.no-green-beans',
    kind: 'banned_food',
    foodKeys: ['四季豆'],
    words: ['四季豆', '菜豆', '架豆'],
    name: '四季豆',
    remedy: '换成荷兰豆或西葫芦',
  },
  {
    ...decree,
    severity: 'note',
    ruleId: 'nation.like-green-beans',
    kind: 'banned_food',
    foodKeys: ['豆角', '油豆角', '扁豆'],
    words: ['芸豆角', '油豆角'],
    name: '豆角（和四季豆相像，请确认不是四季豆）',
    remedy: '确认不是四季豆，并煮熟煮透；拿不准就换一种菜',
  },
  {
    ...decree,
    ruleId: 'nation.no-fresh-daylily',
    kind: 'banned_food',
    foodKeys: ['鲜黄花菜'],
    words: ['鲜黄花', '鲜金针菜'],
    name: '鲜黄花菜',
    remedy: '换成干黄花菜，并写明是干的',
  },
  {
    ...decree,
    ruleId: 'nation.no-wild-mushrooms',
    kind: 'banned_food',
    foodKeys: ['野生蘑菇'],
    words: ['野生蘑菇', '野蘑菇', '野生菌', '野山菌'],
    name: '野生蘑菇',
    remedy: '换成平菇、香菇等人工种植的菌菇',
  },
  {
    ...decree,
    ruleId: 'nation.no-sprouted-potatoes',
    kind: 'banned_food',
    foodKeys: [],
    words: ['发芽土豆', '发芽的土豆', '发芽马铃薯', '土豆（发芽）', '土豆(发芽)'],
    name: '发芽土豆',
    remedy: '换成没有发芽的土豆',
  },
  {
    ...decree,
    ruleId: 'nation.no-cream-cake',
    kind: 'banned_food',
    foodKeys: ['奶油蛋糕'],
    words: ['裱花', '奶油蛋糕', '鲜奶蛋糕'],
    name: '裱花蛋糕（奶油蛋糕）',
    remedy: '换成不带奶油的发糕或馒头',
  },
  {
    ...decree,
    ruleId: 'nation.no-cold-dishes',
    kind: 'banned_preparation',
    words: ['凉拌', '凉菜', '冷盘', '冷菜', '冷荤', '拍黄瓜'],
    except: [],
    name: '冷荤凉菜',
    remedy: '改成热炒或热拌',
  },
  {
    ...decree,
    ruleId: 'nation.no-raw-food',
    kind: 'banned_preparation',
    words: ['刺身', '生食', '生拌', '生腌', '生鱼片', '醉虾', '醉蟹'],
    except: [],
    name: '生食',
    remedy: '烧熟煮透后再供应',
  },
  {
    ...decree,
    severity: 'warning',
    ruleId: 'nation.like-cold-dishes',
    kind: 'banned_preparation',
    words: ['拌', '沙拉', '蘸酱菜', '老虎菜', '皮蛋豆腐'],
    except: ['凉拌', '生拌', '热拌', '拌饭', '拌面', '拌粉', '拌馅', '搅拌', '沙拉酱'],
    name: '凉菜（看菜名像是）',
    remedy: '如果是热菜，请在做法里写明；如果是凉菜，请换掉',
  },
]

/** Seen in the district, no ceiling of any document: a note, never a block. */
const prices: RuleRow[] = (
  [
    ['primary', 5.65, 7.14],
    ['junior', 7.15, 7.52],
    ['senior', 8.74, 9],
  ] as const
).map(([stage, from, to]) => ({
  ruleId: `district.price-${stage}`,
  layer: 'district',
  document: `${DISTRICT_REPORT}（区内实际餐价，不是限价）`,
  severity: 'note',
  kind: 'price_band',
  stage,
  from,
  to,
}))

const nutrition: RuleRow[] = ageBands.flatMap((band): RuleRow[] => {
  const energy = lunchNeed(band, 'energyKcal')
  const protein = lunchNeed(band, 'proteinG')
  const row = { ...guide, severity: 'warning', kind: 'nutrient_range', band } as const
  return [
    {
      ...row,
      ruleId: `nation.energy-${band}`,
      nutrient: 'energyKcal',
      from: Math.round(TOLERANCE.energy.from * energy.from),
      to: Math.round(TOLERANCE.energy.to * energy.to),
    },
    {
      ...row,
      ruleId: `nation.protein-${band}`,
      nutrient: 'proteinG',
      from: Math.round(10 * TOLERANCE.protein.from * protein.from) / 10,
      to: null,
    },
    {
      ...row,
      // The guide's own grams of food already give more protein than its figure: worth knowing, not mending.
      severity: 'note',
      ruleId: `nation.protein-most-${band}`,
      nutrient: 'proteinG',
      from: null,
      to: Math.round(10 * TOLERANCE.protein.to * protein.to) / 10,
    },
    {
      ...row,
      ruleId: `nation.fat-${band}`,
      nutrient: 'fat_percent',
      ...ENERGY_SHARES.fat,
    },
    {
      ...row,
      ruleId: `nation.carbohydrate-${band}`,
      nutrient: 'carbohydrate_percent',
      ...ENERGY_SHARES.carbohydrate,
    },
  ]
})

/** Egg, milk, soy and nuts are asked for at least; oil and salt at most. */
const leastOnly: readonly LunchGroup[] = ['egg', 'milk', 'soy_nuts']
const mostOnly: readonly LunchGroup[] = ['oil', 'salt']
/** Too much oil and salt, and too few vegetables, are to be mended; the rest is to be known. */
const grams: RuleRow[] = ageBands.flatMap((band) =>
  lunchGroups.flatMap((group): RuleRow[] => {
    const [from, to] = lunchGrams[band][group]
    const row = { ...guide, kind: 'group_grams', band, group } as const
    const least: RuleRow = {
      ...row,
      ruleId: `nation.${group}-${band}`,
      severity: group === 'vegetables' ? 'warning' : 'note',
      from,
      to: null,
    }
    const most: RuleRow = {
      ...row,
      ruleId: `nation.${group}-most-${band}`,
      severity: mostOnly.includes(group) ? 'warning' : 'note',
      from: null,
      to,
    }
    if (leastOnly.includes(group)) return [least]
    return mostOnly.includes(group) ? [most] : [least, most]
  }),
)

const habits: RuleRow[] = [
  { ...guide, ruleId: 'nation.vegetables-daily', severity: 'warning', kind: 'daily_vegetables' },
  { ...guide, ruleId: 'nation.grams-given', severity: 'note', kind: 'grams_given' },
  {
    ruleId: 'school.words-known',
    layer: 'school',
    document: DEFAULT_REMINDER,
    severity: 'warning',
    kind: 'words_known',
  },
  {
    ruleId: 'school.repeats',
    layer: 'school',
    document: DEFAULT_REMINDER,
    severity: 'note',
    kind: 'repeats',
    maxTimes: 1,
  },
]

/** @see policy: 校园餐 */
export const programRules: readonly RuleRow[] = [
  ...banned,
  ...meat,
  ...prices,
  ...nutrition,
  ...grams,
  ...habits,
]

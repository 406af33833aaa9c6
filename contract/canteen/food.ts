/** A food of the dictionary: what it is, which allergens are in it, and what 100 g of it hold. */

export const foodGroups = [
  'cereal',
  'tuber',
  'starch',
  'bean',
  'vegetable',
  'dark_vegetable',
  'mushroom',
  'fruit',
  'meat',
  'poultry',
  'fish',
  'egg',
  'dairy',
  'soy',
  'nut',
  'oil',
  'salt',
  'sugar',
  'seasoning',
  'ready',
  'water',
] as const
export type FoodGroup = (typeof foodGroups)[number]
export const foodGroupNames: Record<FoodGroup, string> = {
  cereal: '谷类',
  tuber: '薯类',
  starch: '淀粉制品',
  bean: '杂豆',
  vegetable: '蔬菜',
  dark_vegetable: '深色蔬菜',
  mushroom: '菌菇',
  fruit: '水果',
  meat: '畜肉',
  poultry: '禽肉',
  fish: '鱼虾贝',
  egg: '蛋',
  dairy: '奶',
  soy: '大豆制品',
  nut: '坚果种子',
  oil: '油',
  salt: '盐',
  sugar: '糖',
  seasoning: '调味品',
  ready: '成品点心',
  water: '水',
}

export const meatKinds = ['pork', 'beef', 'mutton', 'chicken', 'duck', 'goose', 'other'] as const
export type MeatKind = (typeof meatKinds)[number]
export const meatNames: Record<MeatKind, string> = {
  pork: '猪肉',
  beef: '牛肉',
  mutton: '羊肉',
  chicken: '鸡肉',
  duck: '鸭肉',
  goose: '鹅肉',
  other: '其他肉',
}

/** The eight groups of GB 7718; squid and shellfish are in none of them. */
export const allergens = ['gluten', 'crustacean', 'fish', 'egg', 'peanut', 'soy', 'milk', 'nut'] as const
export type Allergen = (typeof allergens)[number]
export const allergenNames: Record<Allergen, string> = {
  gluten: '含麸质的谷物',
  crustacean: '甲壳类（虾、蟹）',
  fish: '鱼',
  egg: '蛋',
  peanut: '花生',
  soy: '大豆',
  milk: '奶（含乳糖）',
  nut: '坚果',
}

export const nutrients = [
  'energyKcal',
  'proteinG',
  'fatG',
  'carbohydrateG',
  'calciumMg',
  'ironMg',
  'vitaminCMg',
  'sodiumMg',
] as const
export type Nutrient = (typeof nutrients)[number]

/** Where a food's figures come from. */
export type FoodSource = {
  table: string
  /** Food code in the table; for a derived figure, how it is derived. */
  code: string
  /** `single`: read in one transcription of the table only. `derived`: follows from the substance itself. `stated`: a canteen or the bureau wrote it down. */
  surety: 'checked' | 'single' | 'derived' | 'stated'
}

export type Food = {
  /** The name a person knows it by; also what a menu stores. */
  key: string
  synonyms: readonly string[]
  /** Words that usually, but not surely, mean this food. */
  guesses: readonly string[]
  group: FoodGroup
  meat: MeatKind | null
  /** Surely in it. */
  contains: readonly Allergen[]
  /** In some recipes or brands of it. */
  mayContain: readonly Allergen[]
  /** True where whoever taught it did not know its allergens: then it is safe for nobody with an allergy. */
  hasUnknownAllergens?: boolean | undefined
  /** True until the bureau has looked at what a school says of it. */
  isUnreviewed?: boolean
  source: FoodSource | null
  /** Share of the bought weight that is eaten, 0–1; null where unknown. */
  edibleShare: number | null
  /** In 100 g of what is eaten; null where the table says nothing. */
  per100: Readonly<Record<Nutrient, number | null>>
}

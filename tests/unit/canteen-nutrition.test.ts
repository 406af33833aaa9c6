/** Nutrition of five meals worked by hand from 《中国食物成分表 标准版 第6版》, and what families are told of it. */
import { allergensOf, markForChild } from '@contract/canteen/allergens'
import { programDictionary } from '@contract/canteen/dictionary'
import { type Allergen, type Nutrient, nutrients } from '@contract/canteen/food'
import type { MenuDish } from '@contract/canteen/menu'
import { energyShares, mealNutrition } from '@contract/canteen/nutrition'
import {
  lunchBars,
  lunchSentence,
  nutrientNames,
  nutrientUnits,
  supperFor,
} from '@contract/canteen/nutrition-words'
import { dishOf, goodLunch } from '../support/typed-menus'

const dictionary = programDictionary()
const work = (dishes: MenuDish[], band: '6-8' | '9-11' = '6-8') => mealNutrition(dishes, band, dictionary)

/**
 * Each line below: raw grams × edible share × figure / 100, from the row of the food code named.
 * Energy kcal, protein g, fat g, carbohydrate g, Ca mg, Fe mg, vitamin C mg, Na mg.
 */
const meals: [string, MenuDish[], Partial<Record<Nutrient, number>>][] = [
  [
    // 大米 012108 80 g: 276.8 5.52 0.56 63.36 2.4 0.24 0 1.76
    // 猪瘦肉 081110 50 g: 71.5 10.15 3.1 0.75 3 1.5 0 28.75
    // 圆白菜 045201 100 g × 86 %: 20.64 1.29 0.172 3.956 42.14 0.516 34.4 23.392
    'rice, lean pork and cabbage',
    [dishOf('staple', '米饭: 大米 80'), dishOf('main_meat', '包菜炒肉: 瘦肉 50, 包菜 100')],
    {
      energyKcal: 368.94,
      proteinG: 16.96,
      fatG: 3.832,
      carbohydrateG: 68.066,
      calciumMg: 47.54,
      ironMg: 2.256,
      vitaminCMg: 34.4,
      sodiumMg: 53.902,
    },
  ],
  [
    // 大排 081114 80 g × 68 % = 54.4 g: 143.616 9.9552 11.0976 0.9248 4.352 0.4352 0 24.208
    // 土豆 021101 100 g × 94 %: 76.14 2.444 0.188 16.732 6.58 (Fe unknown) 13.16 5.546
    // 胡萝卜 041201 50 g × 96 % = 48 g: 18.72 0.48 0.096 4.224 15.36 0.48 6.24 34.272
    'rib chop with its bone, potato and carrot',
    [dishOf('main_meat', '土豆烧大排: 大排 80, 土豆 100, 胡萝卜 50')],
    {
      energyKcal: 238.476,
      proteinG: 12.8792,
      fatG: 11.3816,
      carbohydrateG: 21.8808,
      calciumMg: 26.292,
      vitaminCMg: 19.4,
      sodiumMg: 64.026,
    },
  ],
  [
    // 西红柿 043119 100 g × 97 %: 14.55 0.873 0.194 3.201 3.88 0.194 13.58 9.409
    // 鸡蛋 111101x 60 g × 87 % = 52.2 g: 72.558 6.8382 4.4892 1.2528 29.232 0.8352 0 68.643
    // 食用油 192014 10 g: 89.8 0 9.98 0 1.8 0.17 – 0.51
    // 盐 2 g: sodium 2 × 39337 / 100 = 786.74
    'tomato and egg with oil and salt',
    [dishOf('vegetable', '西红柿炒蛋: 西红柿 100, 鸡蛋 60, 油 10, 盐 2')],
    {
      energyKcal: 176.908,
      proteinG: 7.7112,
      fatG: 14.6632,
      carbohydrateG: 4.4538,
      calciumMg: 34.912,
      ironMg: 1.1992,
      vitaminCMg: 13.58,
      sodiumMg: 865.302,
    },
  ],
  [
    // 鸡翅 091114 90 g × 69 % = 62.1 g: 125.442 11.799 7.1415 3.4155 4.968 0.5589 0 31.5468
    // 豆腐 031301x 60 g: 50.4 3.96 3.18 2.04 46.8 (Fe unknown) 0 (Na unknown)
    // 香蕉 065033 100 g × 59 %: 54.87 0.826 0.118 12.98 4.13 (Fe unknown) 4.72 (Na unknown)
    'chicken wings, tofu and a banana in its skin',
    [
      dishOf('main_meat', '可乐鸡翅: 鸡翅 90'),
      dishOf('side_meat', '烧豆腐: 豆腐 60'),
      dishOf('fruit', '香蕉: 香蕉 100'),
    ],
    {
      energyKcal: 230.712,
      proteinG: 16.585,
      fatG: 10.4395,
      carbohydrateG: 18.4355,
      calciumMg: 55.898,
      vitaminCMg: 4.72,
      ironMg: 0.5589,
      sodiumMg: 31.5468,
    },
  ],
  [
    // 小米 015101 30 g: 108.3 2.7 0.93 22.53 12.3 (Fe unknown) 0 1.29
    // 鲜玉米 013101 120 g × 46 % = 55.2 g: 61.824 2.208 0.6624 12.5856 (Ca unknown) 0.6072 8.832 0.6072
    // 牛奶 101101x 200 g: 130 6.6 7.2 9.8 214 0.6 0 127.4
    // 核桃仁 071004 10 g, shelled: 64.6 1.49 5.88 1.91 5.6 0.27 0.1 0.64
    'millet, corn on the cob, milk and walnut',
    [
      dishOf('coarse_grain', '杂粮: 小米 30, 玉米 120'),
      dishOf('dairy', '牛奶: 牛奶 200'),
      dishOf('snack', '核桃: 核桃仁 10'),
    ],
    {
      energyKcal: 364.724,
      proteinG: 12.998,
      fatG: 14.6724,
      carbohydrateG: 46.8256,
      calciumMg: 231.9,
      ironMg: 1.4772,
      vitaminCMg: 8.932,
      sodiumMg: 129.9372,
    },
  ],
]

describe('nutrition worked by hand', () => {
  it.each(meals)('%s', (_, dishes, figures) => {
    const found = work(dishes)
    for (const [nutrient, value] of Object.entries(figures) as [Nutrient, number][])
      expect({ nutrient, value: found.nutrients[nutrient].value }).toEqual({
        nutrient,
        value: expect.closeTo(value, 2),
      })
  })

  it('says beside each figure for how much of the meal it is known', () => {
    // Chicken, tofu, banana: 250 g; iron is known for the 90 g of chicken, vitamin C for all.
    const found = work(meals[3]?.[1] ?? [])
    expect(found.nutrients.energyKcal.coverage).toBe(1)
    expect(found.nutrients.ironMg.coverage).toBeCloseTo(90 / 250)
    expect(found.nutrients.vitaminCMg.coverage).toBe(1)
  })

  it('counts a row for grades 1–3 for them alone', () => {
    const dishes = [
      dishOf('staple', '米饭: 大米 80', { grades: { from: 1, to: 3 } }),
      dishOf('staple', '米饭: 大米 120', { grades: { from: 4, to: 6 } }),
    ]
    expect(work(dishes, '6-8').nutrients.energyKcal.value).toBeCloseTo(276.8)
    expect(work(dishes, '9-11').nutrients.energyKcal.value).toBeCloseTo(415.2)
  })

  it('never counts unknown as zero: what has no grams or no name is said', () => {
    const found = work([
      dishOf('staple', '米饭: 大米 80'),
      dishOf('dairy', '酸奶: 酸奶'),
      dishOf('side_meat', '小炒: 秘制神秘粉 20'),
    ])
    expect(found).toMatchObject({
      grams: 100,
      withoutGrams: ['酸奶'],
      unweighed: ['milk'],
      unknownWords: ['秘制神秘粉'],
    })
    expect(found.nutrients.energyKcal.coverage).toBeCloseTo(0.8)
    expect(lunchSentence(found, '6-8')).toMatch(/酸奶、秘制神秘粉没有算进去。$/)
  })

  it('shares energy among fat and carbohydrate', () => {
    // First meal: 4 × 16.96 + 9 × 3.832 + 4 × 68.066 = 374.592; fat 34.488 → 9.2 %, carbohydrate 272.264 → 72.7 %.
    const shares = energyShares(work(meals[0]?.[1] ?? []))
    expect(shares?.fat).toBeCloseTo(9.2, 1)
    expect(shares?.carbohydrate).toBeCloseTo(72.7, 1)
    expect(energyShares(work([]))).toBeNull()
  })
})

describe('what a family reads', () => {
  it('has bars against 35–40 % of the day of the age band', () => {
    const bars = lunchBars(work(goodLunch(), '6-8'), '6-8')
    // 35 % of a girl's 1550 and 40 % of a boy's 1700.
    expect(bars[0]).toMatchObject({ nutrient: 'energyKcal', from: 542.5, to: 680, level: 'within' })
    expect(bars.map((bar) => bar.nutrient)).toEqual([
      'energyKcal',
      'proteinG',
      'calciumMg',
      'ironMg',
      'vitaminCMg',
    ])
  })

  it('names every nutrient with its unit', () => {
    expect(nutrients.map((name) => `${nutrientNames[name]} ${nutrientUnits[name]}`).join('，')).toBe(
      '能量 千卡，蛋白质 g，脂肪 g，碳水化合物 g，钙 mg，铁 mg，维生素C mg，钠 mg',
    )
  })

  it('does not judge a bar of which too little is known', () => {
    const bars = lunchBars(work(meals[3]?.[1] ?? []), '6-8')
    expect(bars.find((bar) => bar.nutrient === 'ironMg')?.level).toBe('unknown')
    expect(bars.find((bar) => bar.nutrient === 'energyKcal')?.level).toBe('low')
  })

  it('says in plain words what is enough and what is little', () => {
    expect(lunchSentence(work(meals[0]?.[1] ?? []), '6-8')).toBe(
      '这顿午餐约 369 千卡，对1–3年级来说：蛋白质、维生素C够了，能量、钙、铁偏少。',
    )
    expect(lunchSentence(work([]), '6-8')).toBe('这份食谱没有写克数，算不出营养。')
  })

  it('suggests for supper what lunch lacked, and nothing that the child must avoid', () => {
    const lunch = work([dishOf('staple', '米饭: 大米 110'), dishOf('main_meat', '炒肉: 瘦肉 60')])
    const say = (child: Allergen[]): string => supperFor(lunch, '6-8', child)?.sentence ?? ''
    expect(say([])).toBe('晚餐可以多吃一份深色蔬菜，如菠菜、小白菜、西兰花；喝一杯奶；吃些鱼。')
    expect(say(['milk', 'fish'])).toBe(
      '晚餐可以多吃一份深色蔬菜，如菠菜、小白菜、西兰花；吃些豆腐、豆腐干补钙；吃些虾。',
    )
    expect(say(['milk', 'soy', 'fish', 'crustacean', 'egg', 'nut'])).not.toMatch(/奶|豆|鱼|虾|蛋|坚果/)
    expect(supperFor(work([]), '6-8', [])).toBeNull()
    expect(supperFor(work(goodLunch(), '6-8'), '6-8', [])?.sentence).toBe(
      '午餐的各类食物都有了，晚餐清淡些就好。',
    )
  })
})

describe('allergens of a dish', () => {
  const seasoning = dishOf('seasoning', '调味品: 大豆油 10, 盐 2, 酱油 3')
  const inMeal = (dish: MenuDish, others: MenuDish[] = [seasoning]) =>
    allergensOf(dish, { kind: 'lunch', dishes: [dish, ...others] }, dictionary)

  it('are those of its ingredients, and those of the seasoning only as possible', () => {
    expect(inMeal(dishOf('side_meat', '虾仁炒蛋: 虾仁 60, 鸡蛋 30'))).toEqual({
      contains: ['crustacean', 'egg'],
      mayContain: ['gluten', 'soy'],
      unknown: [],
    })
    expect(inMeal(dishOf('fruit', '香蕉: 香蕉 100'))).toEqual({ contains: [], mayContain: [], unknown: [] })
  })

  it('are read from its name too: shrimp in the name alone may be in it', () => {
    expect(inMeal(dishOf('side_meat', '虾仁炒蛋: 鸡蛋 30')).mayContain).toContain('crustacean')
    expect(inMeal(dishOf('soup', '紫菜蛋汤: 紫菜 2')).mayContain).toContain('egg')
    expect(inMeal(dishOf('side_meat', '鱼香肉丝: 瘦肉 30, 胡萝卜 20')).mayContain).not.toContain('fish')
    expect(inMeal(dishOf('vegetable', '清炒奶白菜: 奶白菜 100')).mayContain).not.toContain('milk')
  })

  it.each([
    ['豆腐泡炖白菜: 豆腐泡 20, 白菜 80', 'soy', 'contains'],
    ['鱼丸汤: 鱼丸 30', 'fish', 'contains'],
    ['鱼丸汤: 鱼丸 30', 'egg', 'may_contain'],
    ['水饺: 饺子 150', 'gluten', 'contains'],
    ['水饺: 饺子 150', 'crustacean', 'may_contain'],
    ['小炒: 秘制神秘粉 5', 'peanut', 'unknown'],
    ['神秘大餐', 'peanut', 'unknown'],
    ['炒白菜: 白菜 100', 'peanut', 'none'],
    ['炒白菜: 白菜 100', 'soy', 'may_contain'],
  ] as const)('%s is for a child who must avoid %s: %s', (line, allergen, kind) => {
    expect(markForChild(inMeal(dishOf('main_meat', line)), [allergen]).kind).toBe(kind)
  })

  it('of a cooked dish stay open where the meal does not say its seasoning', () => {
    const dish = dishOf('vegetable', '炒白菜: 白菜 100')
    expect(markForChild(inMeal(dish, []), ['peanut'])).toEqual({
      kind: 'unknown',
      why: ['这一餐没有写调味品'],
    })
    expect(markForChild(inMeal(dishOf('fruit', '苹果: 苹果 100'), []), ['peanut']).kind).toBe('none')
  })

  it('are open for peanut and soy where the oil is not named', () => {
    const oil = dishOf('seasoning', '调味品: 油 10, 盐 2')
    expect(inMeal(dishOf('vegetable', '炒白菜: 白菜 100'), [oil]).mayContain).toEqual(['peanut', 'soy'])
  })
})

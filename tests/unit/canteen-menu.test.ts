/** The shape of a week: bands, grades and what a menu may hold. */
import {
  type Finding,
  finding,
  type MenuPlace,
  type PreviewMark,
  previewMark,
  type RuleLayer,
  ruleLayerNames,
  ruleLayers,
  type Severity,
} from '@contract/canteen/findings'
import {
  ageBandNames,
  bandOfGrade,
  type DishCategory,
  dishCategoryNames,
  isForBand,
  type MenuDay,
  type MenuDish,
  type MenuIngredient,
  type MenuMeal,
  mealNames,
  type WeekMenu,
  weekdayNames,
  weekMenu,
} from '@contract/canteen/menu'

describe('a week of meals', () => {
  it('puts every grade in the band of WS/T 554 that its children are in', () => {
    expect([1, 3, 4, 6, 7, 9, 10, 12].map(bandOfGrade)).toEqual([
      '6-8',
      '6-8',
      '9-11',
      '9-11',
      '12-14',
      '12-14',
      '15-17',
      '15-17',
    ])
  })

  it('serves a row for grades 1–3 to the youngest alone, and a row without grades to everybody', () => {
    expect(isForBand({ grades: { from: 1, to: 3 } }, '6-8')).toBe(true)
    expect(isForBand({ grades: { from: 1, to: 3 } }, '9-11')).toBe(false)
    expect(isForBand({ grades: null }, '15-17')).toBe(true)
  })

  it('takes a day with a measure in place of grams, and refuses grams that no portion weighs', () => {
    const menu = (grams: number | null): WeekMenu => {
      const biscuit: MenuIngredient = { word: '饼干', foodKey: null, grams, measure: '1块' }
      const category: DishCategory = 'snack'
      const dish: MenuDish = {
        dishId: '6f1c1b1e-6f5e-4d0f-9d59-0a6f0a3c0001',
        name: '饼干',
        category,
        grades: null,
        ingredients: [biscuit],
      }
      const lunch: MenuMeal = { kind: 'lunch', dishes: [dish] }
      const sunday: MenuDay = { servedOn: '2026-11-22', standsInFor: 'friday', meals: [lunch] }
      return {
        weekStartsOn: '2026-11-23',
        days: [sunday],
        priceYuan: { primary: 6.5, junior: null, senior: null },
        note: '',
      }
    }
    expect(weekMenu.safeParse(menu(null)).success).toBe(true)
    expect(weekMenu.safeParse(menu(12.5)).success).toBe(true)
    expect(weekMenu.safeParse(menu(0)).success).toBe(false)
    expect(weekMenu.safeParse(menu(5_000)).success).toBe(false)
  })

  it('says of a finding whose rule it is and what mends it', () => {
    const place: MenuPlace = { servedOn: '2026-11-25', meal: 'lunch', dishId: null, ingredient: null }
    const [severity, layer]: [Severity, RuleLayer] = ['block', 'district']
    const said: Finding = {
      ruleId: 'district.chicken-once',
      severity,
      place,
      band: null,
      layer,
      document: '营口市中小学校食堂管理办法（试行）',
      problem: '本周第二次用鸡肉。',
      remedy: '周三的鸡翅换成猪肉即符合。',
    }
    expect(finding.safeParse(said).success).toBe(true)
    expect(finding.safeParse({ ...said, remedy: undefined }).success).toBe(false)
    const mark: PreviewMark = { kind: 'guess', row: 7, column: 'D', place, says: '按猪肉计算，请核对。' }
    expect(previewMark.safeParse(mark).success).toBe(true)
  })

  it('has a Chinese word for everything that is shown', () => {
    const words = [ageBandNames, mealNames, dishCategoryNames, weekdayNames, ruleLayerNames].flatMap(
      (names) => Object.values(names),
    )
    expect(words.every((word) => /\p{Script=Han}/u.test(word))).toBe(true)
    expect(ruleLayers.map((layer) => ruleLayerNames[layer])).toEqual(['国家', '省', '市', '区', '学校'])
  })
})

/** Menus typed wrong on purpose: what each rule says, where, from which document, and that its remedy mends it. */
import { checkWeek, isBlocked } from '@contract/canteen/checks/check-week'
import { programDictionary } from '@contract/canteen/dictionary'
import type { Finding } from '@contract/canteen/findings'
import type { MenuDay, MenuDish, WeekMenu } from '@contract/canteen/menu'
import { programRules } from '@contract/canteen/rules/program-rules'
import { type RuleRow, ruleRow } from '@contract/canteen/rules/rule'
import type { Stage } from '@contract/people'
import { dayOf, dishOf, goodLunch, weekOfDays } from '../support/typed-menus'

const dictionary = programDictionary()
const check = (
  menu: WeekMenu,
  rules: readonly RuleRow[] = programRules,
  stages: readonly Stage[] = ['primary'],
): Finding[] => checkWeek(menu, rules, dictionary, stages)
const grave = (findings: Finding[]): string[] =>
  findings.filter((finding) => finding.severity !== 'note').map((finding) => finding.ruleId)
const only = (findings: Finding[], ruleId: string): Finding[] =>
  findings.filter((finding) => finding.ruleId === ruleId)
/** A week that nothing is wrong with, and one dish more or another on a day. */
const weekWith = (changes: Record<number, (lunch: MenuDish[]) => MenuDish[]>): WeekMenu =>
  weekOfDays(
    [0, 1, 2, 3, 4].map((day): MenuDay => {
      const lunch = goodLunch(String(day))
      return dayOf(day, changes[day]?.(lunch) ?? lunch)
    }),
  )
const plus =
  (...dishes: MenuDish[]) =>
  (lunch: MenuDish[]): MenuDish[] => [...lunch, ...dishes]

it('finds nothing to mend in a week that follows the guide', () => {
  expect(grave(check(weekWith({})))).toEqual([])
})

describe('meat other than pork, beef and mutton', () => {
  const wings = dishOf('main_meat', '可乐鸡翅: 鸡翅 80')
  const diced = dishOf('side_meat', '西葫芦炒鸡丁: 西葫芦 80, 鸡脯肉 30')
  const duck = dishOf('main_meat', '烧鸭块: 鸭块 60')

  it('may be used once in a week', () => {
    expect(isBlocked(check(weekWith({ 1: plus(wings) })))).toBe(false)
  })

  it('is refused the second time, by the district, with the day and the word to change', () => {
    const menu = weekWith({ 1: plus(wings), 2: plus(diced) })
    const found = only(check(menu), 'district.other-meat-once')
    expect(found).toEqual([
      {
        ruleId: 'district.other-meat-once',
        severity: 'block',
        place: { servedOn: '2026-11-25', meal: 'lunch', dishId: diced.dishId, ingredient: 1 },
        band: null,
        layer: 'district',
        document: '区教育局2024年7月半年报告',
        problem: '周三的西葫芦炒鸡丁用了鸡肉，是本周第 2 次用猪牛羊以外的肉，每周最多 1 次。'.replace(
          '猪牛羊',
          '猪、牛、羊',
        ),
        remedy: '周三的鸡脯肉换成猪肉即符合。',
      },
    ])
    // The city would allow two: the district's row is the stricter and the only one that speaks.
    expect(only(check(menu), 'city.other-meat-twice')).toEqual([])
    const mended = weekWith({
      1: plus(wings),
      2: plus(dishOf('side_meat', '西葫芦炒肉丁: 西葫芦 80, 猪肉 30')),
    })
    expect(isBlocked(check(mended))).toBe(false)
  })

  it('counts duck and chicken together, and says how many must change', () => {
    const found = only(
      check(weekWith({ 0: plus(duck), 1: plus(wings), 3: plus(diced) })),
      'district.other-meat-once',
    )
    expect(found.map((finding) => finding.remedy)).toEqual([
      '周二的鸡翅换成猪肉；本周有 2 处要换，都换了即符合。',
      '周四的鸡脯肉换成猪肉；本周有 2 处要换，都换了即符合。',
    ])
  })

  it('is one use where one lunch has it in two dishes', () => {
    expect(isBlocked(check(weekWith({ 1: plus(wings, diced) })))).toBe(false)
  })

  it("follows a school's stricter row, and a looser one changes nothing", () => {
    const none: RuleRow = {
      ruleId: 'school.no-other-meat',
      layer: 'school',
      document: '本校食堂约定',
      severity: 'block',
      kind: 'meat_uses',
      meats: ['other', 'goose', 'duck', 'chicken'],
      maxUses: 0,
    }
    const menu = weekWith({ 1: plus(wings) })
    expect(
      check(menu, [...programRules, none]).filter((finding) => finding.severity === 'block'),
    ).toMatchObject([{ ruleId: 'school.no-other-meat', layer: 'school' }])
    expect(isBlocked(check(menu, [...programRules, { ...none, maxUses: 9 }]))).toBe(false)
  })
})

describe('what a school canteen may not serve', () => {
  it.each([
    ['四季豆炒肉: 四季豆 80, 瘦肉 20', 'nation.no-green-beans', 0],
    ['干煸菜豆: 菜豆 80', 'nation.no-green-beans', 0],
    ['四季豆焖面: 面条 80', 'nation.no-green-beans', null],
    ['黄花菜炒蛋: 新鲜黄花菜 30, 鸡蛋 20', 'nation.no-fresh-daylily', 0],
    ['山菌汤: 野生菌 20', 'nation.no-wild-mushrooms', 0],
    ['土豆丝: 发芽土豆 80', 'nation.no-sprouted-potatoes', 0],
    ['奶油蛋糕: 蛋糕 50', 'nation.no-cream-cake', null],
    ['凉拌黄瓜: 黄瓜 80', 'nation.no-cold-dishes', null],
    ['拍黄瓜: 黄瓜 80', 'nation.no-cold-dishes', null],
    ['三文鱼刺身: 三文鱼 30', 'nation.no-raw-food', null],
  ])('%s is refused by %s', (line, ruleId, ingredient) => {
    const dish = dishOf('vegetable', line)
    const [found] = only(check(weekWith({ 2: plus(dish) })), ruleId)
    expect(found).toMatchObject({
      severity: 'block',
      layer: 'nation',
      document: '《学校食品安全与营养健康管理规定》（2019年令第45号）',
      place: { servedOn: '2026-11-25', meal: 'lunch', dishId: dish.dishId, ingredient },
    })
    expect(found?.remedy).toMatch(/^周三/)
  })

  it.each([
    '干黄花菜炒蛋: 干黄花菜 10, 鸡蛋 20',
    '石锅拌饭: 大米 80',
    '炒土豆丝: 土豆 80',
    '香菇油菜: 香菇 10, 油菜 100',
  ])('%s is not refused', (line) =>
    expect(isBlocked(check(weekWith({ 2: plus(dishOf('vegetable', line)) })))).toBe(false),
  )

  it('asks about beans that look like the banned ones and dishes that sound cold, without refusing them', () => {
    const menu = weekWith({
      1: plus(dishOf('vegetable', '豆角炖土豆: 油豆角 80, 土豆 40')),
      2: plus(dishOf('vegetable', '小葱拌豆腐: 豆腐 80, 小葱 5')),
      3: plus(dishOf('vegetable', '热拌三丝: 土豆 80, 胡萝卜 10')),
      4: plus(dishOf('vegetable', '拌菠菜: 菠菜 80', { preparation: '焯熟热食' })),
    })
    expect(isBlocked(check(menu))).toBe(false)
    expect(only(check(menu), 'nation.like-green-beans')).toMatchObject([{ severity: 'note' }])
    expect(only(check(menu), 'nation.like-cold-dishes').map((finding) => finding.problem)).toEqual([
      '周三的小葱拌豆腐是凉菜（看菜名像是），学校食堂不得制售。',
    ])
  })
})

describe('a price', () => {
  it.each([
    [5.64, '小学午餐 5.64 元，低于区内 5.65–7.14 元。'],
    [7.15, '小学午餐 7.15 元，高于区内 5.65–7.14 元。'],
  ])('of %s yuan is noted, never refused', (primary, problem) => {
    const menu = { ...weekWith({}), priceYuan: { primary, junior: null, senior: null } }
    expect(only(check(menu), 'district.price-primary')).toMatchObject([{ severity: 'note', problem }])
  })

  it('inside the band, or of a stage the school has not, is not spoken of', () => {
    const menu = { ...weekWith({}), priceYuan: { primary: 6.5, junior: 99, senior: null } }
    expect(check(menu).filter((finding) => finding.ruleId.startsWith('district.price'))).toEqual([])
  })
})

describe('nutrition against WS/T 554', () => {
  it('says how far the week is below, which day is the least, and how much rice mends it', () => {
    // Rice for grades 1–3 falls from 110 to 20 g on all days but Friday, where nothing but rice is left.
    const poor = (lunch: MenuDish[]): MenuDish[] => [dishOf('staple', '米饭: 大米 20'), ...lunch.slice(2)]
    const bare = (): MenuDish[] => [dishOf('staple', '米饭: 大米 60')]
    const menu = weekWith({ 0: poor, 1: poor, 2: poor, 3: poor, 4: bare })
    const [found] = only(check(menu), 'nation.energy-6-8')
    // Friday: 60 g × 3.46 = 207.6 kcal, shown as 208.
    expect(found?.problem).toMatch(
      /^1–3年级的午餐平均每天能量 \d+ 千卡，应为 488–748 千卡；周五最少，208 千卡（按 \d+% 的食材计算）。$/,
    )
    expect(found?.remedy).toMatch(/^每天的主食多约 \d+ g 大米，大致就够了。$/)
    expect(found).toMatchObject({
      severity: 'warning',
      layer: 'nation',
      band: '6-8',
      document: 'WS/T 554-2017《学生餐营养指南》',
    })
    // Added to every day, the rice it names brings the week inside.
    const grams = Number(/(\d+) g/.exec(found?.remedy ?? '')?.[1])
    const mended = {
      ...menu,
      days: menu.days.map((day) => ({
        ...day,
        meals: day.meals.map((meal) => ({
          ...meal,
          dishes: [...meal.dishes, dishOf('staple', `加饭: 大米 ${grams}`)],
        })),
      })),
    }
    expect(only(check(mended), 'nation.energy-6-8')).toEqual([])
  })

  it('judges salt by the days that say it: 2.5 g is half a gram too much for grades 1–6', () => {
    const salty = (lunch: MenuDish[]): MenuDish[] => [
      ...lunch.slice(0, -1),
      dishOf('seasoning', '调味品: 油 10, 盐 2.5'),
    ]
    const menu = weekWith({ 0: salty, 1: salty, 2: salty, 3: salty, 4: (lunch) => lunch.slice(0, -1) })
    expect(only(check(menu), 'nation.salt-most-6-8')).toMatchObject([
      {
        severity: 'warning',
        problem: '1–3年级的午餐平均每天盐 2.5 g，应不超过 2 g。',
        remedy: '每天减约 0.5 g 盐即符合。',
      },
    ])
    expect(only(check(menu), 'nation.grams-given').map((finding) => finding.problem)).toEqual([
      '周五没有写调味品，油和盐的用量不知道。',
    ])
  })

  it('does not say there is too little milk where a cup of it has no grams', () => {
    const cup = (lunch: MenuDish[]): MenuDish[] =>
      lunch.map((dish) => (dish.category === 'dairy' ? dishOf('dairy', '酸奶: 酸奶') : dish))
    const none = (lunch: MenuDish[]): MenuDish[] => lunch.filter((dish) => dish.category !== 'dairy')
    expect(only(check(weekWith({ 0: none, 1: none })), 'nation.milk-6-8')).toMatchObject([
      { severity: 'note' },
    ])
    const open = check(weekWith({ 0: none, 1: none, 2: cup }))
    expect(only(open, 'nation.milk-6-8')).toEqual([])
    expect(only(open, 'nation.grams-given').map((finding) => finding.problem)).toEqual([
      '周三的酸奶没有写克数，营养里没有算它。',
    ])
  })

  it('speaks only of the bands that eat at the school', () => {
    const fat = (lunch: MenuDish[]): MenuDish[] => [...lunch, dishOf('main_meat', '红烧肉: 五花肉 200')]
    const menu = weekWith({ 0: fat, 1: fat, 2: fat })
    const bands = (stages: Stage[]): string[] => [
      ...new Set(check(menu, programRules, stages).flatMap((finding) => finding.band ?? [])),
    ]
    expect(bands(['primary'])).toEqual(['6-8', '9-11'])
    expect(bands(['senior'])).toEqual(['15-17'])
    expect(only(check(menu), 'nation.fat-6-8')[0]?.remedy).toMatch(/^五花肉换成瘦肉/)
  })
})

describe('a week as a whole', () => {
  it('has vegetables every day: garlic is not one', () => {
    const none = (lunch: MenuDish[]): MenuDish[] => [
      ...lunch.filter((dish) => dish.category !== 'vegetable'),
      dishOf('vegetable', '蒜泥: 大蒜 5'),
    ]
    expect(only(check(weekWith({ 3: none })), 'nation.vegetables-daily')).toMatchObject([
      {
        severity: 'warning',
        place: { servedOn: '2026-11-26', meal: 'lunch', dishId: null, ingredient: null },
        problem: '周四没有蔬菜。',
        remedy: '周四加一道 100 g 以上的蔬菜即符合。',
      },
    ])
  })

  it('notices a dish that comes twice, but not the rice of every day', () => {
    const again = plus(dishOf('soup', '西红柿蛋汤: 西红柿 30, 鸡蛋 10'))
    expect(
      only(
        check(weekWith({ 0: again, 3: plus(dishOf('soup', '西红柿蛋汤: 西红柿 30, 鸡蛋 10')) })),
        'school.repeats',
      ),
    ).toMatchObject([{ severity: 'note', problem: '西红柿蛋汤本周上了 2 次（周一、周四）。' }])
  })

  it('names a word that nobody knows', () => {
    const [found] = only(
      check(weekWith({ 2: plus(dishOf('side_meat', '秘制小炒: 秘制神秘粉 5')) })),
      'school.words-known',
    )
    expect(found).toMatchObject({
      severity: 'warning',
      problem: '周三的“秘制神秘粉”不在词典里，过敏原和营养都不知道。',
    })
  })

  it('puts what is forbidden first, and says nothing of an empty week', () => {
    const menu = weekWith({
      2: plus(dishOf('vegetable', '凉拌黄瓜: 黄瓜 80'), dishOf('soup', '神秘汤: 神秘粉')),
    })
    expect(check(menu)[0]?.severity).toBe('block')
    expect(check(weekOfDays([]))).toEqual([])
  })
})

describe('rules as data', () => {
  it('are rows that the schema takes, each with layer and document, and each name stands once', () => {
    for (const rule of programRules) expect(ruleRow.safeParse(rule).success).toBe(true)
    expect(new Set(programRules.map((rule) => rule.ruleId)).size).toBe(programRules.length)
  })

  it('block only where a decree, the city or the district forbids', () => {
    const blocking = programRules.filter((rule) => rule.severity === 'block')
    expect(new Set(blocking.map((rule) => rule.kind))).toEqual(
      new Set(['banned_food', 'banned_preparation', 'meat_uses']),
    )
  })

  it('of a kind that does not exist are refused', () => {
    expect(ruleRow.safeParse({ ...programRules[0], kind: 'horoscope' }).success).toBe(false)
  })
})

describe('words that only look like a banned food', () => {
  it('spinach with tofu is no kidney bean, and the bean itself stays one', () => {
    const withSoup = (line: string) => weekOfDays([dayOf(0, [dishOf('soup', line)])])
    const said = (line: string) => check(withSoup(line)).filter(({ severity }) => severity === 'block').length
    expect(said('菠菜豆腐汤: 菠菜 30, 豆腐 20')).toBe(0)
    expect(said('干煸菜豆: 菜豆 100')).toBe(1)
    expect(said('肉炒四季豆: 猪肉 20')).toBe(1)
  })
})

/** Rules that the district and a school add beside the program's: what each says, and that none makes a graver one weaker. */
import { checkWeek } from '@contract/canteen/checks/check-week'
import { programDictionary } from '@contract/canteen/dictionary'
import type { Finding } from '@contract/canteen/findings'
import type { MenuDish, WeekMenu } from '@contract/canteen/menu'
import { problemOfRule, withFoods } from '@contract/canteen/rules/order'
import { programRules } from '@contract/canteen/rules/program-rules'
import { type RuleOrder, type RuleRow, ruleRow } from '@contract/canteen/rules/rule'
import { ruleWords } from '@contract/canteen/rules/words'
import { dayOf, dishOf, goodLunch, weekOfDays } from '../support/typed-menus'

const dictionary = programDictionary()
let serial = 0
const owned = (layer: 'district' | 'school', order: RuleOrder): RuleRow => {
  serial += 1
  return ruleRow.parse({ ...withFoods(order, dictionary), layer, ruleId: `${layer}.${serial}` })
}
/** Five good lunches, with these dishes on these days. */
const week = (extra: Record<number, MenuDish[]>): WeekMenu =>
  weekOfDays([0, 1, 2, 3, 4].map((day) => dayOf(day, [...goodLunch(String(day)), ...(extra[day] ?? [])])))
const check = (menu: WeekMenu, ...rules: RuleRow[]): Finding[] =>
  checkWeek(menu, [...programRules, ...rules], dictionary, ['primary'])
const of = (findings: readonly Finding[], rule: RuleRow): Finding[] =>
  findings.filter(({ ruleId }) => ruleId === rule.ruleId)

const noFish: RuleOrder = {
  kind: 'day_without',
  severity: 'block',
  document: '家长膳食委员会2026年9月约定',
  weekdays: ['wednesday'],
  groups: ['fish'],
  meats: [],
  foodKeys: [],
  words: [],
  name: '鱼',
}

describe('a food that has its days', () => {
  it('is found on those days alone, by day, dish and word, with layer and document, and gone once it is moved', () => {
    const rule = owned('school', noFish)
    const carp = dishOf('main_meat', '红烧鲤鱼: 鲤鱼 60')
    const [first, ...others] = of(check(week({}), rule), rule)
    // goodLunch serves grass carp every day: Wednesday's is meant, the other four are not.
    expect(others).toEqual([])
    expect(first).toMatchObject({
      severity: 'block',
      layer: 'school',
      document: '家长膳食委员会2026年9月约定',
      place: { servedOn: '2026-11-25', meal: 'lunch', ingredient: 0 },
      problem: '周三的鱼片豆腐2用了草鱼，周三不安排鱼。',
      remedy: '周三的草鱼换成别的，或把鱼片豆腐2移到别的日子即符合。',
    })
    const without = { ...week({}), days: week({}).days.filter(({ servedOn }) => servedOn !== '2026-11-25') }
    expect(of(check(without, rule), rule)).toEqual([])
    expect(of(check(week({ 2: [carp] }), rule), rule)).toHaveLength(2)
  })

  it('is known by its synonyms, and by the name where no ingredients are written', () => {
    const rule = owned('district', { ...noFish, groups: [], words: ['土豆'], name: '土豆' })
    const found = of(
      check(week({ 2: [dishOf('vegetable', '炝拌丝: 马铃薯 80'), dishOf('vegetable', '土豆泥')] }), rule),
      rule,
    )
    expect(found.map(({ problem }) => problem)).toEqual([
      '周三的炝拌丝用了马铃薯，周三不安排土豆。',
      '周三的土豆泥用了土豆泥，周三不安排土豆。',
    ])
  })
})

describe('two rules about the same', () => {
  const wings = dishOf('main_meat', '可乐鸡翅: 鸡翅 80')
  const diced = dishOf('side_meat', '西葫芦炒鸡丁: 西葫芦 80, 鸡脯肉 30')
  const menu = week({ 1: [wings], 2: [diced] })
  const never: RuleOrder = {
    kind: 'meat_uses',
    severity: 'note',
    document: '本校约定',
    meats: ['chicken', 'duck', 'goose', 'other'],
    maxUses: 0,
  }
  const blocks = (findings: readonly Finding[]) => findings.filter(({ severity }) => severity === 'block')

  it('are both kept where the stricter one is only a note: a school cannot soften what the district forbids', () => {
    const note = owned('school', never)
    const found = check(menu, note)
    expect(blocks(found)).toMatchObject([{ ruleId: 'district.other-meat-once' }])
    // Tuesday's use is only noted; Wednesday's is said once, by the graver rule.
    expect(of(found, note).map(({ place }) => place.servedOn)).toEqual(['2026-11-24'])
  })

  it('become one where the stricter one is as grave', () => {
    const ban = owned('school', { ...never, severity: 'block' })
    const found = check(menu, ban)
    expect(blocks(found).map(({ ruleId }) => ruleId)).toEqual([ban.ruleId, ban.ruleId])
  })

  it('of more kinds of meat makes a looser one on some of them needless', () => {
    const chicken = owned('school', { ...never, severity: 'block', meats: ['chicken'], maxUses: 1 })
    expect(of(check(menu, chicken), chicken)).toEqual([])
  })

  it('about repeats speak once of a dish, the graver first', () => {
    const soft = owned('school', { kind: 'repeats', severity: 'warning', document: '约定', maxTimes: 1 })
    const hard = owned('district', { kind: 'repeats', severity: 'block', document: '区里通知', maxTimes: 2 })
    const egg = () => dishOf('main_meat', '番茄炒蛋: 鸡蛋 20')
    const twice = check(week({ 0: [egg()], 1: [egg()] }), soft, hard)
    expect([of(twice, soft).length, of(twice, hard).length]).toEqual([1, 0])
    const thrice = check(week({ 0: [egg()], 1: [egg()], 2: [egg()] }), soft, hard)
    expect([of(thrice, soft).length, of(thrice, hard).length]).toEqual([0, 1])
  })

  it('about a price: the graver is told with its own figure, the other where it alone is broken', () => {
    const price = { kind: 'price_band', stage: 'primary', from: null } as const
    const hard = owned('district', { ...price, severity: 'block', document: '区里限价通知', to: 8 })
    const soft = owned('school', { ...price, severity: 'note', document: '约定', to: 6 })
    const at = (primary: number) =>
      check({ ...week({}), priceYuan: { primary, junior: null, senior: null } }, hard, soft)
        .filter(({ problem }) => problem.includes('午餐 '))
        .filter(({ problem }) => problem.includes('元'))
        .map(({ ruleId, problem }) => `${ruleId} ${problem}`)
    expect(at(8.5)).toEqual([`${hard.ruleId} 小学午餐 8.50 元，高于区内 5.65–8.00 元。`])
    expect(at(6.5)).toEqual([`${soft.ruleId} 小学午餐 6.50 元，高于学校约定的 5.65–6.00 元。`])
    expect(at(5.9)).toEqual([])
  })
})

describe('an order', () => {
  it('that asks nothing or the impossible is told why in a sentence', () => {
    expect(problemOfRule({ ...noFish, groups: [] })).toBe('请选不安排哪一类食物，或写出食物的名字')
    const price = { kind: 'price_band', stage: 'primary', severity: 'note', document: '约定' } as const
    expect(problemOfRule({ ...price, from: null, to: null })).toBe('请填下限或上限，至少一个')
    expect(problemOfRule({ ...price, from: 9, to: 5 })).toBe('下限比上限大，请核对')
    expect(problemOfRule({ ...price, from: 5, to: 9 })).toBeUndefined()
  })

  it('is read back as a sentence, and so is every rule of the program', () => {
    expect(ruleWords(owned('school', noFish))).toBe('周三不安排鱼')
    for (const rule of programRules) expect(ruleWords(rule).length).toBeGreaterThan(3)
    expect(programRules.map(ruleWords).join('；')).not.toMatch(/undefined|null|NaN/)
  })
})

/** Words and rules that the district and the schools add: where each counts, who may, and what families are told. */

import type { WordMeaning } from '../../contract/canteen/own-words'
import type { RuleOrder } from '../../contract/canteen/rules/rule'
import { thisWeek, weekAfter } from '../../contract/canteen/week'
import type { InputOf } from '../../contract/routes'
import { dish, plainWeek } from '../support/menus'
import { makeWorld, type TestPerson, type World } from '../support/world'

let world: World
let schoolId: number
let otherSchool: number
let cook: TestPerson
let otherCook: TestPerson
let admin: TestPerson
let guardian: TestPerson
let bureau: TestPerson
let week: string

beforeAll(async () => {
  world = await makeWorld()
  ;[schoolId, otherSchool] = [await world.school(), await world.school()]
  const child = await world.student(schoolId, await world.schoolClass(schoolId))
  cook = await world.staff('canteen_manager', schoolId, '孙师傅')
  otherCook = await world.staff('canteen_manager', otherSchool)
  admin = await world.staff('school_admin', schoolId, '王主任')
  guardian = await world.guardian(child)
  bureau = await world.staff('bureau_officer', null, '李科')
}, 60_000)
afterAll(() => world.close())

let weeks = 0
beforeEach(async () => {
  weeks += 1
  week = weekAfter(thisWeek(world.clock.now), weeks)
  await world.sql('delete from canteen_words')
  await world.sql('delete from district_words')
  await world.sql('delete from canteen_rules')
})

const plain: WordMeaning = {
  kind: 'food',
  group: 'vegetable',
  meat: null,
  allergens: { contains: [], mayContain: [] },
  figures: null,
}
const teach = (word: string, meaning: WordMeaning, version = 0, who = cook, at = schoolId) =>
  world.get(who, 'canteen.teachWord', { schoolId: at, word, version, meaning })
type Decision = InputOf<'canteen.decideWord'>['decision']
const decide = (word: string, version: number, decision: Decision, who = bureau) =>
  world.ask(who, 'canteen.decideWord', { schoolId, word, version, decision })
const menuWith = (word: string) => {
  const menu = plainWeek(week)
  const meal = menu.days[0]?.meals[0]
  meal?.dishes.push(
    dish('vegetable', '当日小炒', [[word, 80]]),
    dish('seasoning', '调味品', [
      ['盐', 2],
      ['豆油', 10],
    ]),
  )
  return menu
}
const publish = async (word: string, who = cook, at = schoolId) => {
  await world.get(who, 'canteen.saveDraft', { schoolId: at, version: 0, menu: menuWith(word) })
  const input = { schoolId: at, weekStartsOn: week, draftVersion: 1, changeNote: '' }
  return world.ask(who, 'canteen.publishMenu', input)
}
/** What a family is told of the dish with the word. */
const factsOf = async () => {
  const { published } = await world.get(guardian, 'canteen.getWeek', { schoolId, weekStartsOn: week })
  const found = published?.menu.days[0]?.meals[0]?.dishes.find(({ name }) => name === '当日小炒')
  return {
    foodKey: found?.ingredients[0]?.foodKey,
    ...published?.facts.dishes.find(({ dishId }) => dishId === found?.dishId),
  }
}
const codesOf = (envelopes: readonly { ok: boolean; error?: { code: string } }[]) =>
  envelopes.map((envelope) => (envelope.ok ? 'ok' : envelope.error?.code)).sort()
const fieldOf = async (call: Promise<{ ok: boolean; error?: { fields?: Record<string, string> } }>) =>
  Object.values((await call).error?.fields ?? {})[0]
const unreviewed = (word: string) => `“${word}”是学校新教的词，教育局还没有审核`
const ownOf = (who: TestPerson, at: number) => world.get(who, 'canteen.getOwn', { schoolId: at })

describe('a word that a canteen manager teaches', () => {
  it('leaves a dish open for families until it is taught, then counts at once for that school alone', async () => {
    await publish('沙葱')
    expect(await factsOf()).toMatchObject({ foodKey: null, unknown: ['“沙葱”不在词典里'] })
    await teach('沙葱', plain)
    week = weekAfter(week, 100)
    await publish('沙葱')
    expect(await factsOf()).toMatchObject({ foodKey: '沙葱', unknown: [unreviewed('沙葱')] })
    expect((await ownOf(cook, schoolId)).school).toEqual([
      { word: '沙葱', meaning: plain, isReviewed: false },
    ])
    expect(await ownOf(otherCook, otherSchool)).toEqual({
      foods: null,
      district: [],
      school: [],
      rules: [],
    })
  })

  it('is never shown as safe before the bureau has looked, whatever it was said to be, nor where nobody knows its allergens', async () => {
    await teach('沙葱', plain)
    await teach('野沙葱', { kind: 'synonym', of: '土豆' })
    for (const word of ['沙葱', '野沙葱', '新鲜野沙葱段']) {
      week = weekAfter(week, 100)
      await publish(word)
      expect(await factsOf()).toMatchObject({ unknown: [unreviewed(word)] })
    }
    await teach('地皮菜', { ...plain, allergens: null })
    await decide('地皮菜', 1, { kind: 'accept', for: 'district', meaning: { ...plain, allergens: null } })
    week = weekAfter(week, 100)
    await publish('地皮菜')
    expect(await factsOf()).toMatchObject({ foodKey: '地皮菜', unknown: ['“地皮菜”的过敏原还不清楚'] })
  })

  it('opens every cooked dish of the meal where it stands in the seasoning, and so does a word nobody knows', async () => {
    const menu = menuWith('白菜')
    menu.days[0]?.meals[0]?.dishes.at(-1)?.ingredients.push({ word: '秘制酱', foodKey: null, grams: 3 })
    const other = { ...menu, weekStartsOn: week }
    await world.get(cook, 'canteen.saveDraft', { schoolId, version: 0, menu: other })
    const input = { schoolId, weekStartsOn: week, draftVersion: 1, changeNote: '' }
    await world.get(cook, 'canteen.publishMenu', input)
    expect(await factsOf()).toMatchObject({ unknown: ['调味品“秘制酱”不在词典里'] })
    await teach('秘制酱', { ...plain, group: 'seasoning' })
    expect(await factsOf()).toMatchObject({ unknown: [`调味品${unreviewed('秘制酱')}`] })
    await decide('秘制酱', 1, { kind: 'accept', for: 'school', meaning: { ...plain, group: 'seasoning' } })
    expect(await factsOf()).toMatchObject({ unknown: [] })
  })

  it('marks the allergens that it was taught with, and those of the food that it is a synonym of', async () => {
    await teach('沙葱', { ...plain, allergens: { contains: ['milk'], mayContain: ['egg'] } })
    await publish('沙葱')
    expect(await factsOf()).toMatchObject({
      contains: ['milk'],
      // 豆油 of the seasoning brings the soy.
      mayContain: ['egg', 'soy'],
    })
    await teach('长生果', { kind: 'synonym', of: '花生米' })
    week = weekAfter(week, 100)
    await publish('长生果')
    expect(await factsOf()).toMatchObject({ foodKey: '花生米', contains: ['peanut'] })
  })

  it('is read by the import too', async () => {
    await teach('沙葱', plain)
    const { read } = await world.get(cook, 'canteen.readMenuText', {
      schoolId,
      weekStartsOn: week,
      text: '周一 素菜：沙葱小炒（沙葱80g）',
    })
    expect(JSON.stringify(read)).toContain('"foodKey":"沙葱"')
  })

  it('cannot change what a known word means, hide an allergen that it names, or leave a meat without its kind', async () => {
    const ask = (word: string, meaning: WordMeaning) =>
      fieldOf(world.ask(cook, 'canteen.teachWord', { schoolId, word, version: 0, meaning }))
    expect(await ask('花生', { kind: 'synonym', of: '土豆' })).toBe(
      '词典里已经有“花生”，就是花生米，不用再教',
    )
    expect(await ask('金龙花生碎末料', { kind: 'synonym', of: '土豆' })).toMatch(/字面里有花生/)
    expect(await ask('金龙花生碎末料', plain)).toMatch(/请在过敏原里选上/)
    expect(await ask('沙葱', { kind: 'synonym', of: '没有的东西' })).toMatch(/词典里没有/)
    expect(await ask('驴板肠', { ...plain, group: 'meat' })).toBe('请选是哪一种肉')
    expect(await ask('某种禽', { ...plain, group: 'poultry', meat: 'pork' })).toMatch(/对不上/)
    expect(await world.sql('select * from canteen_words')).toEqual([])
  })

  it('is answered again to a retry, and of two at once only one is kept', async () => {
    const requestId = '0b9f3f3e-56b3-4cf8-9d38-0c1f0f6f7a01'
    const input = { requestId, schoolId, word: '沙葱', version: 0, meaning: plain }
    expect(await world.get(cook, 'canteen.teachWord', input)).toEqual({ version: 1 })
    expect(await world.get(cook, 'canteen.teachWord', input)).toEqual({ version: 1 })
    const both = await Promise.all(
      [plain, { ...plain, allergens: null }].map((meaning) =>
        world.ask(cook, 'canteen.teachWord', { schoolId, word: '沙葱', version: 1, meaning }),
      ),
    )
    expect(codesOf(both)).toEqual(['ok', 'record.changed'])
  })

  it('is nothing that another school can teach, see or decide', async () => {
    await teach('沙葱', plain)
    const input = { schoolId, word: '沙芥', version: 0, meaning: plain }
    expect(await world.refused(otherCook, 'canteen.teachWord', input)).toBe('record.not_found')
    expect(await world.refused(otherCook, 'canteen.listWords', { schoolId })).toBe('record.not_found')
    expect(await world.refused(cook, 'canteen.listWords', { schoolId: null })).toBe('record.not_found')
    expect(await world.refused(guardian, 'canteen.getOwn', { schoolId })).toBe('role.forbidden')
    expect(
      codesOf([await decide('沙葱', 1, { kind: 'accept', for: 'district', meaning: plain }, cook)]),
    ).toEqual(['role.forbidden'])
  })
})

describe('the review by the bureau', () => {
  it('lets an accepted word, as changed by the bureau, count in every school', async () => {
    await teach('沙葱', { ...plain, allergens: null })
    const [waiting] = (await world.get(bureau, 'canteen.listWords', { schoolId: null })).words
    expect(waiting).toMatchObject({ word: '沙葱', state: 'waiting', taughtBy: '孙师傅', version: 1 })
    const changed: WordMeaning = { ...plain, group: 'dark_vegetable' }
    expect((await decide('沙葱', 1, { kind: 'accept', for: 'district', meaning: changed })).ok).toBe(true)
    expect((await ownOf(otherCook, otherSchool)).district).toEqual([{ word: '沙葱', meaning: changed }])
    expect((await ownOf(cook, schoolId)).school).toEqual([])
    await publish('沙葱')
    expect(await factsOf()).toMatchObject({ foodKey: '沙葱', unknown: [] })
    const [after] = (await world.get(cook, 'canteen.listWords', { schoolId })).words
    expect(after).toMatchObject({ state: 'accepted', meaning: changed, decidedBy: '李科' })
  })

  it('may keep a word for the school that taught it: reviewed there, unknown elsewhere, and outdone by the district', async () => {
    await teach('沙葱', plain)
    await decide('沙葱', 1, { kind: 'accept', for: 'school', meaning: plain })
    expect((await ownOf(cook, schoolId)).school).toEqual([{ word: '沙葱', meaning: plain, isReviewed: true }])
    expect((await ownOf(otherCook, otherSchool)).district).toEqual([])
    await publish('沙葱')
    expect(await factsOf()).toMatchObject({ foodKey: '沙葱', unknown: [] })
    await world.get(otherCook, 'canteen.teachWord', {
      schoolId: otherSchool,
      word: '沙葱',
      version: 0,
      meaning: { kind: 'synonym', of: '花生米' },
    })
    await world.get(bureau, 'canteen.decideWord', {
      schoolId: otherSchool,
      word: '沙葱',
      version: 1,
      decision: { kind: 'accept', for: 'district', meaning: { kind: 'synonym', of: '花生米' } },
    })
    expect(await factsOf()).toMatchObject({ contains: ['peanut'] })
  })

  it('stops a refused word from counting anywhere, tells the canteen why, and lets it be taught better', async () => {
    await teach('沙葱', plain)
    await publish('沙葱')
    expect(await factsOf()).toMatchObject({ unknown: [unreviewed('沙葱')] })
    await decide('沙葱', 1, { kind: 'refuse', reason: '请写明是鲜的还是干的。' })
    expect(await factsOf()).toMatchObject({ unknown: ['“沙葱”不在词典里'] })
    const notices = await world.sql<{ body: string }>(
      `select body from outbox where user_id = $1 and title like '%没有收进%'`,
      [cook.userId],
    )
    expect(notices[0]?.body).toContain('请写明是鲜的还是干的。')
    expect(await teach('沙葱', { ...plain, allergens: null }, 2)).toEqual({ version: 3 })
    expect((await world.get(cook, 'canteen.listWords', { schoolId })).words[0]).toMatchObject({
      state: 'waiting',
      reason: '',
      decidedBy: null,
    })
  })

  it('decides once, and only on what was read', async () => {
    await teach('沙葱', plain)
    expect(
      await fieldOf(
        decide('沙葱', 1, { kind: 'accept', for: 'district', meaning: { kind: 'synonym', of: '没有' } }),
      ),
    ).toMatch(/词典里没有/)
    await teach('沙葱', { ...plain, allergens: null }, 1)
    expect(codesOf([await decide('沙葱', 1, { kind: 'accept', for: 'district', meaning: plain })])).toEqual([
      'record.changed',
    ])
    const both = await Promise.all([
      decide('沙葱', 2, { kind: 'accept', for: 'district', meaning: plain }),
      decide('沙葱', 2, { kind: 'refuse', reason: '写错了' }),
    ])
    expect(codesOf(both)).toEqual(['ok', 'record.changed'])
    expect(codesOf([await decide('没教过', 1, { kind: 'refuse', reason: '写错了' })])).toEqual([
      'record.not_found',
    ])
  })
})

const noPotatoes: RuleOrder = {
  kind: 'banned_food',
  severity: 'block',
  document: '区教育局通知',
  foodKeys: [],
  words: ['土豆'],
  name: '土豆',
  remedy: '换成山药',
}
const twice: RuleOrder = { kind: 'repeats', severity: 'warning', document: '膳食委员会约定', maxTimes: 1 }
const save = (who: TestPerson, at: number | null, rule: RuleOrder, replaces: string | null = null) =>
  world.get(who, 'canteen.saveRule', { schoolId: at, replaces, rule })

describe('a rule that is added', () => {
  it('by the district binds every school when it publishes, until it is retired', async () => {
    const { ruleId } = await save(bureau, null, noPotatoes)
    expect((await ownOf(otherCook, otherSchool)).rules).toMatchObject([
      { kind: 'banned_food', layer: 'district' },
    ])
    expect(await fieldOf(publish('土豆'))).toMatch(/土豆/)
    await world.get(bureau, 'canteen.retireRule', { schoolId: null, ruleId })
    week = weekAfter(week, 100)
    expect((await publish('土豆')).ok).toBe(true)
    const { rules } = await world.get(bureau, 'canteen.listRules', { schoolId: null })
    expect(rules).toMatchObject([
      { addedBy: '李科', retiredBy: '李科', retiredAt: world.clock.now.toISOString() },
    ])
  })

  it('by a school binds that school alone, and a looser one changes nothing: the strictest wins', async () => {
    await save(admin, schoolId, noPotatoes)
    expect(await fieldOf(publish('土豆', otherCook, otherSchool))).toBeUndefined()
    expect(await fieldOf(publish('土豆'))).toMatch(/土豆/)
    await world.sql('delete from canteen_rules')
    await save(cook, schoolId, {
      kind: 'meat_uses',
      severity: 'warning',
      document: '膳食委员会约定',
      meats: ['chicken', 'duck', 'goose', 'other'],
      maxUses: 9,
    })
    week = weekAfter(week, 100)
    const menu = plainWeek(week)
    for (const index of [0, 1])
      menu.days[index]?.meals[0]?.dishes.push(dish('main_meat', `鸡${index}`, [['鸡肉', 50]]))
    await world.get(cook, 'canteen.saveDraft', { schoolId, version: 0, menu })
    const input = { schoolId, weekStartsOn: week, draftVersion: 1, changeNote: '' }
    expect(await world.refused(cook, 'canteen.publishMenu', input)).toBe('input.invalid')
  })

  it('when changed leaves the old one readable, and of two who change it at once one is told', async () => {
    const { ruleId } = await save(cook, schoolId, twice)
    const input = { schoolId, replaces: ruleId, rule: { ...twice, maxTimes: 3 } }
    const both = await Promise.all([
      world.ask(cook, 'canteen.saveRule', input),
      world.ask(admin, 'canteen.saveRule', input),
    ])
    expect(codesOf(both)).toEqual(['ok', 'record.changed'])
    const { rules } = await world.get(cook, 'canteen.listRules', { schoolId })
    expect(rules.map(({ retiredAt, replaces }) => [retiredAt === null, replaces])).toEqual([
      [true, ruleId],
      [false, null],
    ])
  })

  it('is added once by a retry', async () => {
    const requestId = '0b9f3f3e-56b3-4cf8-9d38-0c1f0f6f7a02'
    const input = { requestId, schoolId, replaces: null, rule: twice }
    const first = await world.get(cook, 'canteen.saveRule', input)
    expect(await world.get(cook, 'canteen.saveRule', input)).toEqual(first)
    expect((await ownOf(cook, schoolId)).rules).toHaveLength(1)
  })

  it('is refused from another school, from a school for the district, from the bureau for a school, and without sense', async () => {
    const { ruleId } = await save(cook, schoolId, twice)
    for (const [who, at] of [
      [otherCook, schoolId],
      [cook, null],
      [bureau, schoolId],
    ] as const) {
      const input = { schoolId: at, replaces: null, rule: twice }
      expect(await world.refused(who, 'canteen.saveRule', input)).toBe('record.not_found')
      expect(await world.refused(who, 'canteen.retireRule', { schoolId: at, ruleId })).toBe(
        'record.not_found',
      )
    }
    const foreign = { schoolId: otherSchool, replaces: ruleId, rule: twice }
    expect(await world.refused(otherCook, 'canteen.saveRule', foreign)).toBe('record.not_found')
    const price = { kind: 'price_band', severity: 'note', document: '约定', stage: 'primary' } as const
    for (const range of [
      { from: null, to: null },
      { from: 9, to: 5 },
    ]) {
      const input = { schoolId, replaces: null, rule: { ...price, ...range } }
      expect(await world.refused(cook, 'canteen.saveRule', input)).toBe('input.invalid')
    }
  })

  it('stays below a number that every keystroke can carry', async () => {
    for (let count = 0; count < 60; count += 1) await save(cook, schoolId, twice)
    const input = { schoolId, replaces: null, rule: twice }
    expect(await world.refused(cook, 'canteen.saveRule', input)).toBe('input.invalid')
  })
})

/** A week's menu from the canteen's desk to a family's page: drafts, publishing, corrections, and who may see which. */
import type { WeekMenu } from '../../contract/canteen/menu'
import { dayAfter, thisWeek, weekAfter } from '../../contract/canteen/week'
import { dish, plainWeek } from '../support/menus'
import { makeWorld, type TestPerson, type World } from '../support/world'

let world: World
let schoolId: number
let otherSchool: number
let cook: TestPerson
let otherCook: TestPerson
let guardian: TestPerson
let stranger: TestPerson
let bureau: TestPerson
let week: string

beforeAll(async () => {
  world = await makeWorld()
  ;[schoolId, otherSchool] = [await world.school(), await world.school()]
  const child = await world.student(schoolId, await world.schoolClass(schoolId))
  const otherChild = await world.student(otherSchool, await world.schoolClass(otherSchool))
  cook = await world.staff('canteen_manager', schoolId, '孙师傅')
  otherCook = await world.staff('canteen_manager', otherSchool)
  guardian = await world.guardian(child)
  stranger = await world.guardian(otherChild)
  bureau = await world.staff('bureau_officer', null)
}, 60_000)
afterAll(() => world.close())

/** Each test has a week of its own. */
let weeks = 0
beforeEach(() => {
  weeks += 1
  week = weekAfter(thisWeek(world.clock.now), weeks)
})

const save = (menu: WeekMenu, version = 0, who = cook, at = schoolId) =>
  world.get(who, 'canteen.saveDraft', { schoolId: at, version, menu })
const publish = (draftVersion: number, changeNote = '', who = cook, at = schoolId) =>
  world.get(who, 'canteen.publishMenu', { schoolId: at, weekStartsOn: week, draftVersion, changeNote })
const read = (who: TestPerson, at = schoolId) =>
  world.get(who, 'canteen.getWeek', { schoolId: at, weekStartsOn: week })
const desk = (who = cook, at = schoolId) =>
  world.get(who, 'canteen.getDesk', { schoolId: at, weekStartsOn: week })
const noticesOf = (person: TestPerson) =>
  world.sql<{ title: string; link: string; template_key: string | null }>(
    'select title, link, template_key from outbox where user_id = $1 order by created_at',
    [person.userId],
  )
const withDish = (menu: WeekMenu, name: string): WeekMenu => {
  const changed = structuredClone(menu)
  const first = changed.days[0]?.meals[0]?.dishes[1]
  if (first) first.name = name
  return changed
}

describe('a draft', () => {
  it('is kept word for word, grows by one with each save, and stays unseen by families until it is published', async () => {
    const menu = plainWeek(week)
    expect((await save(menu)).version).toBe(1)
    expect((await save(withDish(menu, '狮子头'), 1)).version).toBe(2)
    const { draft, published } = await desk()
    expect(draft).toMatchObject({ version: 2, savedBy: '孙师傅', menu: withDish(menu, '狮子头') })
    expect(published).toBeNull()
    expect((await read(guardian)).published).toBeNull()
  })

  it('is not overwritten by somebody who had not seen the last save', async () => {
    const menu = plainWeek(week)
    await save(menu)
    await save(withDish(menu, '甲'), 1)
    const late = { schoolId, version: 1, menu: withDish(menu, '乙') }
    expect(await world.refused(cook, 'canteen.saveDraft', late)).toBe('record.changed')
    expect(await world.refused(cook, 'canteen.saveDraft', { ...late, version: 0 })).toBe('record.changed')
    expect((await desk()).draft?.menu).toEqual(withDish(menu, '甲'))
  })

  it('answers a retry of the same save as the first try did', async () => {
    const menu = plainWeek(week)
    const [first, second] = await Promise.all([save(menu), save(menu)])
    expect([first.version, second.version]).toEqual([1, 1])
    expect((await save(withDish(menu, '甲'), 1)).version).toBe(2)
    expect((await save(withDish(menu, '甲'), 1)).version).toBe(2)
  })

  it('lets only one of two different saves at the same moment through', async () => {
    const menu = plainWeek(week)
    await save(menu)
    const envelopes = await Promise.all(
      ['甲', '乙'].map((name) =>
        world.ask(cook, 'canteen.saveDraft', { schoolId, version: 1, menu: withDish(menu, name) }),
      ),
    )
    expect(envelopes.map((envelope) => (envelope.ok ? 'ok' : envelope.error.code)).sort()).toEqual([
      'ok',
      'record.changed',
    ])
  })

  it('is refused with a sentence where days lie outside the week, stand twice, or the week begins on no Monday', async () => {
    const outside = plainWeek(week)
    outside.days[4]!.servedOn = dayAfter(week, 8)
    const twice = plainWeek(week)
    twice.days[4]!.servedOn = week
    const tuesday = { ...plainWeek(week), weekStartsOn: dayAfter(week, 1) }
    const sameDish = plainWeek(week)
    sameDish.days[1]!.meals[0]!.dishes[0]!.dishId = sameDish.days[0]!.meals[0]!.dishes[0]!.dishId
    const tooLong = plainWeek(week)
    tooLong.note = '长'.repeat(10_000)
    for (const menu of [outside, twice, tuesday, sameDish, tooLong]) {
      const envelope = await world.ask(cook, 'canteen.saveDraft', { schoolId, version: 0, menu })
      expect(envelope).toMatchObject({ ok: false, error: { code: 'input.invalid' } })
    }
  })

  it('takes a Sunday before the week that stands in for a working day', async () => {
    const menu = plainWeek(week)
    menu.days.unshift({ servedOn: dayAfter(week, -1), standsInFor: 'friday', meals: [] })
    expect((await save(menu)).version).toBe(1)
  })
})

describe('publishing', () => {
  it('brings the menu to the families of the school, its staff and the bureau, and to nobody else', async () => {
    const menu = plainWeek(week)
    await save(menu)
    const version = await publish(1)
    expect(version).toMatchObject({ version: 1, publishedBy: '孙师傅', changes: [], changeNote: '' })
    for (const who of [guardian, bureau, cook])
      expect((await read(who)).published).toMatchObject({ version: 1, menu })
    for (const who of [stranger, otherCook])
      expect(await world.refused(who, 'canteen.getWeek', { schoolId, weekStartsOn: week })).toBe(
        'record.not_found',
      )
    expect(await world.refused(null, 'canteen.getWeek', { schoolId, weekStartsOn: week })).toBe(
      'session.missing',
    )
    expect(
      await world.get(otherCook, 'canteen.getVersion', { schoolId, weekStartsOn: week, version: 1 }),
    ).toMatchObject({ menu })
    expect(
      await world.refused(stranger, 'canteen.getVersion', { schoolId, weekStartsOn: week, version: 1 }),
    ).toBe('record.not_found')
  })

  it('is refused to another school’s canteen, to other staff and to families, and tells none of them what there is', async () => {
    await save(plainWeek(week))
    const tries = { schoolId, weekStartsOn: week, draftVersion: 1, changeNote: '' }
    expect(await world.refused(otherCook, 'canteen.publishMenu', tries)).toBe('record.not_found')
    expect(await world.refused(otherCook, 'canteen.getDesk', tries)).toBe('record.not_found')
    expect(
      await world.refused(otherCook, 'canteen.saveDraft', { schoolId, version: 1, menu: plainWeek(week) }),
    ).toBe('record.not_found')
    for (const who of [guardian, bureau, await world.staff('school_admin', schoolId)])
      expect(await world.refused(who, 'canteen.publishMenu', tries)).toBe('role.forbidden')
  })

  it('needs a draft, with dishes, just as it was last seen', async () => {
    const input = { schoolId, weekStartsOn: week, draftVersion: 1, changeNote: '' }
    expect(await world.refused(cook, 'canteen.publishMenu', input)).toBe('record.not_found')
    const empty = { ...plainWeek(week), days: [] }
    await save(empty)
    expect(await world.refused(cook, 'canteen.publishMenu', input)).toBe('input.invalid')
    await save(plainWeek(week), 1)
    expect(await world.refused(cook, 'canteen.publishMenu', input)).toBe('record.changed')
    expect((await publish(2)).version).toBe(1)
  })

  it('happens once, however often it is sent or by two at the same moment', async () => {
    await save(plainWeek(week))
    const input = { schoolId, weekStartsOn: week, draftVersion: 1, changeNote: '' }
    const requestId = '6f1c0f5e-8a55-4a34-9e0e-0a4b3b6b1c11'
    const first = await world.get(cook, 'canteen.publishMenu', { ...input, requestId })
    expect(await world.get(cook, 'canteen.publishMenu', { ...input, requestId })).toEqual(first)
    const again = await world.ask(cook, 'canteen.publishMenu', { ...input, changeNote: '再来' })
    expect(again).toMatchObject({ ok: false, error: { code: 'input.invalid' } })
    expect((await desk()).versions).toHaveLength(1)
  })
})

describe('a correction', () => {
  it('keeps the old version, says what changed and why, and reaches those who had looked, nobody else', async () => {
    const menu = plainWeek(week)
    await save(menu)
    await publish(1)
    const child = await world.student(schoolId, await world.schoolClass(schoolId, 5, 1))
    const [looked, didNotLook] = [await world.guardian(child), await world.guardian(child, 'father')]
    await read(looked)
    await read(looked)
    const corrected = withDish(menu, '清蒸鱼')
    corrected.days[1]!.meals[0]!.dishes.push(dish('fruit', '苹果', [['苹果', 80]]))
    await save(corrected, 1)
    const input = { schoolId, weekStartsOn: week, draftVersion: 2, changeNote: '' }
    expect(await world.refused(cook, 'canteen.publishMenu', input)).toBe('input.invalid')
    const version = await publish(2, '猪肉没有到货')
    expect(version.version).toBe(2)
    expect(version.changeNote).toBe('猪肉没有到货')
    expect(version.changes).toHaveLength(2)
    expect(version.changes[0]).toContain('红烧肉换成清蒸鱼')
    expect(version.changes[1]).toContain('增加苹果')
    expect((await read(looked)).published).toMatchObject({ version: 2, menu: corrected })
    expect(
      await world.get(looked, 'canteen.getVersion', { schoolId, weekStartsOn: week, version: 1 }),
    ).toMatchObject({ menu })
    const told = await noticesOf(looked)
    expect(told).toHaveLength(1)
    expect(told[0]).toMatchObject({ title: '您看过的食谱有更正', template_key: null })
    expect(told[0]?.link).toBe(`/packages/canteen/pages/week/index?school=${schoolId}&week=${week}`)
    expect(await noticesOf(didNotLook)).toEqual([])
  })
})

describe('who delivers the meals', () => {
  it('is named by the canteen, read by families and the bureau, and else as the school’s details say', async () => {
    await world.sql(`update schools set canteen_mode = 'delivered', supplier_name = '老单位' where id = $1`, [
      schoolId,
    ])
    const card = { schoolId, supervisionPhone: '', supervisionMailbox: '', isBoarding: false }
    const named = async () => {
      const { schools } = await world.get(bureau, 'canteen.getDistrict', { weekStartsOn: week })
      const seen = schools.find((one) => one.schoolId === schoolId)?.supplierName
      return [(await read(guardian)).kitchen.supplierName, seen]
    }
    await world.get(cook, 'canteen.saveKitchen', { ...card, supplierName: '示例配餐公司' })
    expect(await named()).toEqual(['示例配餐公司', '示例配餐公司'])
    await world.get(cook, 'canteen.saveKitchen', { ...card, supplierName: '老单位' })
    await world.sql(`update schools set supplier_name = '新单位' where id = $1`, [schoolId])
    expect(await named()).toEqual(['新单位', '新单位'])
  })
})

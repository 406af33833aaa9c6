/** The district's dictionary as a table file: out, changed, in again with every problem named, earlier editions kept, menus checked again. */
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { readDictionaryFile } from '../../cloudfunctions/canteen/dictionary/read-dictionary'
import { writeDictionary } from '../../cloudfunctions/canteen/dictionary/write-dictionary'
import { programFoods } from '../../contract/canteen/dictionary'
import type { DictionaryPreview } from '../../contract/canteen/dictionary-routes'
import type { Food } from '../../contract/canteen/food'
import { thisWeek, weekAfter } from '../../contract/canteen/week'
import { dish, plainWeek } from '../support/menus'
import { makeWorld, type TestPerson, type World } from '../support/world'

let world: World
let schoolId: number
let cook: TestPerson
let guardian: TestPerson
let bureau: TestPerson
let operator: TestPerson
let week: string

beforeAll(async () => {
  world = await makeWorld()
  schoolId = await world.school('示例小学')
  const child = await world.student(schoolId, await world.schoolClass(schoolId))
  cook = await world.staff('canteen_manager', schoolId, '孙师傅')
  guardian = await world.guardian(child)
  bureau = await world.staff('bureau_officer', null, '李科')
  operator = await world.staff('operator', null, '系统')
  week = weekAfter(thisWeek(world.clock.now))
}, 60_000)
afterAll(() => world.close())
beforeEach(async () => {
  for (const table of ['menu_rechecks', 'dictionary_editions', 'dictionary_drafts', 'district_words'])
    await world.sql(`delete from ${table}`)
})

/** The dictionary with some foods other than they are; undefined takes one out. */
const foodsWith = (change: (food: Food) => Food | undefined): Food[] =>
  programFoods().flatMap((food) => change(food) ?? [])
const one = (key: string, part: Partial<Food>) => (food: Food) =>
  food.key === key ? { ...food, ...part } : food

const send = async (who: TestPerson, bytes: Buffer, fileName = '词典.xlsx'): Promise<string> => {
  const begun = { fileName, sizeBytes: bytes.length }
  const { draftId, chunkBytes } = await world.get(who, 'canteen.beginDictionary', begun)
  for (let index = 0; index * chunkBytes < bytes.length; index += 1)
    await world.get(who, 'canteen.putDictionaryPiece', {
      draftId,
      index,
      base64: bytes.subarray(index * chunkBytes, (index + 1) * chunkBytes).toString('base64'),
    })
  return draftId
}
const seen = async (who: TestPerson, draftId: string): Promise<DictionaryPreview> => {
  const { read } = await world.get(who, 'canteen.readDictionary', { draftId })
  if (read.kind === 'refused') throw new Error(read.sentence)
  return read.preview
}
const replaceWith = async (foods: readonly Food[], who = bureau) => {
  const draftId = await send(who, await writeDictionary(foods))
  await seen(who, draftId)
  return world.get(who, 'canteen.replaceDictionary', { draftId })
}
const editions = async () => (await world.get(bureau, 'canteen.listEditions', {})).editions

describe('the table', () => {
  it('holds the whole dictionary: what goes out comes back as the same foods, without a mark', async () => {
    const read = await readDictionaryFile(await writeDictionary(programFoods()))
    expect(read.kind === 'read' && read.marks).toEqual([])
    const foods = read.kind === 'read' ? read.foods : []
    expect(foods).toHaveLength(programFoods().length)
    const inOrder = (food: Food | undefined) =>
      food && { ...food, contains: [...food.contains].sort(), mayContain: [...food.mayContain].sort() }
    for (const [index, food] of programFoods().entries()) expect(inOrder(foods[index])).toEqual(inOrder(food))
  })

  it('that was changed wrongly names each problem with its row, its column and what to do', async () => {
    const foods = foodsWith((food) => food)
    const wrong = (index: number, part: Partial<Record<keyof Food, unknown>>) => {
      foods[index] = { ...foods[index], ...part } as Food
    }
    const at = (key: string) => foods.findIndex((food) => food.key === key)
    const [rice, pork, egg] = [at('大米'), at('猪肉'), at('鸡蛋')]
    wrong(rice, { per100: { ...foods[rice]?.per100, energyKcal: 9999 } })
    wrong(pork, { meat: null })
    wrong(at('鸭蛋'), { synonyms: ['鸡蛋'] })
    foods.push({ ...(foods[egg] as Food), key: '鸡蛋', synonyms: [] })
    const read = await readDictionaryFile(await writeDictionary(foods))
    expect(read.kind === 'read' && read.marks).toEqual([
      {
        kind: 'problem',
        row: rice + 2,
        column: 'I',
        says: '“9999”不对，能量 千卡/100g请填 0 到 930 之间的数，不知道就空着',
      },
      { kind: 'problem', row: pork + 2, column: 'E', says: '猪肉是畜肉，要写是哪一种肉' },
      {
        kind: 'problem',
        row: at('鸭蛋') + 2,
        column: '',
        says: '“鸡蛋”已经是鸡蛋的名字或叫法，不能又是鸭蛋的',
      },
      {
        kind: 'problem',
        row: foods.length + 1,
        column: 'A',
        says: `“鸡蛋”和第 ${egg + 2} 行重复了，请留一行`,
      },
    ])
  })

  it('leaves a food open where nobody wrote its allergens: an empty cell is not safe', async () => {
    const csv = [
      '食物,食物类,含过敏原',
      ...Array.from({ length: 120 }, (_, i) => `食物${i}号,蔬菜,${i === 0 ? '' : '无'}`),
    ]
    const read = await readDictionaryFile(Buffer.from(csv.join('\n')))
    expect(read.kind === 'read' && read.foods[0]).toMatchObject({ key: '食物0号', hasUnknownAllergens: true })
    expect(read.kind === 'read' && read.marks).toEqual([
      { kind: 'note', row: 2, column: 'C', says: '食物0号：没有写过敏原，按不清楚算；一样也没有请写“无”' },
    ])
  })

  it.each([
    ['a PDF by another name', () => Buffer.from('%PDF-1.7 …'), /打不开，或不是表格/],
    ['bytes of nothing', () => Buffer.alloc(5_000, 7), /打不开，或不是表格|没有找到/],
    ['a gzip', () => gzipSync(Buffer.alloc(1_000_000)), /打不开，或不是表格/],
    ['another table', () => Buffer.from('姓名,班级\n张三,一班'), /没有找到“食物”“食物类”/],
    ['a table without allergens', () => Buffer.from('食物,食物类\n大米,谷类'), /少了这几列：含过敏原/],
    [
      'three foods of five hundred',
      () => Buffer.from('食物,食物类,含过敏原\n大米,谷类,无'),
      /只读出 1 种食物/,
    ],
    ['a file beyond 2 MB', () => Buffer.alloc(2 * 1024 * 1024 + 1, 65), /超过 2 MB/],
    [
      'ten thousand rows',
      () => Buffer.from(`食物,食物类,含过敏原\n${'大米,谷类,无\n'.repeat(10_000)}`),
      /超过 4000 行/,
    ],
    [
      'a menu instead of a dictionary',
      () => readFileSync('tests/support/published-menus/带量食谱-甲校.xlsx'),
      /没有找到“食物”“食物类”/,
    ],
  ])('that is %s is refused in a sentence', async (_, bytes, sentence) => {
    const before = Date.now()
    const read = await readDictionaryFile(bytes())
    expect(read).toMatchObject({ kind: 'refused', sentence: expect.stringMatching(sentence) })
    expect(Date.now() - before).toBeLessThan(5_000)
  })
})

describe('replacing the dictionary', () => {
  it('shows what would come, go and change, allergens that would be lost before all, and changes nothing yet', async () => {
    const foods = foodsWith((food) => (food.key === '山药' ? undefined : one('豆腐', { contains: [] })(food)))
    foods.push({ ...(programFoods()[0] as Food), key: '花生酥糖', synonyms: [], guesses: [] })
    const preview = await seen(bureau, await send(bureau, await writeDictionary(foods)))
    expect(preview).toMatchObject({
      foodCount: programFoods().length,
      problems: 0,
      added: { count: 1, says: ['花生酥糖'] },
      removed: { count: 1, says: ['山药'] },
      lostAllergens: { count: 1, says: ['豆腐：不再标大豆'] },
      marks: [{ kind: 'note', says: '“花生酥糖”的字面里有花生，请在过敏原里选上' }],
    })
    expect(await editions()).toEqual([])
    expect((await world.get(cook, 'canteen.getOwn', { schoolId })).foods).toBeNull()
  })

  it('counts for every school at once, keeps what was in force, and checks published menus again', async () => {
    const menu = plainWeek(week)
    menu.days[0]?.meals[0]?.dishes.push(
      dish('vegetable', '清炒山药', [['山药', 80]]),
      dish('seasoning', '调味品', [
        ['盐', 2],
        ['豆油', 10],
      ]),
    )
    await world.get(cook, 'canteen.saveDraft', { schoolId, version: 0, menu })
    const draft = { schoolId, weekStartsOn: week, draftVersion: 1, changeNote: '' }
    await world.get(cook, 'canteen.publishMenu', draft)
    const factsOf = async () => {
      const { published } = await world.get(guardian, 'canteen.getWeek', { schoolId, weekStartsOn: week })
      const found = published?.menu.days[0]?.meals[0]?.dishes.find(({ name }) => name === '清炒山药')
      return published?.facts.dishes.find(({ dishId }) => dishId === found?.dishId)
    }
    expect(await factsOf()).toMatchObject({ unknown: [] })
    await world.sql(
      `insert into district_words (word, meaning, changed_by, changed_at) values ('沙葱', '{"kind":"synonym","of":"大葱"}', $1, now())`,
      [bureau.userId],
    )
    const foods = foodsWith((food) => (food.key === '山药' ? undefined : food))
    const made = await replaceWith(foods, operator)
    expect(made).toMatchObject({ edition: 2, checkedMenus: 1, toldSchools: 1 })
    expect(await factsOf()).toMatchObject({ unknown: ['“山药”不在词典里'] })
    const own = await world.get(cook, 'canteen.getOwn', { schoolId })
    expect([own.foods?.length, own.district]).toEqual([foods.length, []])
    // The word that the bureau had accepted stands in the edition that was kept, and in no newer one.
    expect(await editions()).toMatchObject([
      { edition: 2, fileName: '词典.xlsx', madeBy: '系统', foodCount: foods.length },
      { edition: 1, fileName: '替换前的词典', foodCount: programFoods().length },
    ])
    const district = await world.get(bureau, 'canteen.getDistrict', { weekStartsOn: week })
    const findings = district.schools.find((school) => school.schoolId === schoolId)?.week.findings ?? []
    expect(findings.find(({ ruleId }) => ruleId === 'school.words-known')?.count).toBe(1)
    const notices = await world.sql('select 1 from outbox where user_id = $1 and title like $2', [
      cook.userId,
      '%词典换了%',
    ])
    expect(notices).toHaveLength(1)

    const back = await world.get(bureau, 'canteen.restoreEdition', { edition: 1 })
    expect(back.edition).toBe(3)
    expect(await factsOf()).toMatchObject({ unknown: [] })
    const kept = await world.get(cook, 'canteen.getOwn', { schoolId })
    expect(kept.foods?.find(({ synonyms }) => synonyms.includes('沙葱'))?.key).toBe('大葱')
    const { base64 } = await world.get(bureau, 'canteen.getDictionaryFile', { edition: 2 })
    const read = await readDictionaryFile(Buffer.from(base64, 'base64'))
    expect(read.kind === 'read' && read.foods.length).toBe(foods.length)
  })

  it('is refused while the table has a problem, where the dictionary changed since it was seen, and to anybody else', async () => {
    const bad = foodsWith(one('大米', { group: '粮' as never }))
    const wrong = await send(bureau, await writeDictionary(bad))
    expect((await seen(bureau, wrong)).problems).toBe(1)
    expect(await world.refused(bureau, 'canteen.replaceDictionary', { draftId: wrong })).toBe('input.invalid')

    const draftId = await send(bureau, await writeDictionary(programFoods()))
    await seen(bureau, draftId)
    expect(await world.refused(operator, 'canteen.replaceDictionary', { draftId })).toBe('record.not_found')
    expect(await world.refused(cook, 'canteen.replaceDictionary', { draftId })).toBe('role.forbidden')
    await world.sql(
      `insert into district_words (word, meaning, changed_by, changed_at) values ('沙葱', '{"kind":"synonym","of":"大葱"}', $1, now())`,
      [bureau.userId],
    )
    expect(await world.refused(bureau, 'canteen.replaceDictionary', { draftId })).toBe('record.changed')
    expect(await world.refused(bureau, 'canteen.restoreEdition', { edition: 7 })).toBe('record.not_found')
    expect(await editions()).toEqual([])
  })

  it('is done once by a retry, and of two at once one is told', async () => {
    const draftId = await send(bureau, await writeDictionary(programFoods()))
    await seen(bureau, draftId)
    const requestId = '0b9f3f3e-56b3-4cf8-9d38-0c1f0f6f7a11'
    const first = await world.get(bureau, 'canteen.replaceDictionary', { requestId, draftId })
    expect(await world.get(bureau, 'canteen.replaceDictionary', { requestId, draftId })).toEqual(first)
    expect(await editions()).toHaveLength(2)
    const both = await Promise.all(
      [bureau, operator].map((who) => world.ask(who, 'canteen.restoreEdition', { edition: 0 })),
    )
    const codes = both.map((answer) => (answer.ok ? 'ok' : answer.error.code)).sort()
    expect(['ok ok', 'ok record.changed']).toContain(codes.join(' '))
    expect(await editions()).toHaveLength(2 + codes.filter((code) => code === 'ok').length)
  })
})

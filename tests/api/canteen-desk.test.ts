/** The canteen's desk beside the menu: files on their way, photos of the tray, the kitchen's card, what others published, Excel for the bureau. */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import readWorkbook from 'read-excel-file/node'
import { thisWeek, weekAfter } from '../../contract/canteen/week'
import { plainWeek } from '../support/menus'
import { jpegSaying, plainPng } from '../support/pictures'
import { makeWorld, type TestPerson, type World } from '../support/world'

let world: World
let schoolId: number
let otherSchoolId: number
let cook: TestPerson
let colleague: TestPerson
let elsewhere: TestPerson
let guardian: TestPerson
let stranger: TestPerson
let bureau: TestPerson
let weekStartsOn: string
const today = '2026-11-17'
const real = readFileSync(path.join(__dirname, '../support/published-menus/带量食谱-甲校.xlsx'))

beforeAll(async () => {
  world = await makeWorld()
  schoolId = await world.school('丁香小学')
  otherSchoolId = await world.school('白杨学校', ['primary', 'junior'])
  cook = await world.staff('canteen_manager', schoolId)
  colleague = await world.staff('canteen_manager', schoolId)
  elsewhere = await world.staff('canteen_manager', otherSchoolId)
  guardian = await world.guardian(await world.student(schoolId, await world.schoolClass(schoolId)))
  stranger = await world.guardian(await world.student(otherSchoolId, await world.schoolClass(otherSchoolId)))
  bureau = await world.staff('bureau_officer', null)
  weekStartsOn = thisWeek(world.clock.now)
  for (const [who, at] of [
    [cook, schoolId],
    [elsewhere, otherSchoolId],
  ] as const) {
    await world.get(who, 'canteen.saveDraft', { schoolId: at, version: 0, menu: plainWeek(weekStartsOn) })
    const input = { schoolId: at, weekStartsOn, draftVersion: 1, changeNote: '' }
    await world.get(who, 'canteen.publishMenu', input)
  }
}, 60_000)
afterAll(() => world.close())

/** Brings bytes in, piece by piece, as the page does. */
const bring = async (who: TestPerson, kind: 'menu' | 'tray', bytes: Buffer): Promise<string> => {
  const { uploadId, chunkBytes } = await world.get(who, 'canteen.beginUpload', {
    schoolId,
    kind,
    sizeBytes: bytes.length,
  })
  for (let index = 0; index * chunkBytes < bytes.length; index += 1) {
    const base64 = bytes.subarray(index * chunkBytes, (index + 1) * chunkBytes).toString('base64')
    await world.get(who, 'canteen.putChunk', { schoolId, uploadId, index, base64 })
  }
  return uploadId
}
const keysLike = (prefix: string) => [...world.files.files.keys()].filter((key) => key.startsWith(prefix))

describe('a menu’s file on its way', () => {
  it('is read once by whoever brought it, saves nothing, and is gone afterwards', async () => {
    const uploadId = await bring(cook, 'menu', real)
    const week = weekAfter(weekStartsOn, 5)
    const asked = { schoolId, weekStartsOn: week, uploadId }
    expect(await world.refused(colleague, 'canteen.readMenuFile', asked)).toBe('record.not_found')
    expect(await world.refused(elsewhere, 'canteen.readMenuFile', asked)).toBe('record.not_found')
    const requestId = randomUUID()
    const { read } = await world.get(cook, 'canteen.readMenuFile', { ...asked, requestId })
    expect(read).toMatchObject({ kind: 'read', menu: { weekStartsOn: week } })
    expect(await world.get(cook, 'canteen.readMenuFile', { ...asked, requestId })).toEqual({ read })
    expect(await world.refused(cook, 'canteen.readMenuFile', asked)).toBe('record.not_found')
    await world.settle()
    expect(keysLike('canteen-uploads/')).toEqual([])
    expect((await world.get(cook, 'canteen.getDesk', { schoolId, weekStartsOn: week })).draft).toBeNull()
  })

  it('is refused in a sentence where it is something else, and in a code where it is not whole', async () => {
    const week = weekAfter(weekStartsOn, 5)
    const pdf = await bring(cook, 'menu', Buffer.from('%PDF-1.7 renamed.xlsx'))
    const { read } = await world.get(cook, 'canteen.readMenuFile', {
      schoolId,
      weekStartsOn: week,
      uploadId: pdf,
    })
    expect(read).toMatchObject({ kind: 'refused', sentence: expect.stringContaining('打不开') })
    const begun = { schoolId, kind: 'menu' as const, sizeBytes: 100 }
    const { uploadId } = await world.get(cook, 'canteen.beginUpload', begun)
    const asked = { schoolId, weekStartsOn: week, uploadId }
    expect(await world.refused(cook, 'canteen.readMenuFile', asked)).toBe('file.incomplete')
    const short = { schoolId, uploadId, index: 0, base64: 'AAAA' }
    expect(await world.refused(cook, 'canteen.putChunk', short)).toBe('input.invalid')
    expect(await world.refused(cook, 'canteen.putChunk', { ...short, index: 7 })).toBe('input.invalid')
    expect(await world.refused(colleague, 'canteen.putChunk', short)).toBe('record.not_found')
    const large = { ...begun, sizeBytes: 11 * 1024 * 1024 }
    expect(await world.refused(cook, 'canteen.beginUpload', large)).toBe('input.invalid')
  })

  it('may be words that were pasted, of any length that a person pastes', async () => {
    const asked = { schoolId, weekStartsOn: weekAfter(weekStartsOn, 5) }
    const { read } = await world.get(cook, 'canteen.readMenuText', {
      ...asked,
      text: '周一 主食：米饭（大米100g） 大荤：红烧肉（猪肉40g）',
    })
    expect(read.kind === 'read' && read.menu.days[0]?.meals[0]?.dishes.map(({ name }) => name)).toEqual([
      '米饭',
      '红烧肉',
    ])
    expect(await world.refused(cook, 'canteen.readMenuText', { ...asked, text: '米'.repeat(20_001) })).toBe(
      'input.invalid',
    )
    expect(await world.refused(guardian, 'canteen.readMenuText', { ...asked, text: '米饭' })).toBe(
      'role.forbidden',
    )
  })
})

describe('a photo of the tray', () => {
  const meal = { servedOn: today, meal: 'lunch' as const }
  const photosOf = async (who: TestPerson) =>
    (await world.get(who, 'canteen.getWeek', { schoolId, weekStartsOn })).photos

  it('loses what the phone wrote into it, is one for a meal, and is seen by the school’s families alone', async () => {
    const saying = jpegSaying('GPS 40.2N 122.1E')
    const first = await world.get(cook, 'canteen.saveTray', {
      schoolId,
      uploadId: await bring(cook, 'tray', saying),
      ...meal,
    })
    expect(
      Buffer.concat(keysLike('trays/').map((key) => world.files.files.get(key)!)).toString('latin1'),
    ).not.toContain('GPS')
    const second = await world.get(colleague, 'canteen.saveTray', {
      schoolId,
      uploadId: await bring(colleague, 'tray', plainPng),
      ...meal,
    })
    await world.settle()
    expect(keysLike('trays/')).toHaveLength(1)
    expect(await photosOf(guardian)).toEqual([{ ...meal, ...second }])
    const part = { schoolId, part: 0 }
    const seen = await world.get(guardian, 'canteen.readTray', { ...part, photoId: second.photoId })
    expect([seen.mime, seen.parts]).toEqual(['image/png', 1])
    for (const photoId of [first.photoId, randomUUID()])
      expect(await world.refused(guardian, 'canteen.readTray', { ...part, photoId })).toBe('record.not_found')
    const photo = { ...part, photoId: second.photoId }
    expect(await world.refused(stranger, 'canteen.readTray', photo)).toBe('record.not_found')
    expect(await world.refused(guardian, 'canteen.readTray', { ...photo, part: 1 })).toBe('record.not_found')
  })

  it('is no other file and of no day to come, and is taken back at a word', async () => {
    const text = await bring(cook, 'tray', Buffer.from('not a picture'))
    expect(await world.refused(cook, 'canteen.saveTray', { schoolId, uploadId: text, ...meal })).toBe(
      'file.kind_refused',
    )
    const uploadId = await bring(cook, 'tray', plainPng)
    const early = { schoolId, uploadId, ...meal, servedOn: '2026-11-18' }
    expect(await world.refused(cook, 'canteen.saveTray', early)).toBe('input.invalid')
    expect(await world.refused(elsewhere, 'canteen.removeTray', { schoolId, ...meal })).toBe(
      'record.not_found',
    )
    await world.get(cook, 'canteen.removeTray', { schoolId, ...meal })
    await world.get(cook, 'canteen.removeTray', { schoolId, ...meal })
    await world.settle()
    expect(keysLike('trays/')).toEqual([])
    expect(await photosOf(guardian)).toEqual([])
  })
})

it('the kitchen’s card is the canteen’s to write, with a number that can be rung, and every family reads it', async () => {
  const card = {
    schoolId,
    supervisionPhone: '0417-0000321',
    supervisionMailbox: '一楼意见箱',
    supplierName: '',
    isBoarding: true,
  }
  await world.get(cook, 'canteen.saveKitchen', card)
  const { kitchen } = await world.get(guardian, 'canteen.getWeek', { schoolId, weekStartsOn })
  expect(kitchen).toMatchObject({ ...card, canteenMode: 'own' })
  for (const supervisionPhone of ['打给校长', '1', '0'.repeat(21)])
    expect(await world.refused(cook, 'canteen.saveKitchen', { ...card, supervisionPhone })).toBe(
      'input.invalid',
    )
  expect(await world.refused(elsewhere, 'canteen.saveKitchen', card)).toBe('record.not_found')
  expect(await world.refused(guardian, 'canteen.saveKitchen', card)).toBe('role.forbidden')
  await world.get(cook, 'canteen.saveKitchen', { ...card, supervisionPhone: '' })
})

it('how families rated a day is told to the kitchen and the head as means, once ten have', async () => {
  await world.sql(
    `insert into meal_sums (school_id, served_on, answers, taste, warmth, amount, cleanliness)
     values ($1, '2026-11-16', 9, 36, 27, 36, 45), ($1, '2026-11-17', 10, 43, 31, 40, 49)`,
    [schoolId],
  )
  const span = { schoolId, from: '2026-11-16', to: '2026-11-22' }
  expect(await world.get(cook, 'canteen.listScores', span)).toEqual({
    days: [
      { servedOn: today, answers: 10, means: { taste: 4.3, warmth: 3.1, amount: 4, cleanliness: 4.9 } },
      { servedOn: '2026-11-16', answers: 9, means: null },
    ],
  })
  expect(await world.refused(elsewhere, 'canteen.listScores', span)).toBe('record.not_found')
  expect(await world.refused(guardian, 'canteen.listScores', span)).toBe('role.forbidden')
  expect(await world.refused(cook, 'canteen.listScores', { ...span, to: '2027-11-22' })).toBe('input.invalid')
})

it('what the district’s canteens have published is there to copy, one’s own first, and the dishes complete what is typed', async () => {
  const { menus } = await world.get(cook, 'canteen.listPublished', { schoolId, weekStartsOn })
  expect(menus.map(({ schoolName, dishes, version }) => [schoolName, dishes, version])).toEqual([
    ['丁香小学', 15, 1],
    ['白杨学校', 15, 1],
  ])
  const { menu } = await world.get(cook, 'canteen.getVersion', {
    schoolId: otherSchoolId,
    weekStartsOn,
    version: 1,
  })
  expect(menu.days).toHaveLength(5)
  expect(
    (await world.get(cook, 'canteen.listPublished', { schoolId, weekStartsOn: weekAfter(weekStartsOn, 9) }))
      .menus,
  ).toEqual([])
  const tuesday = { schoolId, weekStartsOn: today }
  expect(await world.refused(cook, 'canteen.listPublished', tuesday)).toBe('input.invalid')
  expect(await world.refused(elsewhere, 'canteen.listPublished', { schoolId, weekStartsOn })).toBe(
    'record.not_found',
  )
  const { dishes } = await world.get(cook, 'canteen.listDishes', { schoolId })
  expect(dishes[0]).toMatchObject({ name: '米饭', times: 10 })
})

it('the bureau’s Excel has a row for each school with what the page shows, and the findings by rule', async () => {
  const { fileName, base64 } = await world.get(bureau, 'canteen.getDistrictFile', { weekStartsOn })
  expect(fileName).toBe('校园餐 11月16日至11月22日.xlsx')
  const sheets = await readWorkbook(Buffer.from(base64, 'base64'))
  const [schools, checks] = sheets.map(({ data }) => data)
  const { schools: shown } = await world.get(bureau, 'canteen.getDistrict', { weekStartsOn })
  expect(schools).toHaveLength(shown.length + 1)
  const row = schools!.find(([name]) => name === '丁香小学')!
  const headings = schools![0]!
  const cell = (heading: string) => row[headings.indexOf(heading)]
  expect([cell('公布情况'), cell('小学餐价'), cell('供餐天数'), cell('有陪餐记录的天数')]).toEqual([
    '逾期公布',
    6.5,
    2,
    0,
  ])
  expect(checks!.length).toBeGreaterThan(1)
  expect(await world.refused(cook, 'canteen.getDistrictFile', { weekStartsOn })).toBe('role.forbidden')
  expect(await world.refused(bureau, 'canteen.getDistrictFile', { weekStartsOn: today })).toBe(
    'input.invalid',
  )
})

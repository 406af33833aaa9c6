/** Courses in a table, as schools keep them: read with every problem named, and written so that the same table comes back. */
import { gradeName } from '../people'
import type { CourseFacts } from './course'
import { gradeBits, gradesOf, type Period, slotBit, slotsOf, weekdayName } from './slots'
import { type TeacherKind, teacherKindNames, teacherKinds } from './words'

/** Headings in the order of the written table, with other names that are understood. */
export const sheetColumns = {
  name: ['课程名称', '课程', '课程名', '名称'],
  category: ['类别', '分类', '课程类别'],
  teacherName: ['老师', '教师', '任课教师', '授课教师'],
  teacherKind: ['老师身份', '教师类型', '身份'],
  room: ['地点', '教室', '上课地点'],
  slots: ['上课时间', '时间'],
  grades: ['年级', '招收年级', '面向年级'],
  capacity: ['名额', '人数', '人数上限', '容量'],
  minimum: ['最少人数', '开班人数', '最低人数'],
  feeYuan: ['收费（元）', '收费', '费用', '收费(元)'],
  feeBasis: ['收费依据', '依据'],
  startsOn: ['开始日期', '开课日期'],
  endsOn: ['结束日期', '结课日期'],
  about: ['介绍', '课程介绍', '简介'],
  materials: ['学校提供', '材料'],
  bring: ['自己带', '自备'],
} as const
type ColumnKey = keyof typeof sheetColumns
const keys = Object.keys(sheetColumns) as ColumnKey[]
const needed: readonly ColumnKey[] = ['name', 'teacherName', 'room', 'slots', 'capacity']

export type SheetContext = {
  periods: readonly Period[]
  categories: readonly string[]
  /** Grades that the school teaches. */
  grades: readonly number[]
  startsOn: string
  endsOn: string
}
export type SheetRow = { row: number; name: string; facts: CourseFacts | null; problems: string[] }
export type ReadSheet = { kind: 'read'; rows: SheetRow[] } | { kind: 'refused'; sentence: string }

const cellText = (value: unknown): string =>
  value instanceof Date
    ? value.toISOString().slice(0, 10)
    : value === null || value === undefined
      ? ''
      : String(value).normalize('NFKC').trim()

const numerals = '一二三四五六七八九'
const digitsOf = (text: string): string =>
  text
    .replace(/初([一二三])/g, (_, one: string) => String(numerals.indexOf(one) + 7))
    .replace(/高([一二三])/g, (_, one: string) => String(numerals.indexOf(one) + 10))
    .replace(/[一二三四五六七八九]/g, (one) => String(numerals.indexOf(one) + 1))

/** `四至六年级`, `1-3`, `4,5,6`, `全校`; null where it is no list of grades. */
export const readGrades = (text: string, all: readonly number[]): number | null => {
  if (/^(全校|全部|不限|所有年级)?$/.test(text)) return gradeBits(all)
  const found: number[] = []
  for (const part of digitsOf(text.normalize('NFKC'))
    .replace(/年级|级/g, '')
    .split(/[、,;\s]+/)
    .filter((one) => one !== '')) {
    const [, first, last] = /^(\d{1,2})(?:[-–—~至到](\d{1,2}))?$/.exec(part) ?? []
    if (first === undefined) return null
    for (let grade = Number(first); grade <= Number(last ?? first); grade++) found.push(grade)
  }
  return found.length > 0 && found.every((grade) => all.includes(grade)) ? gradeBits(found) : null
}

const SLOT = /^(?:周|星期|礼拜)([一二三四五1-5])第?(\d)(?:[-–—~至到]第?(\d))?节?$/
const CLOCKS = /^(?:周|星期|礼拜)([一二三四五1-5])(\d{1,2}:\d{2})[-–—~至到](\d{1,2}:\d{2})$/
const weekdayOf = (sign: string): number =>
  numerals.includes(sign) ? numerals.indexOf(sign) + 1 : Number(sign)

/** `周一1-2节、周三1节`, or `周一 16:30–18:20`; null where a part is not understood or no such period is held. */
export const readSlots = (text: string, periods: readonly Period[]): number | null => {
  let mask = 0
  const parts = text
    .normalize('NFKC')
    .replace(/\s+/g, '')
    .split(/[、,;]+/)
    .filter((one) => one !== '')
  for (const part of parts) {
    const [, day, one, other] = SLOT.exec(part) ?? []
    const [, clockDay, from, to] = CLOCKS.exec(part) ?? []
    const weekday = weekdayOf(day ?? clockDay ?? '')
    const first = one !== undefined ? Number(one) : periods.findIndex(({ startsAt }) => startsAt === from) + 1
    const last =
      one !== undefined ? Number(other ?? one) : periods.findIndex(({ endsAt }) => endsAt === to) + 1
    if (!weekday || first < 1 || last < first || last > periods.length) return null
    for (let period = first; period <= last; period++) mask |= slotBit({ weekday, period })
  }
  return mask > 0 ? mask : null
}

const writeSlots = (mask: number): string =>
  slotsOf(mask)
    .map(({ weekday, period }) => `${weekdayName(weekday)}${period}节`)
    .join('、')

const readDay = (text: string, fallback: string): string | null => {
  if (text === '') return fallback
  const [, year, month, day] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? []
  return year ? `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}` : null
}
const readNumber = (text: string, fallback: number): number | null =>
  text === '' ? fallback : /^\d+(\.\d+)?$/.test(text) ? Number(text) : null

const kindOf = (text: string): TeacherKind | null =>
  text === '' ? 'own' : (teacherKinds.find((kind) => teacherKindNames[kind] === text) ?? null)

const readRow = (cell: (key: ColumnKey) => string, context: SheetContext): Omit<SheetRow, 'row'> => {
  const problems: string[] = []
  const must = <T>(value: T | null, sentence: string, otherwise: T): T => {
    if (value !== null) return value
    problems.push(sentence)
    return otherwise
  }
  const name = cell('name')
  for (const key of needed) if (cell(key) === '') problems.push(`没有填“${sheetColumns[key][0]}”`)
  const category = cell('category') || (context.categories[0] ?? '')
  if (!context.categories.includes(category))
    problems.push(`类别“${category}”不在本校的类别里：${context.categories.join('、')}`)
  const facts: CourseFacts = {
    name,
    category,
    teacherName: cell('teacherName'),
    teacherKind: must(kindOf(cell('teacherKind')), `不认识老师身份“${cell('teacherKind')}”`, 'own'),
    room: cell('room'),
    slots:
      cell('slots') === ''
        ? 0
        : must(
            readSlots(cell('slots'), context.periods),
            `看不懂上课时间“${cell('slots')}”，请写成 周一1-2节、周三1节`,
            0,
          ),
    grades: must(readGrades(cell('grades'), context.grades), `看不懂年级“${cell('grades')}”`, 0),
    capacity: must(readNumber(cell('capacity'), 0), `名额“${cell('capacity')}”不是数字`, 0),
    minimum: must(readNumber(cell('minimum'), 0), `最少人数“${cell('minimum')}”不是数字`, 0),
    feeCents: Math.round(100 * must(readNumber(cell('feeYuan'), 0), `收费“${cell('feeYuan')}”不是数字`, 0)),
    feeBasis: cell('feeBasis'),
    startsOn: must(readDay(cell('startsOn'), context.startsOn), `看不懂开始日期“${cell('startsOn')}”`, ''),
    endsOn: must(readDay(cell('endsOn'), context.endsOn), `看不懂结束日期“${cell('endsOn')}”`, ''),
    about: cell('about'),
    materials: cell('materials'),
    bring: cell('bring'),
  }
  return { name, facts: problems.length === 0 ? facts : null, problems }
}

/** Full-width brackets and the like are written both ways. */
const knownTitles = (key: ColumnKey): string[] => sheetColumns[key].map((known) => known.normalize('NFKC'))

/** The first row within these that names enough columns is the heading. */
const HEADING_ROWS = 10

/** @param table `[0]` is Excel's row 1 */
export const readCourseSheet = (table: readonly (readonly unknown[])[], context: SheetContext): ReadSheet => {
  for (const [index, heading] of table.slice(0, HEADING_ROWS).entries()) {
    const titles = heading.map((value) => cellText(value).replace(/\s+/g, ''))
    const columnOf = (key: ColumnKey): number => titles.findIndex((title) => knownTitles(key).includes(title))
    if (columnOf('name') < 0 || needed.filter((key) => columnOf(key) >= 0).length < 3) continue
    const missing = needed.filter((key) => columnOf(key) < 0)
    if (missing.length > 0)
      return {
        kind: 'refused',
        sentence: `表格里少了这几列：${missing.map((key) => sheetColumns[key][0]).join('、')}。`,
      }
    const rows = table.slice(index + 1).flatMap((cells, offset): SheetRow[] => {
      const cell = (key: ColumnKey): string => cellText(cells[columnOf(key)])
      if (keys.every((key) => cell(key) === '')) return []
      return [{ row: index + offset + 2, ...readRow(cell, context) }]
    })
    return rows.length > 0
      ? { kind: 'read', rows }
      : { kind: 'refused', sentence: '表格里只有表头，没有课程。' }
  }
  return {
    kind: 'refused',
    sentence: '没有找到表头。请先导出一份表格，照它的表头填写再上传。',
  }
}

/** One course as the cells of a row, in the order of {@link sheetColumns}. */
export const writeCourseRow = (facts: CourseFacts): (string | number)[] => [
  facts.name,
  facts.category,
  facts.teacherName,
  teacherKindNames[facts.teacherKind],
  facts.room,
  writeSlots(facts.slots),
  gradesOf(facts.grades).map(gradeName).join('、'),
  facts.capacity,
  facts.minimum,
  facts.feeCents / 100,
  facts.feeBasis,
  facts.startsOn,
  facts.endsOn,
  facts.about,
  facts.materials,
  facts.bring,
]

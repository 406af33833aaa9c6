/** How a school's spreadsheet is understood: headings, grades, classes, numbers, and what to say where it is not. */
import { inChina } from '../china-time'
import { gradeName, type Stage, stageNames, stageOfGrade } from '../people'
import { type RosterColumn, rosterColumns } from './school'

export const columnNames: Record<RosterColumn, string> = {
  school: '学校',
  grade: '年级',
  class: '班级',
  name: '姓名',
  student_number: '学籍号',
  gender: '性别',
  guardian_phone: '监护人手机',
}

/** Headings as schools write them, the surest first: where two columns fit, the surer one is read. */
const synonyms: Record<RosterColumn, readonly string[]> = {
  school: ['学校', '学校名称', '校名', '所在学校', '就读学校'],
  grade: ['年级', '年级名称', '所在年级', '就读年级'],
  class: ['班级', '班级名称', '班别', '所在班级', '就读班级', '行政班', '班'],
  name: ['姓名', '学生姓名', '学生名字', '名字', '学生'],
  student_number: ['全国学籍号', '学籍号', '学籍号码', '全国学籍号码', '学籍编号', '学号'],
  gender: ['性别', '学生性别'],
  guardian_phone: [
    '监护人手机',
    '监护人手机号',
    '监护人手机号码',
    '监护人电话',
    '监护人联系电话',
    '家长手机',
    '家长手机号',
    '家长手机号码',
    '家长电话',
    '家长联系电话',
    '联系电话',
    '联系手机',
    '手机号码',
    '手机号',
    '手机',
    '联系方式',
    '电话号码',
    '电话',
  ],
}

/** How many rows from the top may be titles before the heading. */
export const HEADING_WITHIN_ROWS = 10

/** Signs of a cell that are read; no name, number or class is longer. */
const CELL_SIGNS = 200

/**
 * One cell as plain text: full-width signs made half-width, invisible signs and outer spaces gone.
 * A number too long for Excel keeps its exponent (`2.1E+17`), so that nobody takes the rounded digits for real.
 */
export const tidyCell = (value: unknown): string => {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number')
    return Math.abs(value) >= 1e15 ? value.toExponential().toUpperCase() : String(value)
  if (value instanceof Date)
    return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10).replaceAll('-', '/')
  return String(value)
    .slice(0, CELL_SIGNS)
    .replace(/[\uFF01-\uFF5E]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/[\u200B-\u200F\u2060\uFEFF]/g, '')
    .replace(/[\s\u00A0\u3000]+/g, ' ')
    .trim()
}

const tidyHeading = (value: unknown): string =>
  tidyCell(value)
    .replace(/\([^)]*\)|【[^】]*】|\[[^\]]*\]/g, '')
    .replace(/[\s*:、,。]/g, '')

export type Heading = {
  /** Place of the row in what was given, from 0. */
  index: number
  /** Column → place in a row, from 0. */
  places: Partial<Record<RosterColumn, number>>
  /** Column → the words in the file. */
  words: Partial<Record<RosterColumn, string>>
}

/** Which columns a row of headings names. */
export const recogniseColumns = (cells: readonly unknown[]): Omit<Heading, 'index'> => {
  const heads = cells.map(tidyHeading)
  const places: Heading['places'] = {}
  const words: Heading['words'] = {}
  for (const column of rosterColumns) {
    const word = synonyms[column].find((synonym) => heads.includes(synonym))
    if (word === undefined) continue
    const place = heads.indexOf(word)
    places[column] = place
    words[column] = tidyCell(cells[place])
  }
  return { places, words }
}

/** The heading among the first rows; titles above it are passed over. Undefined where no row looks like one. */
export const findHeading = (rows: readonly (readonly unknown[])[]): Heading | undefined => {
  let best: Heading | undefined
  let most = 1
  for (const [index, row] of rows.slice(0, HEADING_WITHIN_ROWS).entries()) {
    const found = recogniseColumns(row)
    const count = Object.keys(found.places).length
    const isLikely = found.places.name !== undefined || found.places.student_number !== undefined
    if (!isLikely || count <= most) continue
    best = { index, ...found }
    most = count
  }
  return best
}

const digits: Record<string, number> = { 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 }
const NUMBER = '(?:\\d{1,2}|[一二三四五六七八九十]{1,3})'

/** 1–99 from `12`, `十二`, `二十`; undefined otherwise. */
const smallNumber = (text: string): number | undefined => {
  if (/^\d{1,2}$/.test(text)) return Number(text) || undefined
  const match = /^([一二三四五六七八九])?(十)?([一二三四五六七八九])?$/.exec(text)
  if (!match || text === '') return undefined
  const [, first, ten, last] = match
  if (!ten) return first !== undefined && last === undefined ? digits[first] : undefined
  return (
    (first === undefined ? 1 : (digits[first] ?? 1)) * 10 + (last === undefined ? 0 : (digits[last] ?? 0))
  )
}

const stageStart: Record<Stage, number> = { primary: 1, junior: 7, senior: 10 }
const stageEnd: Record<Stage, number> = { primary: 6, junior: 9, senior: 12 }

/** The school year a moment belongs to, by the year it began in; a new one begins on 1 August in China. */
export const schoolYearAt = (now: Date): number => {
  const china = inChina(now)
  return china.month() >= 7 ? china.year() : china.year() - 1
}

export type GradeContext = { schoolYear: number; stages: readonly Stage[] }

/**
 * A grade, 1–12, from the words in use: 三年级, 3, 小学三年级, 初一, 七年级, 高二, 2023级.
 *
 * @returns undefined where it cannot be told, as with 2023级 in a school where two stages fit
 */
export const parseGrade = (text: string, context: GradeContext): number | undefined => {
  const tidy = tidyCell(text).replaceAll(' ', '')
  const entered = /^(20\d{2})级$/.exec(tidy)
  if (entered) {
    const years = context.schoolYear - Number(entered[1])
    const fits = context.stages.filter((stage) => years >= 0 && stageStart[stage] + years <= stageEnd[stage])
    return fits.length === 1 && fits[0] ? stageStart[fits[0]] + years : undefined
  }
  const match = new RegExp(`^(小学|初中|初|高中|高)?(${NUMBER})(?:年级|年)?$`).exec(tidy)
  const value = match?.[2] === undefined ? undefined : smallNumber(match[2])
  if (!match || value === undefined) return undefined
  const prefix = match[1] ?? ''
  if (prefix === '') return value <= 12 ? value : undefined
  const stage: Stage = prefix === '小学' ? 'primary' : prefix.startsWith('初') ? 'junior' : 'senior'
  const counted = value <= stageEnd[stage] - stageStart[stage] + 1 ? stageStart[stage] + value - 1 : value
  return stageOfGrade(counted) === stage && counted <= 12 ? counted : undefined
}

const CLASSES_IN_GRADE = 60

export type ParsedClass = { number: number; grade: number | undefined }

/** A class from 2班, 二班, （2）班, 四年级2班, 四(2)班, 402; undefined where it cannot be told. */
export const parseClass = (text: string, context: GradeContext): ParsedClass | undefined => {
  const tidy = tidyCell(text).replaceAll(' ', '')
  if (tidy.length > 20) return undefined
  const ending = new RegExp(`^\\(?(${NUMBER})\\)?班?$`)
  for (let cut = 0; cut < tidy.length; cut += 1) {
    const match = ending.exec(tidy.slice(cut))
    const number = match?.[1] === undefined ? undefined : smallNumber(match[1])
    if (cut === 0 && number !== undefined && number > CLASSES_IN_GRADE) return undefined
    if (number === undefined || number > CLASSES_IN_GRADE) continue
    const words = tidy.slice(0, cut).replace(/[.\-—·_]$/, '')
    if (words === '') {
      if (cut === 0) return { number, grade: undefined }
      continue
    }
    const grade = parseGrade(words, context)
    if (grade !== undefined) return { number, grade }
  }
  return undefined
}

type Parsed<T> = { value: T } | { problem: string }

/** 学籍号: G with 17 digits and a last digit or X; or a local number of 6–20 letters and digits. */
export const parseStudentNumber = (text: string): Parsed<string> => {
  const tidy = tidyCell(text).replaceAll(/[ ']/g, '').toUpperCase()
  if (tidy === '') return { problem: '没有填学籍号，请补上。' }
  if (/E\+\d+$/.test(tidy))
    return { problem: '学籍号被 Excel 当成了数字，末尾几位已经丢失。请把这一列设为“文本”后重新填写。' }
  const isRight = tidy.startsWith('G') ? /^G\d{17}[\dX]$/.test(tidy) : /^[0-9A-Z]{6,20}$/.test(tidy)
  if (isRight) return { value: tidy }
  if (/^G[\dX]*$/.test(tidy))
    return { problem: `学籍号应是 G 加 18 位，这里是 G 加 ${tidy.length - 1} 位，请核对。` }
  return { problem: `学籍号“${shorten(tidy)}”不对，应是 G 加 18 位，或 6–20 位数字和字母。` }
}

/** A mobile number of 11 digits, or empty. */
export const parsePhone = (text: string): Parsed<string> => {
  const tidy = tidyCell(text)
    .replaceAll(/[ \-—()']/g, '')
    .replace(/^(\+86|0086|86(?=1\d{10}$))/, '')
  if (tidy === '' || /^1\d{10}$/.test(tidy)) return { value: tidy }
  return { problem: `“${shorten(tidy)}”不是手机号，请填一个 11 位的手机号，没有可以空着。` }
}

export const parseGender = (text: string): Parsed<'male' | 'female' | null> => {
  const tidy = tidyCell(text).toUpperCase()
  if (tidy === '') return { value: null }
  if (/^(男|男性|男生|M|MALE)$/.test(tidy)) return { value: 'male' }
  if (/^(女|女性|女生|F|FEMALE)$/.test(tidy)) return { value: 'female' }
  return { problem: `“${shorten(tidy)}”看不懂，请写“男”或“女”，也可以空着。` }
}

/** A name without the spaces that line it up, 2–30 signs. */
export const parseName = (text: string): Parsed<string> => {
  const tidy = tidyCell(text)
    .replace(/ *[•・‧∙·.] */g, '·')
    .replace(/(\p{Script=Han}) +(?=\p{Script=Han})/gu, '$1')
  if (tidy === '') return { problem: '没有填姓名，请补上。' }
  if (/^[\p{Script=Han}\p{Co}〇A-Za-z][\p{Script=Han}\p{Co}〇·A-Za-z '-]{1,29}$/u.test(tidy))
    return { value: tidy }
  return { problem: `姓名“${shorten(tidy)}”不对，请只写 2–30 个字，不带数字和符号。` }
}

const shorten = (text: string): string => (text.length > 16 ? `${text.slice(0, 16)}…` : text)

export type RosterProblem = { row: number | null; column: string; problem: string }
export type RosterSchool = { schoolId: number; name: string; stages: Stage[] }
export type RosterContext = {
  schoolYear: number
  /** Schools that the file may hold. */
  schools: RosterSchool[]
  /** Set for one school's own file: the school column may then be missing. */
  onlySchoolId: number | null
}

/** A pupil's place in the file, ready to be stored. */
export type RosterRow = {
  row: number
  school_id: number
  grade: number
  class_number: number
  name: string
  student_number: string
  gender: 'male' | 'female' | null
  guardian_phone: string
}

/** What the whole sheet lacks. */
export const problemsOfHeading = (heading: Heading | undefined, context: RosterContext): RosterProblem[] => {
  if (!heading)
    return [
      {
        row: null,
        column: '表头',
        problem: `前 ${HEADING_WITHIN_ROWS} 行里没有找到表头。请在一行里写上：学校、年级、班级、姓名、学籍号。`,
      },
    ]
  const needed: RosterColumn[] = ['class', 'name', 'student_number']
  if (context.onlySchoolId === null) needed.unshift('school')
  return needed
    .filter((column) => heading.places[column] === undefined)
    .map((column) => ({
      row: null,
      column: columnNames[column],
      problem: `没有找到“${columnNames[column]}”这一列，请在表头加上。`,
    }))
}

/** School names are compared without spaces, and with brackets of either width. */
const schoolKey = (name: string): string => tidyCell(name).replaceAll(' ', '')

export type RowReading = { value: RosterRow | null; problems: RosterProblem[] }

/**
 * Reads one row after another, remembering what came before, so that a student number given twice is named with both rows.
 *
 * @returns a function of Excel's row number and the row's cells; null for a row that holds no pupil
 */
export const makeRowReader = (
  heading: Heading,
  context: RosterContext,
): ((row: number, cells: readonly unknown[]) => RowReading | null) => {
  const schools = new Map(context.schools.map((school) => [schoolKey(school.name), school]))
  const own = context.schools.find((school) => school.schoolId === context.onlySchoolId)
  const seen = new Map<string, number>()
  const headingName = tidyHeading(heading.words.name)

  return (row, cells) => {
    const at = (column: RosterColumn): string => {
      const place = heading.places[column]
      return place === undefined ? '' : tidyCell(cells[place])
    }
    if (!holdsPupil(at, headingName)) return null
    const problems: RosterProblem[] = []
    const refuse = (column: RosterColumn, problem: string): undefined => {
      problems.push({ row, column: heading.words[column] ?? columnNames[column], problem })
      return undefined
    }
    const take = <T>(column: RosterColumn, parsed: Parsed<T>): T | undefined =>
      'value' in parsed ? parsed.value : refuse(column, parsed.problem)

    const school = own ? ownSchool(own, at('school'), refuse) : knownSchool(schools, at('school'), refuse)
    const place = school && readPlace(school, context.schoolYear, at, refuse)
    const name = take('name', parseName(at('name')))
    const number = take('student_number', parseStudentNumber(at('student_number')))
    const gender = take('gender', parseGender(at('gender')))
    const phone = take('guardian_phone', parsePhone(at('guardian_phone')))
    if (number !== undefined) {
      const before = seen.get(number)
      if (before === undefined) seen.set(number, row)
      else refuse('student_number', `和第 ${before} 行的学籍号相同，一个学籍号只能写一次。`)
    }
    if (problems.length > 0 || !school || !place || name === undefined || number === undefined)
      return { value: null, problems }
    return {
      value: {
        row,
        school_id: school.schoolId,
        grade: place.grade,
        class_number: place.number,
        name,
        student_number: number,
        gender: gender ?? null,
        guardian_phone: phone ?? '',
      },
      problems,
    }
  }
}

type Reading = (column: RosterColumn) => string
type Refuse = (column: RosterColumn, problem: string) => undefined

/** Blank rows, a heading printed again on each page, and lines such as 合计 hold nobody. */
const holdsPupil = (at: Reading, headingName: string): boolean => {
  const filled = rosterColumns.filter((column) => at(column) !== '')
  if (filled.length === 0) return false
  if (headingName !== '' && tidyHeading(at('name')) === headingName) return false
  if (at('name') !== '' && at('student_number') !== '') return true
  return !filled.some((column) => /^(合计|总计|共计|小计|备注|说明|制表|填表)/.test(at(column)))
}

const ownSchool = (own: RosterSchool, written: string, refuse: Refuse): RosterSchool | undefined =>
  written === '' || schoolKey(written) === schoolKey(own.name)
    ? own
    : refuse('school', `这里写的是“${shorten(written)}”，本次只能导入“${own.name}”的学生。`)

const knownSchool = (
  schools: ReadonlyMap<string, RosterSchool>,
  written: string,
  refuse: Refuse,
): RosterSchool | undefined => {
  if (written === '') return refuse('school', '没有填学校，请补上。')
  return (
    schools.get(schoolKey(written)) ??
    refuse('school', `没有叫“${shorten(written)}”的学校，请写学校全名，和系统里的一样。`)
  )
}

const readPlace = (
  school: RosterSchool,
  schoolYear: number,
  at: Reading,
  refuse: Refuse,
): { grade: number; number: number } | undefined => {
  const context = { schoolYear, stages: school.stages }
  const writtenGrade = at('grade')
  const writtenClass = at('class')
  const grade = writtenGrade === '' ? undefined : parseGrade(writtenGrade, context)
  const parsed = parseClass(writtenClass, context)
  if (writtenGrade !== '' && grade === undefined)
    refuse('grade', `“${shorten(writtenGrade)}”看不出是几年级，请写成“四年级”这样。`)
  if (writtenClass === '') return refuse('class', '没有填班级，请补上。')
  if (!parsed) return refuse('class', `“${shorten(writtenClass)}”看不出是几班，请写成“2班”这样。`)
  if (writtenGrade !== '' && grade === undefined) return undefined
  const found = grade ?? parsed.grade
  if (found === undefined) return refuse('grade', '没有填年级，请补上，或把班级写成“四年级2班”。')
  if (grade !== undefined && parsed.grade !== undefined && parsed.grade !== grade)
    return refuse('class', `班级写的是${gradeName(parsed.grade)}，和年级“${shorten(writtenGrade)}”对不上。`)
  const stage = stageOfGrade(found)
  if (!school.stages.includes(stage))
    return refuse(
      writtenGrade === '' ? 'class' : 'grade',
      `“${school.name}”没有${stageNames[stage]}，不会有${gradeName(found)}，请核对。`,
    )
  return { grade: found, number: parsed.number }
}

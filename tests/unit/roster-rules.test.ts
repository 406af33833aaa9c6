/** What a school office may write in a spreadsheet, and what it is told where it cannot be understood. */
import fc from 'fast-check'
import {
  findHeading,
  makeRowReader,
  parseClass,
  parseGender,
  parseGrade,
  parseName,
  parsePhone,
  parseStudentNumber,
  problemsOfHeading,
  type RosterContext,
  recogniseColumns,
  schoolYearAt,
  tidyCell,
} from '../../contract/account/roster-rules'
import { className, gradeName, type Stage } from '../../contract/people'

const all: Stage[] = ['primary', 'junior', 'senior']
const year = { schoolYear: 2026, stages: all }
const context: RosterContext = {
  schoolYear: 2026,
  schools: [
    { schoolId: 1, name: '彩云小学', stages: ['primary'] },
    { schoolId: 2, name: '河湾学校（九年制）', stages: ['primary', 'junior'] },
  ],
  onlySchoolId: null,
}
const heads = ['学校', '年级', '班级', '姓名', '学籍号', '性别', '监护人手机']
const numberA = 'G210811201501230011'
const numberB = 'G21081120150123002X'
const good = ['彩云小学', '四年级', '2班', '林小满', numberA, '女', '10000000001']
const reader = (overrides: Partial<RosterContext> = {}, words = heads) => {
  const heading = findHeading([words])
  if (!heading) throw new Error('the heading was not found')
  return makeRowReader(heading, { ...context, ...overrides })
}
const sentence = (row: unknown[], overrides: Partial<RosterContext> = {}) =>
  reader(overrides)(5, row)?.problems[0]

describe('grades', () => {
  it.each([
    ['三年级', 3],
    ['3年级', 3],
    ['３年级', 3],
    ['三', 3],
    ['小学三年级', 3],
    ['初一', 7],
    ['初一年级', 7],
    ['初中二年级', 8],
    ['初中八年级', 8],
    ['七年级', 7],
    ['九年级', 9],
    ['高一', 10],
    ['高中三年级', 12],
    ['十二年级', 12],
  ])('reads %s as grade %i', (text, expected) => expect(parseGrade(text, year)).toBe(expected))

  it.each(['', '零年级', '十三年级', '初四', '高四', '小学七年级', '大班', '年级', '2班', '三年级2班'])(
    'does not guess at %s',
    (text) => expect(parseGrade(text, year)).toBeUndefined(),
  )

  it('reads a year of entry where only one stage fits, and does not choose between two', () => {
    expect(parseGrade('2023级', { schoolYear: 2026, stages: ['primary'] })).toBe(4)
    expect(parseGrade('2025级', { schoolYear: 2026, stages: ['junior'] })).toBe(8)
    expect(parseGrade('2025级', { schoolYear: 2026, stages: ['primary', 'junior'] })).toBeUndefined()
    expect(parseGrade('2023级', { schoolYear: 2026, stages: ['primary', 'junior'] })).toBe(4)
    expect(parseGrade('2027级', { schoolYear: 2026, stages: ['primary'] })).toBeUndefined()
  })

  it('reads back every name the product itself writes', () => {
    for (let grade = 1; grade <= 12; grade += 1) expect(parseGrade(gradeName(grade), year)).toBe(grade)
  })
})

describe('classes', () => {
  it.each([
    ['2班', 2, undefined],
    ['二班', 2, undefined],
    ['（2）班', 2, undefined],
    ['(12)', 12, undefined],
    ['十二班', 12, undefined],
    ['２', 2, undefined],
    ['四年级2班', 2, 4],
    ['四年级（2）班', 2, 4],
    ['四(2)班', 2, 4],
    ['四二班', 2, 4],
    ['四年二班', 2, 4],
    ['四.2班', 2, 4],
    ['402班', 2, 4],
    ['1002', 2, 10],
    ['初一3班', 3, 7],
    ['高二（5）班', 5, 11],
    ['七年级 十一班', 11, 7],
  ])('reads %s', (text, number, grade) => expect(parseClass(text, year)).toEqual({ number, grade }))

  it.each(['', '班', '甲班', '0班', '99班', '三年级', '2斑', '初一班', '4-12-3'])(
    'does not guess at %s',
    (text) => expect(parseClass(text, year)).toBeUndefined(),
  )

  it('reads back every class name the product writes, in several spellings', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 40 }), (grade, number) => {
        expect(parseClass(className(grade, number), year)).toEqual({ grade, number })
        expect(parseClass(`${gradeName(grade)}（${number}）班`, year)).toEqual({ grade, number })
        expect(parseClass(` ${number} 班 `, year)).toEqual({ grade: undefined, number })
      }),
    )
  })
})

describe('a single cell', () => {
  it('forgets how wide the signs are and the spaces around them', () => {
    expect(tidyCell('\uFEFF　Ｇ１２３（4）　')).toBe('G123(4)')
    expect(tidyCell(42)).toBe('42')
    expect(tidyCell(null)).toBe('')
  })

  it('takes 学籍号 of both kinds, in either case', () => {
    expect(parseStudentNumber(numberB.toLowerCase())).toEqual({ value: numberB })
    expect(parseStudentNumber(' Ｇ210811 201501230011')).toEqual({ value: numberA })
    expect(parseStudentNumber('20260417')).toEqual({ value: '20260417' })
  })

  it('says how many digits a 学籍号 has where it should have 18', () => {
    expect(parseStudentNumber('G12345')).toEqual({ problem: expect.stringContaining('G 加 5 位') })
    expect(parseStudentNumber('12-34')).toEqual({ problem: expect.stringContaining('“12-34”不对') })
    expect(parseStudentNumber('12345')).toHaveProperty('problem')
    expect(parseStudentNumber('1'.repeat(21))).toHaveProperty('problem')
  })

  it('never takes a 学籍号 that Excel has rounded for a real one', () => {
    expect(parseStudentNumber(tidyCell(Number('210811201501230011')))).toEqual({
      problem: expect.stringContaining('当成了数字'),
    })
  })

  it('takes a mobile number with its usual ornaments, or none', () => {
    for (const text of ['10000000001', '+86 100-0000-0001', '8610000000001', '100 0000 0001'])
      expect(parsePhone(text)).toEqual({ value: '10000000001' })
    expect(parsePhone(' ')).toEqual({ value: '' })
    for (const text of ['0417-0000101', '1000000000', '20000000001', '10000000001、10000000002'])
      expect(parsePhone(text)).toHaveProperty('problem')
  })

  it('takes 男 and 女 and nothing it would have to guess', () => {
    expect(parseGender('男')).toEqual({ value: 'male' })
    expect(parseGender('女生')).toEqual({ value: 'female' })
    expect(parseGender('')).toEqual({ value: null })
    expect(parseGender('1')).toHaveProperty('problem')
  })

  it('takes names of one people or another without the spaces that line them up', () => {
    expect(parseName('张　三')).toEqual({ value: '张三' })
    expect(parseName('阿依努尔•买买提')).toEqual({ value: '阿依努尔·买买提' })
    expect(parseName('㐂〇')).toEqual({ value: '㐂〇' })
    for (const text of ['', '张', '张3', '张三（大）', '<b>张三</b>', '张'.repeat(31)])
      expect(parseName(text)).toHaveProperty('problem')
  })
})

describe('the heading', () => {
  it('knows the columns by their usual words, in any order', () => {
    const given = ['序号', '*学生姓名', '家长电话', '全国学籍号(必填)', '班 别', '所在年级', '校名', '性别']
    expect(recogniseColumns(given).places).toEqual({
      name: 1,
      guardian_phone: 2,
      student_number: 3,
      class: 4,
      grade: 5,
      school: 6,
      gender: 7,
    })
  })

  it('finds every shuffled heading again, wherever its columns stand', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(heads, { minLength: heads.length }), (words) => {
        const value = reader({}, words)(
          2,
          words.map((word) => good[heads.indexOf(word)]),
        )?.value
        expect(value).toMatchObject({ grade: 4, class_number: 2, name: '林小满', student_number: numberA })
      }),
    )
  })

  it('prefers 学籍号 to 学号 where both stand, and does not take 监护人姓名 for the pupil', () => {
    const { places } = recogniseColumns(['学号', '监护人姓名', '学籍号', '姓名'])
    expect(places).toEqual({ student_number: 2, name: 3 })
  })

  it('passes over titles above it, within ten rows', () => {
    const titles = Array.from({ length: 9 }, () => ['2026 年彩云小学学生名册'])
    expect(findHeading([...titles, heads])?.index).toBe(9)
    expect(findHeading([...titles, [''], heads])).toBeUndefined()
  })

  it('names each column that is missing; the school only where the file is the district’s', () => {
    const heading = findHeading([['姓名', '班级']])
    expect(problemsOfHeading(heading, context).map((problem) => problem.column)).toEqual(['学校', '学籍号'])
    expect(
      problemsOfHeading(heading, { ...context, onlySchoolId: 1 }).map((problem) => problem.column),
    ).toEqual(['学籍号'])
    expect(problemsOfHeading(undefined, context)[0]?.problem).toContain('没有找到表头')
  })
})

describe('a row', () => {
  it('becomes a pupil', () => {
    expect(reader()(2, good)).toEqual({
      value: {
        row: 2,
        school_id: 1,
        grade: 4,
        class_number: 2,
        name: '林小满',
        student_number: numberA,
        gender: 'female',
        guardian_phone: '10000000001',
      },
      problems: [],
    })
  })

  it('is passed over where it is blank, a sum, or the heading printed again', () => {
    const read = reader()
    expect(read(2, [])).toBeNull()
    expect(read(3, ['', ' ', null, undefined, '', '', ''])).toBeNull()
    expect(read(4, ['合计：45 人', '', '', '', '', '', ''])).toBeNull()
    expect(read(5, heads)).toBeNull()
  })

  it('has every one of its problems named, each with the heading’s own word', () => {
    const problems = reader({}, ['校名', '年级', '班别', '姓名', '学籍号', '性别', '家长电话'])(9, [
      '月亮小学',
      '四年级',
      '2斑',
      '',
      'G1',
      '未知',
      '123',
    ])?.problems
    expect(problems?.map((problem) => [problem.row, problem.column])).toEqual([
      [9, '校名'],
      [9, '姓名'],
      [9, '学籍号'],
      [9, '性别'],
      [9, '家长电话'],
    ])
    for (const problem of problems ?? []) expect(problem.problem).toMatch(/[\u4e00-\u9fff].*。$/)
  })

  it('must not name a grade that the school does not have', () => {
    expect(sentence(['彩云小学', '七年级', '1班', '林小满', numberA])?.problem).toContain('没有初中')
    expect(sentence(['河湾学校(九年制)', '初一', '1班', '林小满', numberA])).toBeUndefined()
  })

  it('may carry the grade in its class, and must not carry two', () => {
    expect(reader()(2, ['彩云小学', '', '四年级2班', '林小满', numberA])?.value).toMatchObject({
      grade: 4,
      class_number: 2,
    })
    expect(sentence(['彩云小学', '', '2班', '林小满', numberA])?.problem).toContain('没有填年级')
    expect(sentence(['彩云小学', '五年级', '四年级2班', '林小满', numberA])?.problem).toContain('对不上')
  })

  it('of one school’s own file belongs to that school, whether it says so or not', () => {
    const own = { onlySchoolId: 1 }
    expect(reader(own)(2, ['', '四年级', '2班', '林小满', numberA])?.value?.school_id).toBe(1)
    expect(sentence(['河湾学校（九年制）', '四年级', '2班', '林小满', numberA], own)?.problem).toContain(
      '只能导入“彩云小学”',
    )
  })

  it('with a 学籍号 that stood before is named with the row before', () => {
    const read = reader()
    read(2, good)
    expect(read(7, [...good.slice(0, 3), '林小雨', numberA.toLowerCase()])?.problems).toEqual([
      { row: 7, column: '学籍号', problem: expect.stringContaining('第 2 行') },
    ])
  })

  it('never throws and never stores nonsense, whatever the cells hold', () => {
    const read = reader()
    const cell = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.double(),
      fc.boolean(),
      fc.constant(null),
      fc.date(),
      fc.object(),
    )
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 9 }), fc.integer({ min: 2, max: 1e5 }), (cells, row) => {
        const reading = read(row, cells)
        if (reading?.value) expect(reading.problems).toEqual([])
        else if (reading) expect(reading.problems.length).toBeGreaterThan(0)
      }),
    )
  }, 30_000)

  it('is read in an instant even where a cell holds ten million signs', () => {
    const long = '一'.repeat(10_000_000)
    const startedAt = performance.now()
    reader()(2, [long, long, long, long, long, long, long])
    expect(performance.now() - startedAt).toBeLessThan(500)
  })
})

it('begins the school year on the first of August in China', () => {
  expect(schoolYearAt(new Date('2026-07-31T15:59:59Z'))).toBe(2025)
  expect(schoolYearAt(new Date('2026-07-31T16:00:00Z'))).toBe(2026)
  expect(schoolYearAt(new Date('2027-02-01T00:00:00Z'))).toBe(2026)
})

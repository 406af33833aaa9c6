/** A course's slots, its reasons on the card, the countdown, and the phone's own HMAC. */
import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import type { ChildCourses, Course, Round } from '../../contract/course/course'
import { countdownWords, currentRound, fitOf, phaseOf } from '../../contract/course/fit'
import { hmacSha256 } from '../../contract/course/hmac'
import { readCourseSheet, writeCourseRow } from '../../contract/course/sheet'
import { gradeBits, gradesOf, periodsProblem, slotBit, slotsOf, slotWords } from '../../contract/course/slots'
import { feeWords, gradesWords, placeResults, placeResultWords } from '../../contract/course/words'

const times = [
  { startsAt: '16:30', endsAt: '17:20' },
  { startsAt: '17:30', endsAt: '18:20' },
]
const monday = slotBit({ weekday: 1, period: 1 })
const course = (courseId: number, change: Partial<Course> = {}): Course => ({
  courseId,
  name: `课${courseId}`,
  category: '社团',
  teacherKind: 'own',
  teacherName: '师',
  room: '室',
  startsOn: '2026-09-01',
  endsOn: '2027-01-15',
  slots: slotBit({ weekday: 1 + (courseId % 5), period: 1 }),
  grades: gradeBits([4]),
  capacity: 2,
  minimum: 0,
  feeCents: 0,
  feeBasis: '',
  about: '',
  materials: '',
  bring: '',
  isHeld: true,
  taken: 0,
  waiting: 0,
  version: 1,
  byHand: [],
  ...change,
})
const child = (enrolments: ChildCourses['enrolments'] = []): ChildCourses => ({
  studentId: 1,
  name: '小满',
  grade: 4,
  consent: null,
  mayConsent: true,
  enrolments,
  favourites: [],
  wishes: [],
})
const round = (opensAt: string, closesAt: string, change: Partial<Round> = {}): Round => ({
  roundId: 1,
  kind: 'first_come',
  name: '一',
  opensAt,
  closesAt,
  mostPlaces: 1,
  mostWishes: 8,
  offerHours: 24,
  commitment: null,
  inputsHash: null,
  sealedAt: null,
  drawnAt: null,
  publicNumber: null,
  ...change,
})

describe('slots', () => {
  it('are thirty bits of a week, and a mask gives them back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 30 - 1 }), (mask) => {
        expect(slotsOf(mask).reduce((bits, slot) => bits | slotBit(slot), 0)).toBe(mask)
      }),
    )
  })

  it('are said as stretches of a day', () => {
    const both = monday | slotBit({ weekday: 1, period: 2 }) | slotBit({ weekday: 3, period: 2 })
    expect(slotWords(both, times)).toBe('周一 16:30–18:20、周三 17:30–18:20')
  })

  it('do not run backwards or into each other', () => {
    expect(periodsProblem(times)).toBeNull()
    expect(periodsProblem([{ startsAt: '17:20', endsAt: '16:30' }])).toContain('结束要晚于开始')
    expect(periodsProblem([times[0]!, { startsAt: '17:00', endsAt: '18:00' }])).toContain('重叠')
  })
})

describe('the reason on a card', () => {
  const a = course(1)
  const seated = child([
    { courseId: 1, status: 'seated', way: 'draw', waitingNumber: null, offerEndsAt: null },
  ])
  it('names the course that is in the way, the grades, the line, or that there is room', () => {
    expect(fitOf(a, child(), [a], null)).toEqual({ is: 'free' })
    expect(fitOf(a, seated, [a], null)).toEqual({ is: 'seated' })
    const same = course(6)
    expect(fitOf(same, seated, [a, same], null)).toEqual({ is: 'clash', withName: '课1' })
    expect(fitOf(course(2, { grades: gradeBits([5, 6]) }), child(), [], null)).toEqual({ is: 'grade' })
    expect(fitOf(course(2, { taken: 2, waiting: 12 }), child(), [], null)).toEqual({
      is: 'full',
      waiting: 12,
    })
    expect(fitOf(course(2, { isHeld: false }), child(), [], null)).toEqual({ is: 'cancelled' })
  })

  it('says that there are enough only where places are taken, not where wishes are made', () => {
    const open = round('2026-11-01T00:00:00Z', '2026-12-01T00:00:00Z')
    expect(fitOf(course(2), seated, [a], open)).toEqual({ is: 'enough' })
    expect(fitOf(course(2), seated, [a], { ...open, kind: 'wishes' })).toEqual({ is: 'free' })
  })
})

describe('rounds', () => {
  const first = round('2026-11-01T00:00:00Z', '2026-11-02T00:00:00Z')
  const second = round('2026-11-05T00:00:00Z', '2026-11-06T00:00:00Z', { roundId: 2 })
  it('are shown while open, else the next one, else the last', () => {
    const at = (moment: string) => currentRound([first, second], Date.parse(moment))?.roundId
    expect([at('2026-10-30T00:00:00Z'), at('2026-11-01T12:00:00Z')]).toEqual([1, 1])
    expect([at('2026-11-03T00:00:00Z'), at('2026-11-09T00:00:00Z')]).toEqual([2, 2])
    expect(currentRound([], 0)).toBeNull()
    expect(phaseOf(first, Date.parse(first.closesAt))).toBe('over')
    expect(phaseOf(first, Date.parse(first.opensAt))).toBe('open')
  })

  it('are counted down in words, to the second at the end', () => {
    expect(countdownWords(2 * 86_400_000 + 3 * 3_600_000)).toBe('2 天 3 小时')
    expect(countdownWords(3_600_000)).toBe('1 小时 0 分')
    expect(countdownWords(65_000)).toBe('1 分 05 秒')
    expect(countdownWords(-5)).toBe('0 分 00 秒')
  })
})

describe('words', () => {
  it('say grades in runs, fees in yuan, and an answer to every result', () => {
    expect(gradesWords(gradeBits([4, 5, 6]), [])).toBe('四至六年级')
    expect(gradesWords(gradeBits([1, 3]), [])).toBe('一年级、三年级')
    expect(gradesWords(gradeBits([1, 2]), [1, 2])).toBe('全校')
    expect(gradesOf(gradeBits([7, 12]))).toEqual([7, 12])
    expect([feeWords(0), feeWords(8050)]).toEqual(['免费', '80.5 元'])
    for (const result of placeResults)
      expect(placeResultWords(result, '陶艺', 3).words).not.toContain('undefined')
  })
})

it('computes the same HMAC on the phone as the server does', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.string({ maxLength: 300 }), (key, text) => {
      expect(hmacSha256(key, text)).toBe(createHmac('sha256', key).update(text).digest('hex'))
    }),
  )
})

describe('a table of courses', () => {
  const context = {
    periods: times,
    categories: ['学业', '社团'],
    grades: [1, 2, 3, 4, 5, 6],
    startsOn: '2026-09-01',
    endsOn: '2027-01-15',
  }
  const written = [
    '课程名称',
    '类别',
    '老师',
    '老师身份',
    '地点',
    '上课时间',
    '年级',
    '名额',
    '最少人数',
    '收费（元）',
    '收费依据',
    '开始日期',
    '结束日期',
    '介绍',
    '学校提供',
    '自己带',
  ]

  it('comes back as it was written', () => {
    const {
      courseId: _,
      isHeld,
      taken,
      waiting,
      version,
      byHand,
      ...facts
    } = course(3, {
      slots: monday | slotBit({ weekday: 3, period: 2 }),
      grades: gradeBits([4, 5, 6]),
      feeCents: 8050,
      feeBasis: '文件',
      teacherKind: 'elder',
      bring: '剪刀',
    })
    expect([isHeld, taken, waiting, version, byHand]).toEqual([true, 0, 0, 1, []])
    expect(readCourseSheet([written, writeCourseRow(facts)], context)).toEqual({
      kind: 'read',
      rows: [{ row: 2, name: facts.name, facts, problems: [] }],
    })
  })

  it('is understood as schools write it: a title above, clock times, grades in words', () => {
    const read = readCourseSheet(
      [
        ['2026 秋季课后服务'],
        ['课程', '任课教师', '教室', '时间', '面向年级', '人数上限'],
        ['剪纸', '陈老师', '美术室', '周一16:30-18:20', '四至六年级', 24],
        [null, null, null, null, null, null],
        ['合唱', '吴老师', '音乐室', '星期三第1-2节', '全校', '30'],
      ],
      context,
    )
    if (read.kind !== 'read') throw new Error(read.sentence)
    expect(read.rows.map(({ row, problems }) => [row, problems])).toEqual([
      [3, []],
      [5, []],
    ])
    expect(read.rows[0]?.facts).toMatchObject({
      slots: monday | slotBit({ weekday: 1, period: 2 }),
      grades: gradeBits([4, 5, 6]),
      capacity: 24,
      category: '学业',
    })
  })

  it('has every problem named, in the words of the cell', () => {
    const read = readCourseSheet(
      [
        ['课程名称', '老师', '地点', '上课时间', '名额', '年级', '类别'],
        ['剪纸', '', '美术室', '周六1节', '很多', '九年级', '烹饪'],
      ],
      context,
    )
    if (read.kind !== 'read') throw new Error(read.sentence)
    expect(read.rows[0]?.facts).toBeNull()
    expect(read.rows[0]?.problems).toEqual([
      '没有填“老师”',
      '类别“烹饪”不在本校的类别里：学业、社团',
      '看不懂上课时间“周六1节”，请写成 周一1-2节、周三1节',
      '看不懂年级“九年级”',
      '名额“很多”不是数字',
    ])
    expect(readCourseSheet([['姓名', '班级']], context)).toMatchObject({ kind: 'refused' })
  })
})

/** Homework in words: what is left of an evening, what an estimate took, how an evening lies beside the class's. */
import type { Board, BoardEntry } from '../../contract/homework/board'
import { boardSentence, passingSentence, takenOf, tookSentence } from '../../contract/homework/board-words'
import type { HomeworkAlert } from '../../contract/homework/heads'
import { addHistograms, countOver, percentile } from '../../contract/homework/histogram'
import type { LoadDay } from '../../contract/homework/load'
import { comparedWords, termSentence, weeksOf } from '../../contract/homework/load-words'
import { alertSentence, responseWords, timeOrMinutes } from '../../contract/homework/published-words'

const entry = (minutes: number, change: Partial<BoardEntry> = {}): BoardEntry => ({
  boardId: '00000000-0000-4000-8000-000000000000',
  subject: 'math',
  tier: 'basic',
  place: 'home',
  minutes,
  reason: '',
  publishedByName: '王老师',
  publishedAt: '2026-11-25T08:00:00Z',
  isMine: false,
  ...change,
})
const board = (entries: BoardEntry[], limit: number | null): Board => ({
  classId: 1,
  className: '四年级2班',
  grade: 4,
  day: '2026-11-25',
  isSchoolDay: true,
  limit: limit === null ? null : { minutes: limit, document: '文件' },
  entries,
  homeMinutes: entries.filter(({ place }) => place === 'home').reduce((sum, { minutes }) => sum + minutes, 0),
  revision: entries.length,
})

it('says what is left of an evening, and what lies above', () => {
  expect(boardSentence(board([], 60), '今晚')).toBe('今晚还没有带回家的作业，离上限还有 60 分钟')
  expect(boardSentence(board([entry(25)], 60), '今晚')).toBe('今晚带回家 25 分钟，离上限还有 35 分钟')
  expect(boardSentence(board([entry(60)], 60), '今晚')).toBe('今晚带回家 60 分钟，正好到上限')
  expect(boardSentence(board([entry(75)], 60), '今晚')).toBe('今晚带回家 75 分钟，超过上限 15 分钟')
  expect(boardSentence(board([entry(75)], null), '周六')).toBe('周六带回家 75 分钟')
  expect(boardSentence(board([entry(15, { place: 'class' })], 0), '今晚')).toBe('今晚没有带回家的作业')
  expect(boardSentence(board([entry(5)], 0), '今晚')).toContain('不布置书面家庭作业')
})

it('reckons with what is being typed', () => {
  expect(takenOf(board([entry(40)], 60), 20)).toEqual({ minutes: 60, limit: 60, isOver: false })
  expect(takenOf(board([entry(40)], 60), 21)).toMatchObject({ isOver: true })
  expect(takenOf(board([entry(400)], null), 20)).toMatchObject({ isOver: false })
})

it('tells what an estimate took, or that too few speak of it', () => {
  expect(tookSentence({ basis: 'similar', answers: 26, p50: 30, p75: 45 }, '数学')).toContain(
    '一半孩子 30 分钟以内写完，四分之三 45 分钟以内（26 份记录）',
  )
  expect(tookSentence(null, '数学')).toContain('不到 10 份')
  expect(passingSentence(null)).toBe('')
  expect(passingSentence({ children: 5, of: 42, evenings: 6 })).toContain('全班 42 人里约 5 人会超过上限')
})

const evening = (minutes: number | null, classMedian: number | null, day = '2026-11-25'): LoadDay => ({
  day,
  isSchoolDay: true,
  minutes,
  classMedian,
})

it('lays an evening beside the class’s middle', () => {
  expect(comparedWords(evening(68, 50), '今晚')).toBe('今晚比本班中位数多 18 分钟')
  expect(comparedWords(evening(40, 50), '今晚')).toBe('今晚比本班中位数少 10 分钟')
  expect(comparedWords(evening(50, 50), '今晚')).toBe('今晚和本班中位数一样，50 分钟')
  expect(comparedWords(evening(50, null), '今晚')).toContain('还不到 10 个')
  expect(comparedWords(evening(null, 50), '今晚')).toBe('今晚还没有记')
})

it('adds evenings up by the week and the term, school days only, and leaves out what was not logged', () => {
  const days = [
    evening(40, 50, '2026-11-20'),
    { ...evening(200, null, '2026-11-21'), isSchoolDay: false },
    evening(80, 60, '2026-11-23'),
    evening(null, null, '2026-11-24'),
    evening(70, 50, '2026-11-25'),
  ]
  expect(weeksOf(days)).toEqual([
    { startsOn: '2026-11-16', mean: 40, classMean: 50, logged: 1 },
    { startsOn: '2026-11-23', mean: 75, classMean: 55, logged: 2 },
  ])
  const load = { studentId: 1, grade: 4, today: '2026-11-25', days, remindAtMinutes: null }
  expect(termSentence(load)).toBe('这学期记了 3 个上学日，平均 63 分钟，比 60 分钟的上限多 3')
  expect(termSentence({ ...load, days: [] })).toBe('这学期还没有上学日的记录')
})

it('reads the middle of a histogram from its steps, and what lies above a limit', () => {
  const both = addHistograms([
    { buckets: [0, 4], counts: [1, 2] },
    { buckets: [4, 13], counts: [1, 2] },
  ])
  expect(both).toEqual({ buckets: [0, 4, 13], counts: [1, 3, 2] })
  expect([percentile(both, 0.5), percentile(both, 0.75), countOver(both, 60)]).toEqual([20, 65, 2])
  expect(percentile({ buckets: [], counts: [] }, 0.5)).toBeNull()
  expect(countOver({ buckets: [12], counts: [3] }, 60)).toBe(0)
})

it('words a notice by what it rests on', () => {
  const day = { day: '2026-11-25', answers: 18, children: 26, value: 70, bar: 60 }
  const alert: HomeworkAlert = {
    alertId: '00000000-0000-4000-8000-000000000000',
    schoolId: 1,
    schoolName: '示例小学',
    className: '四年级2班',
    grade: 4,
    kind: 'load',
    measure: 'evening',
    daysOver: 3,
    daysOf: 5,
    document: '文件',
    evidence: [day, day, day],
    raisedAt: '2026-11-25T08:00:00Z',
    dueAt: '2026-11-25T08:00:00Z',
    climbedAt: null,
    reply: null,
  }
  expect(alertSentence(alert)).toBe('四年级2班：5 个上学日里有 3 天，一半以上的孩子超过 60 分钟')
  expect(
    alertSentence({ ...alert, kind: 'bedtime', measure: 'bedtime', evidence: [{ ...day, bar: 1_280 }] }),
  ).toContain('超过四分之一的孩子 21:20 以后才上床')
  expect(alertSentence({ ...alert, kind: 'estimate', measure: 'math' })).toContain('数学实际用时比公示的多')
  expect([timeOrMinutes('bedtime', 1_305), timeOrMinutes('math', 25), responseWords(18, 26)]).toEqual([
    '21:45',
    '25 分钟',
    '18/26 人，69%',
  ])
})
